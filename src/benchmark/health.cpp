#include "benchmark/health.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/missing.h"
#include "base/sha256.h"
#include "base/text.h"
#include "benchmark/series_metrics.h"
#include "metrics/ranking.h"

namespace tidegate {
namespace {

constexpr double kSolved = 0.95;  ///< best F1 of rows from which a rule counts as a solution
constexpr double kMostlyAnomalous = 0.3;

void add_values(Sha256& sum, const Series& part) { sum.update(std::as_bytes(part.rows.values.flat())); }

std::string digest_of(const LabelledSeries& series) {
  Sha256 sum;
  sum.update(series.name);
  add_values(sum, series.training);
  add_values(sum, series.test);
  for (const LabelledAnomaly& anomaly : series.anomalies)
    sum.update(std::to_string(anomaly.rows.begin) + "-" + std::to_string(anomaly.rows.end) + " ");
  return sum.hex();
}

bool is_constant(const Series& part, std::size_t channel) {
  double first = kMissingValue;
  for (std::size_t row = 0; row < part.rows.size(); ++row) {
    const double value = part.rows.values(row, channel);
    if (std::isnan(value)) continue;
    if (std::isnan(first)) first = value;
    if (value != first) return false;
  }
  return true;
}

/// The largest step of any channel from one row of the test part to the next.
std::vector<double> differences(const Series& part) {
  std::vector<double> steps(part.rows.size(), kMissingValue);
  for (std::size_t row = 1; row < part.rows.size(); ++row)
    for (std::size_t c = 0; c < part.channels.size(); ++c)
      steps[row] = std::fmax(steps[row], std::abs(part.rows.values(row, c) - part.rows.values(row - 1, c)));
  return steps;
}

/// "a, b and 4 more"
std::string some_of(const std::vector<std::string>& names) {
  constexpr std::size_t kShown = 5;
  const std::size_t shown = std::min(names.size(), kShown);
  std::string text = join(std::vector<std::string>(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(shown)));
  return names.size() > shown ? text + " and " + std::to_string(names.size() - shown) + " more" : text;
}

/// One finding for all series it is true of.
class Collected {
 public:
  explicit Collected(std::size_t series) : series_(series) {}
  void add(const std::string& text, const std::string& name) { names_[text].push_back(name); }
  void to(std::vector<DataFinding>& findings) const {
    for (const auto& [text, names] : names_)
      findings.push_back({names.size() == 1 ? names.front() : std::string(),
                          names.size() == 1 ? text
                                            : text + ": " + std::to_string(names.size()) + " of " +
                                                  plural(series_, "series") + " (" + some_of(names) + ")"});
  }

 private:
  std::size_t series_;
  std::map<std::string, std::vector<std::string>> names_;
};

}  // namespace

SeriesFacts facts_of(const LabelledSeries& series) {
  SeriesFacts facts{.name = series.name, .digest = digest_of(series)};
  Sha256 test;
  add_values(test, series.test);
  facts.test_digest = test.hex();
  for (std::size_t c = 0; c < series.training.channels.size(); ++c)
    if (is_judged(series, c) && is_constant(series.training, c))
      facts.constant.push_back(series.training.channels[c].name);
  const JudgedLabels labels = judged_labels(series);
  facts.anomalies = labels.anomalies.size();
  facts.short_anomalies = static_cast<std::size_t>(
      std::ranges::count_if(labels.anomalies, [](const RowRange& rows) { return rows.size() <= 2; }));
  facts.anomalous = static_cast<double>(std::ranges::count(labels.rows, 1)) / static_cast<double>(labels.rows.size());
  facts.learned_anomalies = static_cast<std::size_t>(std::ranges::count_if(
      series.anomalies, [&](const auto& one) { return one.rows.begin < series.training.rows.size(); }));
  if (!series.training_judged && facts.anomalies > 0)
    facts.solved_by_difference = best_f1(differences(series.test), labels.rows).f1 >= kSolved;
  return facts;
}

std::vector<DataFinding> data_findings(const DataSet& data, const std::vector<SeriesFacts>& facts) {
  Collected collected(facts.size());
  std::map<std::string, std::vector<std::string>> alike;
  for (const SeriesFacts& one : facts) {
    alike[one.test_digest].push_back(one.name);
    if (one.solved_by_difference)
      collected.add("a threshold on |value − value before| alone finds the anomalies", one.name);
    if (!one.constant.empty()) collected.add("channels that are judged are constant in the training part", one.name);
    if (one.anomalies == 0)
      collected.add("no anomaly among the judged rows: only false alarms can be counted", one.name);
    if (one.short_anomalies > 0) collected.add("anomalies of one or two rows", one.name);
    if (one.anomalous > kMostlyAnomalous) collected.add("over 30 % of the judged rows are anomalous", one.name);
    if (one.learned_anomalies > 0) collected.add("anomalies within the training part", one.name);
  }
  std::vector<DataFinding> findings;
  for (const auto& [digest, names] : alike)
    if (names.size() > 1) findings.push_back({"", "the same test part: " + some_of(names)});
  collected.to(findings);
  for (const DataSetFault& fault : data.faults())
    findings.push_back({std::string(fault.series), std::string(fault.fault)});
  return findings;
}

}  // namespace tidegate
