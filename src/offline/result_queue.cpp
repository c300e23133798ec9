#include "offline/result_queue.h"

#include <algorithm>
#include <limits>

namespace tidegate {

std::size_t ResultQueue::add(const Rows& rows, std::size_t row, std::uint32_t key) {
  if (added_ - first_ == slots_.size()) grow();
  Slot& slot = slots_[added_ % slots_.size()];
  slot.row.index = rows.first_row + row;
  if (rows.time_ends.empty())  // no times, or a series made in memory, which needs no texts of them
    slot.time.clear();
  else
    slot.time.assign(rows.time_text(row));
  slot.key = key;
  slot.settled = false;
  return added_++;
}

void ResultQueue::grow() {
  std::vector<Slot> larger(std::max<std::size_t>(64, 2 * slots_.size()));
  for (std::size_t n = first_; n < added_; ++n) larger[n % larger.size()] = std::move(slots_[n % slots_.size()]);
  slots_ = std::move(larger);
}

void ResultQueue::settle(std::size_t number, const Verdict& verdict) {
  Slot& slot = slots_[number % slots_.size()];
  slot.settled = true;
  slot.row.score = verdict.score;
  slot.row.threshold = verdict.threshold;
  slot.row.anomaly = verdict.phase == Phase::kAnomalous;
  if (channels_ == 0) return;
  slot.details.assign(5 * channels_, std::numeric_limits<double>::quiet_NaN());
  double* into = slot.details.data();
  for (const std::span<const double> given :
       {verdict.values, verdict.expected, verdict.lower, verdict.upper, verdict.share}) {
    std::ranges::copy(given, into);
    into += channels_;
  }
}

/// Views are set here: a slot may have moved since.
ScoredRow& ResultQueue::slot_row(Slot& slot) const {
  slot.row.time_text = slot.time;
  std::span<const double> rest = slot.details;
  for (std::span<const double>* field :
       {&slot.row.values, &slot.row.expected, &slot.row.lower, &slot.row.upper, &slot.row.share}) {
    *field = rest.first(channels_);
    rest = rest.subspan(channels_);
  }
  return slot.row;
}

}  // namespace tidegate
