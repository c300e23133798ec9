// Benchmark runs as their pages may have to show them.
#pragma once
#include <string>
#include <vector>

#include "tidegate/benchmark.h"

namespace tidegate::testing {

struct BenchmarkPage {
  std::string name;
  Benchmark run;
  std::vector<BenchmarkCase> cases;
};

/// few: two detectors, five series; many: twelve detectors, 176 series; one: one detector, one series, nothing known;
/// hostile: names and texts that look like markup.
std::vector<BenchmarkPage> benchmark_pages();

}  // namespace tidegate::testing
