#include "tidegate/detector.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "unit/chain/fitted.h"

namespace tidegate {
namespace {

using namespace testing_support;

std::vector<Event> events_of(const Detector& detector, const Series& series) {
  Stream stream = detector.stream();
  for (std::size_t t = 0; t < series.rows.size(); ++t) push_row_of(stream, series, t);
  stream.finish();
  return stream.take_events();
}

/// One that lasts from `first` to `last`, told by nobody.
Event event_at(std::size_t first, std::size_t last, double severity = 50) {
  Event event;
  event.start_index = event.peak_index = first;
  event.end_index = last;
  event.severity = severity;
  return event;
}

DetectorConfig apart() {
  DetectorConfig config = tiny_config();
  config.event.merge_gap = 3;
  return config;
}

/// Two waves with a spike of channel c1 in row 250.
Series spiked() {
  Series series = waves(400, 2);
  series.rows.values(250, 1) += 9;
  return series;
}

TEST(Explain, AnEventSaysWhichRowsMatteredAndWhatItIsLike) {
  const Series series = spiked();
  const Detector detector = fitted_detector(series, apart());
  std::vector<Event> events = events_of(detector, series);
  ASSERT_TRUE(explain_events(detector, series, events).has_value());
  const auto event = std::ranges::find(events, 250U, &Event::peak_index);
  ASSERT_NE(event, events.end());
  EXPECT_GT(event->peak_score, event->score);  // which is smoothed
  ASSERT_FALSE(event->mattered.empty());
  double sum = 0, last = 1;
  for (const MatteringRow& row : event->mattered) {
    EXPECT_TRUE(row.index >= 240 && row.index < 250) << row.index;
    EXPECT_EQ(row.time, series.rows.time[row.index]);
    EXPECT_LE(row.share, last);
    EXPECT_GT(row.score_without, 0);
    sum += last = row.share;
  }
  EXPECT_LE(sum, 1 + 1e-12);
  EXPECT_TRUE(sum >= 0.8 || event->mattered.size() == 5);
  ASSERT_TRUE(event->similar.has_value());
  EXPECT_EQ(event->similar->start, series.rows.time[event->similar->start_index]);
  EXPECT_EQ(event->similar->end, series.rows.time[event->similar->end_index]);
  const auto shift = static_cast<int>(event->similar->start_index + event->similar->context_before) -
                     static_cast<int>(event->start_index);
  EXPECT_LE(std::abs(std::remainder(shift, 25)), 2) << shift;  // of the wave's own phase
}

TEST(Explain, ThePlantedCopyOfAnEventAndTheRowsBeforeItIsItsSimilarStretch) {
  Series series = waves(400, 2);
  for (std::size_t t = 0; t < 20; ++t)  // ten rows of the event and ten before
    for (std::size_t c = 0; c < 2; ++c) series.rows.values(103 + t, c) = series.rows.values(290 + t, c);
  const Detector detector = fitted_detector(series);
  std::vector<Event> events = {event_at(300, 309)};
  ASSERT_TRUE(explain_events(detector, series, events).has_value());
  ASSERT_TRUE(events[0].similar.has_value());
  EXPECT_EQ(events[0].similar->start_index, 103U);
  EXPECT_EQ(events[0].similar->end_index, 122U);
  EXPECT_EQ(events[0].similar->context_before, 10U);
  EXPECT_EQ(events[0].similar->distance, 0);
}

TEST(Explain, TheDistanceIsInDeviationsOfTheTrainingPart) {
  Series series = waves(400, 1);
  for (std::size_t t = 0; t < 16; ++t) series.rows.values(103 + t, 0) = series.rows.values(292 + t, 0) + 0.001;
  const Detector detector = fitted_detector(series);
  std::vector<Event> events = {event_at(300, 307)};
  ASSERT_TRUE(explain_events(detector, series, events).has_value());
  EXPECT_EQ(events[0].similar->start_index, 103U);
  EXPECT_NEAR(events[0].similar->distance, 0.001 / detector.info().scale[0], 1e-9);
}

TEST(Explain, RowsNearAnyEventAreNotNormal) {
  Series series = waves(400, 1);
  for (std::size_t t = 0; t < 16; ++t) series.rows.values(103 + t, 0) = series.rows.values(292 + t, 0);
  const Detector detector = fitted_detector(series);
  const auto similar_beside = [&](std::size_t other, bool told) {
    std::vector<Event> events = {event_at(300, 307)}, others = {event_at(other, other)};
    if (told) events.push_back(others[0]), others.clear();
    EXPECT_TRUE(explain_events(detector, series, events, others).has_value());
    return events[0].similar->start_index;
  };
  for (const bool told : {true, false}) {
    EXPECT_EQ(similar_beside(94, told), 103U);
    EXPECT_NE(similar_beside(95, told), 103U);
    EXPECT_NE(similar_beside(126, told), 103U);
    EXPECT_EQ(similar_beside(127, told), 103U);
  }
}

TEST(Explain, ALongEventIsComparedByItsFirstHundredRows) {
  const Series series = waves(900, 1);
  const Detector detector = fitted_detector(series);
  std::vector<Event> events = {event_at(500, 850)};
  ASSERT_TRUE(explain_events(detector, series, events).has_value());
  ASSERT_TRUE(events[0].similar.has_value());
  EXPECT_EQ(events[0].similar->context_before, 100U);
  EXPECT_EQ(events[0].similar->end_index - events[0].similar->start_index + 1, 200U);
  EXPECT_LT(events[0].similar->end_index, 400U);
}

TEST(Explain, OfAVeryLongSeriesTheRowsNearestToTheEventAreSearched) {
  Series series = waves(400'000, 1, 5, false);  // of which 5·10⁶ / 16 are
  const Detector detector = fitted_detector(series);
  const auto similar_with_copy = [&](std::size_t at) {
    Series copied = series;
    for (std::size_t t = 0; t < 16; ++t) copied.rows.values(at + t, 0) = series.rows.values(350'000 - 8 + t, 0);
    std::vector<Event> events = {event_at(350'000, 350'007)};
    EXPECT_TRUE(explain_events(detector, copied, events).has_value());
    return events[0].similar->start_index;
  };
  EXPECT_EQ(similar_with_copy(100'000), 100'000U);
  EXPECT_GE(similar_with_copy(80'000), 87'500U);
}

TEST(Explain, IndicesCountTheRowsOfThePart) {
  const Series series = spiked();
  const Detector detector = fitted_detector(series);
  std::vector<Event> whole = {event_at(250, 250)}, part = {event_at(30, 30)};
  EventExplainer explainer(detector);
  ASSERT_TRUE(explainer.explain(SeriesPart(series), whole).has_value());
  ASSERT_TRUE(explainer.explain({series, {220, 400}}, part).has_value());
  ASSERT_FALSE(part[0].mattered.empty());
  EXPECT_EQ(part[0].mattered[0].index + 220, whole[0].mattered[0].index);
  EXPECT_EQ(part[0].mattered[0].share, whole[0].mattered[0].share);
  EXPECT_LE(part[0].similar->end_index, 179U);
}

TEST(Explain, TheMostSevereEventsComeFirstAndOnlySoMany) {
  const Series series = spiked();
  const Detector detector = fitted_detector(series);
  std::vector<Event> events = {event_at(250, 250, 20), event_at(300, 300, 90), event_at(350, 350, 60)};
  EventExplainer explainer(detector, {.most_events = 2});
  ASSERT_TRUE(explainer.explain(SeriesPart(series), events).has_value());
  EXPECT_EQ(explainer.explained(), 2U);
  EXPECT_FALSE(events[0].similar.has_value());
  EXPECT_TRUE(events[1].similar.has_value() && events[2].similar.has_value());
}

TEST(Explain, WithoutWorkLeftAnEventStillHasItsSimilarStretch) {
  const Series series = spiked();
  const Detector detector = fitted_detector(series);
  std::vector<Event> events = {event_at(250, 250)};
  EventExplainer explainer(detector, {.most_work = 10});
  ASSERT_TRUE(explainer.explain(SeriesPart(series), events).has_value());
  EXPECT_TRUE(events[0].mattered.empty() && std::isnan(events[0].peak_score));
  EXPECT_TRUE(events[0].similar.has_value());
}

TEST(Explain, AStopIsHeededBeforeTheNextEvent) {
  const Series series = spiked();
  const Detector detector = fitted_detector(series);
  std::vector<Event> events = {event_at(250, 250), event_at(300, 300)};
  int asked = 0;
  EventExplainer explainer(detector, {.stop_requested = [&] { return ++asked > 1; }});
  const Status stopped = explainer.explain(SeriesPart(series), events);
  ASSERT_FALSE(stopped.has_value());
  EXPECT_EQ(stopped.error().kind, ErrorKind::kInterrupted);
  EXPECT_EQ(explainer.explained(), 1U);
}

TEST(Explain, ASeriesWithoutAChannelOfTheDetectorIsRefused) {
  const Detector detector = fitted_detector(waves(400, 2));
  std::vector<Event> events = {event_at(250, 250)};
  const Status done = explain_events(detector, waves(400, 1), events);
  ASSERT_FALSE(done.has_value());
  EXPECT_EQ(done.error().kind, ErrorKind::kModel);
}

TEST(Explain, OfConstantOrShortSeriesNothingIsInvented) {
  const Detector detector = fitted_detector(waves(400, 1));
  Series constant = waves(60, 1);
  std::ranges::fill(constant.rows.values.flat(), 0.5);
  std::vector<Event> events = {event_at(40, 41)};
  ASSERT_TRUE(explain_events(detector, constant, events).has_value());
  EXPECT_EQ(events[0].similar->distance, 0);
  events = {event_at(11, 11)};
  ASSERT_TRUE(explain_events(detector, waves(13, 1), events).has_value());
  EXPECT_FALSE(events[0].similar.has_value());
  ASSERT_TRUE(explain_events(detector, waves(0, 1), {}).has_value());
}

TEST(Explain, MissingValuesAreNoObstacle) {
  Series series = spiked();
  for (std::size_t t = 0; t < 400; t += 7) series.rows.values(t, 0) = kMissingValue;
  for (std::size_t t = 240; t < 244; ++t) series.rows.values(t, 0) = series.rows.values(t, 1) = kMissingValue;
  const Detector detector = fitted_detector(series);
  std::vector<Event> events = {event_at(250, 250)};
  ASSERT_TRUE(explain_events(detector, series, events).has_value());
  EXPECT_FALSE(events[0].mattered.empty());
  EXPECT_TRUE(events[0].similar.has_value());
}

TEST(Explain, AClassifiersSharesAreOfTheChannelsThatSpokeForIt) {
  Series series = waves(600, 2);
  series.rows.label.assign(600, 0);
  for (std::size_t t = 30; t < 600; t += 40)
    for (std::size_t k = 0; k < 6; ++k) series.rows.values(t + k, 1) += 4, series.rows.label[t + k] = 1;
  DetectorConfig config = apart();
  config.net.net = NetKind::kClassifier;
  config.net.hidden = {8};
  config.score.score = ScoreKind::kProbability;
  config.training.loss = LossKind::kCrossEntropy;
  config.training.epochs = 25;
  config.training.learning_rate = 0.02;
  config.threshold.threshold = "fixed:0.5";
  auto detector = Detector::train(series, {0, 500}, config);
  ASSERT_TRUE(detector.has_value()) << message_of(detector);
  std::vector<Event> events = events_of(*detector, series);
  ASSERT_GT(events.size(), 5U);
  EXPECT_EQ(events.back().channels[0].share, 0);
  ASSERT_TRUE(explain_events(*detector, series, events).has_value());
  for (const Event& event : events) {
    EXPECT_EQ(event.channels[0].name, "c1") << event.peak_index;
    EXPECT_GT(event.channels[0].share, 0.7);
    EXPECT_NEAR(event.channels[0].share + event.channels[1].share, 1, 1e-12);
    EXPECT_FALSE(event.mattered.empty());
  }
}

}  // namespace
}  // namespace tidegate
