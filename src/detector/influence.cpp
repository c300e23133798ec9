#include "detector/influence.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "base/contracts.h"
#include "base/missing.h"
#include "chain/verdict.h"

namespace tidegate {
namespace {

constexpr double kEnoughShare = 0.8;
constexpr std::size_t kMostRowsTold = 5;

/// Beyond, a probability is as good as certain.
constexpr double kLeastProbability = 1e-12;

std::size_t window_of(const FittedChain& chain) { return static_cast<std::size_t>(chain.config.net.window); }

/// Probabilities near 0 and 1 hardly move, whatever the evidence; their logits do.
double logit(double probability) {
  const double p = std::isnan(probability) ? 0 : probability;
  const double inner = std::clamp(p, kLeastProbability, 1 - kLeastProbability);
  return std::log(inner / (1 - inner));
}

std::size_t rows_back_from(std::size_t row, std::size_t count) { return row > count ? row - count : 0; }

}  // namespace

FittedChain chain_to_judge_again(const FittedChain& chain) {
  FittedChain again = chain;
  again.config.score.smoothing = "none";
  again.smoothing = {};
  again.info.delay_rows = again.rows_ahead();
  again.threshold.adaptive = {};
  again.normal.clear();
  return again;
}

PeakJudge::PeakJudge(const FittedChain& chain, const ChainRows& rows, std::size_t peak)
    : chain_(chain),
      rows_(rows),
      peak_(peak),
      window_begin_(rows_back_from(peak, window_of(chain))),
      score_(kMissingValue),
      before_window_(chain),
      values_(chain.channels()) {
  TIDEGATE_EXPECTS(peak < rows.size());
  for (std::size_t lead = 2 * window_of(chain);; lead *= 2) {
    score_ = score_from(rows_back_from(peak, lead));
    if (!std::isnan(score_) || lead >= peak) return;
  }
}

double PeakJudge::score_from(std::size_t first) {
  first_ = first;
  ChainState state(chain_);
  for (std::size_t row = first; row < window_begin_; ++row) push(state, row, {});
  before_window_ = state;
  return push_to_peak(state, window_begin_, {});
}

Verdict PeakJudge::push(ChainState& state, std::size_t row, const Hidden& hidden) {
  for (std::size_t channel = 0; channel < values_.size(); ++channel) {
    const bool is_hidden = row == hidden.row || (channel == hidden.channel && row <= peak_);
    values_[channel] = is_hidden ? kMissingValue : rows_.value(row, channel);
  }
  return push_row(chain_, state, rows_.time(row), values_);
}

/// The last row that has a say in the peak's verdict.
std::size_t PeakJudge::last_row() const { return std::min(peak_ + chain_.rows_ahead(), rows_.size() - 1); }

/// The peak's score if the stream goes on from this row. The state is at its end then.
double PeakJudge::push_to_peak(ChainState& state, std::size_t from, const Hidden& hidden) {
  double score = kMissingValue;
  const auto keep = [&](const Verdict& verdict) {
    if (first_ + verdict.row == peak_ && verdict.scored()) score = verdict.score;
  };
  for (std::size_t row = from; row <= last_row(); ++row) keep(push(state, row, hidden));
  finish_rows(chain_, view_of(state), keep);
  return score;
}

std::vector<RowInfluence> PeakJudge::row_influences() {
  std::vector<RowInfluence> all;
  if (std::isnan(score_)) return all;
  ChainState state = before_window_, without = state;
  for (std::size_t row = window_begin_; row <= last_row(); ++row) {
    if (row != peak_) {
      without = state;
      const double score = push_to_peak(without, row, {.row = row});
      if (!std::isnan(score)) all.push_back({row, std::abs(score_ - score), score});
    }
    push(state, row, {});
  }
  return all;
}

std::vector<double> PeakJudge::channel_falls() {
  std::vector<double> falls(chain_.scored(), 0.0);
  if (std::isnan(score_)) return falls;
  ChainState state = before_window_;
  const bool whole = peak_ - window_begin_ == window_of(chain_);  // then one row more than the window ends with
  if (whole) push(state, window_begin_, {});
  for (std::size_t o = 0; o < falls.size(); ++o) {
    ChainState without = state;
    const double score = push_to_peak(without, window_begin_ + (whole ? 1 : 0), {.channel = chain_.channel_of(o)});
    falls[o] = std::max(0.0, logit(score_) - logit(score));
  }
  return falls;
}

std::vector<RowInfluence> influential_rows(std::vector<RowInfluence> rows) {
  double sum = 0;
  for (const RowInfluence& one : rows) sum += one.influence;
  if (!(sum > 0) || !std::isfinite(sum)) return {};
  for (RowInfluence& one : rows) one.influence /= sum;
  std::ranges::stable_sort(rows, std::ranges::greater(), &RowInfluence::influence);
  double told = 0;
  std::size_t count = 0;
  while (count < std::min(rows.size(), kMostRowsTold) && told < kEnoughShare) told += rows[count++].influence;
  rows.resize(count);
  return rows;
}

double rows_to_judge(const FittedChain& chain) {
  const auto window = static_cast<double>(window_of(chain));
  const bool shares = chain.gives_probabilities();
  const double around = window + static_cast<double>(chain.rows_ahead());
  return around * (around / 2 + 4) + (shares ? window * static_cast<double>(chain.scored()) : 0);
}

}  // namespace tidegate
