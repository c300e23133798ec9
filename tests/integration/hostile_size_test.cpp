// Inputs too large to hold: lines without an end, series longer than memory should be.
#include <string>

#include "integration/workspace.h"

namespace tidegate::testing_support {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;  // every byte has a shadow: memory says nothing
#else
constexpr bool kSanitized = false;
#endif

constexpr std::size_t kMebibyte = std::size_t{1} << 20;

class HostileSize : public Workspace {
 protected:
  /// Feeds up to `total` bytes of one line that never ends; how many were taken before the program gave up.
  static std::size_t feed_line(Process& program, std::size_t total) {
    const std::string piece(kMebibyte, '7');
    std::size_t sent = 0;
    while (sent < total && program.write(piece)) sent += piece.size();
    return sent;
  }
};

TEST_F(HostileSize, ALineThatNeverEndsIsRefusedLongBeforeItFillsTheMemory) {
  const std::string trained = model();
  for (const auto& arguments : {std::vector<std::string>{"inspect", "-"},
                                {"train", "-", "--model", path("out")},
                                {"score", "-", "--model", trained},
                                {"detect", "-"}}) {
    SCOPED_TRACE(arguments[0]);
    Process program({.arguments = arguments});
    EXPECT_LT(feed_line(program, 2048 * kMebibyte), 32 * kMebibyte);
    const Finished finished = program.finish();
    expect_refusal(finished, kData, {"standard input, line 1", "longer than 16 MiB", "is this a text file?"});
    if (!kSanitized) {
      EXPECT_LT(finished.peak_bytes, 128 * kMebibyte);
    }
  }
}

TEST_F(HostileSize, ALongLineInAFileIsNamedByItsNumber) {
  const std::string file = write("long.csv", waves_csv(10) + std::string(64 * kMebibyte, '7'));
  expect_refusal(run({"inspect", file}), kData, {"long.csv, line 12", "longer than 16 MiB"});
}

TEST_F(HostileSize, ScoringStreamsInBoundedMemory) {
  if (kSanitized) GTEST_SKIP() << "a sanitizer's memory is not the program's";
  constexpr std::size_t kManyRows = 3'000'000;
  const std::string trained = path("plain.tidegate"), file = write("plain.csv", "a,b\n" + plain_rows(0, 300));
  ASSERT_EQ(run(std::vector<std::string>{"train", file, "--model", trained} + quick()).exit_code, kDone);
  Process program({.arguments = {"score", "-", "--model", trained}, .output_to = "/dev/null"});
  ASSERT_TRUE(program.write("a,b\n"));
  const std::string block = plain_rows(0, 24 * 1000);  // whole waves, so that blocks join
  for (std::size_t row = 0; row < kManyRows; row += 24 * 1000) ASSERT_TRUE(program.write(block));
  const Finished finished = program.finish();
  EXPECT_EQ(finished.exit_code, kDone) << finished.err;
  EXPECT_LT(finished.peak_bytes, 100 * kMebibyte);
  RecordProperty("peak_mebibytes", static_cast<int>(finished.peak_bytes / kMebibyte));
}

}  // namespace
}  // namespace tidegate::testing_support
