// Errors as values: what files, configuration or data can cause is returned, never thrown.
#pragma once
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace tidegate {

/// What went wrong, in the terms a caller acts on. Each kind has one exit code of the command line.
enum class ErrorKind {
  kUsage,        ///< an option's value is unknown or out of range (exit code 2)
  kData,         ///< input missing, unreadable or malformed (3)
  kModel,        ///< model file missing, corrupt, newer, or made for other channels (4)
  kOutput,       ///< output cannot be written (5)
  kInterrupted,  ///< the caller asked to stop (130)
};

/// A message for a person: one to three lines that name file, line, field and the remedy.
struct Error {
  ErrorKind kind = ErrorKind::kData;
  std::string message;
};

/// A value or an error; the compiler warns when it is ignored.
template <class T>
struct [[nodiscard]] Result : tl::expected<T, Error> {
  using tl::expected<T, Error>::expected;
};

using Status = Result<void>;

inline tl::unexpected<Error> fail(ErrorKind kind, std::string message) {
  return tl::unexpected<Error>(Error{kind, std::move(message)});
}

/// Adds the outer step in front of a message: "loading model 'pump.tidegate': tensor …".
inline tl::unexpected<Error> wrap(Error error, std::string_view context) {
  error.message.insert(0, std::string(context) + ": ");
  return tl::unexpected<Error>(std::move(error));
}

}  // namespace tidegate
