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

class ListsOfNames : public Workspace {
 protected:
  const std::string file_ = write("input.csv", [] {
    std::string text = "time,temp,\"flow, l/s\",\"the \"\"old\"\" one\"\n";
    for (std::size_t row = 0; row < 120; ++row)
      text += stamp(row) + "," + field(wave(row)) + "," + field(wave(row, 1)) + "," + field(wave(row, 2)) + "\n";
    return text;
  }());

  /// What a model trained with `arguments` says of itself.
  nlohmann::json trained(const std::vector<std::string>& arguments) const {
    const std::string model = path("model.tidegate");
    const Finished finished = run(std::vector<std::string>{"train", file_, "--model", model} + quick() + arguments);
    EXPECT_EQ(finished.exit_code, kDone) << finished.err;
    return nlohmann::json::parse(run({"info", model, "--format", "json"}).out);
  }

  Words channels(const std::vector<std::string>& arguments) const {
    const nlohmann::json model = trained(arguments);
    Words names;
    for (const auto& channel : model["channels"]) names.push_back(channel["name"]);
    return names;
  }
};

TEST_F(ListsOfNames, AQuotedNameMayHoldACommaOnTheCommandLine) {
  EXPECT_EQ(channels({"--channels", "\"flow, l/s\",temp"}), Words({"flow, l/s", "temp"}));
  EXPECT_EQ(channels({"--channels", "temp,\"the \"\"old\"\" one\""}), Words({"temp", "the \"old\" one"}));
  EXPECT_EQ(trained({"--inputs-only", "\"flow, l/s\""})["options"]["inputs-only"], "\"flow, l/s\"");
}

TEST_F(ListsOfNames, AnArrayOfAConfigurationFileHoldsNamesAsTheyAre) {
  const std::string config = write("names.toml",
                                   "channels = ['flow, l/s', 'the \"old\" one', 'temp']\n"
                                   "inputs_only = ['flow, l/s']\n");
  EXPECT_EQ(channels({"--config", config}), Words({"flow, l/s", "the \"old\" one", "temp"}));
}

class Switches : public Workspace {
 protected:
  const std::string model_ = model();
  const std::string file_ = write("spike.csv", waves_csv(200, 150));

  Finished detect(const std::vector<std::string>& arguments, const std::string& environment = "unset") const {
    Launch launch{.arguments = std::vector<std::string>{"detect", file_, "--model", model_} + arguments};
    if (environment != "unset") launch.environment = {{"TIDEGATE_FAIL_ON_ANOMALY", environment}};
    return run(launch);
  }
};

TEST_F(Switches, TakeTheUsualWordsFromEveryPlace) {
  for (const char* on : {"on", "Yes", "TRUE", "1"}) {
    const std::string config = write("on.toml", "fail-on-anomaly = '" + std::string(on) + "'\n");
    EXPECT_EQ(detect({}, on).exit_code, kAnomaly) << on;
    EXPECT_EQ(detect({"--config", config}).exit_code, kAnomaly) << on;
    EXPECT_EQ(detect({"--set", std::string("fail_on_anomaly=") + on}).exit_code, kAnomaly) << on;
    EXPECT_EQ(detect({std::string("--fail-on-anomaly=") + on}).exit_code, kAnomaly) << on;
  }
  for (const char* off : {"off", "No", "False", "0"}) {
    EXPECT_EQ(detect({}, off).exit_code, kDone) << off;
    EXPECT_EQ(detect({"--set", std::string("fail_on_anomaly=") + off}).exit_code, kDone) << off;
    EXPECT_EQ(detect({std::string("--fail-on-anomaly=") + off}, "on").exit_code, kDone) << "the flag wins";
  }
  EXPECT_EQ(detect({"--config", write("plain.toml", "fail-on-anomaly = true\n")}).exit_code, kAnomaly);
  EXPECT_EQ(detect({"--fail-on-anomaly", "--fail-on-anomaly"}).exit_code, kAnomaly);
}

TEST_F(Switches, RefuseAnyOtherWordAndSayWhichAreAllowed) {
  const Words words = {"--fail-on-anomaly", "on, off, yes, no, true, false, 1, 0"};
  for (const char* other : {"maybe", "0.0", ""}) {
    expect_refusal(detect({}, other), kUsage, words);
    expect_refusal(detect({"--set", std::string("fail-on-anomaly=") + other}), kUsage, words);
  }
  expect_refusal(detect({"--fail-on-anomaly=maybe"}), kUsage, words);
}

class RepeatedRun : public Workspace {
 protected:
  /// The command a report page shows.
  std::string command_on(const std::string& page) const {
    const std::string html = bytes_of(page), key = "\"command\":";
    const std::size_t begin = html.find(key) + key.size();
    std::size_t end = begin + 1;
    while (end < html.size() && html[end] != '"') end += html[end] == '\\' ? 2 : 1;
    return nlohmann::json::parse(html.substr(begin, end + 1 - begin));
  }

  /// As somebody would who copies it into a shell.
  static int in_shell(const std::string& command) {
    const std::string shell = "tidegate() { '" TIDEGATE_PROGRAM "' \"$@\"; }\n" + command + " >/dev/null 2>&1";
    return std::system(shell.c_str());
  }
};

TEST_F(RepeatedRun, TheCommandOnAReportCanBeGivenToAShell) {
  std::string text = "time,a,true\n";
  for (std::size_t row = 0; row < 200; ++row) text += stamp(row) + "," + field(wave(row)) + ",0\n";
  const std::string file = write("it's #1 [new].csv", text), page = path("page.html");
  const std::vector<std::string> arguments = {"detect",  file,   "--report",           page,
                                              "--label", "true", "--decimal-comma=off"};
  const Finished finished =
      run(Launch{.arguments = arguments + quick(), .environment = {{"TIDEGATE_BIDIRECTIONAL", "False"}}});
  ASSERT_EQ(finished.exit_code, kDone) << finished.err;
  const std::string command = command_on(page);
  EXPECT_NE(command.find(" --bidirectional=false"), std::string::npos) << command;
  EXPECT_NE(command.find(" --decimal-comma=false"), std::string::npos) << command;
  EXPECT_NE(command.find(" --label true"), std::string::npos) << command;
  std::filesystem::remove(page);
  EXPECT_EQ(in_shell(command), 0) << command;
  EXPECT_EQ(command_on(page), command);
}

}  // namespace
}  // namespace tidegate::testing_support
