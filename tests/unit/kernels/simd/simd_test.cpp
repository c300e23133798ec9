// Every vector table this processor can run, held against the reference.
#include "kernels/simd/simd.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "base/aligned.h"
#include "base/random.h"
#include "choices.h"
#include "model/cells/cell.h"

namespace tidegate {
namespace {

using Values = AlignedVector<float>;

const Kernels<float>& reference() { return reference_kernels<float>(); }

Values random_values(Random& random, std::size_t count, double scale = 1) {
  Values values(count);
  for (float& value : values) value = static_cast<float>(scale * random.normal());
  return values;
}

/// Random weights, zero where the layout pads.
Values random_weights(Random& random, const PackedShape& shape) {
  Values w(shape.size(), 0.0F);
  const double scale = 1 / std::sqrt(static_cast<double>(shape.inputs + 1));
  for (std::size_t unit = 0; unit < shape.units; ++unit)
    for (std::size_t gate = 0; gate < shape.gates; ++gate) {
      w[shape.bias_index(unit, gate)] = static_cast<float>(scale * random.normal());
      for (std::size_t k = 0; k < shape.inputs; ++k)
        w[shape.weight_index(unit, gate, k)] = static_cast<float>(scale * random.normal());
    }
  return w;
}

void expect_near(const Values& ours, const Values& known, double tolerance, const std::string& what) {
  ASSERT_EQ(ours.size(), known.size());
  double largest = 1e-3;
  for (const float value : known) largest = std::max(largest, std::abs(static_cast<double>(value)));
  for (std::size_t i = 0; i < ours.size(); ++i)
    ASSERT_NEAR(ours[i], known[i], tolerance * largest) << what << ", value " << i;
}

/// One layer of a cell with R rows of random inputs, states and requests from above.
struct Layer {
  const Cell<float>& cell;
  CellShape shape;
  std::size_t rows, padded;
  Values wi, wh, x, h, memory, dout;

  Layer(const Cell<float>& which, std::size_t inputs, std::size_t hidden, std::size_t row_count)
      : cell(which), shape(which.shape(inputs, hidden)), rows(row_count), padded(shape.recurrent.padded_units()) {
    Random random(inputs * 1000 + hidden * 10 + row_count);
    wi = random_weights(random, shape.input);
    wh = random_weights(random, shape.recurrent);
    x = random_values(random, rows * inputs);
    h = state(random);
    memory = state(random);
    dout = state(random);
  }

  Values state(Random& random) const {
    Values values(rows * padded, 0.0F);
    for (std::size_t row = 0; row < rows; ++row)
      for (std::size_t unit = 0; unit < shape.recurrent.units; ++unit)
        values[row * padded + unit] = static_cast<float>(0.5 * random.normal());
    return values;
  }

  struct Result {
    Values next, next_memory, saved, dh, dmemory, dgates;
  };

  std::size_t saved_size() const { return rows * padded * cell.saved; }

  Result run(const Kernels<float>& kernels, const Values& saved_before_back = {}) const {
    Result r{Values(rows * padded),
             Values(rows * padded),
             Values(saved_size()),
             dout,
             memory,
             Values(rows * padded * cell.gradients)};
    (kernels.*cell.forward)({shape.input, shape.recurrent, wi.data(), wh.data(), x.data(), shape.input.inputs, h.data(),
                             memory.data(), r.next.data(), r.next_memory.data(), r.saved.data(), rows});
    const Values& saved = saved_before_back.empty() ? r.saved : saved_before_back;
    const std::size_t block_stride = rows * cell.gradients * shape.recurrent.lanes();
    (kernels.*cell.backward)({shape.recurrent, saved.data(), h.data(), memory.data(), dout.data(), r.dh.data(),
                              r.dmemory.data(), r.dgates.data(), block_stride, 0, rows});
    return r;
  }
};

struct Case {
  const Kernels<float>* kernels;
  const char* cell;
};

std::vector<Case> cases() {
  std::vector<Case> all;
  for (const Kernels<float>* kernels : simd_kernels())
    for (const char* cell : {"rnn", "rnn-relu", "lstm", "gru"}) all.push_back({kernels, cell});
  return all;
}

std::string name_of(const testing::TestParamInfo<Case>& info) {
  std::string name = std::string(info.param.kernels->name) + "_" + info.param.cell;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

class SimdCell : public testing::TestWithParam<Case> {
 protected:
  const Kernels<float>& kernels_ = *GetParam().kernels;
  const Cell<float>& cell_ = cell_of<float>(choice<CellKind>(GetParam().cell));
};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(SimdCell);  // a processor without any table has nothing to test

TEST_P(SimdCell, ForwardAndBackwardAgreeWithTheReferenceForAwkwardSizes) {
  for (const std::size_t hidden : {1, 7, 8, 13, 16, 20, 31, 32, 50})
    for (const std::size_t inputs : {1, 2, 9})
      for (const std::size_t rows : {1, 2, 3, 4, 5, 7, 8, 11, 16, 17}) {
        const Layer layer(cell_, inputs, hidden, rows);
        const auto known = layer.run(reference());
        const auto ours = layer.run(kernels_, known.saved);
        const std::string what =
            std::to_string(inputs) + " inputs, " + std::to_string(hidden) + " units, " + std::to_string(rows) + " rows";
        expect_near(ours.next, known.next, 2e-6, what + ": state");
        if (cell_.has_memory) expect_near(ours.next_memory, known.next_memory, 2e-6, what + ": memory");
        expect_near(ours.saved, known.saved, 2e-6, what + ": saved");
        expect_near(ours.dh, known.dh, 2e-6, what + ": dh");
        expect_near(ours.dgates, known.dgates, 2e-6, what + ": gate gradients");
        if (cell_.has_memory) expect_near(ours.dmemory, known.dmemory, 2e-6, what + ": memory gradients");
      }
}

TEST_P(SimdCell, ARowGivesTheSameBitsAloneAndAmongAnyNumberOfOthers) {
  for (const std::size_t hidden : {4, 20, 32, 64, 72}) {
    const Layer all(cell_, 5, hidden, 24);
    const auto together = all.run(kernels_);
    for (const std::size_t rows : {1, 2, 3, 4, 6, 8, 12}) {
      Layer some(cell_, 5, hidden, rows);
      some.wi = all.wi, some.wh = all.wh;
      for (std::size_t first = 0; first + rows <= 24; first += rows) {
        const auto cut = [&](const Values& from, std::size_t width) {
          return Values(from.begin() + static_cast<std::ptrdiff_t>(first * width),
                        from.begin() + static_cast<std::ptrdiff_t>((first + rows) * width));
        };
        some.x = cut(all.x, 5), some.h = cut(all.h, all.padded), some.memory = cut(all.memory, all.padded);
        const auto part = some.run(kernels_);
        ASSERT_EQ(part.next, cut(together.next, all.padded)) << rows << " rows from " << first;
        if (!cell_.has_memory) continue;
        ASSERT_EQ(part.next_memory, cut(together.next_memory, all.padded));
      }
    }
  }
}

TEST_P(SimdCell, NothingIsSavedWhereNothingIsAskedFor) {
  const Layer layer(cell_, 3, 20, 4);
  const auto with = layer.run(kernels_);
  Values next(with.next.size()), next_memory(next);
  (kernels_.*cell_.forward)({layer.shape.input, layer.shape.recurrent, layer.wi.data(), layer.wh.data(), layer.x.data(),
                             3, layer.h.data(), layer.memory.data(), next.data(), next_memory.data(), nullptr, 4});
  EXPECT_EQ(next, with.next);
}

INSTANTIATE_TEST_SUITE_P(Tables, SimdCell, testing::ValuesIn(cases()), name_of);

class Simd : public testing::TestWithParam<const Kernels<float>*> {
 protected:
  const Kernels<float>& kernels_ = *GetParam();

  /// The gates of one LSTM unit, or the state of a plain one, that reads x with weight 1 and sees nothing else.
  static Values response(Kernels<float>::Forward forward, std::size_t gates, std::size_t saved_values, float x) {
    const PackedShape shape{1, 1, gates};
    Values wi(shape.size(), 0.0F), wh(shape.size(), 0.0F), h(8, 0.0F), memory(8, 0.0F), next(8), next_memory(8);
    Values saved(saved_values * 8);
    for (std::size_t gate = 0; gate < gates; ++gate) wi[shape.weight_index(0, gate, 0)] = 1;
    forward({shape, shape, wi.data(), wh.data(), &x, 1, h.data(), memory.data(), next.data(), next_memory.data(),
             saved.data(), 1});
    return saved;
  }
};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Simd);

TEST_P(Simd, ActivationsAreWithinTwoTenMillionths) {
  for (double x = -25; x <= 25; x += 0.00317) {
    const auto value = static_cast<float>(x);
    const double exact = static_cast<double>(value);
    ASSERT_NEAR(response(kernels_.rnn_tanh_forward, 1, 1, value)[0], std::tanh(exact), 2e-7) << x;
    ASSERT_NEAR(response(kernels_.lstm_forward, 4, 5, value)[0], 1 / (1 + std::exp(-exact)), 2e-7) << x;
  }
}

TEST_P(Simd, ActivationsAreExactAtZeroAndFiniteFarOut) {
  EXPECT_EQ(response(kernels_.rnn_tanh_forward, 1, 1, 0.0F)[0], 0.0F);
  EXPECT_EQ(response(kernels_.lstm_forward, 4, 5, 0.0F)[0], 0.5F);
  for (const float x : {1e3F, 1e30F, std::numeric_limits<float>::max()}) {
    EXPECT_EQ(response(kernels_.rnn_tanh_forward, 1, 1, x)[0], 1.0F);
    EXPECT_EQ(response(kernels_.rnn_tanh_forward, 1, 1, -x)[0], -1.0F);
    EXPECT_EQ(response(kernels_.lstm_forward, 4, 5, x)[0], 1.0F);
    EXPECT_LT(response(kernels_.lstm_forward, 4, 5, -x)[0], 1e-17F);
  }
}

TEST_P(Simd, TheDenseLayerAgreesWithTheReferenceAndGivesTheSameBitsForAnyRows) {
  Random random(4);
  for (const std::size_t units : {1, 3, 8, 25, 38})
    for (const std::size_t inputs : {1, 5, 16, 33}) {
      const PackedShape shape{inputs, units, 1};
      const Values w = random_weights(random, shape), x = random_values(random, 7 * inputs);
      Values ours(7 * shape.padded_units()), known(ours), alone(shape.padded_units());
      kernels_.dense_forward(shape, w.data(), x.data(), inputs, ours.data(), 7);
      reference().dense_forward(shape, w.data(), x.data(), inputs, known.data(), 7);
      expect_near(ours, known, 2e-6, "dense");
      for (std::size_t row = 0; row < 7; ++row) {
        kernels_.dense_forward(shape, w.data(), x.data() + row * inputs, inputs, alone.data(), 1);
        for (std::size_t u = 0; u < units; ++u) ASSERT_EQ(alone[u], ours[row * shape.padded_units() + u]);
      }
    }
}

/// d[block][row][width][U] of which a product takes the gates from `first` on, in a larger buffer.
TEST_P(Simd, GradientsOfProductsAgreeWithTheReference) {
  Random random(5);
  for (const std::size_t gates : {1, 3, 4})
    for (const std::size_t units : {3, 16, 20, 33})
      for (const std::size_t inputs : {1, 6, 9, 17, 24, 32, 53})
        for (const std::size_t rows : {1, 2, 5, 16, 19}) {
          const PackedShape shape{inputs, units, gates};
          const std::size_t width = gates == 3 ? 4 : gates, first = width - gates;
          const std::size_t block_stride = (rows + 3) * width * shape.lanes(),
                            stride = PackedShape{0, inputs, 1}.padded_units();
          const Values w = random_weights(random, shape), x = random_values(random, rows * inputs),
                       d = random_values(random, shape.blocks() * block_stride);
          const BlockedView<float> view{d.data(), block_stride, width, first};
          const auto run = [&](const Kernels<float>& kernels) {
            std::pair<Values, Values> out{Values(rows * stride, 0.25F), Values(shape.size(), 0.5F)};
            Values transposed(kernels.transposed_size(shape));
            kernels.transpose(shape, w.data(), transposed.data());
            kernels.input_gradient(shape, transposed.data(), view, out.first.data(), stride, rows);
            kernels.weight_gradient(shape, view, x.data(), inputs, out.second.data(), rows);
            return out;
          };
          const auto ours = run(kernels_), known = run(reference());
          const std::string what = std::to_string(gates) + " gates, " + std::to_string(units) + " units, " +
                                   std::to_string(inputs) + " inputs, " + std::to_string(rows) + " rows";
          expect_near(ours.first, known.first, 3e-6, what + ": input gradient");
          expect_near(ours.second, known.second, 3e-6, what + ": weight gradient");
        }
}

TEST_P(Simd, AdamAndTheSumOfSquaresAgreeWithTheReferenceForAnyLength) {
  Random random(6);
  for (const std::size_t count : {1, 7, 16, 17, 100, 1024, 3001}) {
    const Values g = random_values(random, count), p = random_values(random, count);
    Values m = random_values(random, count), v(count);
    for (float& value : v) value = static_cast<float>(random.uniform(0, 2));
    Values known_p = p, known_m = m, known_v = v, our_p = p;
    const AdamStep<float> step{0.01F, 0.9F, 0.999F, 1e-8F, 0.3F, 0.02F, 0.7F};
    reference().adam(step, known_p.data(), g.data(), known_m.data(), known_v.data(), count);
    kernels_.adam(step, our_p.data(), g.data(), m.data(), v.data(), count);
    expect_near(our_p, known_p, 1e-6, "parameters");
    expect_near(m, known_m, 1e-6, "first moment");
    expect_near(v, known_v, 1e-6, "second moment");
    const double known = reference().sum_of_squares(g.data(), count);
    EXPECT_NEAR(kernels_.sum_of_squares(g.data(), count), known, 1e-6 * known);
  }
}

INSTANTIATE_TEST_SUITE_P(Tables, Simd, testing::ValuesIn(simd_kernels().begin(), simd_kernels().end()),
                         [](const auto& one) { return std::string(one.param->name); });

/// The same operations a lane: fused multiplication gives one answer whatever the width.
TEST(SimdTables, TheTwoWithFusedMultiplicationGiveTheSameBitsForward) {
  const auto all = simd_kernels();
  const auto find = [&](std::string_view name) {
    const auto found = std::ranges::find_if(all, [&](const Kernels<float>* k) { return k->name == name; });
    return found == all.end() ? nullptr : *found;
  };
  const Kernels<float>*wide = find("avx512"), *narrow = find("avx2");
  if (wide == nullptr || narrow == nullptr) GTEST_SKIP() << "this processor has no AVX-512";
  for (const char* cell : {"rnn", "rnn-relu", "lstm", "gru"}) {
    const Layer layer(cell_of<float>(choice<CellKind>(cell)), 5, 40, 9);
    const auto a = layer.run(*wide), b = layer.run(*narrow);
    EXPECT_EQ(a.next, b.next) << cell;
    EXPECT_EQ(a.saved, b.saved) << cell;
  }
}

}  // namespace
}  // namespace tidegate
