#include "render/text_picture.h"

#include <gtest/gtest.h>

namespace tidegate {
namespace {

TEST(TextPicture, LinesEndWithoutBlanks) {
  TextPicture picture(10, 2);
  picture.write(1, 0, "a b ");
  EXPECT_EQ(picture.text(false), " a b\n\n");
}

TEST(TextPicture, OneCharacterOfManyBytesTakesOnePlace) {
  TextPicture picture(4, 1);
  picture.write(0, 0, "é█⠿x");
  EXPECT_EQ(picture.text(false), "é█⠿x\n");
  EXPECT_EQ(character_count("é█⠿x"), 4U);
}

TEST(TextPicture, WhatLiesOutsideIsCut) {
  TextPicture picture(3, 1);
  picture.write(1, 0, "long");
  picture.put(0, 7, "x");
  EXPECT_EQ(picture.text(false), " lo\n");
}

TEST(TextPicture, ColourIsSwitchedOffBeforeTheLineEnds) {
  TextPicture picture(4, 1);
  picture.write(0, 0, "ab", Ink::kEvent);
  EXPECT_EQ(picture.text(true), "\033[0;1;38;5;197mab\033[0m\n");
}

TEST(TextPicture, KnowsWhatIsStillFree) {
  TextPicture picture(6, 1);
  picture.put(3, 0, "x");
  EXPECT_TRUE(picture.free(0, 0, 3));
  EXPECT_FALSE(picture.free(1, 0, 3));
  EXPECT_FALSE(picture.free(4, 0, 3));
}

}  // namespace
}  // namespace tidegate
