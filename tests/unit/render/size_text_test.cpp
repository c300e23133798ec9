#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "spelled.h"
#include "tidegate/render.h"

namespace tidegate {
namespace {

using Json = nlohmann::json;

SetSize sample_size() {
  return {.size = {.weights = 3297,
                   .detector = 20'000,
                   .file = 15'500,
                   .stream = 3000,
                   .pooled = 1000,
                   .kinds = 240,
                   .training = 2'500'000},
          .detector = "gru-forecaster 32",
          .rows = 5000,
          .channels = 2};
}

TEST(SizeText, SaysWhatOneTakesAndWhatManyTake) {
  EXPECT_EQ(format_size_text(sample_size(), 1000),
            "detector          gru-forecaster 32 on 2 channels, 3297 weights\n"
            "model file        15.5 kB\n"
            "in memory         20 kB, shared by all streams\n"
            "per stream        3 kB alone, 1 kB in a pool; 240 B of these for kinds of events (kinds = off saves "
            "them)\n"
            "training          at most 2.5 MB per thread, plus the 5000 rows\n"
            "1000 series       1.02 MB in a pool with one detector; 23 MB with a detector each\n");
}

TEST(SizeText, OptionsAreSpelledAsTheCallerWritesThem) {
  EXPECT_NE(format_size_text(sample_size(), 1, as_flags).find("(--kinds off saves them)"), std::string::npos);
}

TEST(SizeText, OfAFittedDetectorWithoutKindsSaysNeither) {
  SetSize sized = sample_size();
  sized.rows = 0;
  sized.size.kinds = 0;
  sized.channels = 1;
  EXPECT_EQ(format_size_text(sized, 1),
            "detector          gru-forecaster 32 on 1 channel, 3297 weights\n"
            "model file        15.5 kB\n"
            "in memory         20 kB, shared by all streams\n"
            "per stream        3 kB alone, 1 kB in a pool\n"
            "1 series          21 kB in a pool with one detector; 23 kB with a detector each\n");
}

TEST(SizeText, JsonHoldsBytes) {
  EXPECT_EQ(Json::parse(format_size_json(sample_size(), 1000)),
            Json::parse(R"({"detector": "gru-forecaster 32", "channels": 2, "weights": 3297, "file_bytes": 15500,
                            "detector_bytes": 20000, "stream_bytes": 3000, "pooled_series_bytes": 1000,
                            "kinds_bytes": 240, "training_bytes": 2500000, "training_rows": 5000, "series": 1000,
                            "shared_bytes": 1020000, "own_bytes": 23000000})"));
}

TEST(SizeText, JsonOfAFittedDetectorHasNoTraining) {
  SetSize sized = sample_size();
  sized.rows = 0;
  const Json json = Json::parse(format_size_json(sized, 1));
  EXPECT_TRUE(json.at("training_bytes").is_null());
  EXPECT_EQ(json.at("training_rows"), 0);
}

}  // namespace
}  // namespace tidegate
