#include "tidegate/stream_pool.h"

#include <algorithm>
#include <utility>

#include "base/contracts.h"
#include "base/prefetch.h"
#include "chain/arrival_order.h"
#include "chain/verdict.h"
#include "detector/detector_impl.h"
#include "model/nets/batch_step.h"

namespace tidegate {
namespace {

constexpr std::size_t kRowsAtOnce = 48;  // as many as keep a GRU-128's states in the first-level cache

constexpr std::size_t kAhead = 12;  // rows between asking for memory and reading it

}  // namespace

struct StreamPool::Impl {
  Impl(std::shared_ptr<const Detector::Impl> d, std::size_t count)
      : detector(std::move(d)),
        chain(detector->chain),
        row(chain),
        step(chain.net, kRowsAtOnce),
        floats(chain.net.state_size() + chain.kept_predictions()),
        states(count, SeriesState(chain, kPooledEvents)),
        arena(count * floats, 0.0F),
        group_of(count, 0),
        names(scored_names(chain)) {
    places.reserve(kRowsAtOnce);
  }

  /// What a row to come will read: first the row and its series, later what these point to.
  void fetch(std::span<const PoolRow> rows, std::span<const PoolArrival> order, std::size_t i) const {
    if (i + 2 * kAhead < order.size()) {
      const auto [series, given] = order[i + 2 * kAhead];
      prefetch(&rows[given], sizeof rows[given]);
      prefetch(&states[series], sizeof states[series]);
      prefetch(arena.data() + series * floats, floats * sizeof(float));
    }
    if (i + kAhead < order.size()) {
      const auto [series, given] = order[i + kAhead];
      prefetch(rows[given].values.data(), rows[given].values.size_bytes());
      prefetch(states[series].impute.last.data(), states[series].impute.last.size() * sizeof(float));
      prefetch(states[series].evidence.channels.data(), sizeof(ChannelHold));
    }
  }

  SeriesView view_of(std::size_t series) {
    float* const network = arena.data() + series * floats;
    return {states[series], row, network, network + chain.net.state_size()};
  }

  void collect_events(std::size_t series, std::vector<PoolEvent>& into) {
    if (states[series].events.closed == 0) return;
    for (Event& event : tidegate::take_events(states[series], names))
      into.push_back({static_cast<std::uint32_t>(series), std::move(event)});
  }

  /// Steps the rows gathered so far.
  void run_group() {
    if (!places.empty()) step.run(chain.net, chain.parameters.data(), *chain.kernels, places);
    places.clear();
    ++group;
  }

  std::shared_ptr<const Detector::Impl> detector;  ///< keeps parameters alive
  const FittedChain& chain;
  RowBuffers row;
  BatchStep<float> step;
  std::size_t floats;  ///< of the network, a series: state, then prediction
  std::vector<SeriesState> states;
  AlignedVector<float> arena;
  std::vector<std::uint64_t> group_of;  ///< in which group a series was last: one step a group
  std::uint64_t group = 1;
  std::vector<SequencePlace<float>> places;
  ArrivalOrder arrivals;
  std::vector<std::string> names;
  std::vector<PoolEvent> finished;  ///< closed while the inputs ended, and not taken yet
};

StreamPool::StreamPool(const Detector& detector, std::size_t series)
    : impl_(std::make_unique<Impl>(detector.impl_, series)) {}
StreamPool::StreamPool(StreamPool&&) noexcept = default;
StreamPool& StreamPool::operator=(StreamPool&&) noexcept = default;
StreamPool::~StreamPool() = default;

std::size_t StreamPool::series() const noexcept { return impl_->states.size(); }

void StreamPool::grow(std::size_t series) {
  Impl& pool = *impl_;
  TIDEGATE_EXPECTS(series >= pool.states.size());
  pool.states.insert(pool.states.end(), series - pool.states.size(), SeriesState(pool.chain, kPooledEvents));
  pool.arena.resize(series * pool.floats, 0.0F);
  pool.group_of.resize(series, 0);
}

std::size_t StreamPool::bytes_per_series() const noexcept {
  return series_bytes(impl_->chain, kPooledEvents) + sizeof(std::uint64_t);  // and the group it was in
}

void StreamPool::push(std::span<const PoolRow> rows, const std::function<void(std::size_t, const Verdict&)>& take) {
  Impl& pool = *impl_;
  const auto order = pool.arrivals.of(rows, &PoolRow::series, pool.states.size());
  for (std::size_t next = 0; next < order.size(); ++next) {
    pool.fetch(rows, order, next);
    const auto [at, i] = order[next];
    const PoolRow& row = rows[i];
    const SeriesView series = pool.view_of(at);
    if (!pool.chain.foresees()) {  // the verdict waits for the step: nothing to gather
      take(i, push_row(pool.chain, series, row.time, row.values));
      continue;
    }
    if (pool.places.size() == kRowsAtOnce || pool.group_of[at] == pool.group) pool.run_group();
    bool goes_on = false;
    const Verdict verdict = judge_row(pool.chain, series, row.time, row.values, goes_on);
    if (goes_on) {
      network_input(pool.chain, series, row.time, row.values, pool.step.input(pool.places.size()));
      pool.places.push_back({series.network, series.prediction});
      pool.group_of[at] = pool.group;
    }
    take(i, verdict);
  }
  pool.run_group();
}

std::vector<PoolEvent> StreamPool::take_events() {
  std::vector<PoolEvent> all = std::exchange(impl_->finished, {});
  for (std::size_t s = 0; s < impl_->states.size(); ++s) impl_->collect_events(s, all);
  std::ranges::stable_sort(all, {}, &PoolEvent::series);
  return all;
}

std::uint64_t StreamPool::lost_events() const noexcept {
  std::uint64_t lost = 0;
  for (const SeriesState& state : impl_->states) lost += state.events.lost;
  return lost;
}

void StreamPool::finish(const std::function<void(std::size_t, const Verdict&)>& take) {
  Impl& pool = *impl_;
  for (std::size_t s = 0; s < pool.states.size(); ++s)
    finish_rows(pool.chain, pool.view_of(s), [&](const Verdict& verdict) {
      pool.collect_events(s, pool.finished);  // several may close here, and a series keeps one
      if (take) take(s, verdict);
    });
}

}  // namespace tidegate
