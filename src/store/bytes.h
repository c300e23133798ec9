// Snapshots as bytes: plain values one after the other, in the machine's own byte order.
// Only patch releases of the same version on the same kind of machine read them back (model files are for all others).
#pragma once
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <ranges>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "tidegate/result.h"

namespace tidegate {

template <class T>
concept PlainNumber = std::is_arithmetic_v<T> && !std::is_same_v<T, bool>;

template <class Range>
concept PlainNumbers = std::ranges::contiguous_range<Range> && PlainNumber<std::ranges::range_value_t<Range>>;

class ByteWriter {
 public:
  template <PlainNumber T>
  void put(T value) {
    append(&value, sizeof value);
  }
  template <std::same_as<bool> T>  // as a template, so that a pointer never turns into a bool
  void put(T value) {
    put(static_cast<std::uint8_t>(value));
  }

  void put(std::string_view text) {
    put(std::uint64_t{text.size()});
    append(text.data(), text.size());
  }

  /// The count, then the values.
  template <PlainNumbers Range>
  void put_all(const Range& values) {
    put(std::uint64_t{std::ranges::size(values)});
    append(std::ranges::data(values), std::ranges::size(values) * sizeof(std::ranges::range_value_t<Range>));
  }

  std::string take() { return std::move(bytes_); }

 private:
  void append(const void* data, std::size_t size) { bytes_.append(static_cast<const char*>(data), size); }

  std::string bytes_;
};

/// Reads what a ByteWriter wrote. The first failure sticks: later reads give zeros, `status` reports it at the end.
/// Nothing is allocated beyond the bytes that are really there.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  template <PlainNumber T>
  T get() {
    T value{};
    copy(&value, sizeof value);
    return value;
  }
  bool get_bool();
  std::string get_string();

  /// Fills `values`; fails if the count written differs from its size.
  template <PlainNumbers Range>
  void get_all(Range&& values) {
    const auto count = get<std::uint64_t>();
    const std::size_t size = std::ranges::size(values);
    if (count != size) return refuse("holds " + std::to_string(count) + " values, expected " + std::to_string(size));
    copy(std::ranges::data(values), size * sizeof(std::ranges::range_value_t<Range>));
  }

  /// Declares the bytes wrong in a way only the caller can see, e.g. a count beyond its capacity.
  void refuse(std::string problem);

  bool ok() const { return problem_.empty(); }

  /// After the last read. Errors: kModel if any read failed or bytes are left over.
  Status status() const;

 private:
  void copy(void* target, std::size_t size);

  std::string_view rest_;
  std::string problem_;
};

}  // namespace tidegate
