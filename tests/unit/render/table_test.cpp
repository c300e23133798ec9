#include "render/table.h"

#include <gtest/gtest.h>

namespace tidegate {
namespace {

TEST(Table, TheFirstColumnStandsLeftTheOthersRight) {
  EXPECT_EQ(aligned({{"name", "rows", "s"}, {"a", "1", "12.5"}, {"longer", "20000", "3"}}),
            "name     rows     s\n"
            "a           1  12.5\n"
            "longer  20000     3\n");
}

TEST(Table, WidthsAreThoseOfCharactersAndNotOfBytes) {
  EXPECT_EQ(aligned({{"Süd", "–"}, {"abcd", "µs"}}),
            "Süd    –\n"
            "abcd  µs\n");
}

TEST(Table, OneFieldIsALine) { EXPECT_EQ(aligned({{"alone"}}), "alone\n"); }

TEST(Table, EmptyFieldsKeepTheirPlace) {
  EXPECT_EQ(aligned({{"", "b"}, {"a", ""}}),
            "   b\n"
            "a   \n");
}

}  // namespace
}  // namespace tidegate
