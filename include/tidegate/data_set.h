// Data sets of the field, as their publishers lay them out: series whose anomalies are known.
#pragma once
#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tidegate/result.h"
#include "tidegate/series.h"

namespace tidegate {

/// A known anomaly.
struct LabelledAnomaly {
  RowRange rows;                      ///< of the whole series: the training part's rows count, too
  std::vector<std::size_t> channels;  ///< in which it shows; empty = the data set does not say
};

/// One series: what may be learned from, and what is judged. The two are apart, so that nothing can be fitted on rows
/// that are judged; neither has labels.
struct TIDEGATE_API LabelledSeries {
  std::string name, family;                ///< as DataSet::name and family
  std::vector<std::string> inputs_only{};  ///< channels that a detector may read, but does not judge
  Series training, test;
  bool test_continues = true;                ///< the test part follows the training part without a break
  bool training_judged = false;              ///< metrics count the training part's rows, too: its publishers do so
  std::vector<LabelledAnomaly> anomalies{};  ///< in order, none overlaps

  std::size_t rows() const { return training.rows.size() + test.rows.size(); }
  RowRange judged() const { return {training_judged ? 0 : training.rows.size(), rows()}; }
};

/// How a data set's field counts.
enum class EventProtocol { kOverlap, kTelemanom };

/// What a format is, and how its field uses it.
struct DataSetInfo {
  std::string_view name;   ///< "ucr"
  std::string_view title;  ///< "UCR anomaly archive"
  std::string_view source;
  std::string_view split;     ///< which rows are learned from, and which are judged: one sentence
  std::string_view expected;  ///< what its folder holds
  EventProtocol events = EventProtocol::kOverlap;
  bool one_anomaly = false;  ///< each series has exactly one: the highest score must lie in it
  bool nab_windows = false;  ///< its anomalies are the windows of NAB's score
};

/// All formats, in the order of help texts.
TIDEGATE_API std::vector<DataSetInfo> data_set_formats();

struct DataSetOptions {
  std::string label{};    ///< of `csv`: the label column; empty = found by its name
  std::string only{};     ///< names with this text in them; * stands for any characters; empty = all
  std::size_t limit = 0;  ///< series at most, spread evenly over those that are left; 0 = all
  /// explore or confirm: the half on which settings may be chosen, or the one that they are confirmed on. Series that
  /// are versions of one another stay together. Empty = both.
  std::string half{};
  std::filesystem::path list{};           ///< a text file that names the series to take, one a line; empty = all
  std::filesystem::path label_windows{};  ///< of `csv`: known anomalies in a file of their own, instead of a column
};

/// A known fault of a series, or of a whole data set (no name).
struct DataSetFault {
  std::string_view series, fault;
};

/// Const after it was opened; series are read when they are asked for, from any thread. Cheap to copy.
class TIDEGATE_API DataSet {
 public:
  /// `folder` is as its publishers lay it out, or holds such a folder of the format's name, or an archive
  /// NAME.tar.zst (or is that archive), which is unpacked once into a cache: TIDEGATE_CACHE, or tidegate in
  /// XDG_CACHE_HOME, or in ~/.cache. Errors: kUsage (unknown format; no series is left), kData (nothing of the format
  /// in the folder; an archive that cannot be unpacked).
  static Result<DataSet> open(std::string_view format, const std::filesystem::path& folder,
                              const DataSetOptions& options = {});

  const DataSetInfo& info() const;
  std::size_t size() const;                             ///< series
  const std::string& name(std::size_t series) const;    ///< "realKnownCause/nyc_taxi"
  const std::string& family(std::size_t series) const;  ///< what results are grouped by
  std::vector<DataSetFault> faults() const;             ///< those of series that are left, and of the whole

  /// Errors: kData naming file and what is wrong.
  Result<LabelledSeries> read(std::size_t series) const;

  struct Impl;  ///< of `src/data_set`

 private:
  explicit DataSet(std::shared_ptr<const Impl> impl);
  std::shared_ptr<const Impl> impl_;
};

}  // namespace tidegate
