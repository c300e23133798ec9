// What a detector says of itself, for people and for programs.
#pragma once
#include <string>

#include "tidegate/detector.h"

namespace tidegate::cli {

std::string detector_text(const Detector& detector);
std::string detector_json(const Detector& detector);

}  // namespace tidegate::cli
