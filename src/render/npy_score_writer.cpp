#include "render/npy_score_writer.h"

#include <bit>
#include <cmath>
#include <limits>

#include "render/score_columns.h"

namespace tidegate {
namespace {

static_assert(std::endian::native == std::endian::little, "numbers are written as they lie in memory");

constexpr std::size_t kHeaderBytes = 128;
constexpr std::size_t kBlockBytes = std::size_t{1} << 18;

class NpyScoreWriter final : public ScoredRowSink {
 public:
  NpyScoreWriter(OutputFile& out, std::size_t channels, bool detail)
      : out_(out), channels_(channels), columns_(detail ? 3 + kDetailSuffixes.size() * channels : 0) {}

  Status write(const ScoredRow& row) override {
    append(row.score);
    if (columns_ > 0) {
      const bool scored = !std::isnan(row.score);
      append(scored ? row.threshold : row.score);
      append(scored ? (row.anomaly ? 1.0 : 0.0) : row.score);
      visit_details(row, channels_, [this](double value) { append(value); });
    }
    ++rows_;
    return out_.can_patch() && pending_.size() >= kBlockBytes ? flush() : Status();
  }

  Status finish() override {
    const bool begun = header_written_;
    if (const Status flushed = flush(); !flushed) return flushed;
    return begun ? out_.patch(0, npy_header_bytes(rows_, columns_)) : Status();
  }

 private:
  void append(double value) { pending_.append(reinterpret_cast<const char*>(&value), sizeof value); }

  Status flush() {
    if (!header_written_)
      if (const Status written = out_.write(npy_header_bytes(rows_, columns_)); !written) return written;
    header_written_ = true;
    const Status written = out_.write(pending_);
    pending_.clear();
    return written;
  }

  OutputFile& out_;
  std::size_t channels_, columns_;
  std::size_t rows_ = 0;
  bool header_written_ = false;
  std::string pending_;
};

}  // namespace

std::string npy_header_bytes(std::size_t rows, std::size_t columns) {
  constexpr std::size_t dictionary_bytes = kHeaderBytes - 10;  // behind magic, version and length
  std::string bytes("\x93NUMPY\x01\x00", 8);
  bytes += {static_cast<char>(dictionary_bytes), '\0'};
  bytes += "{'descr': '<f8', 'fortran_order': False, 'shape': (" + std::to_string(rows) + ",";
  if (columns > 0) bytes += " " + std::to_string(columns);
  bytes += "), }";
  bytes.resize(kHeaderBytes - 1, ' ');
  return bytes + '\n';
}

std::unique_ptr<ScoredRowSink> make_npy_score_writer(OutputFile& out, std::size_t channels, bool detail) {
  return std::make_unique<NpyScoreWriter>(out, channels, detail);
}

}  // namespace tidegate
