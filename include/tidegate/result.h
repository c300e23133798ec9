// Errors as values, the version, and what a shared library shows.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

/// What a shared library offers to programs; all else in it stays its own (docs/decisions/0017-public-face.md).
#define TIDEGATE_API [[gnu::visibility("default")]]

namespace tidegate {

/// What went wrong, in the terms a caller acts on. Each kind has one exit code of the command line.
enum class ErrorKind {
  kUsage,        ///< an option's value is unknown or out of range (exit code 2)
  kData,         ///< input missing, unreadable or malformed (3)
  kModel,        ///< model file missing, corrupt, newer, or made for other channels (4)
  kOutput,       ///< output cannot be written (5)
  kInterrupted,  ///< the caller asked to stop (130)
};

/// How an option, and the value it should have (may be empty), are written where a text ends: `--loss mae` on a command
/// line, `loss="mae"` in Python.
using Spelling = std::string (*)(std::string_view option, std::string_view value);

/// As in this library's own structs: `train_part`, `loss = mae`.
TIDEGATE_API std::string spelled_as_field(std::string_view option, std::string_view value);

/// An option within a text that a person will read, by its name ("train-part"); `spell` writes it.
TIDEGATE_API std::string option_named(std::string_view option, std::string_view value = "");

/// The text with its options spelled. Other text stays as it is.
TIDEGATE_API std::string spell(std::string_view text, Spelling spelling = spelled_as_field);

/// Where something is wrong; what is not known is empty or 0.
struct Place {
  std::string source{};  ///< a file's name, "standard input"
  std::size_t line = 0;  ///< of the file, counted from 1
  std::string column{};  ///< a column, channel or tensor
  std::string words{};   ///< how a text names the place, where not as `source, line 3, column 'flow'`
};

/// What went wrong, as data. Texts may hold options by name (`option_named`).
struct [[nodiscard]] TIDEGATE_API Error {
  ErrorKind kind = ErrorKind::kData;
  std::string problem;                  ///< a clause
  Place place{};                        ///< where; empty if nowhere
  std::string option{};                 ///< the option it is about, by name; may be empty
  std::vector<std::string> remedies{};  ///< a clause each: what to do about it
  bool remedies_below = false;          ///< a text gives them a line of their own

  /// One to three lines for a person: place, problem, remedies.
  std::string message(Spelling spelling = spelled_as_field) const;

  // Cold: what returns an error is kept out of the way of what does not.
  // The same error with more said of it: `return fail(kUsage, "…").about("window").remedy("take a shorter one");`
  [[gnu::cold]] Error about(std::string_view name) &&;
  [[gnu::cold]] Error at(Place where) &&;
  [[gnu::cold]] Error remedy(std::string text) &&;
  [[gnu::cold]] Error remedy_below(std::string text) &&;  ///< on a line of its own
};

/// An error on the heap: what has none is as large as a pointer, and costs no more to return.
class HeldError {
 public:
  HeldError(Error error) : held_(std::make_unique<Error>(std::move(error))) {}
  HeldError(const HeldError& other) : held_(std::make_unique<Error>(*other.held_)) {}
  HeldError(HeldError&&) noexcept = default;
  HeldError& operator=(const HeldError& other) { return *this = HeldError(other); }
  HeldError& operator=(HeldError&&) noexcept = default;
  Error& operator*() const noexcept { return *held_; }

 private:
  std::unique_ptr<Error> held_;
};

/// A value or an error; the compiler warns when it is ignored. `value()` of an error throws
/// `tl::bad_expected_access<Error>`.
template <class T>
struct [[nodiscard]] Result : tl::expected<T, HeldError> {
  using Base = tl::expected<T, HeldError>;
  using Base::Base;
  Result(Error error) : Base(tl::unexpect, std::move(error)) {}  // `return other.error();`

  const Error& error() const& { return *Base::error(); }
  Error& error() & { return *Base::error(); }
  Error&& error() && { return std::move(*Base::error()); }

  decltype(auto) value() const& { return throw_error(), Base::value(); }
  decltype(auto) value() & { return throw_error(), Base::value(); }
  decltype(auto) value() && { return throw_error(), std::move(*this).Base::value(); }

 private:
  void throw_error() const {
    if (!this->has_value()) throw tl::bad_expected_access<Error>(error());
  }
};

using Status = Result<void>;

[[gnu::cold]] inline Error fail(ErrorKind kind, std::string problem) { return {kind, std::move(problem)}; }

/// An outer step in front of an error's text: "training on pump.csv: …".
TIDEGATE_API Error wrap(Error error, std::string_view step);

// The library's version; the build checks that it equals the one in CMakeLists.txt.

inline constexpr const char* kVersion = "0.1.0";

}  // namespace tidegate
