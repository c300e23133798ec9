// Scored rows in the input's order, though the verdict on a row may come some rows later.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "tidegate/detector.h"
#include "tidegate/offline.h"

namespace tidegate {

/// A ring of the rows read and not yet written; it holds as many as the verdicts' delay makes wait.
class ResultQueue {
 public:
  /// `channels`: scored channels whose values are kept for the writer; 0 = none.
  explicit ResultQueue(std::size_t channels) : channels_(channels) {}

  /// A row that was read, of the key of this number. Returns its own number: rows count from 0.
  std::size_t add(const Rows& rows, std::size_t row, std::uint32_t key = 0);

  /// Contract: the row of this number was added, and not settled before.
  void settle(std::size_t number, const Verdict& verdict);

  /// A row may name another one that waits, for whoever keeps lists of them.
  void set_next(std::size_t number, std::size_t next) { slots_[number % slots_.size()].next = next; }
  std::size_t next(std::size_t number) const { return slots_[number % slots_.size()].next; }

  /// Hands the rows that are settled, up to the first that is not, to `take(row, key)`, which may change the row, and
  /// drops them. Errors: of `take`, which sees no row after that.
  template <class Take>
  Status release(Take&& take) {
    while (first_ < added_) {
      Slot& slot = slots_[first_ % slots_.size()];
      if (!slot.settled) return {};
      if (auto taken = take(slot_row(slot), slot.key); !taken) return taken;
      ++first_;
    }
    return {};
  }

 private:
  struct Slot {
    ScoredRow row;
    std::string time;
    std::vector<double> details;  ///< (5, channels)
    std::size_t next = 0;
    std::uint32_t key = 0;
    bool settled = false;
  };

  ScoredRow& slot_row(Slot& slot) const;
  void grow();

  std::size_t channels_;
  std::vector<Slot> slots_;  ///< the row of number n lies at n modulo their count; texts keep their memory
  std::size_t first_ = 0, added_ = 0;
};

}  // namespace tidegate
