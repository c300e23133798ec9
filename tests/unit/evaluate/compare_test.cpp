#include <gtest/gtest.h>

#include "tidegate/evaluate.h"
#include "unit/offline/small_sets.h"

namespace tidegate {
namespace {

using namespace testing_support;

DetectorConfig learned(std::int64_t epochs, double rate) {
  DetectorConfig config = small_config();
  config.net.hidden = {6};
  config.training.epochs = epochs, config.training.learning_rate = rate;
  config.threshold.threshold = "sigma:5";
  return config;
}

Contestant good() { return {"learned", learned(25, 0.02)}; }
Contestant poor() { return {"unlearned", learned(1, 1e-7)}; }

SeriesSet one_series(std::size_t rows = 400) { return SeriesSet::of({small_series("a", 0, rows)}); }

TEST(Compare, RecommendsTheDetectorThatForecastsClearlyBetterWhereverItStands) {
  for (const std::size_t place : {0, 1}) {
    CompareRequest request{.detectors = {poor()}};
    request.detectors.insert(request.detectors.begin() + static_cast<std::ptrdiff_t>(place), good());
    const Comparison found = must(compare(one_series(), request));
    EXPECT_EQ(found.recommended, place);
    EXPECT_EQ(found.advice.find("Recommended: learned; it finds"), 0U) << found.advice;
    EXPECT_NE(found.advice.find("unlearned finds "), std::string::npos) << found.advice;
    const Measured &better = found.detectors[place], &worse = found.detectors[1 - place];
    EXPECT_EQ(better.name, "learned");
    EXPECT_LT(better.error, 0.6 * worse.error);
    EXPECT_GT(better.log_likelihood(), worse.log_likelihood());
    EXPECT_GT(better.all_finds().found, worse.all_finds().found);
    EXPECT_LT(better.error, found.value_before.error);
  }
}

TEST(Compare, WhereNoneFindsMoreTheOneThatForeseesClearlyBetterIsTakenThoughItCostsMore) {
  for (const std::size_t place : {0, 1}) {
    Contestant better = good(), worse = poor();
    better.config.threshold.threshold = worse.config.threshold.threshold = "fixed:1e9";
    worse.config.explain.kinds = Switch::kOff;  // cheaper a row
    CompareRequest request{.detectors = {worse}};
    request.detectors.insert(request.detectors.begin() + static_cast<std::ptrdiff_t>(place), better);
    const Comparison found = must(compare(one_series(), request));
    EXPECT_EQ(found.recommended, place);
    EXPECT_EQ(found.advice.find("No net finds any planted anomaly; the best of them is learned"), 0U) << found.advice;
    EXPECT_NE(found.advice.find("unlearned finds 0 of 36 and forecasts worse by "), std::string::npos) << found.advice;
  }
}

TEST(Compare, DescribesWhatWasLearnedFromAndJudged) {
  const Comparison found = must(compare(one_series(), {.detectors = {poor()}}));
  EXPECT_EQ(found.source, "a");
  EXPECT_EQ(found.key_column, "");
  EXPECT_EQ(found.learned_rows, 240U);
  EXPECT_EQ(found.judged_rows, 160U);
  EXPECT_EQ(found.learned_series, 1U);
  EXPECT_EQ(found.judged_series, 1U);
  EXPECT_EQ(found.recommended, 0U);
}

TEST(Compare, TellsWhereNoNetForeseesBetterThanTheRuleThatNothingChanges) {
  const std::string words = "None forecasts much better than the value before";
  EXPECT_NE(must(compare(one_series(), {.detectors = {poor()}})).advice.find(words), std::string::npos);
  EXPECT_EQ(must(compare(one_series(), {.detectors = {good()}})).advice.find(words), std::string::npos);
}

TEST(Compare, ATableWithIdsIsJudgedOnTheIdsThatWereNotLearnedFrom) {
  const SeriesSet set = SeriesSet::of({long_series({small_series("a"), small_series("b", 1), small_series("c", 2)})});
  const Comparison found = must(compare(set, {.detectors = {poor()}, .train_part = {}, .train_keys = "2"}));
  EXPECT_EQ(found.key_column, "who");
  EXPECT_EQ(found.learned_series, 2U);
  EXPECT_EQ(found.judged_series, 1U);
  EXPECT_EQ(found.judged_rows, kSmallRows);
  EXPECT_EQ(found.detectors[0].log_densities.size(), kSmallRows - 8);
}

TEST(Compare, TheSameRowsGiveTheSameFindingsFromFileAndMemory) {
  const TemporaryFolder folder;
  const auto file = write_file(folder / "a.csv", csv_of(small_series("a", 0, 400)));
  const Measured in_file = must(compare(opened(file), {.detectors = {good()}})).detectors[0];
  const Measured in_memory = must(compare(one_series(), {.detectors = {good()}})).detectors[0];
  EXPECT_EQ(bits_of(in_file.log_densities), bits_of(in_memory.log_densities));
  for (std::size_t kind = 0; kind < in_file.finds.size(); ++kind)
    EXPECT_EQ(in_file.finds[kind].second.found, in_memory.finds[kind].second.found) << in_file.finds[kind].first;
}

TEST(Compare, RefusesACollection) {
  const SeriesSet set = SeriesSet::of({small_series("a"), small_series("b")});
  EXPECT_EQ(kind_of(compare(set, {.detectors = {poor()}})), ErrorKind::kUsage);
}

TEST(Compare, RefusesTooFewRowsToJudgeOn) {
  const auto refused = compare(one_series(140), {.detectors = {poor()}});
  EXPECT_EQ(kind_of(refused), ErrorKind::kData);
  EXPECT_NE(message_of(refused).find("56 rows are left"), std::string::npos) << message_of(refused);
  EXPECT_TRUE(compare(one_series(150), {.detectors = {poor()}}));
}

TEST(Compare, AStopEndsIt) {
  Listener listener;
  listener.stop_after = 3;
  EXPECT_EQ(kind_of(compare(one_series(), {.detectors = {good()}}, listener.observer())), ErrorKind::kInterrupted);
}

TEST(Compare, TheObserverWatchesEveryTraining) {
  Listener listener;
  must(compare(one_series(), {.detectors = {poor(), poor()}}, listener.observer()));
  EXPECT_EQ(listener.trainings, 2U);
  EXPECT_EQ(listener.epochs, 2U);
}

}  // namespace
}  // namespace tidegate
