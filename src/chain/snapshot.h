// The state of one stream as bytes, for the same detector and all patch releases of a version of the library.
#pragma once
#include <string>
#include <string_view>

#include "chain/chain.h"
#include "tidegate/result.h"

namespace tidegate {

/// Raised when what the bytes hold or mean changes.
inline constexpr int kStateFormat = 2;

/// Events that wait to be taken included. The same bytes wherever the series lies. `version`: of the library.
std::string write_snapshot(const FittedChain& chain, const SeriesView& series, std::string_view version = kVersion);
std::string write_snapshot(const FittedChain& chain, const ChainState& state);

/// The series as it was; events of its own that wait to be taken are counted as lost. Unchanged unless all bytes fit.
/// Errors: kModel (other version but for its patch number, other detector, damaged).
Status read_snapshot(const FittedChain& chain, std::string_view bytes, const SeriesView& series,
                     std::string_view version = kVersion);
Status read_snapshot(const FittedChain& chain, std::string_view bytes, ChainState& state);

}  // namespace tidegate
