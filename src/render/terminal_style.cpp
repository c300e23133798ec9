#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>

#include "tidegate/render.h"

namespace tidegate {
namespace {

bool colour_wanted() {
  const char* none = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  const bool refused = none != nullptr && *none != '\0';
  return !refused && term != nullptr && std::string_view(term) != "dumb";
}

}  // namespace

PlotStyle terminal_style(int file_descriptor) {
  PlotStyle style;
  if (isatty(file_descriptor) == 0) return style;
  style.colour = colour_wanted();
  winsize window{};
  if (ioctl(file_descriptor, TIOCGWINSZ, &window) == 0 && window.ws_col > 0) style.size.width = window.ws_col;
  return style;
}

}  // namespace tidegate
