#include <gtest/gtest.h>

#include "benchmark/operator_cases.h"
#include "tidegate/benchmark.h"

namespace tidegate {
namespace {

DetectorConfig config_of(const std::string& detector) {
  DetectorConfig config;
  EXPECT_TRUE(set_option(config, "detector", detector));
  return config;
}

std::string why(const std::vector<OperatorResult>& results, std::string_view name) {
  for (const OperatorResult& one : results)
    if (one.name == name) return one.passed ? "passed" : one.why;
  return "no such case";
}

std::vector<OperatorResult> results_of(const std::string& detector) {
  auto results = run_operator_suite(config_of(detector), 1);
  EXPECT_TRUE(results);
  return std::move(*results);
}

TEST(OperatorSuite, SaysOfEachCaseWhatWasNotAsExpected) {
  const auto stuck = results_of("stuck");
  EXPECT_EQ(stuck.size(), operator_cases().size());
  EXPECT_EQ(why(stuck, "frozen-noise"), "passed");
  EXPECT_EQ(why(stuck, "quiet"), "passed");
  EXPECT_EQ(why(stuck, "missing-values"), "nothing is reported at rows 3000 to 3199");
}

TEST(OperatorSuite, WhoFlagsEverythingPassesNothing) {
  for (const OperatorResult& one : results_of("constant")) EXPECT_FALSE(one.passed) << one.name;
}

TEST(OperatorSuite, WhoThrowsACoinPassesNothing) {
  for (const OperatorResult& one : results_of("random")) EXPECT_FALSE(one.passed) << one.name;
}

TEST(OperatorSuite, TheWrongKindIsNamed) {
  const auto missing = results_of("missing");
  EXPECT_EQ(why(missing, "missing-values"), "passed");
  EXPECT_EQ(why(missing, "frozen-noise"), "nothing is reported at rows 3000 to 3199");
}

TEST(OperatorSuite, DoesNotDependOnTheNumberOfJobs) {
  const auto one = run_operator_suite(config_of("range"), 1), three = run_operator_suite(config_of("range"), 3);
  for (std::size_t i = 0; i < one->size(); ++i) EXPECT_EQ((*one)[i].why, (*three)[i].why);
}

TEST(OperatorSuite, StopsWhenAsked) {
  Observer observer;
  observer.stop_requested = [] { return true; };
  const auto stopped = run_operator_suite(config_of("range"), 1, observer);
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().kind, ErrorKind::kInterrupted);
}

}  // namespace
}  // namespace tidegate
