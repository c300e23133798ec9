// Text that stands within a page.
#pragma once
#include <string>
#include <string_view>

#include "tidegate/result.h"

namespace tidegate {

/// Between tags.
std::string escape_html(std::string_view text);

/// JSON within a script element: every `<` is written as \u003c, so that none ends it.
std::string script_text(std::string_view json);

/// kUsage: the library was built without pages.
Error no_page_error();

}  // namespace tidegate
