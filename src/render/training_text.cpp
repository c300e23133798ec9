#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "tidegate/render.h"

namespace tidegate {
namespace {

using Json = nlohmann::ordered_json;

}  // namespace

std::string format_training_text(const SetOutcome& outcome, const std::string& folder) {
  char rate[64];
  std::snprintf(rate, sizeof rate, "%.3g s, %.3g series per second", outcome.seconds,
                static_cast<double>(outcome.begun) / std::max(outcome.seconds, 1e-9));
  const std::size_t failed = outcome.failed(), saved = outcome.begun - failed;
  return std::to_string(saved) + (saved == 1 ? " detector" : " detectors") + " saved to " + folder + " in " + rate +
         (failed > 0 ? "; " + std::to_string(failed) + " series failed" : "") + "\n";
}

std::string format_training_json(const SeriesSet& set, const SetOutcome& outcome, const std::string& folder,
                                 Spelling spelling) {
  Json failures = Json::array();
  for (std::size_t i = 0; i < set.size(); ++i)
    if (!outcome.tables[i])
      failures.push_back({{"series", set.id(i)}, {"error", outcome.tables[i].error().message(spelling)}});
  const Json summary = {{"models", folder},
                        {"series", set.size()},
                        {"trained", outcome.begun - outcome.failed()},
                        {"failed", failures},
                        {"seconds", outcome.seconds}};
  return summary.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace tidegate
