#include "options/option_file.h"

#include <gtest/gtest.h>

#include "temporary_folder.h"

namespace tidegate {
namespace {

TEST(OptionFile, ValuesBecomeTheirTextsInTheOrderOfTheirLines) {
  const auto options = parse_options("window = 8\nclip = 1e-3\nkinds = true\nhidden = [8, 4]\ncell = \"gru\"\n", "a");
  ASSERT_TRUE(options.has_value());
  std::string all;
  for (const OptionText& one : *options) all += std::to_string(one.line) + " " + one.name + "=" + one.value + "; ";
  EXPECT_EQ(all, "1 window=8; 2 clip=0.001; 3 kinds=true; 4 hidden=8,4; 5 cell=gru; ");
}

TEST(OptionFile, AListsWordsAreTakenAsTheyAre) {
  EXPECT_EQ(parse_options("inputs_only = [\"a,b\", \"c\"]", "a")->front().value, "\"a,b\",c");
}

TEST(OptionFile, ErrorsNameSourceAndLine) {
  const auto broken = parse_options("window = 8\nclip = = 3\n", "here");
  ASSERT_FALSE(broken.has_value());
  EXPECT_TRUE(broken.error().message().starts_with("here, line 2: ")) << broken.error().message();
  const TemporaryFolder folder;
  EXPECT_EQ(read_option_file(folder.path().string()).error().problem, "is a directory");
  EXPECT_EQ(read_option_file((folder / "none.toml").string()).error().kind, ErrorKind::kUsage);
}

}  // namespace
}  // namespace tidegate
