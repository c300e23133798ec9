#include "read/npy_header.h"

#include <charconv>
#include <limits>
#include <vector>

namespace tidegate {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kMagic = "\x93NUMPY"sv;

std::size_t little_endian(std::string_view bytes) {
  std::size_t value = 0;
  for (std::size_t i = bytes.size(); i-- > 0;) value = 256 * value + static_cast<unsigned char>(bytes[i]);
  return value;
}

/// The text of the header's dictionary behind `'key':`; empty if it is not there.
std::string_view entry(std::string_view dictionary, std::string_view key) {
  const std::size_t at = dictionary.find("'" + std::string(key) + "'");
  if (at == dictionary.npos) return {};
  const std::size_t value = dictionary.find_first_not_of(": ", at + key.size() + 2);
  return value == dictionary.npos ? std::string_view() : dictionary.substr(value);
}

Error damaged(const std::string& name, const std::string& what) {
  return fail(ErrorKind::kData, what).at({.source = name}).remedy_below("write the array again with numpy.save");
}

/// `'<f8'` and the like.
Status read_type(const std::string& name, std::string_view text, NpyHeader& header) {
  const std::size_t end = text.empty() || text[0] != '\'' ? 0 : text.find('\'', 1);
  const std::string type(text.substr(0, end).substr(end == 0 ? 0 : 1));
  const bool shaped = type.size() == 3 && std::string_view("fiub").find(type[1]) != std::string_view::npos;
  if (shaped && type[0] == '>')
    return fail(ErrorKind::kData, "contains big-endian numbers ('" + type + "')")
        .at({.source = name})
        .remedy_below("save array.astype('<" + type.substr(1) + "') instead");
  header.kind = shaped ? type[1] : '\0';
  header.item_bytes = shaped ? static_cast<std::size_t>(type[2] - '0') : 0;
  const bool integer = header.kind == 'i' || header.kind == 'u';
  const std::size_t n = header.item_bytes;
  const bool known = (header.kind == 'f' && (n == 4 || n == 8)) ||
                     (integer && (n == 1 || n == 2 || n == 4 || n == 8)) || (header.kind == 'b' && n == 1);
  if (known) return {};
  return fail(ErrorKind::kData, "contains values of type '" + (type.empty() ? "structured" : type) +
                                    "', expected float32, float64, integers or bool")
      .at({.source = name})
      .remedy_below("save array.astype('float64') instead");
}

/// `(3, 2)`, `(3,)`; anything else gives an empty list.
std::vector<std::size_t> read_shape(std::string_view text) {
  std::vector<std::size_t> shape;
  if (text.empty() || text[0] != '(') return {};
  const char* at = text.data() + 1;
  const char* const end = text.data() + text.size();
  while (at != end && *at != ')') {
    std::size_t size = 0;
    const auto parsed = std::from_chars(at, end, size);
    if (parsed.ec != std::errc()) return {};
    shape.push_back(size);
    for (at = parsed.ptr; at != end && (*at == ',' || *at == ' ' || *at == 'L');) ++at;
  }
  return at == end ? std::vector<std::size_t>() : shape;
}

Status take_shape(const std::string& name, const std::vector<std::size_t>& shape, NpyHeader& header) {
  if (shape.empty() || shape.size() > 2)
    return fail(ErrorKind::kData, "contains an array of " + std::to_string(shape.size()) +
                                      " dimensions, expected (rows) or (rows, channels)")
        .at({.source = name})
        .remedy_below("reshape it and save it again");
  header.dimensions = shape.size();
  header.rows = shape[0];
  header.columns = shape.size() == 2 ? shape[1] : 1;
  if (header.rows == 0 || header.columns == 0)
    return fail(ErrorKind::kData, "contains an array without rows").at({.source = name});
  if (header.columns > kMostNpyColumns)
    return fail(ErrorKind::kData, "has " + std::to_string(header.columns) + " columns")
        .at({.source = name})
        .remedy("the first dimension is rows: transpose it? (numpy: array.T)");
  if (header.rows > std::numeric_limits<std::size_t>::max() / header.row_bytes())
    return damaged(name, "has an impossible number of rows");
  return {};
}

}  // namespace

bool is_npy(std::string_view head) noexcept { return head.starts_with(kMagic); }

Result<NpyHeader> parse_npy_header(const std::string& name, std::string_view head) {
  if (head.size() < 10) return damaged(name, "ends within the .npy header");
  const int version = head[6];
  if (version < 1 || version > 3)
    return damaged(name, "is of .npy version " + std::to_string(version) + ", expected 1 to 3");
  const std::size_t length_bytes = version == 1 ? 2 : 4;
  const std::size_t length = little_endian(head.substr(8, length_bytes));
  NpyHeader header;
  header.header_bytes = 8 + length_bytes + length;
  if (length > 65536) return damaged(name, "has a .npy header that is too long");
  if (head.size() < header.header_bytes) return damaged(name, "ends within the .npy header");
  const std::string_view dictionary = head.substr(8 + length_bytes, length);
  if (entry(dictionary, "shape").empty() || entry(dictionary, "descr").empty() ||
      entry(dictionary, "fortran_order").empty())
    return damaged(name, "has a damaged .npy header");
  header.column_major = entry(dictionary, "fortran_order").starts_with("True");
  if (Status type = read_type(name, entry(dictionary, "descr"), header); !type) return type.error();
  if (Status shape = take_shape(name, read_shape(entry(dictionary, "shape")), header); !shape) return shape.error();
  if (header.dimensions == 1) header.column_major = false;
  return header;
}

}  // namespace tidegate
