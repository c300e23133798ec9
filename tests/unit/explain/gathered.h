// An event's evidence from ten literals.
#pragma once
#include <limits>
#include <vector>

#include "explain/signs.h"

namespace tidegate::testing_support {

/// One channel whose values and residuals are given row by row; usual: range −2 … 2, residual deviation 1, no value
/// twice, none missing.
class Gathered {
 public:
  explicit Gathered(std::size_t channels = 1) : state(make_evidence_state(channels)), normal(channels, kUsual) {
    score.mean.assign(channels, 0);
    score.deviation.assign(channels, 1);
  }

  void row(EventPart part, const std::vector<double>& values, const std::vector<double>& residuals,
           double own_score = 1) {
    const std::vector<double> share(values.size(), 1 / static_cast<double>(values.size()));
    gather(normal, score, state, {values, residuals, {}, share, own_score}, part);
  }
  /// Rows of one channel: `usual` ones before, then flagged ones of which the first opens the event.
  void event(const std::vector<double>& usual, const std::vector<double>& values,
             const std::vector<double>& residuals) {
    for (std::size_t t = 0; t < usual.size(); ++t) row(EventPart::kOutside, {usual[t]}, {0});
    for (std::size_t t = 0; t < values.size(); ++t)
      row(t == 0 ? EventPart::kOpening : EventPart::kFlagged, {values[t]}, {residuals[t]});
  }
  Signs signs() const { return signs_of(normal, state); }

  EvidenceState state;
  std::vector<NormalChannel> normal;
  ScoreParams score;

 private:
  static constexpr NormalChannel kUsual{-2, 2, 1, 0.1, 1, 0};
};

}  // namespace tidegate::testing_support
