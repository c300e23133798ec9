// What a model file must remember so that another run reads and scores as the training did.
#include <nlohmann/json.hpp>
#include <sstream>

#include "integration/workspace.h"

namespace tidegate::testing_support {
namespace {

class ModelMemory : public Workspace {
 protected:
  std::string trained(const std::string& file, const std::vector<std::string>& options = {}) const {
    const std::string model = path("remembers.tidegate");
    const Finished finished = run(std::vector<std::string>{"train", file, "--model", model} + quick() + options);
    EXPECT_EQ(finished.exit_code, kDone) << finished.err;
    return model;
  }

  static std::size_t lines_of(const std::string& text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  }
};

TEST_F(ModelMemory, ItsResamplingIsUsedAgain) {
  const std::string file = write("minutes.csv", waves_csv(1200));
  const std::string model = trained(file, {"--resample", "10m"});
  EXPECT_EQ(nlohmann::json::parse(run({"info", model, "--format", "json"}).out)["resample_seconds"], 600.0);
  EXPECT_EQ(lines_of(run({"score", file, "--model", model}).out), 1U + 120);
}

TEST_F(ModelMemory, ColumnsItDoesNotUseAreNotRead) {
  const std::string model = trained(write("normal.csv", waves_csv(300)));
  std::string text = "time,a,b,d\n" + waves_csv(300).substr(waves_csv(0).size());
  for (std::size_t at = text.find('\n') + 1, row = 0; at < text.size(); ++row) {
    const std::size_t end = text.find('\n', at);
    const std::string field = row == 200 ? ",oops" : ",1";
    text.insert(end, field);
    at = end + field.size() + 1;
  }
  const Finished scored = run({"score", write("wider.csv", text), "--model", model});
  EXPECT_EQ(scored.exit_code, kDone) << scored.err;
}

TEST_F(ModelMemory, OptionsOfTrainingAreRefusedBesideAModel) {
  const std::string file = write("input.csv", waves_csv(300)), model = trained(file);
  expect_refusal(run({"detect", file, "--model", model, "--threshold", "fixed:1"}), kUsage, {"--threshold", "--model"});
  expect_refusal(run({"detect", file, "--model", model, "--train-part", "10"}), kUsage, {"--train-part"});
}

TEST_F(ModelMemory, AHeaderInLatin1IsTheSameForTrainingAndScoring) {
  const std::string file = write("latin.csv",
                                 "time,Temp \xB0"
                                 "C,b\n" +
                                     waves_csv(300).substr(waves_csv(0).size()));
  const Finished scored = run({"score", file, "--model", trained(file), "--detail"});
  EXPECT_EQ(scored.exit_code, kDone) << scored.err;
  EXPECT_NE(scored.out.find("Temp °C.expected"), std::string::npos);
}

TEST_F(ModelMemory, WithoutAScalerTheNetworkSeesTheUsersOwnUnits) {
  std::string text = "value\n";
  for (std::size_t row = 0; row < 400; ++row) text += field(100 + wave(row)) + "\n";
  const std::string file = write("large.csv", text);
  const std::string model = trained(file, {"--scaler", "none", "--epochs", "60", "--learning-rate", "0.05"});
  std::istringstream rows(run({"score", file, "--model", model, "--detail"}).out);
  std::string line, last;
  while (std::getline(rows, line)) last = line;
  std::vector<std::string> fields;
  for (std::istringstream in(last); std::getline(in, line, ',');) fields.push_back(line);
  EXPECT_GT(std::stod(fields.at(5)), 20) << "expected value, not cut at 8: " << last;
}

}  // namespace
}  // namespace tidegate::testing_support
