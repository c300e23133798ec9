#include "model/training/schedule.h"

#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include "base/choice.h"

namespace tidegate {

double Schedule::share(std::size_t epoch, std::size_t epochs) const {
  switch (kind) {
    case Kind::kStep:
      return std::pow(0.5, static_cast<double>(epoch / every));
    case Kind::kCosine:
      return (1 + std::cos(std::numbers::pi * static_cast<double>(epoch) / static_cast<double>(epochs))) / 2;
    case Kind::kPlateau:
    case Kind::kConstant:
      return 1;
  }
  return 1;
}

Result<Schedule> parse_schedule(std::string_view spec) {
  constexpr std::string_view kOption = "schedule";
  const Choice choice = split_choice(spec);
  if (choice.name == "step") {
    const auto every = choice_whole_number(choice, "step:N", {1, 1e6});
    if (!every) return Error(every.error()).about(kOption);
    return Schedule{Schedule::Kind::kStep, static_cast<std::size_t>(*every)};
  }
  const std::vector<std::string> known = {"plateau", "constant", "cosine", "step"};
  if (choice.name != "plateau" && choice.name != "constant" && choice.name != "cosine")
    return unknown_choice(kOption, choice.name, known);
  if (choice.has_argument)
    return fail(ErrorKind::kUsage, "schedule '" + choice.name + "' takes no number")
        .about(kOption)
        .remedy("write it as " + choice.name);
  if (choice.name == "constant") return Schedule{Schedule::Kind::kConstant};
  return Schedule{choice.name == "cosine" ? Schedule::Kind::kCosine : Schedule::Kind::kPlateau};
}

}  // namespace tidegate
