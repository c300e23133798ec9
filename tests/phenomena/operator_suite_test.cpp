// What the default detector finds of the operator's suite. A case that passes here stays passed: a change that loses
// one is wrong, and one that gains some adds them to the list.
#include <gtest/gtest.h>

#include <algorithm>

#include "tidegate/benchmark.h"

namespace tidegate {
namespace {

constexpr std::string_view kPassed[] = {"frozen-wave",    "one-large-value", "one-large-value-quantised",
                                        "drop-to-nought", "quiet",           "square-wave",
                                        "slow-drift",     "more-noise"};

TEST(OperatorSuite, TheDefaultDetectorKeepsWhatItFinds) {
  const auto results = run_operator_suite(DetectorConfig());
  ASSERT_TRUE(results) << results.error().message();
  for (const std::string_view name : kPassed) {
    const auto one = std::ranges::find(*results, name, &OperatorResult::name);
    ASSERT_NE(one, results->end()) << name;
    EXPECT_TRUE(one->passed) << name << ": " << one->why;
  }
}

}  // namespace
}  // namespace tidegate
