#include "model/cells/cell.h"

#include <gtest/gtest.h>

#include <set>

namespace tidegate {
namespace {

TEST(Cells, AreFoundByTheirNameAndByNoOther) {
  for (const char* name : {"rnn", "rnn-relu", "lstm", "gru"}) {
    ASSERT_NE(find_cell<float>(name), nullptr) << name;
    EXPECT_EQ(find_cell<float>(name)->name, name);
  }
  EXPECT_EQ(find_cell<float>("grue"), nullptr);
  EXPECT_EQ(cell_names(), "rnn, rnn-relu, lstm, gru");
}

TEST(Cells, TheirGradientsCoverBothProducts) {
  for (const char* name : {"rnn", "rnn-relu", "lstm", "gru"}) {
    const Cell<double>* cell = find_cell<double>(name);
    EXPECT_LE(cell->input_first + cell->gates, cell->gradients) << name;
    EXPECT_LE(cell->recurrent_first + cell->gates, cell->gradients) << name;
  }
}

TEST(Cells, EveryGateOfPyTorchIsTakenOnce) {
  for (const char* name : {"rnn", "rnn-relu", "lstm", "gru"}) {
    const Cell<double>* cell = find_cell<double>(name);
    for (const auto& order : {cell->torch_input, cell->torch_recurrent}) {
      const std::set<std::size_t> gates(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(cell->gates));
      EXPECT_EQ(gates.size(), cell->gates) << name;
      EXPECT_EQ(*gates.rbegin(), cell->gates - 1) << name;
    }
  }
}

}  // namespace
}  // namespace tidegate
