#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>

#include "tidegate/render.h"

namespace tidegate {
namespace {

/// A terminal of the test's own; its far end is the descriptor looked at.
class TerminalStyle : public ::testing::Test {
 protected:
  void SetUp() override {
    master_ = posix_openpt(O_RDWR | O_NOCTTY);
    ASSERT_GE(master_, 0);
    ASSERT_EQ(grantpt(master_), 0);
    ASSERT_EQ(unlockpt(master_), 0);
    terminal_ = open(ptsname(master_), O_RDWR | O_NOCTTY);
    ASSERT_GE(terminal_, 0);
    setenv("TERM", "xterm", 1);
    unsetenv("NO_COLOR");
  }
  void TearDown() override {
    close(terminal_);
    close(master_);
  }
  int master_ = -1, terminal_ = -1;
};

TEST_F(TerminalStyle, ATerminalHasColour) { EXPECT_TRUE(terminal_style(terminal_).colour); }

TEST_F(TerminalStyle, NoColorSwitchesItOff) {
  setenv("NO_COLOR", "1", 1);
  EXPECT_FALSE(terminal_style(terminal_).colour);
}

TEST_F(TerminalStyle, ADumbTerminalHasNone) {
  setenv("TERM", "dumb", 1);
  EXPECT_FALSE(terminal_style(terminal_).colour);
}

TEST_F(TerminalStyle, AFileIsAHundredByTwentyWithoutColour) {
  const int file = open("/dev/null", O_RDONLY);
  const PlotStyle style = terminal_style(file);
  close(file);
  EXPECT_FALSE(style.colour);
  EXPECT_EQ(style.size.width, 100);
  EXPECT_EQ(style.size.height, 20);
}

}  // namespace
}  // namespace tidegate
