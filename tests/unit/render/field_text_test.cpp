#include "render/field_text.h"

#include <gtest/gtest.h>

#include <limits>

namespace tidegate {
namespace {

std::string csv(std::string_view text) {
  std::string out;
  append_csv_text(out, text);
  return out;
}
std::string json(std::string_view text) {
  std::string out;
  append_json_text(out, text);
  return out;
}
std::string json(double value) {
  std::string out;
  append_json_number(out, value);
  return out;
}

TEST(FieldText, CsvQuotesOnlyWhereItMust) {
  EXPECT_EQ(csv("Water flow [l/s]"), "Water flow [l/s]");
  EXPECT_EQ(csv("flow, raw"), "\"flow, raw\"");
  EXPECT_EQ(csv("5\" pipe"), "\"5\"\" pipe\"");
  EXPECT_EQ(csv("two\nlines"), "\"two\nlines\"");
}

TEST(FieldText, JsonEscapesAndRepairsText) {
  EXPECT_EQ(json("plain [l/s]"), "\"plain [l/s]\"");
  EXPECT_EQ(json("a\"b\\c\n\x01"), R"("a\"b\\c\n\u0001")");
  EXPECT_EQ(json("T [°C]"), "\"T [°C]\"");
  EXPECT_EQ(json("T [\xb0"
                 "C]"),
            "\"T [\xef\xbf\xbd"
            "C]\"");
}

TEST(FieldText, JsonHasNullForWhatIsNoNumber) {
  EXPECT_EQ(json(0.1), "0.1");
  EXPECT_EQ(json(1e300), "1e+300");
  EXPECT_EQ(json(std::numeric_limits<double>::quiet_NaN()), "null");
  EXPECT_EQ(json(-std::numeric_limits<double>::infinity()), "null");
}

}  // namespace
}  // namespace tidegate
