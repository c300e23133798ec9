#include "fit/scaling.h"

#include "series/channel_names.h"

namespace tidegate {
namespace {

Matrix<double> transformed_rows(const TransformParams& params, MatrixView<const double> values) {
  Matrix<double> rows(values.rows, values.cols);
  for (std::size_t t = 0; t < values.rows; ++t) apply_transform(params, values.row(t), rows.row(t));
  return rows;
}

}  // namespace

Status fit_scaling(FittedChain& chain, MatrixView<const double> values) {
  auto plain = fit_scaler(chain.config.scaler, values);
  if (!plain) return plain.error();
  auto chosen = choose_transform(chain.config.transform, values, channel_names(chain.info.channels));
  if (!chosen) return chosen.error();
  chain.info.notes.insert(chain.info.notes.end(), chosen->notes.begin(), chosen->notes.end());
  chain.transform = std::move(chosen->params);
  if (!chain.transform.any()) {
    chain.scaler = std::move(*plain);
    return {};
  }
  chain.transform.center = std::move(plain->center);
  chain.transform.scale = std::move(plain->scale);
  auto scaler = fit_scaler(chain.config.scaler, transformed_rows(chain.transform, values));
  if (!scaler) return scaler.error();
  chain.scaler = std::move(*scaler);
  return {};
}

void scale_rows(const FittedChain& chain, MatrixView<const double> values, MatrixView<float> inputs) {
  std::vector<double> row(values.cols);
  for (std::size_t t = 0; t < values.rows; ++t) {
    std::span<const double> given = values.row(t);
    if (chain.transform.any()) {
      apply_transform(chain.transform, given, row);
      given = row;
    }
    apply_scaler(chain.config.scaler, chain.scaler, given, inputs.row(t).first(values.cols));
  }
}

Matrix<double> scaled_rows(const FittedChain& chain, MatrixView<const double> values) {
  Matrix<double> scaled(values.rows, chain.scored());
  for (std::size_t o = 0; o < chain.scored(); ++o) {
    const std::size_t c = chain.channel_of(o);
    for (std::size_t t = 0; t < values.rows; ++t) scaled(t, o) = chain.scaled(c, values(t, c));
  }
  return scaled;
}

}  // namespace tidegate
