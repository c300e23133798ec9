#pragma once
#include "base/option.h"
#include "tidegate/config.h"

namespace tidegate {

inline constexpr Word<Direction> kDirectionWords[] = {
    {"both", Direction::kBoth}, {"up", Direction::kUp}, {"down", Direction::kDown}};
constexpr auto& words_of(Direction) { return kDirectionWords; }

template <class Config, class Visit>
void describe_event(Config& c, Visit&& visit) {
  visit(Option{.name = "merge-gap",
               .help = "largest distance between flagged rows of one event",
               .unit = "rows",
               .low = 1,
               .high = 1e9},
        c.merge_gap);
  visit(Option{.name = "min-duration",
               .help = "smallest number of flagged rows in an event",
               .unit = "rows",
               .low = 1,
               .high = 1e9},
        c.min_duration);
  visit(Option{.name = "cooldown",
               .help = "rows after an event in which no new event opens",
               .unit = "rows",
               .low = 0,
               .high = 1e9},
        c.cooldown);
  visit(Option{.name = "direction", .help = "side of the expected value on which deviations count"}, c.direction);
  visit(Option{.name = "min-deviation",
               .help = "smallest distance between value and expected value in the strongest channel",
               .unit = "the channel's unit",
               .low = 0},
        c.min_deviation);
}

}  // namespace tidegate
