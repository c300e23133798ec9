// The description inside the report page: JSON after web/schema.json, and the arrays it refers to.
#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "tidegate/report.h"

namespace tidegate {

using ReportArray = std::variant<std::span<const float>, std::vector<double>>;

/// `arrays[k]` is what the JSON calls "#ak". Spans point into the report.
struct ReportDescription {
  std::string json;
  std::vector<ReportArray> arrays;
};

/// Describes the report. Every `<` is written as \u003c, so that the text can stand inside a script element; bytes that
/// are not UTF-8 become U+FFFD; NaN becomes null.
ReportDescription describe_report(const Report& report);
ReportDescription describe_report(Report&&) = delete;

}  // namespace tidegate
