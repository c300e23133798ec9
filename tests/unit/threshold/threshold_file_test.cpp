#include "threshold/threshold_file.h"

#include <gtest/gtest.h>

#include <limits>

#include "base/missing.h"
#include "random_scores.h"

namespace tidegate {
namespace {

using namespace testing_support;

ThresholdParams fitted(const std::string& spec) {
  return *fit_threshold({.threshold = spec}, draw_scores(kKnownScores[0], 600, 1), "the training part");
}

/// What the reader says of the tensors of `from` where the spelling is `spec`.
std::string message(const TensorFile& file, const std::string& spec) {
  ThresholdParams params{.spec = spec, .value = 1, .words = "", .adaptive = {}};
  const Status read = read_adaptive(file, params);
  return read ? "no error" : read.error().message();
}

std::string after_adding(const std::string& spec, const std::string& name, const std::vector<double>& values) {
  TensorFile file("m.tidegate");
  add_threshold(file, fitted(spec));
  file.add<double>(name, {values.size()}, values);
  return message(file, spec);
}

TEST(ThresholdFile, GivesBackWhatAStreamBeginsWithBitForBit) {
  for (const char* spec : {"spot:1e-3", "dspot:1e-3,30", "dynamic:120", "dynamic"}) {
    const ThresholdParams params = fitted(spec);
    TensorFile file("m.tidegate");
    add_threshold(file, params);
    ThresholdParams back{.spec = spec, .value = params.value, .words = "", .adaptive = {}};
    ASSERT_TRUE(read_adaptive(file, back)) << spec;
    EXPECT_EQ(back.adaptive.kind, params.adaptive.kind) << spec;
    EXPECT_EQ(back.adaptive.risk, params.adaptive.risk) << spec;
    EXPECT_EQ(back.adaptive.memory, params.adaptive.memory) << spec;
    EXPECT_EQ(back.adaptive.peaks, params.adaptive.peaks) << spec;
    EXPECT_EQ(back.adaptive.recent, params.adaptive.recent) << spec;
    EXPECT_EQ(back.adaptive.tail.level, params.adaptive.tail.level) << spec;
    EXPECT_EQ(back.adaptive.tail.excess.shape, params.adaptive.tail.excess.shape) << spec;
    EXPECT_EQ(back.adaptive.tail.excess.scale, params.adaptive.tail.excess.scale) << spec;
  }
}

TEST(ThresholdFile, AConstantThresholdAddsNothingAndNothingMeansConstant) {
  TensorFile file("m.tidegate");
  add_threshold(file, fitted("sigma:3"));
  add_threshold(file, fitted("pot:1e-3"));
  EXPECT_TRUE(file.tensors().empty());
  ThresholdParams params{.spec = "spot:1e-3", .value = 1, .words = "", .adaptive = {}};
  ASSERT_TRUE(read_adaptive(file, params));
  EXPECT_EQ(params.adaptive.kind, Adaptation::kNone);
}

TEST(ThresholdFile, AnUnknownSpellingIsRefused) {
  EXPECT_NE(message(TensorFile("m.tidegate"), "spott:1").find("did you mean 'spot'"), std::string::npos);
}

TEST(ThresholdFile, TensorsOfAnotherThresholdAreRefused) {
  TensorFile file("m.tidegate");
  add_threshold(file, fitted("dynamic:120"));
  EXPECT_NE(message(file, "sigma:3").find("is not adaptive, but the file has a state"), std::string::npos);
  EXPECT_NE(message(file, "spot:1e-3").find("'threshold.tail'"), std::string::npos);
  EXPECT_NE(message(file, "dynamic:100").find("'threshold.recent'"), std::string::npos);  // 120 scores, at most 100
}

TEST(ThresholdFile, ValuesThatMakeNoSenseAreRefused) {
  EXPECT_EQ(after_adding("spot:1e-3", "threshold.tail", {3, 600, 50, 0.1, 1}), "no error");
  for (const double bad : {kMissingValue, std::numeric_limits<double>::infinity(), -2.0})
    for (std::size_t i = 0; i < 5; ++i) {
      std::vector<double> tail = {3, 600, 50, 0.1, 1};
      tail[i] = bad;
      EXPECT_NE(after_adding("spot:1e-3", "threshold.tail", tail).find("'threshold.tail' has a value outside"),
                std::string::npos);
    }
  for (const std::vector<double>& tail : std::vector<std::vector<double>>{
           {}, {3}, {3, 600, 0, 0.1, 1}, {3, 600, 601, 0.1, 1}, {3, 600, 50, 1e9, 1}, {3, 600, 50, 0.1, 0}})
    EXPECT_NE(after_adding("spot:1e-3", "threshold.tail", tail).find("has an invalid tail"), std::string::npos);
  EXPECT_NE(after_adding("spot:1e-3", "threshold.peaks", {}).find("no peaks"), std::string::npos);
  for (const std::vector<double>& peaks : std::vector<std::vector<double>>{{0}, {1, kMissingValue}, {-1}})
    EXPECT_NE(after_adding("spot:1e-3", "threshold.peaks", peaks).find("'threshold.peaks' has a value outside"),
              std::string::npos);
  EXPECT_NE(after_adding("spot:1e-3", "threshold.peaks", std::vector<double>(257, 1)).find("threshold.peaks"),
            std::string::npos);
  EXPECT_NE(after_adding("dynamic:120", "threshold.recent", {1, -1}).find("'threshold.recent' has a value outside"),
            std::string::npos);
  EXPECT_NE(after_adding("dynamic:120", "threshold.recent", {}).find("contains no scores"), std::string::npos);
}

}  // namespace
}  // namespace tidegate
