// Walks over the options of all stages, in order.
#pragma once
#include <string_view>

#include "event/options.h"
#include "explain/options.h"
#include "model/nets/options.h"
#include "model/training/options.h"
#include "options/recipes.h"
#include "preprocess/options.h"
#include "score/options.h"
#include "series/options.h"
#include "threshold/options.h"
#include "tidegate/config.h"
#include "tidegate/result.h"

namespace tidegate {

/// Calls visit(stage, Option, field) for every option of a detector; `Config` may be const.
template <class Config, class Visit>
void describe_detector(Config& c, Visit&& visit) {
  const auto in_stage = [&](std::string_view stage) {
    return [&visit, stage](const Option& option, auto& field) { visit(stage, option, field); };
  };
  visit(
      std::string_view("detector"),
      Option{.name = "detector",
             .help = "recipe: a cell and a net with defaults, or a recipe file (NAME.toml); single options override it",
             .names = recipe_names},
      c.detector);
  describe_frames(c.frames, in_stage("input"));
  describe_transform(c.transform, in_stage("input"));
  describe_scaler(c.scaler, in_stage("input"));
  describe_missing(c.missing, in_stage("input"));
  describe_features(c.features, in_stage("input"));
  describe_net(c.net, in_stage("network"));
  describe_training(c.training, in_stage("training"));
  describe_score(c.score, in_stage("score"));
  describe_threshold(c.threshold, in_stage("threshold"));
  describe_event(c.event, in_stage("events"));
  describe_explain(c.explain, in_stage("events"));
}

/// The configuration with what it leaves to the kind of net filled in, and a recipe's name that does not contradict its
/// cell and net. Texts and model files hold settled configurations.
DetectorConfig settled(DetectorConfig config);

/// Every value against its option's range and names, for configurations that were filled in by hand and not by
/// `set_option`. Errors: kUsage, worded as those of `set_option`.
Status check_options(const DetectorConfig& config);

}  // namespace tidegate
