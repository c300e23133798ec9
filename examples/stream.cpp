// Learns the leading part of a series, finds what is odd in all of it in one call, then follows it row by row as if it
// were live and goes on after a restart: what a C++ program does with Tidegate.
// Usage: example_stream FILE TRAINING_ROWS, e.g. arterial-pressure.csv 1200
#include <iostream>
#include <string>

#include "tidegate/offline.h"

void print(const tidegate::Event& event) {
  std::cout << "rows " << event.start_index << " to " << event.end_index << ", severity " << event.severity << ": "
            << event.channels.front().name << " was " << event.channels.front().value << ", expected "
            << event.channels.front().expected << '\n';
  if (!event.mattered.empty())
    std::cout << "most influential row: " << event.mattered.front().index << ", without it the peak would score "
              << event.mattered.front().score_without << " instead of " << event.peak_score << '\n';
}

int main(int count, char** words) try {
  if (count != 3) return std::cerr << "usage: example_stream FILE TRAINING_ROWS\n", 2;
  const auto series = tidegate::read_series(words[1]).value();
  const auto detector = tidegate::Detector::train(series, {0, std::stoul(words[2])}).value();

  const auto events = tidegate::detect(detector, series).value();  // explained
  for (const tidegate::Event& event : events) print(event);

  auto live = detector.stream(series.channels).value();  // names are matched here, once
  live.on_event(print);                                  // each event as soon as it has closed
  for (std::size_t row = 0; row < series.rows.size(); ++row) {
    live.push(series.rows, row);  // or push(time, values), push(values)
    if (row != series.rows.size() / 2) continue;
    const std::string saved = live.snapshot();  // here the program might end, and another one begin
    live = detector.stream(series.channels).value();
    if (const auto back = live.restore(saved); !back) return std::cerr << back.error().message() << '\n', 4;
    live.on_event(print);
  }
  live.finish();
} catch (const tl::bad_expected_access<tidegate::Error>& problem) {
  return std::cerr << problem.error().message() << '\n', 3;
}
