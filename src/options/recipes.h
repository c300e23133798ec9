// Recipes: names for sets of options.
#pragma once
#include <string_view>

#include "tidegate/config.h"
#include "tidegate/result.h"

namespace tidegate {

/// CELL-NET with the net's defaults, and the two published recipes (docs/nets.md).
inline constexpr std::string_view kRecipes =
    "rnn-forecaster|rnn-relu-forecaster|lstm-forecaster|gru-forecaster|"
    "rnn-autoencoder|rnn-relu-autoencoder|lstm-autoencoder|gru-autoencoder|"
    "rnn-classifier|rnn-relu-classifier|lstm-classifier|gru-classifier|keras-gru|torch-rnn";

/// Sets every option the recipe named in `config.detector` speaks of; the others stay. Contract: one of kRecipes.
void apply_recipe(DetectorConfig& config);

/// Sets what the net named in `config.net.net` wants otherwise than the defaults, and back to them what another net
/// wanted: loss, state, target, score, smoothing, threshold.
void apply_net_defaults(DetectorConfig& config);

/// Whether `config.target` is one of the net's: next or last of a forecaster, row or window of a classifier. An
/// autoencoder has none; the default, next, is let pass. Errors: kUsage.
Status check_target(const NetConfig& config);

/// After another cell or net was chosen: `cell` lstm makes an lstm-forecaster of a gru-forecaster.
void rename_recipe(DetectorConfig& config);

/// A configuration whose cell and net were filled in by hand may still bear the name of another recipe: it gets its
/// own. Contract: `config.detector` is one of kRecipes.
void correct_name(DetectorConfig& config);

}  // namespace tidegate
