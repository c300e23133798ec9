#include "model/cells/cell.h"

#include <gtest/gtest.h>

#include <set>

namespace tidegate {
namespace {

constexpr CellKind kAll[] = {CellKind::kRnn, CellKind::kRnnRelu, CellKind::kLstm, CellKind::kGru};

TEST(Cells, EachIsFoundByItsKind) {
  for (const CellKind kind : kAll) EXPECT_EQ(cell_of<float>(kind).kind, kind);
  EXPECT_TRUE(cell_of<float>(CellKind::kLstm).has_memory);
  EXPECT_EQ(cell_of<float>(CellKind::kGru).gates, 3U);
}

TEST(Cells, TheirGradientsCoverBothProducts) {
  for (const CellKind kind : kAll) {
    const Cell<double>& cell = cell_of<double>(kind);
    EXPECT_LE(cell.input_first + cell.gates, cell.gradients) << static_cast<int>(kind);
    EXPECT_LE(cell.recurrent_first + cell.gates, cell.gradients) << static_cast<int>(kind);
  }
}

TEST(Cells, EveryGateOfPyTorchIsTakenOnce) {
  for (const CellKind kind : kAll) {
    const Cell<double>& cell = cell_of<double>(kind);
    for (const auto& order : {cell.torch_input, cell.torch_recurrent}) {
      const std::set<std::size_t> gates(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(cell.gates));
      EXPECT_EQ(gates.size(), cell.gates) << static_cast<int>(kind);
      EXPECT_EQ(*gates.rbegin(), cell.gates - 1) << static_cast<int>(kind);
    }
  }
}

}  // namespace
}  // namespace tidegate
