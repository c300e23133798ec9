// What makes results on a data set worth less, found in the data.
#pragma once
#include <string>
#include <vector>

#include "tidegate/benchmark.h"

namespace tidegate {

/// What is kept of a series while all are read: little.
struct SeriesFacts {
  std::string name;
  std::string digest;                 ///< SHA-256 of values and labels of both parts
  std::string test_digest;            ///< of the test part's values alone
  std::vector<std::string> constant;  ///< judged channels without two values in the training part
  std::size_t anomalies = 0;          ///< in judged rows
  std::size_t short_anomalies = 0;    ///< of these, those of one or two rows
  double anomalous = 0;               ///< share of the judged rows
  bool solved_by_difference = false;  ///< some threshold on |value − value before| flags the anomalies and nothing else
  std::size_t learned_anomalies = 0;  ///< that begin in the training part
};

SeriesFacts facts_of(const LabelledSeries& series);

/// Findings of all series, and the faults that are known of the data set.
std::vector<DataFinding> data_findings(const DataSet& data, const std::vector<SeriesFacts>& facts);

}  // namespace tidegate
