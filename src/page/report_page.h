// The pages' own bytes (script, style, markup), built from web/ and embedded by cmake/report_page.cmake.
#pragma once
#include <string_view>

namespace tidegate {

/// A page is head · title · middle · arrays and JSON · tail. All empty in a build without the pages.
struct ReportPage {
  std::string_view head, middle, tail;
};

/// The page of one detector's run; arrays and JSON after web/schema.json.
ReportPage report_page();

/// The page of a benchmark run: no arrays, and one `<script type="application/json" id="tidegate-benchmark">` whose
/// text follows web/benchmark.schema.json (every `<` as \u003c, NaN as null).
ReportPage benchmark_page();

}  // namespace tidegate
