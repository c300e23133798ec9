// Every detector passes the same checks. A new one is a line in `detector_cases`.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "conformance/allocations.h"
#include "scorer/scorer.h"
#include "series_support.h"
#include "tidegate/config.h"
#include "tidegate/stream_pool.h"

namespace tidegate {
namespace {

using namespace testing_support;

/// What happens to a series so that its detector has an event.
enum class Upset { kLift, kFreeze, kRemove };

struct DetectorCase {
  const char* name;
  std::size_t channels;
  std::vector<std::pair<const char*, const char*>> options;
  /// Between rows. A calendar learned from the twelve hours that 700 minutes are knows nothing of the other twelve.
  std::chrono::minutes step{1};
  /// Why scores may change when all values are lifted by a billion; null: they must not.
  const char* offset_matters = nullptr;
  Upset upset = Upset::kLift;
  std::size_t warmup = 0;  ///< without a network
  /// Why its score does not depend on what a series does; null: it does.
  const char* blind = nullptr;
};

constexpr std::chrono::minutes kMinute{1};

DetectorCase scorers_case(const char* name, std::size_t channels, const char* scorers, Upset upset,
                          std::size_t warmup = 0, const char* aggregation = "max") {
  return {name, channels, {{"scorers", scorers}, {"aggregation", aggregation}}, kMinute, nullptr, upset, warmup};
}

/// What flags rows without a look at them.
DetectorCase blind_case(const char* name, std::size_t channels, const char* why) {
  DetectorCase blind = scorers_case(name, channels, name, Upset::kLift);
  blind.blind = why;
  if (blind.name == std::string("random"))
    blind.options.emplace_back("threshold", "percentile:90");  // so that even a few rows have an event
  return blind;
}

/// Whose purpose it is to tell 1 from 2 better than 1,000,000,001 from 1,000,000,002.
constexpr const char* kRatiosCount = "a logarithm goes by ratios, and an offset changes them";

const std::vector<DetectorCase>& detector_cases() {
  static const std::vector<DetectorCase> cases = {
      {"univariate", 1, {}},
      {"two layers", 1, {{"hidden", "6,5"}}},
      {"lstm, two layers", 2, {{"cell", "lstm"}, {"hidden", "6,5"}}},
      {"plain rnn", 1, {{"detector", "rnn-forecaster"}}},
      {"rectified rnn, separate windows", 1, {{"cell", "rnn-relu"}, {"chunk", "0"}, {"epochs", "2"}}},
      {"separate windows", 1, {{"chunk", "0"}, {"epochs", "2"}}},
      {"multivariate mahalanobis", 3, {}},
      {"multivariate absolute, percentile", 3, {{"score", "absolute"}, {"threshold", "percentile:99.5"}}},
      {"multivariate squared, no smoothing", 2, {{"score", "squared"}, {"smoothing", "none"}}},
      {"previous value for missing", 2, {{"missing", "previous"}}},
      {"mean for missing, robust scaler", 2, {{"missing", "mean"}, {"scaler", "robust"}}},
      {"line for missing, minmax scaler", 2, {{"missing", "linear"}, {"scaler", "minmax"}}},
      {"mean smoothing, fixed threshold", 1, {{"smoothing", "mean:4"}, {"threshold", "fixed:5"}}},
      {"three rows ahead", 2, {{"horizon", "3"}}},
      {"gaussian, likelihood", 2, {{"loss", "likelihood"}, {"score", "likelihood"}}},
      {"gaussian, two rows ahead, mahalanobis", 1, {{"loss", "likelihood"}, {"horizon", "2"}, {"hidden", "6,5"}}},
      {"state of a window", 2, {{"state", "window"}, {"epochs", "2"}}},
      {"gives back the last row", 2, {{"target", "last"}, {"hidden", "3"}}},
      {"keras gru", 1, {{"detector", "keras-gru"}, {"hidden", "8,6"}, {"window", "20"}, {"epochs", "2"}}},
      {"torch rnn", 2, {{"detector", "torch-rnn"}, {"hidden", "7,6"}, {"window", "20"}, {"epochs", "2"}}},
      {"gru autoencoder", 1, {{"detector", "gru-autoencoder"}, {"epochs", "4"}}},
      {"lstm autoencoder, two layers",
       3,
       {{"detector", "lstm-autoencoder"}, {"hidden", "6,5"}, {"epochs", "1"}, {"score", "absolute"}}},
      {"bidirectional gru autoencoder",
       2,
       {{"detector", "gru-autoencoder"}, {"bidirectional", "true"}, {"hidden", "5,4"}, {"epochs", "2"}}},
      {"centred mean", 2, {{"smoothing", "centred-mean:7"}}},
      {"autoencoder, median of windows", 2, {{"detector", "gru-autoencoder"}, {"epochs", "2"}, {"overlap", "median"}}},
      {"autoencoder, mean of windows, centred mean",
       1,
       {{"detector", "gru-autoencoder"}, {"epochs", "2"}, {"overlap", "mean"}, {"smoothing", "centred-mean:5"}}},
      {"autoencoder, furthest of windows",
       1,
       {{"detector", "lstm-autoencoder"}, {"epochs", "2"}, {"overlap", "max"}, {"threshold", "spot:1e-4"}}},
      {"adamw, huber, cosine", 1, {{"optimizer", "adamw"}, {"loss", "huber"}, {"schedule", "cosine"}}},
      {"classifier", 2, {{"detector", "gru-classifier"}, {"epochs", "30"}}},
      {"classifier of windows", 1, {{"detector", "gru-classifier"}, {"target", "window"}, {"epochs", "60"}}},
      {"median and MAD", 1, {{"threshold", "mad:20"}}},
      {"quartiles", 2, {{"threshold", "iqr:8"}}},
      {"peaks over threshold", 1, {{"threshold", "pot:1e-4"}}},
      {"streaming peaks over threshold", 2, {{"threshold", "spot:1e-4"}}},
      {"the same with drift", 1, {{"threshold", "dspot:1e-4,50"}}},
      {"dynamic", 1, {{"threshold", "dynamic"}}},
      {"dynamic of a short history, no smoothing", 2, {{"threshold", "dynamic:150"}, {"smoothing", "none"}}},
      {"calendar", 2, {{"features", "calendar"}}, std::chrono::hours(1)},
      {"fourier", 1, {{"features", "fourier"}}},
      {"rolling", 2, {{"features", "rolling:9"}}},
      {"two windows of rolling figures", 2, {{"features", "rolling:9,rolling:21"}}},
      {"difference", 2, {{"features", "difference"}}},
      {"no kinds", 2, {{"kinds", "off"}}},
      {"log", 2, {{"transform", "log"}}, std::chrono::minutes(1), kRatiosCount},
      {"log, gaussian, with features",
       1,
       {{"transform", "log"}, {"loss", "likelihood"}, {"features", "rolling:9"}},
       std::chrono::minutes(1),
       kRatiosCount},
      {"log autoencoder",
       1,
       {{"transform", "log"}, {"detector", "gru-autoencoder"}, {"epochs", "4"}},
       std::chrono::minutes(1),
       kRatiosCount},
      {"transform by auto", 2, {{"transform", "auto"}}},
      {"features by auto", 1, {{"features", "auto"}}},
      {"all features, state of a window",
       2,
       {{"features", "calendar,fourier,rolling:9,difference"}, {"state", "window"}, {"epochs", "2"}},
       std::chrono::hours(1)},
      {"autoencoder with features",
       1,
       {{"detector", "gru-autoencoder"}, {"epochs", "4"}, {"features", "fourier,rolling:9"}}},
      {"classifier with features", 2, {{"detector", "gru-classifier"}, {"epochs", "30"}, {"features", "difference"}}},
      {"three rows ahead with features, mean for missing",
       2,
       {{"horizon", "3"}, {"features", "calendar,difference"}, {"missing", "mean"}},
       std::chrono::hours(1)},
      scorers_case("range", 2, "range", Upset::kLift),
      scorers_case("stuck", 1, "stuck", Upset::kFreeze),
      scorers_case("missing", 2, "missing", Upset::kRemove),
      scorers_case("seasonal", 2, "seasonal:25", Upset::kLift, 25),
      scorers_case("difference of rows", 1, "difference", Upset::kLift, 1),
      scorers_case("z-score", 2, "zscore:50", Upset::kLift, 50),
      scorers_case("linear", 2, "linear", Upset::kLift, 20),
      scorers_case("pca", 3, "pca", Upset::kLift),
      scorers_case("principal components of windows", 2, "sub-pca:25", Upset::kLift, 24),
      scorers_case("nearest neighbour", 2, "neighbour:25", Upset::kLift, 24),
      scorers_case("isolation forest", 2, "isolation-forest", Upset::kLift),
      blind_case("random", 2, "a coin is thrown for every row"),
      blind_case("constant", 1, "every row is flagged"),
      scorers_case("two scorers, their mean", 2, "range,seasonal:25", Upset::kLift, 0, "mean"),
      scorers_case("network, range and stuck", 2, "net,range,stuck", Upset::kLift),
  };
  return cases;
}

class Conformance : public testing::TestWithParam<DetectorCase> {
 protected:
  static constexpr std::size_t kTrainingRows = 700;

  DetectorConfig config() const {
    DetectorConfig config = quick_config();
    for (const auto& [name, value] : GetParam().options) {
      const Status set = set_option(config, name, value);
      EXPECT_TRUE(set.has_value()) << (set ? "" : set.error().message());
    }
    return config;
  }
  /// For a classifier with labelled spikes in the training part.
  Series series(std::size_t rows = 1000) const {
    Series series = waves(rows, GetParam().channels);
    for (std::size_t t = 0; t < rows; ++t) series.rows.time[t] = Timestamp(GetParam().step * t);
    if (!is_classifier()) return series;
    series.rows.label.assign(rows, 0);
    // Most windows are to hold none, the longest (60 rows) too, and the first ones, else a beginning means an anomaly.
    const bool windows = config().net.target == TargetKind::kWindow;
    const std::size_t first = windows ? 150 : 30, apart = windows ? 200 : 37;
    for (std::size_t t = first; t < std::min<std::size_t>(rows, kTrainingRows); t += apart) {
      series.rows.label[t] = 1;
      series.rows.values(t, 0) += 5;
    }
    return series;
  }
  /// Rows [from, to) of the first channel; of all if there is only one to remove.
  static void upset(Series& series, std::size_t from, std::size_t to, double by) {
    for (std::size_t t = from; t < to; ++t) switch (GetParam().upset) {
        case Upset::kLift:
          series.rows.values(t, 0) += by;
          break;
        case Upset::kFreeze:
          series.rows.values(t, 0) = series.rows.values(from, 0);
          break;
        case Upset::kRemove:
          series.rows.values(t, 0) = kMissingValue;
      }
  }
  bool is_net_alone() const { return has_net() && config().score.scorers.size() == 1; }
  bool has_net() const { return names_net_scorer(config().score); }
  bool judges_rows_without_values() const { return GetParam().upset == Upset::kRemove; }
  bool is_classifier() const { return config().net.net == NetKind::kClassifier; }
  Detector fit(const Series& from, const DetectorConfig& config) const {
    auto detector = Detector::train(from, {0, kTrainingRows}, config);
    if (!detector) ADD_FAILURE() << detector.error().message();
    return *detector;
  }
  Detector fit() const { return fit(series(), config()); }
  /// Confidence as bits, kind and words in one.
  static std::pair<double, std::string> kind_of(const Event& event) {
    return {event.kind_confidence, event.kind + ": " + event.kind_reason};
  }
  /// All of an event that does not depend on what was explained.
  static std::string words_of(const Event& event) {
    std::ostringstream out;
    out << std::hexfloat << event.start_index << ' ' << event.end_index << ' ' << event.peak_index << ' '
        << event.peak->time_since_epoch().count() << ' ' << event.utc_offset_minutes << ' ' << event.severity << ' '
        << event.score << ' ' << event.flagged_rows << ' ' << event.direction << ' ' << event.kind << ' '
        << event.kind_confidence << ' ' << event.kind_reason << ' ' << event.scorer << ' ' << event.scorer_reason;
    for (const EventChannel& one : event.channels)
      out << ' ' << one.name << ' ' << one.value << ' ' << one.expected << ' ' << one.lower << ' ' << one.upper << ' '
          << one.share;
    return out.str();
  }
  static std::vector<std::string> words_of(const std::vector<Event>& events) {
    std::vector<std::string> words;
    for (const Event& event : events) words.push_back(words_of(event));
    return words;
  }
  /// Of series 0.
  static std::vector<std::string> words_of(const std::vector<PoolEvent>& events) {
    std::vector<std::string> words;
    for (const PoolEvent& one : events)
      if (one.series == 0) words.push_back(words_of(one.event));
    return words;
  }
  /// Flags every row that has a score; those without a value part the events.
  Detector fit_that_flags_all() const {
    DetectorConfig flags = config();
    flags.threshold.threshold = "fixed:1e-9";
    flags.event.merge_gap = 1;
    return fit(series(), flags);
  }
  Series parted_series() const {
    Series parted = series();
    if (!has_net() && GetParam().upset == Upset::kLift) upset(parted, 0, parted.rows.size(), 50);
    for (std::size_t t = 2; t < parted.rows.size(); t += 4)
      for (std::size_t c = 0; c < GetParam().channels; ++c) parted.rows.values(t, c) = kMissingValue;
    return parted;
  }
  static void push_to_pool(StreamPool& pool, std::uint32_t place, const Series& series, std::size_t row) {
    const PoolRow one{place, &series.rows.time[row], series.rows.values.row(row)};
    pool.push({&one, 1}, [](std::size_t, const Verdict&) {});
  }
  static std::string bytes_of(const std::string& path) {
    std::ostringstream out;
    out << std::ifstream(path, std::ios::binary).rdbuf();
    return out.str();
  }
};

TEST_P(Conformance, NoScoreBeforeTheWindowIsFullAndOneForEveryRowAfter) {
  const auto scores = scores_of(fit(), series());
  const std::size_t warmup = fit().info().warmup_rows;
  if (!is_net_alone()) {
    EXPECT_EQ(warmup, GetParam().warmup);
  } else if (config().score.overlap == Overlap::kLast) {
    EXPECT_GE(warmup, 19U);
    EXPECT_LE(warmup, 22U);
  } else {
    EXPECT_EQ(warmup, 0U);  // the first row lies in the first full window
  }
  for (std::size_t t = 0; t < scores.size(); ++t) EXPECT_EQ(std::isnan(scores[t]), t < warmup) << "row " << t;
}

TEST_P(Conformance, AStreamBeginsWithTheLimitTheDetectorTellsOf) {
  const Detector detector = fit();
  EXPECT_EQ(limits_of(detector, series(1))[0], detector.info().threshold);
}

TEST_P(Conformance, TwoStreamsOfOneDetectorDoNotTouchEachOther) {
  const Detector detector = fit();
  const Series normal = series();
  Stream a = detector.stream(), b = detector.stream();
  std::vector<double> mixed, quiet(GetParam().channels, 9.0);
  std::size_t t = 0;
  judge_rows(a, normal, 0, [&](const Verdict& verdict) {
    mixed.push_back(verdict.score);
    b.push(&normal.rows.time[t++], quiet);
  });
  EXPECT_TRUE(same_bits(mixed, scores_of(detector, normal)));
}

TEST_P(Conformance, AResumedStreamEqualsAnUninterruptedOneBitForBit) {
  const Detector detector = fit();
  Series spiked = series();
  upset(spiked, 690, 720, 3);  // an event is open at one of the cuts
  const auto whole = scores_of(detector, spiked), limits = limits_of(detector, spiked);
  Stream reference = detector.stream();
  for (std::size_t t = 0; t < spiked.rows.size(); ++t) push_row_of(reference, spiked, t);
  reference.finish();
  const auto events = reference.take_events();
  for (const std::size_t cut : {1UL, 15UL, 400UL, 700UL, 999UL}) {
    Stream first = detector.stream(), second = detector.stream();
    for (std::size_t t = 0; t < cut; ++t) push_row_of(first, spiked, t);
    ASSERT_TRUE(second.restore(first.snapshot()).has_value());
    judge_rows(second, spiked, cut, [&](const Verdict& verdict) {
      EXPECT_TRUE(same_bits({verdict.score, verdict.threshold}, {whole[verdict.row], limits[verdict.row]}))
          << "cut " << cut << ", row " << verdict.row;
    });
    const auto resumed = second.take_events();
    ASSERT_EQ(resumed.size(), events.size());
    for (std::size_t i = 0; i < events.size(); ++i) {
      EXPECT_EQ(resumed[i].severity, events[i].severity);
      EXPECT_EQ(kind_of(resumed[i]), kind_of(events[i]));
    }
  }
}

TEST_P(Conformance, ASavedDetectorScoresTheSameBitsAndSavesTheSameBytes) {
  const Detector detector = fit();
  const std::string stem = testing::TempDir() + GetParam().name;  // tests run side by side
  const std::string path = stem + ".tidegate", again = stem + " again.tidegate";
  ASSERT_TRUE(detector.save(path).has_value());
  const auto loaded = Detector::load(path);
  ASSERT_TRUE(loaded.has_value()) << loaded.error().message();
  ASSERT_TRUE(loaded->save(again).has_value());
  EXPECT_EQ(bytes_of(path), bytes_of(again));
  EXPECT_TRUE(same_bits(scores_of(detector, series()), scores_of(*loaded, series())));
  EXPECT_TRUE(same_bits(limits_of(detector, series()), limits_of(*loaded, series())));
}

TEST_P(Conformance, MissingValuesDoNotPoison) {
  const Detector detector = fit();
  Series holes = series();
  for (std::size_t t = 750; t < 790; ++t)
    for (std::size_t c = 0; c < GetParam().channels; ++c) holes.rows.values(t, c) = kMissingValue;
  const auto scores = scores_of(detector, holes);
  for (std::size_t t = 750; t < 790; ++t) EXPECT_NE(std::isnan(scores[t]), judges_rows_without_values());
  for (std::size_t t = 790; t < scores.size(); ++t) EXPECT_TRUE(std::isfinite(scores[t])) << "row " << t;
  for (const double limit : limits_of(detector, holes)) EXPECT_TRUE(std::isfinite(limit) && limit > 0);
}

TEST_P(Conformance, MissingValuesInTheTrainingPartAreTakenAsSuch) {
  Series holes = series();
  for (std::size_t t = 100; t < 600; t += 9) holes.rows.values(t, 0) = kMissingValue;
  const auto scores = scores_of(fit(holes, config()), holes);
  EXPECT_TRUE(std::isfinite(scores.back()));
}

TEST_P(Conformance, AConstantSeriesIsQuiet) {
  if (GetParam().blind != nullptr) GTEST_SKIP() << GetParam().blind;
  Series constant = series();
  for (double& value : constant.rows.values.flat()) value = 42;
  DetectorConfig settled = config();
  settled.net.window = 60;  // as long as the default: a cell with memory settles slowly
  const Detector detector = fit(constant, settled);
  Stream stream = detector.stream();
  // The last rows of an input lie in few windows, and each gives a constant back a little otherwise: they are not
  // asked.
  for (std::size_t t = 0; t < constant.rows.size(); ++t) {
    const Verdict verdict = push_row_of(stream, constant, t);
    EXPECT_NE(verdict.phase, Phase::kAnomalous) << "row " << verdict.row;
    EXPECT_TRUE(!verdict.scored() || std::isfinite(verdict.score));
  }
}

TEST_P(Conformance, AnOffsetOfABillionChangesNothing) {
  if (const char* reason = GetParam().offset_matters) GTEST_SKIP() << reason;
  Series plain = series(), lifted = series();
  for (double& value : lifted.rows.values.flat()) value += 1e9;
  const auto a = scores_of(fit(plain, config()), plain), b = scores_of(fit(lifted, config()), lifted);
  double largest = 0;
  for (std::size_t t = 20; t < a.size(); ++t) largest = std::max(largest, std::abs(a[t] - b[t]) / (1 + a[t]));
  EXPECT_LT(largest, 0.02);
}

TEST_P(Conformance, ALateRowIsRefusedAndARepeatedOneToo) {
  const Detector detector = fit();
  const Series normal = series();
  Stream disturbed = detector.stream();
  std::vector<double> scores, limits;
  const auto keep = [&](const Verdict& verdict) {
    if (verdict.phase == Phase::kPending) return;
    scores.push_back(verdict.score);
    limits.push_back(verdict.threshold);
  };
  for (std::size_t t = 0; t < normal.rows.size(); ++t) {
    keep(push_row_of(disturbed, normal, t));
    if (t % 100 == 50) {
      EXPECT_EQ(push_row_of(disturbed, normal, t).phase, Phase::kDuplicate);
      EXPECT_EQ(push_row_of(disturbed, normal, t - 10).phase, Phase::kLate);
    }
  }
  disturbed.finish(keep);
  EXPECT_TRUE(same_bits(scores, scores_of(detector, normal)));
  EXPECT_TRUE(same_bits(limits, limits_of(detector, normal)));
}

TEST_P(Conformance, ALongGapStartsAnew) {
  const Detector detector = fit();
  Series parted = series(300);
  for (std::size_t t = 150; t < 300; ++t) parted.rows.time[t] += std::chrono::hours(50);
  Stream stream = detector.stream();
  judge_rows(stream, parted, 0, [&](const Verdict& verdict) {
    const std::size_t begin = verdict.row < 150 ? 0 : 150;
    EXPECT_EQ(verdict.phase == Phase::kWarmup, verdict.row < begin + detector.info().warmup_rows)
        << "row " << verdict.row;
  });
}

TEST_P(Conformance, AnEventEndsAtALongGap) {
  const Detector detector = fit();
  Series series = waves(400, GetParam().channels);
  upset(series, 190, 230, 5);
  for (std::size_t t = 200; t < 400; ++t) series.rows.time[t] += std::chrono::hours(50);
  Stream stream = detector.stream();
  for (std::size_t t = 0; t < 400; ++t) push_row_of(stream, series, t);
  stream.finish();
  const auto events = stream.take_events();
  ASSERT_FALSE(events.empty());
  for (const Event& event : events) EXPECT_TRUE(event.end_index < 200 || event.start_index >= 200);
}

TEST_P(Conformance, AnyNumberOfThreadsGivesTheSameBits) {
  DetectorConfig one = config(), three = config();
  three.training.threads = 3;
  const Series normal = series();
  EXPECT_TRUE(same_bits(scores_of(fit(normal, one), normal), scores_of(fit(normal, three), normal)));
}

TEST_P(Conformance, TheSameSeedGivesTheSameBitsAndAnotherOneOthers) {
  DetectorConfig other = config();
  other.training.seed = 77;
  const Series normal = series();
  const auto scores = scores_of(fit(), normal);
  EXPECT_TRUE(same_bits(scores, scores_of(fit(), normal)));
  EXPECT_NE(same_bits(scores, scores_of(fit(normal, other), normal)), has_net());
}

TEST_P(Conformance, AbsurdValuesGiveFiniteScores) {
  const Detector detector = fit();
  Series absurd = series(200);
  for (std::size_t t = 0; t < 200; ++t)
    std::ranges::fill(absurd.rows.values.row(t), t == 100 ? 1e308 : t == 101 ? -1e308 : t == 102 ? 5e-324 : 0.1);
  Stream stream = detector.stream();
  judge_rows(stream, absurd, 0, [](const Verdict& verdict) {
    EXPECT_TRUE(!verdict.scored() || std::isfinite(verdict.score)) << "row " << verdict.row;
    EXPECT_TRUE(verdict.row != 100 || verdict.phase == Phase::kAnomalous || GetParam().upset != Upset::kLift ||
                GetParam().blind != nullptr);
  });
}

TEST_P(Conformance, PushAllocatesNothing) {
  const Detector detector = fit();
  Series spiked = series();
  for (std::size_t t = 720; t < 1000; t += 40) upset(spiked, t, GetParam().upset == Upset::kLift ? t + 1 : t + 15, 5);
  Stream stream = detector.stream();
  const std::size_t before = allocations().count;
  for (std::size_t t = 0; t < spiked.rows.size(); ++t) push_row_of(stream, spiked, t);
  EXPECT_EQ(allocations().count, before);
  stream.finish();
  EXPECT_FALSE(stream.take_events().empty());
}

/// Series that begin at different rows, arrive in changing order and lack some rows; nothing is allocated on the way.
TEST_P(Conformance, APoolGivesTheBitsOfStreamsWithoutAllocating) {
  constexpr std::size_t kSeries = 70;
  const Detector detector = fit();
  const Series rows = series();
  StreamPool pool(detector, kSeries);
  std::vector<Stream> streams;
  for (std::size_t s = 0; s < kSeries; ++s) streams.push_back(detector.stream());
  std::vector<PoolRow> arrivals;
  std::vector<double> scores(kSeries), limits(kSeries);
  const std::function<void(std::size_t, const Verdict&)> keep = [&](std::size_t row, const Verdict& verdict) {
    scores[row] = verdict.score;
    limits[row] = verdict.threshold;
  };
  for (std::size_t step = 0; step < 120; ++step) {
    arrivals.clear();
    for (std::size_t i = 0; i < kSeries; ++i) {
      const auto s = static_cast<std::uint32_t>((i * 37 + step) % kSeries);
      const std::size_t t = step + 3 * s;
      if ((step + s) % 11 != 5) arrivals.push_back({s, &rows.rows.time[t], rows.rows.values.row(t)});
    }
    const std::size_t before = allocations().count;
    pool.push(arrivals, keep);
    if (step >= 11) {  // by then a push as large as any has been seen
      ASSERT_EQ(allocations().count, before);
    }
    pool.take_events();
    for (std::size_t i = 0; i < arrivals.size(); ++i) {
      const Verdict alone = streams[arrivals[i].series].push(arrivals[i].time, arrivals[i].values);
      ASSERT_EQ(std::isnan(alone.score), std::isnan(scores[i]));
      ASSERT_EQ(alone.threshold, limits[i]) << "series " << arrivals[i].series << ", step " << step;
      if (!alone.scored()) continue;
      ASSERT_EQ(alone.score, scores[i]) << "series " << arrivals[i].series << ", step " << step;
    }
  }
}

/// A burst, a shift and a hold, so that several rules are asked.
TEST_P(Conformance, AnEventHasTheSameKindInAPoolAndInAStreamOfALoadedDetector) {
  const Detector detector = fit();
  Series odd = series();
  upset(odd, 720, 725, 4);
  for (std::size_t t = 800; t < 850; ++t) odd.rows.values(t, 0) = odd.rows.values(800, 0);
  for (std::size_t t = 920; t < 1000; ++t) odd.rows.values(t, 0) -= 3;
  const std::string path = testing::TempDir() + GetParam().name + " kinds.tidegate";
  ASSERT_TRUE(detector.save(path).has_value());
  Stream stream = Detector::load(path)->stream();
  StreamPool pool(detector, 1);
  std::vector<Event> events;
  for (std::size_t t = 0; t < odd.rows.size(); ++t) {
    push_row_of(stream, odd, t);
    const PoolRow row{0, &odd.rows.time[t], odd.rows.values.row(t)};
    pool.push({&row, 1}, [](std::size_t, const Verdict&) {});
    for (PoolEvent& found : pool.take_events()) events.push_back(std::move(found.event));
  }
  stream.finish();
  pool.finish();
  for (PoolEvent& found : pool.take_events()) events.push_back(std::move(found.event));
  const auto alone = stream.take_events();
  ASSERT_EQ(alone.size(), events.size());
  ASSERT_FALSE(events.empty());
  for (std::size_t i = 0; i < events.size(); ++i) EXPECT_EQ(kind_of(events[i]), kind_of(alone[i]));
}

TEST_P(Conformance, EventsThatWaitToBeTakenAreAllThereAndTheSameInAPool) {
  const Detector detector = fit_that_flags_all();
  const Series parted = parted_series();
  Stream patient = detector.stream(), eager = detector.stream();
  StreamPool pool(detector, 2);
  std::vector<std::string> taken;
  const auto take = [&] {
    for (const std::string& words : words_of(eager.take_events())) taken.push_back(words);
  };
  for (std::size_t t = 0; t < parted.rows.size(); ++t) {
    push_row_of(patient, parted, t);
    push_row_of(eager, parted, t);
    for (const std::uint32_t place : {1U, 0U}) push_to_pool(pool, place, parted, t);
    take();
  }
  patient.finish();
  pool.finish();
  eager.finish();
  take();
  EXPECT_GT(taken.size(), 64U);
  EXPECT_EQ(words_of(patient.take_events()), taken);
  EXPECT_EQ(words_of(pool.take_events()), taken);
  EXPECT_EQ(patient.lost_events() + pool.lost_events(), 0U);
}

TEST_P(Conformance, AnEventWithoutMemoryIsCountedAndTheOthersAreKept) {
  const Detector detector = fit_that_flags_all();
  const Series parted = parted_series();
  Stream stream = detector.stream();
  refuse_allocations(true);
  for (std::size_t t = 0; t < parted.rows.size(); ++t) push_row_of(stream, parted, t);
  refuse_allocations(false);
  EXPECT_EQ(stream.take_events().size(), 64U);
  EXPECT_GT(stream.lost_events(), 0U);
}

TEST_P(Conformance, ASeriesMovesBetweenAStreamAndAPoolWithItsEvents) {
  const Detector detector = fit_that_flags_all();
  const Series parted = parted_series();
  Stream whole = detector.stream(), first = detector.stream(), last = detector.stream();
  StreamPool pool(detector, 2);
  for (std::size_t t = 0; t < 300; ++t) {
    for (Stream* stream : {&whole, &first}) push_row_of(*stream, parted, t);
    push_to_pool(pool, 1, parted, t);
  }
  EXPECT_TRUE(pool.snapshot(1) == first.snapshot());  // no message of many bytes
  ASSERT_TRUE(pool.restore(0, first.snapshot()).has_value());
  for (std::size_t t = 300; t < 600; ++t) {
    push_row_of(whole, parted, t);
    push_to_pool(pool, 0, parted, t);
    push_to_pool(pool, 1, parted, t - 300);  // late rows of another series in between
  }
  EXPECT_TRUE(pool.snapshot(0) == whole.snapshot());  // no message of many bytes
  ASSERT_TRUE(last.restore(pool.snapshot(0)).has_value());
  for (std::size_t t = 600; t < 700; ++t) {
    const Verdict a = push_row_of(whole, parted, t), b = push_row_of(last, parted, t);
    ASSERT_TRUE(same_bits({a.score, a.threshold}, {b.score, b.threshold})) << "row " << t;
  }
  for (Stream* stream : {&whole, &last}) stream->finish();
  EXPECT_EQ(words_of(last.take_events()), words_of(whole.take_events()));
}

TEST_P(Conformance, AReleasedPlaceGivesTheBitsOfANewStream) {
  const Detector detector = fit();
  const Series normal = series(), other = parted_series();
  Stream fresh = detector.stream();
  StreamPool pool(detector, 2);
  for (std::size_t t = 0; t < 300; ++t)
    for (const std::uint32_t place : {0U, 1U}) push_to_pool(pool, place, other, t);
  pool.release(0);
  ASSERT_EQ(pool.add(), 0U);
  pool.reset(1);
  for (std::size_t t = 100; t < 200; ++t) {
    const Verdict alone = push_row_of(fresh, normal, t);
    for (const std::uint32_t place : {0U, 1U}) {
      const PoolRow row{place, &normal.rows.time[t], normal.rows.values.row(t)};
      pool.push({&row, 1}, [&](std::size_t, const Verdict& verdict) {
        ASSERT_EQ(verdict.phase, alone.phase);
        ASSERT_TRUE(same_bits({verdict.score, verdict.threshold}, {alone.score, alone.threshold})) << "row " << t;
      });
    }
  }
  pool.take_events();
  fresh.take_events();
  EXPECT_TRUE(pool.snapshot(0) == fresh.snapshot());  // no message of many bytes
  EXPECT_TRUE(pool.snapshot(1) == fresh.snapshot());
}

INSTANTIATE_TEST_SUITE_P(Detectors, Conformance, testing::ValuesIn(detector_cases()), [](const auto& instance) {
  std::string name = instance.param.name;
  for (char& c : name)
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
  return name;
});

TEST(AllocationCounter, Counts) {
  const std::size_t before = allocations().count;
  const auto memory = std::make_unique<std::vector<int>>(100);
  EXPECT_GE(allocations().count, before + 2);
}

}  // namespace
}  // namespace tidegate
