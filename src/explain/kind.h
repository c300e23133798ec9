// The kind of an event: a table of rules on what was gathered of it. Pure functions; no learning, no state.
#pragma once
#include <span>
#include <string_view>

#include "event/tracker.h"
#include "explain/signs.h"

namespace tidegate {

/// The rule that leads, the numbers of its words, and its confidence 0..1: its score less half that of the next kind.
/// None if no rule scores kLeastScore. No allocation.
KindMark tell_kind(const Signs& signs) noexcept;

inline constexpr double kLeastScore = 0.3;

/// The score 0..1 of a kind's rule, for whom asks why another one led; 0 for an unknown name.
double kind_score(std::string_view name, const Signs& signs) noexcept;

/// spike, dip, level-shift, trend, variance, stuck, dropout, rhythm, correlation; empty for a mark that says nothing.
std::string_view kind_name(const KindMark& mark) noexcept;

/// Fills the event's kind, confidence and reason.
void describe_kind(const KindMark& mark, Event& event);

}  // namespace tidegate
