#include "store/tensor_file.h"

#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <fstream>

namespace tidegate {
namespace {

constexpr std::array<float, 6> kWeights = {1, 2, 3, 4, 5, 6};
constexpr std::array<std::size_t, 2> kShape = {2, 3};

TensorFile sample_file() {
  TensorFile file("pump.tidegate");
  file.metadata()["config"] = R"({"cell":"gru"})";
  file.add<float>("gru0.weight_hh", {2, 3}, kWeights);
  file.add<double>("center", {}, std::array{9e8});
  file.add<std::int64_t>("counts", {0, 4}, std::span<const std::int64_t>());
  file.add<std::uint8_t>("flags", {3}, std::array<std::uint8_t, 3>{1, 0, 1});
  return file;
}

std::string message(std::string_view bytes) {
  const auto file = parse_tensor_file(bytes, "pump.tidegate");
  if (file) return "accepted";
  EXPECT_EQ(file.error().kind, ErrorKind::kModel);
  EXPECT_TRUE(file.error().message().starts_with("loading model 'pump.tidegate': ")) << file.error().message();
  return file.error().message();
}

class TemporaryFile {
 public:
  explicit TemporaryFile(std::string_view content)
      : path_(std::filesystem::path(testing::TempDir()) / "tensor_file_test.tidegate") {
    std::ofstream(path_, std::ios::binary) << content;
  }
  ~TemporaryFile() { std::filesystem::remove(path_); }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

TEST(TensorFile, WhatWasAddedComesBack) {
  const auto file = parse_tensor_file(serialise(sample_file()), "pump.tidegate");
  ASSERT_TRUE(file) << file.error().message();
  EXPECT_EQ(file->metadata().at("config"), R"({"cell":"gru"})");
  EXPECT_EQ(*file->read<float>("gru0.weight_hh", kShape), std::vector<float>(kWeights.begin(), kWeights.end()));
  EXPECT_EQ(file->read<double>("center", {})->front(), 9e8);
  EXPECT_TRUE(file->read<std::int64_t>("counts", std::array<std::size_t, 2>{0, 4})->empty());
  EXPECT_EQ(file->tensors().size(), 4U);
}

TEST(TensorFile, EqualContentGivesEqualBytesInAnyOrderOfAdding) {
  TensorFile forward, backward;
  forward.add<float>("a", {6}, kWeights);
  forward.add<double>("b", {1}, std::array{2.0});
  backward.add<double>("b", {1}, std::array{2.0});
  backward.add<float>("a", {6}, kWeights);
  EXPECT_EQ(serialise(forward), serialise(backward));
  EXPECT_EQ(serialise(*parse_tensor_file(serialise(forward), "")), serialise(forward));
}

TEST(TensorFile, AWrongShapeNamesFileTensorAndBothShapes) {
  const auto values = sample_file().read<float>("gru0.weight_hh", std::array<std::size_t, 2>{3, 2});
  ASSERT_FALSE(values);
  EXPECT_EQ(values.error().message(), "loading model 'pump.tidegate': tensor 'gru0.weight_hh': is 2x3, expected 3x2");
}

TEST(TensorFile, AWrongTypeOrAnAbsentTensorIsNamed) {
  EXPECT_NE(sample_file().read<double>("gru0.weight_hh", kShape).error().message().find("holds F32, expected F64"),
            std::string::npos);
  EXPECT_NE(sample_file().read<float>("gru1", kShape).error().message().find("'gru1': is missing"), std::string::npos);
  EXPECT_FALSE(sample_file().metadata_value("version"));
}

TEST(TensorFile, ASealedFileNoticesEveryChange) {
  TensorFile sealed = sample_file();
  EXPECT_FALSE(sealed.check_digest());
  sealed.seal();
  ASSERT_TRUE(sealed.check_digest());
  ASSERT_TRUE(parse_tensor_file(serialise(sealed), "")->check_digest());

  TensorFile other_number = sealed, other_metadata = sealed, other_shape = sealed;
  other_number.add<double>("center", {}, std::array{8e8});
  other_metadata.metadata()["config"] = R"({"cell":"rnn"})";
  other_shape.add<float>("gru0.weight_hh", {3, 2}, kWeights);
  for (const TensorFile* changed : {&other_number, &other_metadata, &other_shape}) {
    ASSERT_FALSE(changed->check_digest());
    EXPECT_NE(changed->check_digest().error().message().find("does not match its digest"), std::string::npos);
  }
}

TEST(TensorFile, EveryTruncationIsRefused) {
  const std::string bytes = serialise(sample_file());
  for (std::size_t size = 1; size < bytes.size(); ++size)
    EXPECT_NE(message(std::string_view(bytes).substr(0, size)), "accepted") << size;
  EXPECT_NE(message(std::string_view(bytes).substr(0, 20)).find("truncated: the header takes"), std::string::npos);
  EXPECT_NE(message(std::string_view(bytes).substr(0, bytes.size() - 1)).find("truncated: tensor 'gru0.weight_hh'"),
            std::string::npos);
  EXPECT_NE(message(std::string_view(bytes).substr(0, 4)).find("truncated: only 4 bytes"), std::string::npos);
  EXPECT_NE(message("").find("empty"), std::string::npos);
}

TEST(TensorFile, EveryFlippedBitIsRefusedHereOrByTheDigest) {
  TensorFile file = sample_file();
  file.seal();
  const std::string bytes = serialise(file);
  const std::size_t header_end = 8 + static_cast<unsigned char>(bytes[0]) + 256U * static_cast<unsigned char>(bytes[1]);
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 1);
    const auto read = parse_tensor_file(damaged, "");
    const bool padding = at >= header_end - 8 && at < header_end;  // a space may become '!', but only there
    EXPECT_FALSE(read && !padding && read->check_digest()) << at;
  }
}

TEST(TensorFile, ForeignFilesAreCalledWhatTheyLookLike) {
  EXPECT_NE(message("time,value\n2022-01-01,3.5\n").find("looks like CSV text"), std::string::npos);
  EXPECT_NE(message("{\"a\": 1, \"b\": 2}").find("looks like JSON text"), std::string::npos);
  EXPECT_NE(message("PK\x03\x04 and more of it").find("zip archive"), std::string::npos);
  EXPECT_NE(message("\x1f\x8b\x08 and more of it").find("gzip"), std::string::npos);
  EXPECT_NE(message("a,b\n1").find("looks like CSV text"), std::string::npos);
  EXPECT_NE(message("key,name{\"x\": 1}").find("looks like CSV text"), std::string::npos);
}

TEST(TensorFile, AMissingFileADirectoryAndARealOneAreToldApart) {
  EXPECT_NE(read_tensor_file("no/such.tidegate").error().message().find("no such file"), std::string::npos);
  EXPECT_NE(read_tensor_file(testing::TempDir()).error().message().find("not a file"), std::string::npos);
  const TemporaryFile written(serialise(sample_file()));
  const auto file = read_tensor_file(written.path());
  ASSERT_TRUE(file) << file.error().message();
  EXPECT_NE(file->find("flags"), nullptr);
}

TEST(TensorFile, AnErrorHasFileAndTensorAsData) {
  const Error absent = sample_file().read<float>("gru1", kShape).error();
  EXPECT_EQ(absent.place.source, "pump.tidegate");
  EXPECT_EQ(absent.place.column, "gru1");
}

TEST(TensorFile, AnErrorOfItsContentKeepsOptionAndRemedies) {
  const Error error =
      sample_file().error(fail(ErrorKind::kUsage, "no such score").about("score").remedy("take another"));
  EXPECT_EQ(error.kind, ErrorKind::kModel);
  EXPECT_EQ(error.option, "score");
  EXPECT_EQ(error.message(), "loading model 'pump.tidegate': no such score; take another");
}

}  // namespace
}  // namespace tidegate
