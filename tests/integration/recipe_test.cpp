// A recipe file: its options make the detector, which does not need the file again.
#include <filesystem>
#include <nlohmann/json.hpp>

#include "integration/workspace.h"

namespace tidegate::testing_support {
namespace {

class Recipes : public Workspace {
 protected:
  const std::string file_ = write("input.csv", waves_csv(300)), model_ = path("out.tidegate");

  Finished train(const std::string& recipe, const std::vector<std::string>& more = {}) const {
    return run(std::vector<std::string>{"train", file_, "--model", model_, "--detector", recipe, "--epochs", "1",
                                        "--window", "8"} +
               more);
  }
  nlohmann::json options() const {
    return nlohmann::json::parse(run({"info", model_, "--format", "json"}).out)["options"];
  }
};

TEST_F(Recipes, TheExampleTrainsADetectorThatKeepsItsOptionsWithoutTheFile) {
  const std::string recipe =
      write("own.toml", bytes_of(std::string(TIDEGATE_PROJECT_FOLDER) + "/examples/recipe.toml"));
  const Finished trained = train(recipe);
  ASSERT_EQ(trained.exit_code, kDone) << trained.err;
  std::filesystem::remove(recipe);
  const nlohmann::json kept = options();
  EXPECT_EQ(kept["detector"], "own.toml");
  EXPECT_EQ(kept["cell"], "lstm");
  EXPECT_EQ(kept["hidden"], "16,8");
  EXPECT_EQ(kept["loss"], "huber");
  EXPECT_EQ(kept["threshold"], "mad:9");
  EXPECT_EQ(kept["min-duration"], "2");
  EXPECT_EQ(run({"score", file_, "--model", model_}).exit_code, kDone);
}

TEST_F(Recipes, SingleOptionsOverrideTheFile) {
  const std::string recipe = write("own.toml", "cell = \"lstm\"\nhidden = 8\n");
  ASSERT_EQ(train(recipe, {"--hidden", "4"}).exit_code, kDone);
  EXPECT_EQ(options()["hidden"], "4");
  EXPECT_EQ(options()["detector"], "own.toml");
  std::filesystem::remove(model_);
  ASSERT_EQ(train(recipe, {"--cell", "rnn"}).exit_code, kDone);
  EXPECT_EQ(options()["detector"], "rnn-forecaster") << "a name does not contradict its parts";
}

TEST_F(Recipes, AMistakeIsNamedWithFileLineAndRemedy) {
  expect_refusal(train(write("bad.toml", "hidden = 8\nhiden = 8\n")), kUsage,
                 {"bad.toml, line 2", "'hiden'", "did you mean 'hidden'?"});
  expect_refusal(train(write("bad.toml", "hidden = 8\nloss = \"mea\"\n")), kUsage,
                 {"bad.toml, line 2", "--loss", "did you mean 'mae'?"});
  expect_refusal(train(path("absent.toml")), kUsage, {"absent.toml"});
}

}  // namespace
}  // namespace tidegate::testing_support
