#include "cli/help.h"

#include <algorithm>

namespace tidegate::cli {

const std::vector<HelpGroup>& help_groups() {
  static const std::vector<HelpGroup> groups = {
      {"Input and result",
       true,
       {"data",
        "only",
        "half",
        "list",
        "limit",
        "jobs",
        "resume",
        "scores",
        "compare",
        "point-adjusted",
        "configurations-tried",
        "sizes",
        "places",
        "found",
        "model",
        "train-part",
        "time",
        "channels",
        "detectors",
        "event",
        "series",
        "max-lag",
        "of",
        "weights",
        "detail",
        "format",
        "output",
        "plot",
        "report",
        "fail-on-anomaly"}},
      {"Detector", true, {"detector", "hidden", "window", "epochs", "from"}},
      {"Score, threshold and events", true, {"smoothing", "threshold", "merge-gap", "min-duration", "direction"}},
      {"Many series", true, {"key", "each-channel", "shared", "combine", "within"}},
      {"Labels", true, {"label", "label-windows"}},
      {"General", true, {"config", "set", "seed", "threads", "quiet", "verbose", "help"}},
      {"Reading files", false, {"format-in", "time-zone", "categories", "delimiter", "decimal-comma", "resample"}},
      {"Rows and channels", false, {"inputs-only", "train-keys", "tolerance", "missing"}},
      {"Features and scaling", false, {"features", "transform", "scaler", "clip"}},
      {"Network", false, {"cell", "net", "dropout", "horizon", "target", "bidirectional", "state"}},
      {"Training",
       false,
       {"loss", "optimizer", "weight-decay", "epsilon", "schedule", "learning-rate", "batch", "patience", "validation",
        "clip-norm", "chunk", "freeze", "checkpoint"}},
      {"Score (more)", false, {"score", "residuals", "overlap"}},
      {"Threshold and events (more)", false, {"threshold-data", "cooldown", "min-deviation", "kinds"}}};
  return groups;
}

std::size_t help_group(std::string_view option) {
  const auto& groups = help_groups();
  const auto found = std::ranges::find_if(
      groups, [&](const HelpGroup& group) { return std::ranges::find(group.options, option) != group.options.end(); });
  return static_cast<std::size_t>(found - groups.begin());
}

}  // namespace tidegate::cli
