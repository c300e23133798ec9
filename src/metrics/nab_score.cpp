#include "metrics/nab_score.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/missing.h"

namespace tidegate {
namespace {

double sigmoid(double position) { return position > 3 ? -1 : 2 / (1 + std::exp(5 * position)) - 1; }

constexpr std::size_t kOutside = static_cast<std::size_t>(-1);

/// A row that may be flagged, and what that is worth.
struct NabRow {
  double score;
  double worth;
  std::size_t window;  ///< its number in the corpus, or kOutside
};

/// A window's row: early is worth more.
double worth_inside(const RowRange& window, std::size_t row) {
  return sigmoid(-static_cast<double>(window.end - row) / static_cast<double>(window.size())) / sigmoid(-1);
}

double worth_behind(const RowRange& window, std::size_t row) {
  return sigmoid(static_cast<double>(row - (window.end - 1)) / static_cast<double>(window.size() - 1));
}

void add_rows(const NabFile& file, std::size_t first_window, const NabProfile& profile, std::vector<NabRow>& rows) {
  std::size_t next = 0;  // the first window that does not lie before the row
  for (std::size_t row = 0; row < file.scores.size(); ++row) {
    while (next < file.windows.size() && file.windows[next].end <= row) ++next;
    if (row < nab_probation(file.scores.size()) || std::isnan(file.scores[row])) continue;
    if (next < file.windows.size() && file.windows[next].begin <= row)
      rows.push_back({file.scores[row], profile.found * worth_inside(file.windows[next], row), first_window + next});
    else
      rows.push_back(
          {file.scores[row], profile.wrong * (next == 0 ? -1 : worth_behind(file.windows[next - 1], row)), kOutside});
  }
}

/// The corpus while rows are flagged, in any order.
class Corpus {
 public:
  Corpus(std::span<const NabFile> files, const NabProfile& profile) : profile_(profile) {
    for (const NabFile& file : files) {
      add_rows(file, windows_, profile, rows_);
      windows_ += file.windows.size();
    }
    best_.assign(windows_, kMissingValue);
    raw_ = nothing();
  }

  void sort() {
    std::ranges::stable_sort(rows_, [](const NabRow& a, const NabRow& b) { return a.score > b.score; });
  }
  const std::vector<NabRow>& rows() const { return rows_; }
  void flag(const NabRow& row) {
    if (row.window == kOutside) {
      raw_ += row.worth;
      return;
    }
    double& best = best_[row.window];
    if (std::isnan(best))
      raw_ += profile_.missed + row.worth;
    else if (row.worth > best)
      raw_ += row.worth - best;
    else
      return;
    best = row.worth;
  }
  NabScore score(double threshold) const {
    const double perfect = profile_.found * static_cast<double>(windows_);
    return {windows_ == 0 ? kMissingValue : 100 * (raw_ - nothing()) / (perfect - nothing()), raw_, threshold};
  }

 private:
  double nothing() const { return -profile_.missed * static_cast<double>(windows_); }

  NabProfile profile_;
  std::size_t windows_ = 0;
  std::vector<NabRow> rows_;
  std::vector<double> best_;  ///< of each window, NaN until it is found
  double raw_ = 0;
};

}  // namespace

std::size_t nab_probation(std::size_t rows) { return std::min<std::size_t>(rows * 15 / 100, 750); }

NabScore nab_score_at(std::span<const NabFile> files, const NabProfile& profile, double threshold) {
  Corpus corpus(files, profile);
  for (const NabRow& row : corpus.rows())
    if (row.score >= threshold) corpus.flag(row);
  return corpus.score(threshold);
}

NabScore nab_score(std::span<const NabFile> files, const NabProfile& profile) {
  Corpus corpus(files, profile);
  corpus.sort();
  const std::vector<NabRow>& rows = corpus.rows();
  NabScore best = corpus.score(std::numeric_limits<double>::infinity());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    corpus.flag(rows[i]);
    if (i + 1 < rows.size() && rows[i + 1].score == rows[i].score) continue;
    if (const NabScore here = corpus.score(rows[i].score); here.raw > best.raw) best = here;
  }
  return best;
}

}  // namespace tidegate
