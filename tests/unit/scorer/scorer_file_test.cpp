#include "scorer/scorer_file.h"

#include "unit/scorer/scorer_support.h"

namespace tidegate {
namespace {

using namespace testing_support;
using Json = nlohmann::ordered_json;

ScoreParams score_of_one() { return {.kind = ScoreKind::kAbsolute, .mean = {1}, .deviation = {2}, .precision = {}}; }

/// range:, and seasonal with a score of its own.
std::vector<Scorer> two_scorers() {
  std::vector<Scorer> scorers = {fitted_on("range", {column({0, 10, 5, 5})}),
                                 fitted_on("seasonal:3", {column({1, 2})})};
  scorers[1].score = score_of_one();
  scorers[1].calibration.unit = 2.5;
  return scorers;
}

struct Written {
  TensorFile file{"m"};
  Json json;
  explicit Written(const std::vector<Scorer>& scorers, const JudgedChannels& channels = {2, {1}})
      : json(scorers_json(scorers, channels)) {
    add_scorers(file, scorers);
  }
  Result<std::vector<Scorer>> read() {
    auto scorers = read_scorers(file, json);
    if (!scorers) return scorers;
    if (auto learned = read_learned(file, json, 1, ScoreKind::kAbsolute, *scorers); !learned) return learned.error();
    return scorers;
  }
};

TEST(ScorerFile, ComesBackWithEverything) {
  Written written(two_scorers());
  const auto back = written.read();
  ASSERT_TRUE(back) << back.error().message();
  ASSERT_EQ(back->size(), 2U);
  EXPECT_EQ(scorer_text((*back)[0]), "range");
  EXPECT_EQ((*back)[0].learned.front()(1, 0), 10);
  EXPECT_EQ((*back)[1].argument, 3U);
  EXPECT_EQ((*back)[1].calibration.unit, 2.5);
  EXPECT_EQ((*back)[1].score.deviation, std::vector{2.0});
  const auto judged = read_judged(written.file, written.json);
  ASSERT_TRUE(judged);
  EXPECT_EQ(judged->channels, 2U);
  EXPECT_EQ(judged->judged, std::vector<std::size_t>{1});
}

TEST(ScorerFile, TheNetworksOwnAloneNeedsNoSection) {
  Scorer own = *parse_scorer("forecast");
  EXPECT_FALSE(needs_section({own}));
  own.calibration.unit = 2;
  EXPECT_TRUE(needs_section({own}));
  EXPECT_TRUE(needs_section({*parse_scorer("range")}));
}

TEST(ScorerFile, RefusesWhatDoesNotFit) {
  const auto refuses = [](auto&& edit) {
    Written written(two_scorers());
    edit(written.json);
    return !written.read() || !read_judged(written.file, written.json);
  };
  EXPECT_FALSE(refuses([](Json&) {}));
  EXPECT_TRUE(refuses([](Json& json) { json["list"] = Json::array(); }));
  EXPECT_TRUE(refuses([](Json& json) { json["list"][0]["name"] = "rnage"; }));
  EXPECT_TRUE(refuses([](Json& json) { json["list"][1]["argument"] = 0; }));
  EXPECT_TRUE(refuses([](Json& json) { json["list"][1]["argument"] = 2'000'000; }));
  EXPECT_TRUE(refuses([](Json& json) { json["list"][0]["unit"] = 0; }));
  EXPECT_TRUE(refuses([](Json& json) { json["judged"] = {2}; }));
  EXPECT_TRUE(refuses([](Json& json) { json["judged"] = {1, 1}; }));
  EXPECT_TRUE(refuses([](Json& json) { json["judged"] = Json::array(); }));
}

/// `rows` rows of `cols` numbers as what a pca of two channels learned.
Written with_components(std::size_t rows, std::size_t cols) {
  Matrix<double> two(20, 2);
  for (std::size_t t = 0; t < 20; ++t) two(t, 0) = two(t, 1) = static_cast<double>(t % 5);
  Scorer scorer = fitted_on("pca", {two});
  scorer.score = {.kind = ScoreKind::kAbsolute, .mean = {0, 0}, .deviation = {1, 1}, .precision = {}};
  Written written({scorer}, {2, {0, 1}});
  written.file.add<double>("scorer.pca.0", {rows, cols}, Values(rows * cols, 0.5));
  return written;
}

TEST(ScorerFile, TakesAsManyRowsAsThereAreWhereAnyNumberWillDo) {
  const auto reads = [](std::size_t rows, std::size_t cols) {
    Written written = with_components(rows, cols);
    auto scorers = read_scorers(written.file, written.json);
    return read_learned(written.file, written.json, 2, ScoreKind::kAbsolute, *scorers).has_value();
  };
  EXPECT_TRUE(reads(2, 2));
  EXPECT_FALSE(reads(2, 3));
  EXPECT_FALSE(reads(0, 2));
  EXPECT_FALSE(reads(1, 2));  // a mean without a component
  EXPECT_FALSE(reads(3, 2));  // more components than leave a residual
}

TEST(ScorerFile, RefusesNumbersThatAreAbsent) {
  Written written(two_scorers());
  TensorFile empty("m");
  auto scorers = read_scorers(empty, written.json);
  ASSERT_TRUE(scorers);
  EXPECT_FALSE(read_learned(empty, written.json, 1, ScoreKind::kAbsolute, *scorers));
}

}  // namespace
}  // namespace tidegate
