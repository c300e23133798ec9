// Uses what an installed Tidegate offers, through its public headers alone: trains a detector on a series of its own
// making and follows a live one that goes wrong.
#include <cmath>
#include <iostream>
#include <string>

#include "tidegate/config.h"
#include "tidegate/detector.h"
#include "tidegate/result.h"

namespace {

constexpr std::size_t kRows = 400;
constexpr std::size_t kOddRow = 300;

double wave(std::size_t row) { return 20 + std::sin(static_cast<double>(row) * 0.25); }

tidegate::Series series() {
  tidegate::Series series;
  series.source = "pump";
  series.channels = {{"pressure [bar]", "bar"}};
  series.rows.values = tidegate::Matrix<double>(kRows, 1);
  for (std::size_t row = 0; row < kRows; ++row) series.rows.values(row, 0) = wave(row);
  return series;
}

tidegate::Result<tidegate::Detector> train() {
  const tidegate::Series pump = series();
  tidegate::DetectorConfig config;
  config.net.hidden = {8};
  config.net.window = 16;
  if (auto set = tidegate::set_option(config, "epochs", "10"); !set) return set.error();
  return tidegate::Detector::train(pump, pump.all(), config);
}

/// True if the odd row was seen, and nothing before it.
bool follow(const tidegate::Detector& detector) {
  tidegate::Stream stream = detector.stream();
  for (std::size_t row = 0; row <= kOddRow; ++row) {
    const double value = row == kOddRow ? 35 : wave(row);
    const tidegate::Verdict verdict = stream.push({&value, 1});
    if ((verdict.phase == tidegate::Phase::kAnomalous) != (row == kOddRow)) return false;
  }
  stream.finish();
  const auto events = stream.take_events();
  return events.size() == 1 && events[0].peak_index == kOddRow;
}

bool refuses_nonsense() {
  tidegate::DetectorConfig config;
  const auto refused = tidegate::set_option(config, "epochs", "many");
  return !refused && refused.error().kind == tidegate::ErrorKind::kUsage;
}

int fail(const std::string& message) {
  std::cerr << message << '\n';
  return 1;
}

}  // namespace

int main() {
  std::cout << "tidegate " << tidegate::kVersion << '\n';
  if (!refuses_nonsense()) return fail("a wrong option was taken");
  const auto detector = train();
  if (!detector) return fail(detector.error().message());
  if (!follow(*detector)) return fail("the odd row was not the one event");
  return 0;
}
