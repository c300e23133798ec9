// From what the network expected of a row to the verdict: score → smooth → threshold → event, at once or, where rows to
// come have a say, when these have come.
#pragma once
#include <functional>

#include "chain/chain.h"

namespace tidegate {

/// The verdict that the row in `series.row` brings: its own, or that of a row which waited. No allocation.
Verdict conclude(const FittedChain& chain, const SeriesView& series, const RowMark& mark) noexcept;

/// A row that does not count.
Verdict refuse_row(const FittedChain& chain, const SeriesView& series, Phase phase) noexcept;

/// The rows that wait take what the network just gave back of its window, if it is full.
void take_newest_window(const FittedChain& chain, const SeriesView& series) noexcept;

/// The input has ended: judges the rows that wait, hands each verdict to `take` (may be empty) and closes the open
/// event.
void finish_rows(const FittedChain& chain, const SeriesView& series, const std::function<void(const Verdict&)>& take);

/// All closed events, the oldest first, with their kinds and reasons. `names`: the scored channels.
void take_events(const FittedChain& chain, ClosedEvents& closed, std::span<const std::string> names,
                 const ClosedEvents::Give& give);
std::vector<Event> take_events(const FittedChain& chain, ChainState& state, std::span<const std::string> names);

}  // namespace tidegate
