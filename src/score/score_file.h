// The score in a model file.
//
//   score.mean, score.deviation    (R), of the residuals; another scorer's begin with a prefix of its own
//   score.precision                (R, R), mahalanobis only
#pragma once
#include <nlohmann/json.hpp>

#include "score/score.h"
#include "store/tensor_file.h"

namespace tidegate {

nlohmann::ordered_json score_json(const ScoreParams& params);
void add_score(TensorFile& file, const ScoreParams& params, const std::string& prefix = "score");

/// Completes `params`, whose kind is set, for R = `residuals`. Errors: kModel (absent, other sizes, values that are not
/// finite, deviations not above 0). Throws what the JSON library throws for a missing key or another type.
Status read_score(const TensorFile& file, const nlohmann::ordered_json& json, std::size_t residuals,
                  ScoreParams& params, const std::string& prefix = "score");

}  // namespace tidegate
