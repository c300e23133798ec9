// Anomalies planted into a user's own data.
#include <nlohmann/json.hpp>

#include "integration/workspace.h"

namespace tidegate::testing_support {
namespace {

class SelftestVerb : public Workspace {};

TEST_F(SelftestVerb, SaysFromWhichSizeOnAnomaliesAreFound) {
  const Finished finished =
      run({"selftest", write("clean.csv", waves_csv(300)), "--model", model(), "--places", "4", "--format", "json"});
  ASSERT_EQ(finished.exit_code, kDone) << finished.err;
  const Json found = Json::parse(finished.out);
  ASSERT_EQ(found.at("kinds").size(), 6U);
  EXPECT_EQ(found.at("channels"), 2);
  EXPECT_EQ(found.at("kinds").at(0).at("sizes").size(), 9U);
  EXPECT_EQ(found.at("kinds").at(0).at("sizes").at(8).at("planted"), 4);
}

TEST_F(SelftestVerb, PrintsATable) {
  const Finished finished = run({"selftest", write("clean.csv", waves_csv(300)), "--model", model(), "--places", "2",
                                 "--sizes", "1,20", "--kinds", "spike,stuck"});
  ASSERT_EQ(finished.exit_code, kDone) << finished.err;
  for (const char* words : {"Planted into", "spike", "stuck", "20 σ", "90 % found", "in the rows as they are"})
    EXPECT_NE(finished.out.find(words), std::string::npos) << words << "\n" << finished.out;
}

TEST_F(SelftestVerb, RefusesWhatItCannotDo) {
  const std::string file = write("clean.csv", waves_csv(300)), detector = model();
  expect_refusal(run({"selftest", file}), kUsage, {"--model"});
  expect_refusal(run({"selftest", file, "--model", detector, "--kinds", "spik"}), kUsage, {"did you mean 'spike'"});
  expect_refusal(run({"selftest", file, "--model", detector, "--sizes", "2,1"}), kUsage, {"--sizes", "rise"});
  expect_refusal(run({"selftest", file, "--model", detector, "--sizes", "big"}), kUsage, {"--sizes", "big"});
  expect_refusal(run({"selftest", write("short.csv", waves_csv(5)), "--model", detector}), kData, {"no row"});
}

}  // namespace
}  // namespace tidegate::testing_support
