#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "kernels/kernels.h"

namespace tidegate {
namespace {

TEST(BestKernels, AreAmongThoseThatRunHere) {
  const auto all = all_kernels();
  EXPECT_NE(std::ranges::find(all, &best_kernels()), all.end());
}

TEST(BestKernels, TheReferenceIsTheLastResort) {
  ASSERT_FALSE(all_kernels().empty());
  EXPECT_EQ(all_kernels().back(), &reference_kernels<float>());
}

TEST(BestKernels, TheFastestIsTakenUnlessAnotherIsAskedFor) {
  if (std::getenv("TIDEGATE_ISA") != nullptr) GTEST_SKIP() << "one was asked for";
  EXPECT_EQ(&best_kernels(), all_kernels().front());
}

#ifdef __aarch64__
TEST(BestKernels, AreThoseOfNeonOnEveryArm) { EXPECT_EQ(all_kernels().front()->name, "neon"); }
#endif

}  // namespace
}  // namespace tidegate
