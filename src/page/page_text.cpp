#include "page/page_text.h"

namespace tidegate {

std::string escape_html(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else
      out += c;
  }
  return out;
}

std::string script_text(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  for (const char c : json) {
    if (c == '<')
      out += "\\u003c";
    else
      out += c;
  }
  return out;
}

Error no_page_error() {
  return fail(ErrorKind::kUsage,
              "this build has no report page\nconfigure with -DTIDEGATE_REPORT_PAGE=ON (needs Node.js 18 and npm)");
}

}  // namespace tidegate
