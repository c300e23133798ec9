#include <algorithm>
#include <cmath>

#include "base/jobs.h"
#include "base/text.h"
#include "benchmark/judged_series.h"
#include "benchmark/operator_cases.h"
#include "data_set/parts.h"
#include "tidegate/benchmark.h"

namespace tidegate {
namespace {

constexpr std::size_t kLateRows = 30;    ///< an event may begin or end so many rows off
constexpr std::size_t kTimesAsLong = 3;  ///< as what it stands for

/// Rows of the series that came, by their numbers in the case.
RowRange rows_that_came(const OperatorCase& one, const Series& series, RowRange rows) {
  const Timestamp start = series.rows.time.front();
  const auto place = [&](std::size_t row) {
    const Timestamp time = start + static_cast<Duration::rep>(row) * one.step;
    return static_cast<std::size_t>(std::ranges::lower_bound(series.rows.time, time) - series.rows.time.begin());
  };
  return {place(rows.begin), std::max(place(rows.end), place(rows.begin) + 1)};
}

bool overlaps(const Event& event, RowRange rows) {
  return event.start_index < rows.end + kLateRows && rows.begin < event.end_index + 1 + kLateRows;
}

std::string rows_words(std::size_t first, std::size_t last) {
  return first == last ? "row " + std::to_string(first)
                       : "rows " + std::to_string(first) + " to " + std::to_string(last);
}

/// Why an expected event was not reported; "" if it was. Rows count from the training part's first, as the case does.
std::string fault_of(const ExpectedEvent& expected, RowRange rows, std::size_t learned, const JudgedSeries& judged) {
  std::string fault = "nothing is reported at " + rows_words(rows.begin + learned, rows.end + learned - 1);
  for (const Event& event : judged.events) {
    if (!overlaps(event, rows)) continue;
    const std::string where = "the event at " + rows_words(event.start_index + learned, event.end_index + learned);
    const std::size_t length = event.end_index - event.start_index + 1;
    const std::string channel = event.channels.empty() ? "" : event.channels.front().name;
    if (length > kTimesAsLong * rows.size() + 2 * kLateRows)
      fault = where + " is much longer than " + rows_words(rows.begin + learned, rows.end + learned - 1);
    else if (!expected.channel.empty() && channel != expected.channel)
      fault = where + " names '" + channel + "' first, not '" + std::string(expected.channel) + "'";
    else if (!expected.kind.empty() && event.kind != expected.kind)
      fault = where + " is of the kind '" + event.kind + "', not '" + std::string(expected.kind) + "'";
    else
      return "";
  }
  return fault;
}

/// Why the case failed; "" if it did not.
std::string fault_of(const OperatorCase& one, const JudgedSeries& judged, const std::vector<RowRange>& expected,
                     std::size_t learned) {
  const auto unscored = std::ranges::count_if(judged.score, [](double score) { return std::isnan(score); });
  const double scored = 1 - static_cast<double>(unscored) / static_cast<double>(judged.score.size());
  for (std::size_t i = 0; i < expected.size(); ++i)
    if (std::string fault = fault_of(one.expected[i], expected[i], learned, judged); !fault.empty()) return fault;
  for (const Event& event : judged.events)
    if (event.end_index - event.start_index > judged.score.size() / 3)
      return "the event at " + rows_words(event.start_index + learned, event.end_index + learned) + " does not end";
  std::vector<std::string> others;
  for (const Event& event : judged.events)
    if (std::ranges::none_of(expected, [&](const RowRange& rows) { return overlaps(event, rows); }))
      others.push_back(rows_words(event.start_index + learned, event.end_index + learned));
  if (others.size() > one.most_others) return plural(others.size(), "false event") + ", the first at " + others.front();
  if (scored < one.least_scored) return "only " + round_text(100 * scored, 3) + " % of the rows have a score";
  return "";
}

Result<OperatorResult> run_case(const OperatorCase& one, const DetectorConfig& config, const Observer& observer) {
  Series whole = operator_series(one);
  const std::size_t learned = rows_that_came(one, whole, {one.training_rows, one.rows}).begin;
  std::vector<RowRange> expected;
  for (const ExpectedEvent& event : one.expected) {
    const RowRange rows = rows_that_came(one, whole, event.rows);
    expected.push_back({rows.begin - learned, rows.end - learned});
  }
  auto parts = split(std::move(whole), learned);
  if (!parts) return parts.error();
  parts->name = one.name;
  const auto run = judge_series(config, *parts, config.training.seed, observer);
  if (!run) return run.error();
  OperatorResult result{.name = one.name, .words = one.words, .why = run->failure};
  if (result.why.empty()) result.why = fault_of(one, run->judged, expected, learned);
  result.passed = result.why.empty();
  return result;
}

}  // namespace

Result<std::vector<OperatorResult>> run_operator_suite(const DetectorConfig& config, std::int64_t jobs,
                                                       const Observer& observer) {
  const std::span<const OperatorCase> cases = operator_cases();
  DetectorConfig own = config;
  own.training.threads = 1;  // cases are worked on side by side
  std::vector<Result<OperatorResult>> done(cases.size(), fail(ErrorKind::kInterrupted, "interrupted"));
  const JobControl control{
      .threads = jobs, .on_progress = observer.on_progress, .stop_requested = observer.stop_requested};
  run_jobs(cases.size(), control, [&](std::size_t i) { done[i] = run_case(cases[i], own, observer); });
  std::vector<OperatorResult> results;
  for (auto& one : done) {
    if (!one) return one.error();
    results.push_back(std::move(*one));
  }
  return results;
}

}  // namespace tidegate
