#include "model/cells/cell.h"

#include <gtest/gtest.h>

namespace tidegate {
namespace {

TEST(Cells, AreFoundByTheirNameAndByNoOther) {
  ASSERT_NE(find_cell<float>("gru"), nullptr);
  EXPECT_EQ(find_cell<float>("gru")->name, "gru");
  EXPECT_EQ(find_cell<float>("grue"), nullptr);
}

TEST(Cells, TheirGradientsCoverBothProducts) {
  const Cell<double>* cell = find_cell<double>("gru");
  EXPECT_LE(cell->input_first + cell->gates, cell->gradients);
  EXPECT_LE(cell->recurrent_first + cell->gates, cell->gradients);
}

}  // namespace
}  // namespace tidegate
