// Columns of texts read as flags: --categories.
#include <nlohmann/json.hpp>

#include "integration/workspace.h"

namespace tidegate::testing_support {
namespace {

/// `bytes,proto`: a wave, and tcp but for every fourth row.
std::string flows_csv(std::size_t rows, const std::string& last = "") {
  std::string text = "bytes,proto\n";
  for (std::size_t row = 0; row < rows; ++row) text += field(wave(row)) + (row % 4 == 0 ? ",udp\n" : ",tcp\n");
  return text + last;
}

class Categories : public Workspace {
 protected:
  Finished train(const std::string& file, const std::vector<std::string>& more = {"--categories", "proto"}) const {
    return run(std::vector<std::string>{"train", file, "--model", path("flows.tidegate")} + quick() + more);
  }
  Json channels() const {
    return Json::parse(run({"info", path("flows.tidegate"), "--format", "json"}).out)["channels"];
  }
};

TEST_F(Categories, AreInputsThatAreNotScored) {
  const Finished trained = train(write("flows.csv", flows_csv(300)));
  ASSERT_EQ(trained.exit_code, kDone) << trained.err;
  const Json list = channels();
  ASSERT_EQ(list.size(), 3U);
  EXPECT_EQ(list[1]["name"], "proto=udp");
  EXPECT_EQ(list[2]["name"], "proto=tcp");
  EXPECT_EQ(list[0]["scored"], true);
  EXPECT_EQ(list[1]["scored"], false);
  EXPECT_NE(trained.err.find("Used as inputs but not scored"), std::string::npos) << trained.err;
}

TEST_F(Categories, AreNotScoredWhereTheOnlyOtherColumnNeverChanges) {
  std::string text = "level,proto\n";
  for (std::size_t row = 0; row < 300; ++row) text += row % 4 == 0 ? "5,udp\n" : "5,tcp\n";
  ASSERT_EQ(train(write("flows.csv", text)).exit_code, kDone);
  for (const Json& channel : channels()) EXPECT_EQ(channel["scored"], channel["name"] == "level") << channel;
}

TEST_F(Categories, AreScoredWhereThereIsNothingElse) {
  std::string text = "proto\n";
  for (std::size_t row = 0; row < 300; ++row) text += row % 4 == 0 ? "udp\n" : "tcp\n";
  ASSERT_EQ(train(write("flows.csv", text)).exit_code, kDone);
  ASSERT_EQ(channels().size(), 2U);
  for (const Json& channel : channels()) EXPECT_EQ(channel["scored"], true) << channel;
}

TEST_F(Categories, ScoringReadsThemByTheModelsChannels) {
  const std::string file = write("flows.csv", flows_csv(300));
  train(file);
  const Finished scored = run({"score", file, "--model", path("flows.tidegate")});
  ASSERT_EQ(scored.exit_code, kDone) << scored.err;
  std::string json, flags = "bytes,proto=udp,proto=tcp\n";
  for (std::size_t row = 0; row < 300; ++row) {
    const bool udp = row % 4 == 0;
    json += "{\"proto\": \"" + std::string(udp ? "udp" : "tcp") + "\", \"bytes\": " + field(wave(row)) + "}\n";
    flags += field(wave(row)) + (udp ? ",1,0\n" : ",0,1\n");
  }
  EXPECT_EQ(run({"score", write("flows.jsonl", json), "--model", path("flows.tidegate")}).out, scored.out);
  EXPECT_EQ(run({"score", write("flags.csv", flags), "--model", path("flows.tidegate")}).out, scored.out);
}

TEST_F(Categories, AValueThatWasNotTrainedOnIsToldOnceWithItsCount) {
  train(write("flows.csv", flows_csv(300)));
  const Finished scored =
      run({"score", write("new.csv", flows_csv(50, "10,sctp\n10,icmp\n10,tcp\n")), "--model", path("flows.tidegate")});
  ASSERT_EQ(scored.exit_code, kDone) << scored.err;
  EXPECT_NE(scored.err.find("2 rows with a value of column 'proto'"), std::string::npos) << scored.err;
  EXPECT_NE(scored.err.find("'sctp' in line 52"), std::string::npos) << scored.err;
}

TEST_F(Categories, RareValuesAreTakenTogetherAndTold) {
  std::string text = flows_csv(200);
  for (int i = 0; i < 40; ++i) text += "10,rare" + std::to_string(i) + "\n";
  const Finished trained = train(write("flows.csv", text));
  ASSERT_EQ(trained.exit_code, kDone) << trained.err;
  EXPECT_NE(trained.err.find("column 'proto' has 11 rarer values (11 rows"), std::string::npos) << trained.err;
  EXPECT_EQ(channels().size(), 33U);
  EXPECT_EQ(channels().back()["name"], "proto=other");
}

TEST_F(Categories, GoWithAKey) {
  std::string text = "who,bytes,proto\n";
  for (std::size_t row = 0; row < 300; ++row)
    text += (row % 3 == 0 ? "a," : "b,") + field(wave(row / 2)) + (row % 4 == 0 ? ",udp\n" : ",tcp\n");
  const std::string file = write("flows.csv", text);
  ASSERT_EQ(train(file, {"--categories", "proto", "--key", "who"}).exit_code, kDone);
  const Finished scored = run({"score", file, "--model", path("flows.tidegate")});
  ASSERT_EQ(scored.exit_code, kDone) << scored.err;
  EXPECT_TRUE(scored.out.starts_with("time,who,score")) << scored.out;
}

TEST_F(Categories, WhatCannotBeReadAsSomeIsRefused) {
  const std::string file = write("flows.csv", flows_csv(300));
  expect_refusal(train(file, {"--categories", "porto"}), kData, {"flows.csv", "'porto'", "did you mean 'proto'"});
  expect_refusal(train(file, {"--categories", "proto", "--key", "proto"}), kUsage,
                 {"--categories", "'proto'", "--key"});
  std::string names = "bytes,ip\n";
  for (int i = 0; i < 1200; ++i) names += "1,10.0.0." + std::to_string(i) + "\n";
  expect_refusal(train(write("names.csv", names), {"--categories", "ip"}), kData,
                 {"names.csv, line 1,002, column 'ip'", "1,000", "--key"});
  train(file);
  expect_refusal(run({"score", file, "--model", path("flows.tidegate"), "--categories", "proto"}), kUsage,
                 {"--categories", "leave it out"});
  expect_refusal(run({"score", write("none.csv", "bytes,x\n1,2\n"), "--model", path("flows.tidegate")}), kModel,
                 {"'proto=udp'", "bytes, x"});
  const std::string npy = path("scores.npy");
  run({"score", file, "--model", path("flows.tidegate"), "--format", "npy", "--output", npy});
  expect_refusal(train(npy, {"--categories", "c0"}), kUsage, {"--categories", "CSV"});
}

}  // namespace
}  // namespace tidegate::testing_support
