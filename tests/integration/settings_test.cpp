// Options come from four places, the later of which wins: --config, environment, --set, flags.
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "integration/workspace.h"

namespace tidegate::testing_support {
namespace {

class SettingsOrder : public Workspace {
 protected:
  const std::string file_ = write("input.csv", waves_csv(200));
  const std::string config_ = write("config.toml", "hidden = [3, 5]\nepochs = 1\nwindow = 8\n");

  /// What the trained model says `option` was.
  std::string trained_with(const std::string& option, std::vector<std::string> arguments,
                           const std::map<std::string, std::string>& environment) const {
    const std::string model = path("model.tidegate");
    const Finished trained =
        run(Launch{.arguments = std::vector<std::string>{"train", file_, "--model", model} + arguments,
                   .environment = environment});
    EXPECT_EQ(trained.exit_code, kDone) << trained.err;
    return nlohmann::json::parse(run({"info", model, "--format", "json"}).out)["options"][option];
  }
};

TEST_F(SettingsOrder, AConfigurationFileSetsOptionsByTheirNames) {
  EXPECT_EQ(trained_with("hidden", {"--config", config_}, {}), "3,5");
}

TEST_F(SettingsOrder, AnAssignmentWinsOverTheConfigurationFile) {
  EXPECT_EQ(trained_with("hidden", {"--config", config_, "--set", "hidden=6"}, {}), "6");
  EXPECT_EQ(trained_with("hidden", {"--set", "hidden=6", "--config", config_}, {}), "6");
}

TEST_F(SettingsOrder, TheEnvironmentWinsOverTheConfigurationFile) {
  EXPECT_EQ(trained_with("hidden", {"--config", config_}, {{"TIDEGATE_HIDDEN", "7"}}), "7");
}

TEST_F(SettingsOrder, AnAssignmentWinsOverTheEnvironment) {
  EXPECT_EQ(trained_with("hidden", {"--config", config_, "--set", "hidden=6"}, {{"TIDEGATE_HIDDEN", "7"}}), "6");
}

TEST_F(SettingsOrder, AFlagWinsOverAllOthers) {
  EXPECT_EQ(
      trained_with("hidden", {"--config", config_, "--set", "hidden=6", "--hidden", "4"}, {{"TIDEGATE_HIDDEN", "7"}}),
      "4");
}

TEST_F(SettingsOrder, NamesOfSeveralWordsAreSpelledTheSameEverywhere) {
  EXPECT_EQ(trained_with("learning-rate", {"--config", config_}, {{"TIDEGATE_LEARNING_RATE", "0.02"}}), "0.02");
  EXPECT_EQ(trained_with("learning-rate", {"--config", config_, "--set", "learning_rate=0.03"}, {}), "0.03");
}

}  // namespace
}  // namespace tidegate::testing_support
