#pragma once
#include "base/option.h"
#include "tidegate/config.h"

namespace tidegate {

template <class Config, class Visit>
void describe_score(Config& c, Visit&& visit) {
  visit(Option{.name = "score",
               .help = "how the residuals of a row become one number; probability: a classifier's",
               .choices = "absolute|squared|mahalanobis|likelihood|probability"},
        c.score);
  visit(Option{.name = "residuals",
               .help = "what a score is made of: standardised by their mean and deviation in training, or plain, in "
                       "scaled units",
               .choices = "standardised|plain"},
        c.residuals);
  visit(
      Option{.name = "smoothing", .help = "none, ewma:SPAN or mean:N, over scores so far; more = fewer, later alarms"},
      c.smoothing);
}

}  // namespace tidegate
