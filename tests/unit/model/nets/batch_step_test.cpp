#include "model/nets/batch_step.h"

#include <gtest/gtest.h>

#include "base/random.h"
#include "choices.h"
#include "model/nets/weights.h"

namespace tidegate {
namespace {

class BatchStepOf : public testing::TestWithParam<const char*> {};

TEST_P(BatchStepOf, ManySequencesGiveTheBitsOfEachAlone) {
  const auto net = Network<float>::build({choice<CellKind>(GetParam()), 3, {20, 7}, {0, 2}});
  Random random(8);
  AlignedVector<float> parameters(net.parameter_count());
  initialise<float>(net, random, parameters);
  constexpr std::size_t kSequences = 11, kSteps = 30;
  std::vector<AlignedVector<float>> alone(kSequences, AlignedVector<float>(net.state_size())), together = alone;
  std::vector<AlignedVector<float>> y_alone(kSequences, AlignedVector<float>(net.output_stride())),
      y_together = y_alone;
  AlignedVector<float> scratch(net.state_size());
  BatchStep<float> step(net, kSequences);
  for (std::size_t t = 0; t < kSteps; ++t) {
    std::vector<SequencePlace<float>> places;
    for (std::size_t s = t % 3; s < kSequences; ++s) {  // not all of them in every step
      for (float& value : step.input(places.size())) value = static_cast<float>(random.normal());
      net.step(parameters.data(), best_kernels(), step.input(places.size()).data(), alone[s].data(), y_alone[s].data(),
               scratch.data());
      places.push_back({together[s].data(), y_together[s].data()});
    }
    step.run(net, parameters.data(), best_kernels(), places);
  }
  EXPECT_EQ(together, alone);
  EXPECT_EQ(y_together, y_alone);
}

INSTANTIATE_TEST_SUITE_P(Cells, BatchStepOf, testing::Values("rnn", "lstm", "gru"));

}  // namespace
}  // namespace tidegate
