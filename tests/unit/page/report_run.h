// A detector's run over a series, as a report is made from it.
#pragma once
#include <optional>
#include <vector>

#include "tidegate/report.h"
#include "unit/chain/fitted.h"

namespace tidegate::testing_support {

/// Owns what a ReportInput refers to. Events are those of rows not trained on.
struct ReportRun {
  ReportRun(Series of, Detector by, bool trained_here = true)
      : series(std::move(of)), detector(std::move(by)), trace(series.rows.size(), scored(detector)) {
    if (trained_here) trained_on = {0, kRows};
    Stream stream = detector.stream();
    for (std::size_t t = 0; t < series.rows.size(); ++t) trace.keep(t, push_row_of(stream, series, t));
    stream.finish();
    for (Event& event : stream.take_events())
      (trained_on && event.start_index < trained_on->end ? training_events : events).push_back(std::move(event));
  }

  static std::size_t scored(const Detector& detector) {
    const std::vector<bool>& flags = detector.info().scored;
    return static_cast<std::size_t>(std::count(flags.begin(), flags.end(), true));
  }

  ReportInput input() const {
    return {series, detector,        trace, events, training_events, trained_on, "tidegate detect waves.csv",
            {},     spelled_as_field};
  }

  Series series;
  Detector detector;
  Trace trace;
  std::vector<Event> events, training_events;
  std::optional<RowRange> trained_on;
};

}  // namespace tidegate::testing_support
