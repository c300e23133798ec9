// What inspecting a series suggests to do.
#pragma once
#include <string>
#include <vector>

#include "tidegate/inspect.h"

namespace tidegate {

/// Sentences for a person: what would be trained first, then what to set or repair. `inspection` is filled in
/// otherwise. Options are marked (`option_named`).
std::vector<std::string> advise(const Inspection& inspection);

/// A length as the option `resample` takes it: 300 s → "5m", 1.5 s → "1500ms", 1 day → "1d".
std::string duration_option(Duration length);

}  // namespace tidegate
