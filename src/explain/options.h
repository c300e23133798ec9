#pragma once
#include "base/option.h"
#include "tidegate/config.h"

namespace tidegate {

inline constexpr Word<Switch> kSwitchWords[] = {{"on", Switch::kOn}, {"off", Switch::kOff}};
constexpr auto& words_of(Switch) { return kSwitchWords; }

template <class Config, class Visit>
void describe_explain(Config& c, Visit&& visit) {
  visit(Option{.name = "kinds", .help = "report the kind of anomaly of each event; off saves memory in each series"},
        c.kinds);
}

}  // namespace tidegate
