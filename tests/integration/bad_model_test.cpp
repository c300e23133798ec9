// Model files nobody can use, or not with these data: code 4, each with its own clear words, found before anything
// runs.
#include <cstdint>
#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>

#include "base/sha256.h"
#include "integration/workspace.h"

namespace tidegate::testing_support {
namespace {

class BadModel : public Workspace {
 protected:
  const std::string model_ = model();
  const std::string file_ = write("input.csv", waves_csv(100));

  void expect_unusable(const std::string& model, const Words& words) const {
    const std::string out = path("out");
    expect_refusal(run({"info", model, "--output", out}), kModel, words);
    expect_refusal(run({"score", file_, "--model", model, "--output", out}), kModel, words);
    expect_refusal(run({"detect", file_, "--model", model, "--output", out}), kModel, words);
    EXPECT_FALSE(std::filesystem::exists(out));
  }

  void expect_unfit(const std::string& csv, const Words& words) const {
    const std::string file = write("other.csv", csv), out = path("out");
    expect_refusal(run({"score", file, "--model", model_, "--output", out}), kModel, words);
    expect_refusal(run({"detect", file, "--model", model_, "--output", out}), kModel, words);
    EXPECT_FALSE(std::filesystem::exists(out));
  }

  /// The model with its own metadata changed, and sealed again as the program would.
  std::string with_metadata(const std::function<void(nlohmann::ordered_json&)>& change) const {
    const std::string bytes = file_content(model_);
    std::uint64_t length = 0;
    for (std::size_t i = 8; i-- > 0;) length = length * 256 + static_cast<unsigned char>(bytes[i]);
    OrderedJson header = OrderedJson::parse(bytes.substr(8, length));
    OrderedJson own = OrderedJson::parse(header["__metadata__"]["tidegate"].get<std::string>());
    change(own);
    header["__metadata__"]["tidegate"] = own.dump();
    const std::string text = header.dump();
    std::string changed;
    for (std::size_t i = 0; i < 8; ++i) changed += static_cast<char>(text.size() >> 8 * i & 255);
    return write("changed.tidegate", changed + text + bytes.substr(8 + length));
  }
};

TEST_F(BadModel, AMissingFileIsNamed) {
  expect_unusable(path("absent.tidegate"), {"absent.tidegate", "no such file", "check the name"});
}

TEST_F(BadModel, ADirectoryIsNoModel) {
  std::filesystem::create_directory(path("folder"));
  expect_unusable(path("folder"), {"folder", "not a file"});
}

TEST_F(BadModel, AnEmptyFileIsNoModel) { expect_unusable(write("m.tidegate", ""), {"m.tidegate", "empty"}); }

TEST_F(BadModel, ATableOfDataIsNoModel) { expect_unusable(file_, {"input.csv", "not a model file", "CSV"}); }

TEST_F(BadModel, AFileCutInItsHeaderIsTruncated) {
  expect_unusable(write("m.tidegate", file_content(model_).substr(0, 500)), {"m.tidegate", "truncated"});
}

TEST_F(BadModel, AFileCutInItsTensorsIsTruncated) {
  const std::string whole = file_content(model_);
  expect_unusable(write("m.tidegate", whole.substr(0, whole.size() - 10)), {"m.tidegate", "truncated"});
}

TEST_F(BadModel, AFileWithOneBitTurnedIsDamaged) {
  std::string bytes = file_content(model_);
  bytes[bytes.size() - 20] = static_cast<char>(bytes[bytes.size() - 20] ^ 1);
  expect_unusable(write("m.tidegate", bytes), {"m.tidegate", "damaged", "restore it from a copy, or train again"});
}

TEST_F(BadModel, ASafetensorsFileOfSomebodyElseIsForeign) {
  expect_unusable(std::string(TIDEGATE_PROJECT_FOLDER) + "/tests/golden/gru_forecaster.safetensors",
                  {"gru_forecaster.safetensors", "not a Tidegate model"});
}

TEST_F(BadModel, AFileFromTheFutureAsksForANewerProgram) {
  expect_unusable(with_metadata([](auto& own) { own["format_version"] = 999; }),
                  {"changed.tidegate", "format 999", "reads up to format 2", "update tidegate"});
}

TEST_F(BadModel, AChannelTheInputLacksIsNamedWithBothLists) {
  expect_unfit("time,a,c\n" + stamp(0) + ",1,2\n", {"channel 'b'", "model: a, b", "input: a, c"});
  expect_unfit("time,a\n" + stamp(0) + ",1\n", {"channel 'b'", "model: a, b", "input: a"});
}

TEST_F(BadModel, ChannelsAreMatchedByNameAndNotByPlace) {
  std::string swapped = "b,time,a\n", extra = "time,a,more,b\n";
  for (std::size_t row = 0; row < 100; ++row) {
    const std::string a = field(wave(row)), b = field(wave(row, 1));
    swapped += b + "," + stamp(row) + "," + a + "\n";
    extra += stamp(row) + "," + a + ",7," + b + "\n";
  }
  const Finished straight = run({"score", file_, "--model", model_, "--detail"});
  ASSERT_EQ(straight.exit_code, kDone) << straight.err;
  for (const std::string& csv : {swapped, extra})
    EXPECT_EQ(run({"score", write("other.csv", csv), "--model", model_, "--detail"}).out, straight.out);
}

TEST_F(BadModel, WeightsOfAnotherShapeAreNamedWithBothShapes) {
  const std::string weights = std::string(TIDEGATE_PROJECT_FOLDER) + "/tests/golden/gru_forecaster.safetensors";
  expect_refusal(run({"train", file_, "--model", path("out"), "--from", weights, "--hidden", "16,16"}), kModel,
                 {"gru_forecaster.safetensors", "rnn.weight_ih_l0", "48", "expected"});
  expect_refusal(run({"train", file_, "--model", path("out"), "--from", path("absent")}), kModel, {"absent"});
  EXPECT_FALSE(std::filesystem::exists(path("out")));
}

}  // namespace
}  // namespace tidegate::testing_support
