#pragma once
#include "base/option.h"
#include "tidegate/config.h"

namespace tidegate {

template <class Config, class Visit>
void describe_score(Config& c, Visit&& visit) {
  visit(Option{.name = "scorers",
               .help = "what judges a row, several by comma: net (the network's own: forecast, reconstruction or "
                       "classifier), range, stuck, missing, difference, zscore:ROWS, seasonal:PERIOD"},
        c.scorers);
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
      Option{.name = "overlap",
             .help = "what an autoencoder says of a row: the error of the window that ends there (last), or the row's "
                     "distance from the mean, median or furthest (max) of all windows it lies in, told a window later",
             .choices = "last|mean|median|max"},
      c.overlap);
  visit(Option{.name = "smoothing",
               .help = "none, ewma:SPAN or mean:N, over scores so far; centred-mean:N, over as many to come, told (N - "
                       "1) / 2 rows later; more = fewer, later alarms"},
        c.smoothing);
}

}  // namespace tidegate
