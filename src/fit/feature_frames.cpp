#include "fit/feature_frames.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "base/moments.h"
#include "fit/settle.h"
#include "series/channel_names.h"

namespace tidegate {
namespace {

/// Null for a step without a row, and where rows have no time.
const Timestamp* frame_time(std::span<const SeriesPart> parts, const TrainingFrames& frames, std::size_t series,
                            std::size_t t) {
  const Rows& rows = parts[frames.part[series]].series->rows;
  const std::size_t row = frames.frames.source[t];
  return row == kNoRow || !rows.has_time() ? nullptr : &rows.time[row];
}

/// The offset most rows were written with: one for all, as a stream does not learn of a change.
std::int16_t usual_offset(const SeriesPart& part, std::vector<std::string>& notes) {
  const std::vector<std::int16_t>& offsets = part.series->rows.utc_offset_minutes;
  if (offsets.empty()) return 0;
  std::map<std::int16_t, std::size_t> count;
  for (std::size_t row = part.range.begin; row < part.range.end; ++row) ++count[offsets[row]];
  const auto most = std::ranges::max_element(count, {}, [](const auto& entry) { return entry.second; });
  if (count.size() > 1)
    notes.push_back("The training part has time stamps with " + std::to_string(count.size()) +
                    " different UTC offsets (daylight saving?). The calendar features use the most frequent offset, " +
                    std::to_string(most->first) + " minutes, all year.");
  return most->first;
}

FeatureRows longest_series(std::span<const SeriesPart> parts, const TrainingFrames& frames,
                           const std::vector<std::size_t>& scored, std::vector<std::string>& notes) {
  const auto longest = std::ranges::max_element(frames.series, {}, &SeriesRows::size);
  const auto series = static_cast<std::size_t>(longest - frames.series.begin());
  const SeriesPart& part = parts[frames.part[series]];
  FeatureRows rows{.values = frames.frames.values.view().slice(longest->begin, longest->size()),
                   .time = {},
                   .step = frames.axis.step,
                   .utc_offset_minutes = usual_offset(part, notes),
                   .names = channel_names(part.series->channels),
                   .scored = scored};
  if (!part.series->rows.has_time() || frames.axis.step == Duration::zero()) return rows;
  rows.time.reserve(longest->size());
  for (std::size_t t = longest->begin; t < longest->end; ++t) {
    const Timestamp* const time = frame_time(parts, frames, series, t);
    rows.time.push_back(time != nullptr ? *time : rows.time.back() + rows.step);
  }
  return rows;
}

/// Every row's features in order, a state a series; `take(t, features)`.
template <class Take>
void walk_features(std::span<const SeriesPart> parts, const TrainingFrames& frames, double clip,
                   const FeatureParams& params, MatrixView<float> inputs, Take&& take) {
  const std::size_t features = feature_count(params), channels = inputs.cols - features;
  std::vector<float> row(features);
  for (std::size_t i = 0; i < frames.series.size(); ++i) {
    FeatureState state = make_feature_state(params);
    for (std::size_t t = frames.series[i].begin; t < frames.series[i].end; ++t) {
      apply_features(params, state, frame_time(parts, frames, i, t), inputs.row(t).first(channels), clip, row);
      take(t, row);
    }
  }
}

}  // namespace

Status take_training_features(FittedChain& chain, std::span<const SeriesPart> parts, const TrainingFrames& frames,
                              const std::vector<std::size_t>& scored) {
  const auto choice = parse_features(chain.config.features);
  if (!choice) return choice.error();
  if (!choice->any()) return {};
  if (choice->calendar && parts.front().series->rows.has_time() && frames.axis.step == Duration::zero())
    return fail(ErrorKind::kUsage, option_named("features", "calendar") +
                                       " needs a constant sampling step, but these rows are unevenly spaced")
        .about("features")
        .remedy("leave it out")
        .remedy("use difference or rolling:N");
  std::vector<std::string> told;
  auto chosen = choose_features(*choice, longest_series(parts, frames, scored, told));
  if (!chosen) return chosen.error();
  chain.features = std::move(chosen->params);
  chain.features.ahead = net_shape(chain.config, parts.front().series->channels.size(), scored).ahead();
  std::vector<std::string>& notes = chain.info.notes;
  notes.insert(notes.end(), chosen->notes.begin(), chosen->notes.end());
  if (chain.features.calendar) notes.insert(notes.end(), told.begin(), told.end());
  return {};
}

void fill_training_features(std::span<const SeriesPart> parts, const TrainingFrames& frames, double clip,
                            FeatureParams& params, MatrixView<float> inputs) {
  const std::size_t features = feature_count(params), known = known_features(params);
  if (features == 0) return;
  params.center.assign(features, 0.0);
  params.scale.assign(features, 1.0);
  std::vector<RunningMoments> moments(features);
  const auto gather = [&](std::size_t, std::span<const float> row) {
    for (std::size_t i = known; i < features; ++i) moments[i].add(static_cast<double>(row[i]));
  };
  if (features > known) walk_features(parts, frames, std::numeric_limits<double>::max(), params, inputs, gather);
  for (std::size_t i = known; i < features; ++i) {
    const double deviation = moments[i].deviation();
    params.center[i] = moments[i].mean;
    params.scale[i] = deviation > std::numeric_limits<float>::epsilon() ? deviation : 1.0;
  }
  walk_features(parts, frames, clip, params, inputs, [&](std::size_t t, std::span<const float> row) {
    std::ranges::copy(row, inputs.row(t).last(features).begin());
  });
}

}  // namespace tidegate
