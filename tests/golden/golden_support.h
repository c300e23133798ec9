// Golden files and what our nets make of them.
#pragma once
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "model/nets/weights.h"

namespace tidegate::testing_support {

using Json = nlohmann::json;

inline Json read_golden(const std::string& name) {
  const auto path = std::filesystem::path(TIDEGATE_PROJECT_FOLDER) / "tests" / "golden" / (name + ".json");
  std::ifstream file(path);
  EXPECT_TRUE(file.good()) << path;
  return Json::parse(file);
}

template <class Real>
std::vector<Real> numbers(const Json& list) {
  return list.get<std::vector<Real>>();
}

/// Parameters with the weights of a golden file, which stand there by their names.
template <class Real>
std::vector<Real> import_golden(const Network<Real>& net, const Json& weights) {
  std::vector<NamedTensor<Real>> slots = weight_slots(net);
  for (NamedTensor<Real>& slot : slots) slot.values = numbers<Real>(weights.at(slot.name));
  std::vector<Real> parameters(net.parameter_count());
  const Status imported = import_weights(net, slots, parameters);
  EXPECT_TRUE(imported.has_value());
  return parameters;
}

inline double norm(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value * value;
  return std::sqrt(sum);
}

/// ‖ours − PyTorch's‖ ≤ tolerance · ‖PyTorch's‖, each tensor by itself.
template <class Real>
void expect_same_gradients(const Network<Real>& net, const std::vector<Real>& gradients, const Json& known,
                           double tolerance) {
  const std::vector<NamedTensor<Real>> ours = export_weights(net, gradients);
  ASSERT_EQ(ours.size(), known.size());
  for (const NamedTensor<Real>& tensor : ours) {
    const auto expected = numbers<double>(known.at(tensor.name));
    ASSERT_EQ(tensor.values.size(), expected.size()) << tensor.name;
    std::vector<double> difference(expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i)
      difference[i] = static_cast<double>(tensor.values[i]) - expected[i];
    EXPECT_LE(norm(difference), tolerance * norm(expected)) << tensor.name;
  }
}

/// "rnn-relu" → "rnn_relu": a name that a test may have.
inline std::string test_name(std::string name) {
  for (char& c : name)
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
  return name;
}

}  // namespace tidegate::testing_support
