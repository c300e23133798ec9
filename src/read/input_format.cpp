#include "read/input_format.h"

#include <algorithm>
#include <array>

#include "read/npy_header.h"

namespace tidegate {
namespace {

using namespace std::string_view_literals;

struct Foreign {
  std::string_view magic;
  std::string_view what;
  std::string_view remedy;
};

constexpr std::array kForeign = {
    Foreign{"PK\x03\x04"sv, "a zip archive (or a spreadsheet)", "unpack it, or save the sheet as CSV"},
    Foreign{"PAR1"sv, "a Parquet file", "convert it to CSV or .npy"},
    Foreign{"\x28\xB5\x2F\xFD"sv, "zstd-compressed", "unpack it with: zstd -d"},
    Foreign{"BZh"sv, "bzip2-compressed", "unpack it with: bunzip2"},
    Foreign{"\xFD\x37zXZ"sv, "xz-compressed", "unpack it with: unxz"},
    Foreign{"\x89HDF"sv, "an HDF5 file", "export the data set to CSV or .npy"},
    Foreign{"\xFF\xFE"sv, "UTF-16 text", "convert it with: iconv -f UTF-16 -t UTF-8"},
    Foreign{"\xFE\xFF"sv, "UTF-16 text", "convert it with: iconv -f UTF-16 -t UTF-8"},
};

bool is_control(char c) noexcept {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f';
}

/// Text holds no NUL and next to no other control characters.
bool is_binary(std::string_view head) noexcept {
  if (head.find('\0') != std::string_view::npos) return true;
  const auto controls = std::count_if(head.begin(), head.end(), is_control);
  return 100 * static_cast<std::size_t>(controls) > head.size();
}

}  // namespace

Result<InputFormat> detect_format(const std::string& name, std::string_view head) {
  if (head.empty())
    return fail(ErrorKind::kData, "is empty").at({.source = name}).remedy("give a file with a header and rows");
  if (is_npy(head)) return InputFormat::kNpy;
  for (const Foreign& foreign : kForeign)
    if (head.starts_with(foreign.magic))
      return fail(ErrorKind::kData, "is " + std::string(foreign.what) + ", not CSV, JSON lines or .npy")
          .at({.source = name})
          .remedy_below(std::string(foreign.remedy));
  if (is_binary(head))
    return fail(ErrorKind::kData, "contains binary data")
        .at({.source = name})
        .remedy_below("expected CSV, JSON lines (either may be gzip) or .npy");
  if (head.starts_with(kByteOrderMark)) head.remove_prefix(kByteOrderMark.size());
  const std::size_t first = head.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos && head.size() < 4096)
    return fail(ErrorKind::kData, "contains only blank lines")
        .at({.source = name})
        .remedy("give a file with a header and rows");
  const bool json = first != std::string_view::npos && (head[first] == '{' || head[first] == '[');
  return json ? InputFormat::kJsonLines : InputFormat::kCsv;
}

}  // namespace tidegate
