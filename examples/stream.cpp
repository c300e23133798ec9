// Learns the leading part of a series, follows the rest as if it were live, goes on after a restart, and explains: what
// a C++ program does with Tidegate. Usage: example_stream FILE TRAIN_PART, e.g. arterial-pressure.csv 1200
#include <iostream>
#include <vector>

#include "tidegate/explain.h"
#include "tidegate/offline.h"

int main(int count, char** words) try {
  if (count != 3) return std::cerr << "usage: example_stream FILE TRAIN_PART\n", 2;
  const auto set = tidegate::SeriesSet::open(words[1], {}).value();
  const auto detector = tidegate::train(set, {.config = {}, .train_part = words[2]}).value();
  const tidegate::Series series = set.read_table(0, set.reading()).value().table;
  const tidegate::Rows& rows = series.rows;

  std::vector<tidegate::Event> events;
  const auto alert = [&](const tidegate::Event& event) {  // as soon as the event has closed
    std::cout << "rows " << event.start_index << " to " << event.end_index << ", severity " << event.severity << ": "
              << event.channels.front().name << " was " << event.channels.front().value << ", expected "
              << event.channels.front().expected << '\n';
    events.push_back(event);
  };
  auto stream = detector.stream();
  stream.on_event(alert);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    stream.push(rows.has_time() ? &rows.time[row] : nullptr, rows.values.row(row), rows.utc_offset(row));
    if (row != rows.size() / 2) continue;
    const std::string saved = stream.snapshot();  // here the program might end, and another one begin
    stream = detector.stream();
    if (const auto back = stream.restore(saved); !back) return std::cerr << back.error().message() << '\n', 4;
    stream.on_event(alert);
  }
  stream.finish();

  if (const auto done = tidegate::explain_events(detector, series, events); !done)
    return std::cerr << done.error().message() << '\n', 4;
  for (const tidegate::Event& event : events)
    if (!event.mattered.empty())
      std::cout << "most influential row: " << event.mattered.front().index << ", without it the peak would score "
                << event.mattered.front().score_without << " instead of " << event.peak_score << '\n';
  return events.empty() ? 1 : 0;
} catch (const tl::bad_expected_access<tidegate::Error>& problem) {
  return std::cerr << problem.error().message() << '\n', 3;
}
