// The fitted tail held against SciPy's (tools/make_golden_tails.py).
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <vector>

#include "threshold/pareto_tail.h"

namespace tidegate {
namespace {

using Json = nlohmann::json;

Json golden_tails() {
  const auto path = std::filesystem::path(TIDEGATE_PROJECT_FOLDER) / "tests" / "golden" / "pareto_tails.json";
  std::ifstream file(path);
  EXPECT_TRUE(file.good()) << path;
  return Json::parse(file)["cases"];
}

double log_likelihood(const std::vector<double>& excesses, const ParetoTail& tail) {
  double sum = 0;
  for (const double x : excesses)
    sum += -std::log(tail.scale) - (1 / tail.shape + 1) * std::log1p(tail.shape * x / tail.scale);
  return sum;
}

TEST(ParetoTails, AreThoseOfSciPy) {
  const Json cases = golden_tails();
  ASSERT_EQ(cases.size(), 8U);
  for (const Json& known : cases) {
    const auto excesses = known["excesses"].get<std::vector<double>>();
    const double shape = known["shape"], scale = known["scale"], likelihood = known["log_likelihood"];
    const ParetoTail tail = fit_pareto_tail(excesses);
    EXPECT_NEAR(tail.shape, shape, 1e-6) << known["drawn_from"];
    EXPECT_NEAR(tail.scale / scale, 1, 1e-6) << known["drawn_from"];
    EXPECT_GE(log_likelihood(excesses, tail), likelihood - 1e-9 * std::abs(likelihood)) << known["drawn_from"];
  }
}

}  // namespace
}  // namespace tidegate
