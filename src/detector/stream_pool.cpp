#include "tidegate/stream_pool.h"

#include <algorithm>
#include <utility>

#include "base/contracts.h"
#include "base/prefetch.h"
#include "chain/arrival_order.h"
#include "chain/snapshot.h"
#include "chain/verdict.h"
#include "detector/detector_impl.h"
#include "model/nets/batch_step.h"

namespace tidegate {
namespace {

constexpr std::size_t kRowsAtOnce = 48;  // as many as keep a GRU-128's states in the first-level cache

constexpr std::size_t kAhead = 12;  // rows between asking for memory and reading it

constexpr std::uint64_t kReleased = ~std::uint64_t{0};  // in `group_of`: nobody has the place

}  // namespace

struct StreamPool::Impl {
  Impl(std::shared_ptr<const Detector::Impl> d, std::size_t count)
      : detector(std::move(d)),
        chain(detector->chain),
        row(chain),
        step(chain.net, kRowsAtOnce),
        floats(chain.net.state_size() + chain.kept_predictions()),
        at_rest(chain),
        states(count, at_rest),
        arena(count * floats, 0.0F),
        group_of(count, 0),
        closed(make_closed_events(chain, kRoomForEvents)),
        names(scored_names(chain)),
        bytes(series_bytes(chain) + sizeof(std::uint64_t)) {
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
    return {
        states[series], row, network, network + chain.net.state_size(), {closed, static_cast<std::uint32_t>(series)}};
  }

  bool in_use(std::size_t series) const { return series < states.size() && group_of[series] != kReleased; }

  void rest(std::size_t series) {
    states[series] = at_rest;
    std::fill_n(arena.data() + series * floats, floats, 0.0F);
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
  SeriesState at_rest;
  std::vector<SeriesState> states;
  AlignedVector<float> arena;
  std::vector<std::uint64_t> group_of;  ///< in which group a series was last: one step a group; or kReleased
  std::uint64_t group = 1;
  std::vector<SequencePlace<float>> places;
  ArrivalOrder arrivals;
  ClosedEvents closed;
  std::vector<std::string> names;
  std::size_t bytes;  ///< of a series, and the group it was in
  std::vector<std::uint32_t> released;
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
  pool.states.insert(pool.states.end(), series - pool.states.size(), pool.at_rest);
  pool.arena.resize(series * pool.floats, 0.0F);
  pool.group_of.resize(series, 0);
}

std::uint32_t StreamPool::add() {
  Impl& pool = *impl_;
  if (pool.released.empty()) {
    grow(series() + 1);
    return static_cast<std::uint32_t>(series() - 1);
  }
  const std::uint32_t place = pool.released.back();
  pool.released.pop_back();
  pool.group_of[place] = 0;
  return place;
}

void StreamPool::release(std::uint32_t series) {
  Impl& pool = *impl_;
  TIDEGATE_EXPECTS(pool.in_use(series));
  pool.released.push_back(series);
  pool.group_of[series] = kReleased;
  pool.rest(series);
  pool.closed.drop(series);
}

std::size_t StreamPool::bytes_per_series() const noexcept { return impl_->bytes; }

void StreamPool::push(std::span<const PoolRow> rows, const std::function<void(std::size_t, const Verdict&)>& take) {
  Impl& pool = *impl_;
  const auto order = pool.arrivals.of(rows, &PoolRow::series, pool.states.size());
  for (std::size_t next = 0; next < order.size(); ++next) {
    pool.fetch(rows, order, next);
    const auto [at, i] = order[next];
    TIDEGATE_EXPECTS(pool.in_use(at));
    const PoolRow& row = rows[i];
    const SeriesView series = pool.view_of(at);
    if (!pool.chain.foresees()) {  // no step to gather, or one the verdict waits for
      take(i, push_row(pool.chain, series, {row.time, row.values, row.utc_offset_minutes}));
      continue;
    }
    if (pool.places.size() == kRowsAtOnce || pool.group_of[at] == pool.group) pool.run_group();
    bool goes_on = false;
    const Verdict verdict = judge_row(pool.chain, series, {row.time, row.values, row.utc_offset_minutes}, goes_on);
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
  std::vector<PoolEvent> all;
  all.reserve(impl_->closed.size());
  tidegate::take_events(impl_->chain, impl_->closed, impl_->names, [&all](std::uint32_t series, Event&& event) {
    all.push_back({series, std::move(event)});
  });
  std::ranges::stable_sort(all, {}, &PoolEvent::series);
  return all;
}

std::uint64_t StreamPool::lost_events() const noexcept { return impl_->closed.lost(); }

void StreamPool::finish(const std::function<void(std::size_t, const Verdict&)>& take) {
  for (std::uint32_t series = 0; series < impl_->states.size(); ++series) {
    if (!impl_->in_use(series)) continue;
    finish(series, [&](const Verdict& verdict) {
      if (take) take(series, verdict);
    });
  }
}

void StreamPool::finish(std::uint32_t series, const std::function<void(const Verdict&)>& take) {
  TIDEGATE_EXPECTS(impl_->in_use(series));
  finish_rows(impl_->chain, impl_->view_of(series), take);
}

void StreamPool::reset(std::uint32_t series) {
  TIDEGATE_EXPECTS(impl_->in_use(series));
  impl_->rest(series);
}

std::string StreamPool::snapshot(std::uint32_t series) const {
  TIDEGATE_EXPECTS(impl_->in_use(series));
  return write_snapshot(impl_->chain, impl_->view_of(series));
}

Status StreamPool::restore(std::uint32_t series, std::string_view bytes) {
  TIDEGATE_EXPECTS(impl_->in_use(series));
  return read_snapshot(impl_->chain, bytes, impl_->view_of(series));
}

}  // namespace tidegate
