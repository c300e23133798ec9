#include "score/score_file.h"

#include <algorithm>

#include "store/numbers.h"

namespace tidegate {

nlohmann::ordered_json score_json(const ScoreParams& params) { return {{"shrinkage", params.shrinkage}}; }

void add_score(TensorFile& file, const ScoreParams& params, const std::string& prefix) {
  const std::size_t residuals = params.mean.size();
  file.add<double>(prefix + ".mean", {residuals}, params.mean);
  file.add<double>(prefix + ".deviation", {residuals}, params.deviation);
  if (!params.precision.empty())
    file.add<double>(prefix + ".precision", {residuals, residuals}, params.precision.flat());
}

Status read_score(const TensorFile& file, const nlohmann::ordered_json& json, std::size_t residuals,
                  ScoreParams& params, const std::string& prefix) {
  params.shrinkage = json.at("shrinkage").get<double>();
  if (auto done = read_numbers(file, prefix + ".mean", {residuals}, params.mean); !done) return done;
  if (auto done = read_numbers(file, prefix + ".deviation", {residuals}, params.deviation); !done) return done;
  if (auto above = check_above_zero(file, prefix + ".deviation", params.deviation); !above) return above;
  if (params.kind != ScoreKind::kMahalanobis) return {};
  std::vector<double> precision;
  if (auto done = read_numbers(file, prefix + ".precision", {residuals, residuals}, precision); !done) return done;
  params.precision = Matrix<double>(residuals, residuals);
  std::ranges::copy(precision, params.precision.flat().begin());
  return {};
}

}  // namespace tidegate
