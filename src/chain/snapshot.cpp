#include "chain/snapshot.h"

#include <algorithm>
#include <span>

#include "base/sha256.h"
#include "store/bytes.h"

namespace tidegate {
namespace {

constexpr std::string_view kSnapshotMagic = "tidegate stream state";

/// What must agree for the state to fit: the library but for its patch number, the state's format, all of the detector.
std::string fingerprint(const FittedChain& chain, std::string_view version) {
  return std::string(version.substr(0, version.rfind('.'))) + " state " + std::to_string(kStateFormat) + " " +
         chain.digest;
}

/// A series' parts, for reading alone.
struct SeriesParts {
  const SeriesState& state;
  std::span<const float> network, prediction;
  const ClosedEvents& closed;
  std::uint32_t series;
};

void put_series(ByteWriter& out, const SeriesParts& parts) {
  for_each_state(parts.state, [&out](const auto& state) { put_state(out, state); });
  parts.closed.put_state(out, parts.series);
  out.put_all(parts.network);
  out.put_all(parts.prediction);
  out.put(std::uint64_t{parts.state.pushed});
  out.put(std::uint64_t{parts.state.run});
}

void get_series(ByteReader& in, ChainState& state) {
  for_each_state(static_cast<SeriesState&>(state), [&in](auto& one) { get_state(in, one); });
  state.closed.get_state(in, 0);
  in.get_all(std::span<float>(state.network));
  in.get_all(std::span<float>(state.prediction));
  state.pushed = in.get<std::uint64_t>();
  state.run = in.get<std::uint64_t>();
}

std::string sealed(const FittedChain& chain, const SeriesParts& parts, std::string_view version) {
  ByteWriter body, out;
  put_series(body, parts);
  const std::string content = body.take();
  out.put(kSnapshotMagic);
  out.put(std::string_view(fingerprint(chain, version)));
  out.put(std::string_view(sha256_hex(content)));
  out.put(std::string_view(content));
  return out.take();
}

/// The content of intact bytes that fit.
Result<std::string> opened(const FittedChain& chain, std::string_view bytes, std::string_view version) {
  ByteReader in(bytes);
  if (in.get_string() != kSnapshotMagic) return fail(ErrorKind::kModel, "not a stream snapshot of Tidegate");
  if (in.get_string() != fingerprint(chain, version))
    return fail(ErrorKind::kModel, "the snapshot belongs to another detector or another version of Tidegate (this is " +
                                       std::string(version) + ")")
        .remedy("start a new stream");
  const std::string digest = in.get_string();
  std::string content = in.get_string();
  if (auto whole = in.status(); !whole) return whole.error();
  if (sha256_hex(content) != digest)  // a flipped bit in the network's state would go unnoticed for ever
    return fail(ErrorKind::kModel, "the snapshot is damaged").remedy("start a new stream");
  return content;
}

}  // namespace

std::string write_snapshot(const FittedChain& chain, const SeriesView& series, std::string_view version) {
  return sealed(chain,
                {series.state,
                 {series.network, chain.net.state_size()},
                 {series.prediction, chain.kept_predictions()},
                 series.exit.closed,
                 series.exit.series},
                version);
}

std::string write_snapshot(const FittedChain& chain, const ChainState& state) {
  return sealed(chain, {state, state.network, state.prediction, state.closed, 0}, kVersion);
}

Status read_snapshot(const FittedChain& chain, std::string_view bytes, const SeriesView& series,
                     std::string_view version) {
  const auto content = opened(chain, bytes, version);
  if (!content) return content.error();
  ChainState read(chain);
  ByteReader body(*content);
  get_series(body, read);
  if (auto whole = body.status(); !whole) return whole;
  series.state = std::move(static_cast<SeriesState&>(read));
  std::ranges::copy(read.network, series.network);
  std::ranges::copy(read.prediction, series.prediction);
  series.exit.closed.drop(series.exit.series);
  series.exit.closed.append(series.exit.series, read.closed);
  return {};
}

Status read_snapshot(const FittedChain& chain, std::string_view bytes, ChainState& state) {
  return read_snapshot(chain, bytes, view_of(state));
}

}  // namespace tidegate
