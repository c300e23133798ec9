#include "tidegate/detector.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>
#include <vector>

#include "base/contracts.h"
#include "detector/detector_impl.h"
#include "detector/influence.h"
#include "explain/similar.h"

namespace tidegate {
namespace {

constexpr std::size_t kLeastCompared = 8, kMostOfEvent = 100, kLeastContext = 8;
constexpr std::size_t kMarginRows = 8;                  // around events: scores echo, and anomalous rows go unflagged
constexpr std::size_t kMostValuesCompared = 5'000'000;  // an event, if no candidate is given up early

std::vector<std::size_t> by_severity(std::span<const Event> events) {
  std::vector<std::size_t> order(events.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::ranges::greater(), [&](std::size_t i) { return events[i].severity; });
  return order;
}

/// Multiplications of the network for one row.
double work_of_row(const FittedChain& chain) {
  const double rows = chain.net.shape().window == 0 ? 1.0 : static_cast<double>(chain.net.shape().window);
  return rows * static_cast<double>(chain.net.weight_count());
}

std::optional<Timestamp> time_of(const ChainRows& rows, std::size_t row) {
  const Timestamp* time = rows.time(row);
  return time == nullptr ? std::nullopt : std::optional<Timestamp>(*time);
}

void share_out(Event& event, const std::vector<std::string>& names, const std::vector<double>& falls) {
  const double sum = std::accumulate(falls.begin(), falls.end(), 0.0);
  if (!(sum > 0)) return;
  for (EventChannel& channel : event.channels)
    for (std::size_t o = 0; o < names.size(); ++o)
      if (channel.name == names[o]) channel.share = falls[o] / sum;
  std::ranges::stable_sort(event.channels, std::ranges::greater(), &EventChannel::share);
}

/// Rows [first, first + count) in which a stretch like the event's is sought, and what is sought.
struct Search {
  std::size_t first = 0, count = 0;
  RowStretch sought;  ///< its place among them
  std::size_t context = 0;
};

std::optional<Search> search_for(const Event& event, std::size_t rows, std::size_t channels) {
  const std::size_t own = std::min(event.end_index - event.start_index + 1, kMostOfEvent);
  Search search;
  search.context = std::min(event.start_index, std::max(own, kLeastContext));
  const std::size_t length = search.context + own, begin = event.start_index - search.context;
  if (length < kLeastCompared || channels == 0) return std::nullopt;
  const std::size_t most = std::max(kMostValuesCompared / (length * channels), 4 * length);
  search.count = std::min(rows, most);
  search.first = std::min(begin > most / 2 ? begin - most / 2 : 0, rows - search.count);
  search.sought = {begin - search.first, length};
  return search;
}

void close_rows(std::span<std::uint8_t> open, const Search& search, std::span<const Event> events) {
  for (const Event& event : events) {
    const std::size_t from = event.start_index > kMarginRows ? event.start_index - kMarginRows : 0;
    const std::size_t to = std::min(event.end_index + kMarginRows + 1, search.first + search.count);
    for (std::size_t row = std::max(from, search.first); row < to; ++row) open[row - search.first] = 0;
  }
}

Matrix<double> scaled_rows(const FittedChain& chain, const ChainRows& rows, const Search& search) {
  Matrix<double> scaled(search.count, chain.scored());
  for (std::size_t t = 0; t < search.count; ++t)
    for (std::size_t o = 0; o < chain.scored(); ++o) {
      const std::size_t channel = chain.channel_of(o);
      scaled(t, o) = chain.scaled(channel, rows.value(search.first + t, channel));
    }
  return scaled;
}

std::optional<SimilarStretch> similar_stretch(const FittedChain& chain, const ChainRows& rows, const Event& event,
                                              std::span<const Event> events, std::span<const Event> others) {
  const auto search = search_for(event, rows.size(), chain.scored());
  if (!search) return std::nullopt;
  std::vector<std::uint8_t> open(search->count, 1);
  close_rows(open, *search, events);
  close_rows(open, *search, others);
  const auto found = find_similar(scaled_rows(chain, rows, *search), search->sought, open);
  if (!found) return std::nullopt;
  const std::size_t first = search->first + found->first, last = first + search->sought.length - 1;
  return SimilarStretch{.start_index = first,
                        .end_index = last,
                        .start = time_of(rows, first),
                        .end = time_of(rows, last),
                        .context_before = search->context,
                        .distance = found->distance};
}

}  // namespace

struct EventExplainer::Impl {
  Impl(const Detector& of, const FittedChain& from, ExplainControl bounds)
      : detector(of),
        chain(chain_to_judge_again(from)),
        names(scored_names(chain)),
        control(std::move(bounds)),
        work_of_event(rows_to_judge(chain) * work_of_row(chain)) {}

  void judge_again(const ChainRows& rows, Event& event) {
    event.peak_score = std::numeric_limits<double>::quiet_NaN();
    if (!chain.has_net()) return;  // a scorer gives its reason itself
    if (work + work_of_event > control.most_work) return;
    work += work_of_event;
    PeakJudge judge(chain, rows, event.peak_index);
    event.peak_score = judge.score();
    for (const RowInfluence& one : influential_rows(judge.row_influences()))
      event.mattered.push_back({one.row, time_of(rows, one.row), one.influence, one.score_without});
    if (chain.gives_probabilities()) share_out(event, names, judge.channel_falls());
  }

  Detector detector;
  FittedChain chain;
  std::vector<std::string> names;
  ExplainControl control;
  double work_of_event, work = 0;
  std::size_t explained = 0;
};

EventExplainer::EventExplainer(const Detector& detector, ExplainControl control)
    : impl_(std::make_unique<Impl>(detector, detector.impl_->chain, std::move(control))) {}
EventExplainer::EventExplainer(EventExplainer&&) noexcept = default;
EventExplainer& EventExplainer::operator=(EventExplainer&&) noexcept = default;
EventExplainer::~EventExplainer() = default;

std::size_t EventExplainer::explained() const { return impl_->explained; }

Status EventExplainer::explain(const SeriesPart& part, std::span<Event> events, std::span<const Event> others) {
  auto columns = impl_->detector.match_channels(part.series->channels);
  if (!columns) return columns.error();
  const ChainRows rows(part, std::move(*columns));
  for (const std::size_t i : by_severity(events)) {
    if (impl_->explained >= impl_->control.most_events) return {};
    if (impl_->control.stop_requested && impl_->control.stop_requested())
      return fail(ErrorKind::kInterrupted, "interrupted; not every event is explained");
    Event& event = events[i];
    TIDEGATE_EXPECTS(event.start_index <= event.end_index && event.end_index < rows.size());
    event.mattered.clear();
    event.similar = similar_stretch(impl_->chain, rows, event, events, others);
    impl_->judge_again(rows, event);
    ++impl_->explained;
  }
  return {};
}

}  // namespace tidegate
