#include "render/braille_canvas.h"

#include <gtest/gtest.h>

namespace tidegate {
namespace {

TEST(BrailleCanvas, EachDotIsItsUnicodePattern) {
  const char* expected[4][2] = {{"⠁", "⠈"}, {"⠂", "⠐"}, {"⠄", "⠠"}, {"⡀", "⢀"}};
  for (std::size_t y = 0; y < 4; ++y) {
    for (std::size_t x = 0; x < 2; ++x) {
      BrailleCanvas canvas(1, 1);
      canvas.set(x, y);
      EXPECT_EQ(canvas.glyph(0, 0), expected[y][x]);
    }
  }
}

TEST(BrailleCanvas, ALineJoinsItsEndsInEveryDirection) {
  for (const auto& [x, y] : {std::pair<std::size_t, std::size_t>{0, 0}, {7, 0}, {7, 15}, {0, 15}, {4, 15}}) {
    BrailleCanvas canvas(4, 4);
    canvas.line(4, 8, x, y);
    EXPECT_FALSE(canvas.empty(2, 2));
    EXPECT_FALSE(canvas.empty(x / 2, y / 4));
  }
}

TEST(BrailleCanvas, DotsOutsideAreIgnored) {
  BrailleCanvas canvas(1, 1);
  canvas.set(2, 0);
  canvas.set(0, 4);
  EXPECT_TRUE(canvas.empty(0, 0));
}

TEST(Utf8, EncodesOneTwoAndThreeBytes) {
  EXPECT_EQ(utf8(U'A'), "A");
  EXPECT_EQ(utf8(U'é'), "é");
  EXPECT_EQ(utf8(U'█'), "█");
}

}  // namespace
}  // namespace tidegate
