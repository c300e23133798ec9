#include "chain/snapshot.h"

#include <span>

#include "base/sha256.h"
#include "store/bytes.h"
#include "tidegate/version.h"

namespace tidegate {
namespace {

constexpr std::string_view kSnapshotMagic = "tidegate stream state";

/// What must agree for the state to fit: the library, and all of the detector.
std::string fingerprint(const FittedChain& chain) { return std::string(kVersion) + " " + chain.digest; }

void put_chain_state(ByteWriter& out, const ChainState& state) {
  out.put(state.axis.started);
  out.put(state.axis.last.time_since_epoch().count());
  out.put(state.axis.late.time_since_epoch().count());
  out.put(state.axis.late_rows);
  out.put_all(std::span<const float>(state.impute.last));
  put_state(out, state.features);
  put_state(out, state.smoothing);
  put_state(out, state.threshold);
  put_state(out, state.events);
  put_state(out, state.evidence);
  for (const WaitingRows& waiting : state.waiting) put_state(out, waiting);
  out.put_all(std::span<const float>(state.network));
  out.put_all(std::span<const float>(state.prediction));
  out.put(std::uint64_t{state.pushed});
  out.put(std::uint64_t{state.run});
}

void get_chain_state(ByteReader& in, ChainState& state) {
  state.axis.started = in.get_bool();
  state.axis.last = Timestamp(Duration(in.get<std::int64_t>()));
  state.axis.late = Timestamp(Duration(in.get<std::int64_t>()));
  state.axis.late_rows = in.get<std::uint32_t>();
  in.get_all(std::span<float>(state.impute.last));
  get_state(in, state.features);
  get_state(in, state.smoothing);
  get_state(in, state.threshold);
  get_state(in, state.events);
  get_state(in, state.evidence);
  for (WaitingRows& waiting : state.waiting) get_state(in, waiting);
  in.get_all(std::span<float>(state.network));
  in.get_all(std::span<float>(state.prediction));
  state.pushed = in.get<std::uint64_t>();
  state.run = in.get<std::uint64_t>();
}

}  // namespace

std::string write_snapshot(const FittedChain& chain, const ChainState& state) {
  ByteWriter body, out;
  put_chain_state(body, state);
  const std::string content = body.take();
  out.put(kSnapshotMagic);
  out.put(std::string_view(fingerprint(chain)));
  out.put(std::string_view(sha256_hex(content)));
  out.put(std::string_view(content));
  return out.take();
}

Status read_snapshot(const FittedChain& chain, std::string_view bytes, ChainState& state) {
  ByteReader in(bytes);
  if (in.get_string() != kSnapshotMagic) return fail(ErrorKind::kModel, "not a stream snapshot of Tidegate");
  if (in.get_string() != fingerprint(chain))
    return fail(ErrorKind::kModel, "the snapshot belongs to another detector or another version of Tidegate (this is " +
                                       std::string(kVersion) + ")")
        .remedy("start the stream anew");
  const std::string digest = in.get_string(), content = in.get_string();
  if (auto whole = in.status(); !whole) return whole;
  if (sha256_hex(content) != digest)  // a flipped bit in the network's state would go unnoticed for ever
    return fail(ErrorKind::kModel, "the snapshot is damaged").remedy("start the stream anew");
  ChainState read(chain);
  ByteReader body(content);
  get_chain_state(body, read);
  if (auto whole = body.status(); !whole) return whole;
  state = std::move(read);
  return {};
}

}  // namespace tidegate
