#include "score/smoothing.h"

#include <cmath>
#include <numeric>
#include <string>

#include "base/choice.h"
#include "base/contracts.h"
#include "base/missing.h"

namespace tidegate {
namespace {

constexpr std::string_view kOption = "smoothing";
constexpr ArgumentLimits kSpan = {1, 10000};

Result<SmoothingParams> parse_none(const Choice& choice) {
  if (choice.has_argument)
    return fail(ErrorKind::kUsage, "smoothing 'none' takes no number").about(kOption).remedy("write it as none");
  return SmoothingParams{};
}

Result<SmoothingParams> parse_ewma(const Choice& choice) {
  const auto span = choice_number(choice, "ewma:SPAN", kSpan);
  if (!span) return Error(span.error()).about(kOption);
  return SmoothingParams{SmoothingKind::kEwma, 2 / (*span + 1), 1};
}

Result<SmoothingParams> parse_mean(const Choice& choice) {
  const auto length = choice_whole_number(choice, "mean:N", kSpan);
  if (!length) return Error(length.error()).about(kOption);
  return SmoothingParams{SmoothingKind::kMean, 1, static_cast<std::size_t>(*length)};
}

Result<SmoothingParams> parse_centred_mean(const Choice& choice) {
  const auto length = choice_whole_number(choice, "centred-mean:N", {1, 9999});
  if (!length) return Error(length.error()).about(kOption);
  const auto rows = static_cast<std::size_t>(*length);
  if (rows == 1) return SmoothingParams{};
  if (rows % 2 == 1) return SmoothingParams{SmoothingKind::kCentredMean, 1, rows};
  return fail(ErrorKind::kUsage, "smoothing 'centred-mean:" + choice.argument + "' needs an odd number")
      .about(kOption)
      .remedy("for example centred-mean:" + std::to_string(rows + 1));
}

double smooth_ewma(double alpha, SmoothingState& state, double score) noexcept {
  state.value = std::isnan(state.value) ? score : state.value + alpha * (score - state.value);
  return state.value;
}

double smooth_mean(SmoothingState& state, double score) noexcept {
  state.recent[state.next] = score;
  state.next = (state.next + 1) % state.recent.size();
  if (state.filled < state.recent.size()) ++state.filled;
  const std::span<const double> present(state.recent.data(), state.filled);
  return std::accumulate(present.begin(), present.end(), 0.0) / static_cast<double>(state.filled);
}

}  // namespace

Result<SmoothingParams> parse_smoothing(std::string_view spec) {
  const Choice choice = split_choice(spec);
  if (choice.name == "none") return parse_none(choice);
  if (choice.name == "ewma") return parse_ewma(choice);
  if (choice.name == "mean") return parse_mean(choice);
  if (choice.name == "centred-mean") return parse_centred_mean(choice);
  const std::vector<std::string> known = {"none", "ewma", "mean", "centred-mean"};
  return unknown_choice(kOption, choice.name, known);
}

SmoothingState make_smoothing_state(const SmoothingParams& params) {
  SmoothingState state;
  if (params.kind == SmoothingKind::kMean) state.recent.resize(params.length);
  return state;
}

double smooth(const SmoothingParams& params, SmoothingState& state, double score) noexcept {
  TIDEGATE_EXPECTS(params.kind != SmoothingKind::kCentredMean);
  if (std::isnan(score) || params.kind == SmoothingKind::kNone) return score;
  if (params.kind == SmoothingKind::kEwma) return smooth_ewma(params.alpha, state, score);
  return smooth_mean(state, score);
}

void forget(SmoothingState& state) noexcept {
  state.value = kMissingValue;
  state.next = state.filled = 0;
}

void put_state(ByteWriter& out, const SmoothingState& state) {
  out.put(state.value);
  out.put_all(state.recent);
  out.put(std::uint64_t{state.next});
  out.put(std::uint64_t{state.filled});
}

void get_state(ByteReader& in, SmoothingState& state) {
  state.value = in.get<double>();
  in.get_all(state.recent);
  const auto next = in.get<std::uint64_t>(), filled = in.get<std::uint64_t>();
  const std::size_t length = state.recent.size();
  if (filled > length || next > filled || (length > 0 && next >= length))
    return in.refuse("has an impossible smoothing state");
  state.next = next;
  state.filled = filled;
}

}  // namespace tidegate
