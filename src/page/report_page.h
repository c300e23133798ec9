// The page's own bytes (script, style, markup), built from web/ and embedded by cmake/report_page.cmake.
#pragma once
#include <string_view>

namespace tidegate {

/// The page is head · title · middle · arrays and JSON · tail. All empty in a build without the page.
struct ReportPage {
  std::string_view head, middle, tail;
};

ReportPage report_page();

}  // namespace tidegate
