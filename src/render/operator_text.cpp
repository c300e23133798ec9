#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "tidegate/render.h"

namespace tidegate {

std::string format_operator_text(const std::string& detector, const std::vector<OperatorResult>& results) {
  std::string text;
  for (const OperatorResult& one : results) {
    text += (one.passed ? "pass  " : "FAIL  ") + std::string(one.name) + ": " + std::string(one.words) + "\n";
    if (!one.passed) text += "      " + one.why + "\n";
  }
  const auto passed = static_cast<std::size_t>(std::ranges::count_if(results, &OperatorResult::passed));
  return text + detector + ": " + std::to_string(passed) + " of " + plural(results.size(), "case") + " passed\n";
}

std::string format_operator_json(const std::string& detector, const std::vector<OperatorResult>& results) {
  nlohmann::ordered_json cases = nlohmann::ordered_json::array();
  for (const OperatorResult& one : results)
    cases.push_back({{"name", one.name},
                     {"words", one.words},
                     {"passed", one.passed},
                     {"why", one.passed ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(spell(one.why))}});
  const nlohmann::ordered_json json = {
      {"dataset", "operator"}, {"tidegate", kVersion}, {"detector", detector}, {"cases", cases}};
  return json.dump() + "\n";
}

}  // namespace tidegate
