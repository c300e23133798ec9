// A list of files as FILE: every verb that takes a folder takes it.
#include <nlohmann/json.hpp>

#include "integration/workspace.h"

namespace tidegate::testing_support {
namespace {

class ListOfFiles : public Workspace {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(path("data"));
    write("data/a.csv", waves_csv(300));
    write("data/b.csv", waves_csv(400, 350));
    write("data/broken.csv", "time,a,b\n2024-05-01T00:00:00Z,x,y\n");
  }
  const std::string list_ = write("some.list", "# without the broken one\ndata/a.csv\ndata/b.csv\tnorth\n");
};

TEST_F(ListOfFiles, IsTrainedScoredAndWatchedLikeAFolder) {
  const Finished trained = run(std::vector<std::string>{"train", list_, "--model", path("models")} + quick());
  ASSERT_EQ(trained.exit_code, kDone) << trained.err;
  EXPECT_NE(trained.out.find("2 detectors"), std::string::npos) << trained.out;
  const Finished scored = run({"score", list_, "--model", path("models"), "--output", path("scores")});
  ASSERT_EQ(scored.exit_code, kDone) << scored.err;
  EXPECT_EQ(bytes_of(path("scores/north.csv")),
            run({"score", path("data/b.csv"), "--model", path("models/north.tidegate")}).out);
  EXPECT_EQ(bytes_of(path("scores/data/a.csv")),
            run({"score", path("data/a.csv"), "--model", path("models/data/a.tidegate")}).out);
  const Finished found = run(std::vector<std::string>{"detect", list_, "--format", "jsonl"} + quick());
  ASSERT_EQ(found.exit_code, kDone) << found.err;
  EXPECT_EQ(nlohmann::json::parse(found.out.substr(0, found.out.find('\n')))["series"], "north");
}

TEST_F(ListOfFiles, SharesADetectorAndIsSizedAndCorrelated) {
  const Finished trained =
      run(std::vector<std::string>{"train", list_, "--shared", "--model", path("all.tidegate")} + quick());
  EXPECT_EQ(trained.exit_code, kDone) << trained.err;
  EXPECT_EQ(run({"size", list_}).exit_code, kDone);
  const Finished correlated = run({"correlate", list_, "--series", "north: a", "--event", "350"});
  EXPECT_EQ(correlated.exit_code, kDone) << correlated.err;
}

TEST_F(ListOfFiles, ScoresReplaceNoneOfItsFiles) {
  const std::string made = model();
  expect_refusal(run({"score", list_, "--model", made, "--output", path("")}), kUsage,
                 {"--output", "a.csv is an input file", "choose another place"});
  EXPECT_EQ(bytes_of(path("data/a.csv")), waves_csv(300));
}

TEST_F(ListOfFiles, AMistakeIsNamedWithItsLine) {
  write("some.list", "data/a.csv\n\ndata/c.csv\n");
  expect_refusal(run({"detect", list_}), kData, {"some.list, line 3", "'data/c.csv'", "correct the path"});
  expect_refusal(run({"inspect", write("good.list", "data/a.csv\n")}), kData, {"is a list of files", "name one file"});
}

}  // namespace
}  // namespace tidegate::testing_support
