// Chains and detectors small enough to be fitted in every test.
#pragma once
#include <gtest/gtest.h>

#include <functional>
#include <nlohmann/json.hpp>

#include "fit/fit.h"
#include "model_file/model_file.h"
#include "series_support.h"
#include "spelled.h"

namespace tidegate::testing_support {

inline constexpr std::size_t kRows = 200;

inline DetectorConfig tiny_config() {
  DetectorConfig config = quick_config();
  config.net.hidden = {4};
  config.net.window = 10;
  config.training.epochs = 3;
  config.training.batch = 4;
  return config;
}

/// Fitted on the first `kRows` rows.
inline FittedChain fitted_chain(const Series& series, const DetectorConfig& config = tiny_config()) {
  auto chain = fit_chain(series, {0, kRows}, config, {});
  if (!chain) ADD_FAILURE() << chain.error().message();
  return chain.value();  // throws: the test ends here
}

inline Detector fitted_detector(const Series& series, const DetectorConfig& config = tiny_config()) {
  auto detector = Detector::train(series, {0, kRows}, config);
  if (!detector) ADD_FAILURE() << detector.error().message();
  return detector.value();
}

/// Rows of `series` pushed one after the other.
inline std::vector<double> push_rows(const FittedChain& chain, ChainState& state, const Series& series,
                                     std::size_t first, std::size_t last) {
  std::vector<double> scores;
  for (std::size_t t = first; t <= last; ++t)
    scores.push_back(push_row(chain, state, &series.rows.time[t], series.rows.values.row(t)).score);
  return scores;
}

/// A detector of two waves and a stream of it.
class FittedWaves : public testing::Test {
 protected:
  Verdict push(std::size_t row) {
    return push_row(chain_, state_, &series_.rows.time[row], series_.rows.values.row(row));
  }
  void push_until(std::size_t row) {
    for (std::size_t t = 0; t < row; ++t) push(t);
  }

  const Series series_ = waves(300, 2);
  const FittedChain chain_ = fitted_chain(series_);
  ChainState state_{chain_};
};

/// The message of a result that should be an error.
template <class R>
std::string message_of(const R& result) {
  return result ? std::string("no error") : result.error().message(as_flags);
}

/// What the reader says of a sealed model file with another description.
inline std::string refusal_after_edit(const FittedChain& chain,
                                      const std::function<void(nlohmann::ordered_json&)>& edit) {
  TensorFile file = encode_model(chain);
  auto json = nlohmann::ordered_json::parse(file.metadata().at("tidegate"));
  edit(json);
  file.metadata()["tidegate"] = json.dump();
  file.seal();
  return message_of(decode_model(file));
}

}  // namespace tidegate::testing_support
