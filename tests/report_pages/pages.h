// The pages under test, one a state the report page can be in.
#pragma once
#include <string>
#include <vector>

#include "tidegate/report.h"

namespace tidegate::testing {

struct Page {
  std::string name;
  Report report;
};

std::vector<Page> all_pages();

}  // namespace tidegate::testing
