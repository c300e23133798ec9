#pragma once
#include "base/option.h"
#include "tidegate/config.h"

namespace tidegate {

template <class Config, class Visit>
void describe_event(Config& c, Visit&& visit) {
  visit(Option{.name = "merge-gap",
               .help = "flagged rows at most this far apart are one event",
               .unit = "rows",
               .low = 1,
               .high = 1e9},
        c.merge_gap);
  visit(Option{.name = "min-duration", .help = "flagged rows an event needs", .unit = "rows", .low = 1, .high = 1e9},
        c.min_duration);
  visit(Option{.name = "cooldown",
               .help = "rows after an event in which no other opens",
               .unit = "rows",
               .low = 0,
               .high = 1e9},
        c.cooldown);
  visit(Option{.name = "direction", .help = "side of the expected value that counts", .choices = "both|up|down"},
        c.direction);
  visit(Option{.name = "min-deviation",
               .help = "distance from the expected value the strongest channel needs",
               .unit = "the channel's unit",
               .low = 0},
        c.min_deviation);
}

}  // namespace tidegate
