#include "preprocess/impute.h"

#include <cmath>
#include <limits>

namespace tidegate {
namespace {

/// Straight lines over the gaps of one channel that have a value at both ends.
void interpolate(MatrixView<float> rows, std::size_t channel) {
  std::size_t last = rows.rows;  // none yet
  for (std::size_t t = 0; t < rows.rows; ++t) {
    if (std::isnan(rows(t, channel))) continue;
    for (std::size_t gap = last + 1; last < rows.rows && gap < t; ++gap) {
      const float share = static_cast<float>(gap - last) / static_cast<float>(t - last);
      rows(gap, channel) = rows(last, channel) + share * (rows(t, channel) - rows(last, channel));
    }
    last = t;
  }
}

}  // namespace

Result<Imputation> parse_imputation(const MissingConfig& config) {
  if (config.missing == "mask") return Imputation::kMask;
  if (config.missing == "previous") return Imputation::kPrevious;
  if (config.missing == "mean") return Imputation::kMean;
  if (config.missing == "linear") return Imputation::kLinear;
  return fail(ErrorKind::kUsage, "unknown replacement of missing values '" + config.missing + "'")
      .about("missing")
      .remedy("allowed: linear, previous, mean, mask");
}

void apply_impute(const ImputeParams& params, ImputeState& state, std::span<float> row) noexcept {
  for (std::size_t c = 0; c < params.predicted.size(); ++c) {
    if (!std::isnan(row[c])) {
      state.last[c] = row[c];
      continue;
    }
    if (params.kind == Imputation::kMask && params.predicted[c]) continue;
    const bool mean = params.kind == Imputation::kMean || std::isnan(state.last[c]);
    row[c] = mean ? 0.0F : state.last[c];
  }
}

void impute_training(const ImputeParams& params, MatrixView<float> rows) {
  if (params.kind == Imputation::kLinear)
    for (std::size_t c = 0; c < params.predicted.size(); ++c) interpolate(rows, c);
  ImputeState state{std::vector<float>(params.predicted.size(), std::numeric_limits<float>::quiet_NaN())};
  for (std::size_t t = 0; t < rows.rows; ++t) apply_impute(params, state, rows.row(t));
}

void put_state(ByteWriter& out, const ImputeState& state) { out.put_all(state.last); }
void get_state(ByteReader& in, ImputeState& state) { in.get_all(state.last); }

}  // namespace tidegate
