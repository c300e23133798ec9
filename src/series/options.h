#pragma once
#include "base/option.h"
#include "tidegate/config.h"

namespace tidegate {

template <class Config, class Visit>
void describe_frames(Config& c, Visit&& visit) {
  visit(Option{.name = "tolerance",
               .help = "how far a time stamp may be from its place in the regular grid",
               .unit = "sampling steps",
               .low = 0.01,
               .high = 0.5},
        c.tolerance);
  visit(
      Option{
          .name = "inputs-only",
          .help =
              "channels that are inputs only and are not scored, separated by commas; quote a name that holds a comma"},
      c.inputs_only);
}

}  // namespace tidegate
