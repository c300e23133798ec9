#include "read/number_text.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace tidegate {
namespace {

TEST(NumberText, NumbersAreTheNearestDoubles) {
  for (const auto& [text, value] : {std::pair{"1", 1.0},
                                    {"-0.1", -0.1},
                                    {"+2.5", 2.5},
                                    {" 3e2 ", 300.0},
                                    {"1e308", 1e308},
                                    {"5e-324", std::numeric_limits<double>::denorm_min()},
                                    {"2.2250738585072011e-308", 2.2250738585072011e-308},
                                    {".5", 0.5},
                                    {"5.", 5.0},
                                    {"9007199254740993", 9007199254740992.0},
                                    {"1e-400", 0.0}}) {
    const FieldValue field = parse_field(text, '.');
    EXPECT_EQ(field.kind, FieldKind::kNumber) << text;
    EXPECT_EQ(field.value, value) << text;
  }
}

TEST(NumberText, ADecimalCommaIsAMatterOfTheColumn) {
  EXPECT_EQ(parse_field("3,14", ',').value, 3.14);
  EXPECT_EQ(parse_field("3,14", '.').kind, FieldKind::kText);
  EXPECT_EQ(parse_field("3.14", ',').kind, FieldKind::kText);
}

TEST(NumberText, TheMarksOfMissingValuesAreNaN) {
  for (const char* mark : {"", " ", "NA", "N/A", "NaN", "nan", "null", "NULL", "None", "-", "?", "-nan"}) {
    const FieldValue field = parse_field(mark, '.');
    EXPECT_EQ(field.kind, FieldKind::kNoValue) << mark;
    EXPECT_TRUE(std::isnan(field.value)) << mark;
  }
}

TEST(NumberText, InfinitiesAreToldApart) {
  for (const char* text : {"inf", "-Inf", "+inf", "Infinity", "1e400", "-1e999"}) {
    EXPECT_EQ(parse_field(text, '.').kind, FieldKind::kInfinite) << text;
    EXPECT_TRUE(std::isnan(parse_field(text, '.').value)) << text;
  }
}

TEST(NumberText, TrueAndFalseAreFlags) {
  EXPECT_EQ(parse_field("True", '.').value, 1);
  EXPECT_EQ(parse_field("false", '.').value, 0);
}

TEST(NumberText, AnythingElseIsText) {
  for (const char* text :
       {"abc", "1.2.3", "12:00", "1 2", "0x10", "1e", "+", "+-1", "--1", "12%", "1,000", "2024-01-01"})
    EXPECT_EQ(parse_field(text, '.').kind, FieldKind::kText) << text;
}

}  // namespace
}  // namespace tidegate
