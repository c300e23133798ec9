#pragma once
#include "base/option.h"
#include "tidegate/config.h"

namespace tidegate {

template <class Config, class Visit>
void describe_explain(Config& c, Visit&& visit) {
  visit(
      Option{.name = "kinds",
             .help = "whether events say what kind of anomaly they look like; off saves each series the memory for it",
             .choices = "on|off"},
      c.kinds);
}

}  // namespace tidegate
