// Weights of a PyTorch net go in, expect what PyTorch expects, and come out again unchanged.
#include <sstream>

#include "integration/workspace.h"
#include "store/tensor_file.h"

namespace tidegate::testing_support {
namespace {

class PyTorchWeights : public Workspace {
 protected:
  const std::string weights_ = std::string(TIDEGATE_PROJECT_FOLDER) + "/tests/golden/gru_forecaster.safetensors";
  const std::string model_ = path("golden.tidegate");
  std::vector<std::string> values_, expected_;  ///< by row, as text; nothing is expected in row 0

  /// The golden series, without what it expects, becomes the input.
  void SetUp() override {
    std::istringstream golden(file_content(std::string(TIDEGATE_PROJECT_FOLDER) + "/tests/golden/gru_forecaster.csv"));
    std::string line, csv = "c\n";
    std::getline(golden, line);
    while (std::getline(golden, line)) {
      values_.push_back(line.substr(0, line.find(',')));
      expected_.push_back(line.substr(line.find(',') + 1));
      csv += values_.back() + "\n";
    }
    write("golden.csv", csv);
    const Finished trained = run({"train", path("golden.csv"), "--model", model_, "--from", weights_, "--cell", "gru",
                                  "--hidden", "16,16", "--epochs", "0", "--scaler", "none", "--window", "8"});
    ASSERT_EQ(trained.exit_code, kDone) << trained.err;
  }
};

TEST_F(PyTorchWeights, ExpectWhatPyTorchExpectsInEveryRowAfterTheWarmUp) {
  std::istringstream scores(run({"score", path("golden.csv"), "--model", model_, "--detail"}).out);
  std::string line;
  std::getline(scores, line);
  ASSERT_EQ(line, "time,score,threshold,anomaly,c,c.expected,c.lower,c.upper,c.share");
  std::size_t compared = 0;
  for (std::size_t row = 0; std::getline(scores, line); ++row) {
    std::vector<std::string> fields;
    std::istringstream parts(line);
    for (std::string part; std::getline(parts, part, ',');) fields.push_back(part);
    EXPECT_EQ(std::stod(fields.at(4)), std::stod(values_.at(row)));
    if (row < 8) continue;
    const double known = std::stod(expected_[row]);
    EXPECT_NEAR(std::stod(fields.at(5)), known, 1e-5 * std::max(1.0, std::abs(known))) << "row " << row;
    ++compared;
  }
  EXPECT_EQ(compared, values_.size() - 8);
}

TEST_F(PyTorchWeights, ComeOutAsTheyWentIn) {
  const std::string out = path("out.safetensors");
  ASSERT_EQ(run({"info", model_, "--weights", out}).exit_code, kDone);
  const auto given = read_tensor_file(weights_), written = read_tensor_file(out);
  ASSERT_TRUE(given && written);
  ASSERT_EQ(written->tensors().size(), given->tensors().size());
  for (const auto& [name, before] : given->tensors()) {
    const Tensor* after = written->find(name);
    ASSERT_NE(after, nullptr) << name;
    EXPECT_EQ(after->shape, before.shape) << name;
    EXPECT_EQ(after->bytes, before.bytes) << name;
  }
}

}  // namespace
}  // namespace tidegate::testing_support
