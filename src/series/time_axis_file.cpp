#include "series/time_axis_file.h"

namespace tidegate {

nlohmann::ordered_json time_axis_json(const TimeAxisParams& axis) {
  return {{"step_ns", axis.step.count()},
          {"regular", axis.regular},
          {"tolerance", axis.tolerance},
          {"longest_gap", axis.longest_gap},
          {"repeats", axis.repeats}};
}

Status read_time_axis(const TensorFile& file, const nlohmann::ordered_json& json, TimeAxisParams& axis) {
  // A stream walks through a gap row by row, so its longest length has the limit of the window it stems from.
  constexpr std::size_t longest_window = 1'000'000;
  axis.step = Duration(json.at("step_ns").get<std::int64_t>());
  axis.regular = json.at("regular").get<bool>();
  axis.tolerance = json.at("tolerance").get<double>();
  axis.longest_gap = json.at("longest_gap").get<std::size_t>();
  axis.repeats = json.value("repeats", false);
  if (axis.step < Duration::zero() || axis.longest_gap > longest_window)
    return file.error("its time axis is invalid: step_ns must be at least 0 and longest_gap at most 1,000,000");
  return {};
}

}  // namespace tidegate
