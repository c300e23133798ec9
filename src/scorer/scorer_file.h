// Scorers in a model file.
//
//   "scorers"                       channels, judged (their places), and a list: name, argument, unit, shrinkage
//   score.mean, .deviation …        of the network's own scorer (score_file.h)
//   scorer.NAME.mean, .deviation …  of the residuals of another
//   scorer.NAME.K                   (k, C), what it learned
//
// The network's own scorer alone, not calibrated, needs no section: so files are as they were before there were others.
#pragma once
#include <nlohmann/json.hpp>
#include <vector>

#include "scorer/scorer.h"
#include "store/tensor_file.h"

namespace tidegate {

/// Whose rows they judge.
struct JudgedChannels {
  std::size_t channels = 0;         ///< of a row
  std::vector<std::size_t> judged;  ///< places among them, rising
};

bool needs_section(const std::vector<Scorer>& scorers);

/// An option that says which scorers there are, and how they become one score.
bool is_about_scorers(std::string_view option);

nlohmann::ordered_json scorers_json(const std::vector<Scorer>& scorers, const JudgedChannels& channels);
void add_scorers(TensorFile& file, const std::vector<Scorer>& scorers);

/// Errors: kModel (no scorer, an unknown one, places beyond the channels). Throws what the JSON library throws.
Result<JudgedChannels> read_judged(const TensorFile& file, const nlohmann::ordered_json& json);
Result<std::vector<Scorer>> read_scorers(const TensorFile& file, const nlohmann::ordered_json& json);

/// What they learned and the scores of their residuals, but for the network's own. Errors: kModel.
Status read_learned(const TensorFile& file, const nlohmann::ordered_json& json, std::size_t judged, ScoreKind score,
                    std::vector<Scorer>& scorers);

}  // namespace tidegate
