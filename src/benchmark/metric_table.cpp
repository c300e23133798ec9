#include "tidegate/benchmark.h"

namespace tidegate {

const std::array<MetricInfo, kMetrics>& metric_infos() {
  constexpr OverSeries kPooled = OverSeries::kPooled;
  constexpr OverSeries kMean = OverSeries::kMean;
  static constexpr std::array<MetricInfo, kMetrics> kInfos = {{
      {Metric::kAucRoc, "auc_roc", "AUC-ROC"},
      {Metric::kAucPr, "auc_pr", "AUC-PR"},
      {Metric::kBestF1, "best_f1", "best F1 of rows"},
      {Metric::kF1, "f1", "F1 of rows"},
      {Metric::kVusRoc, "vus_roc", "VUS-ROC"},
      {Metric::kVusPr, "vus_pr", "VUS-PR"},
      {Metric::kRangeF1, "range_f1", "range F1"},
      {Metric::kAffiliationPrecision, "affiliation_precision", "affiliation precision"},
      {Metric::kAffiliationRecall, "affiliation_recall", "affiliation recall"},
      {Metric::kAffiliationF1, "affiliation_f1", "affiliation F1"},
      {Metric::kEventPrecision, "event_precision", "event precision", kPooled},
      {Metric::kEventRecall, "event_recall", "event recall", kPooled},
      {Metric::kEventF1, "event_f1", "event F1", kPooled},
      {Metric::kEventF1LikeLength, "event_f1_like_length", "like-length F1", kPooled},
      {Metric::kCompositeF1, "composite_f1", "composite F1"},
      {Metric::kPaKAuc, "pa_k_auc", "PA%K area"},
      {Metric::kPaF1, "pa_f1", "point-adjusted F1"},
      {Metric::kPaF1Random, "pa_f1_random", "point-adjusted F1 of a random score"},
      {Metric::kUcrScore, "ucr_score", "UCR score"},
      {Metric::kNabRows, "nab_standard", "NAB, rows", kPooled},
      {Metric::kNabRowsLowFp, "nab_low_fp", "NAB low FP, rows", kPooled},
      {Metric::kNabRowsLowFn, "nab_low_fn", "NAB low FN, rows", kPooled},
      {Metric::kNabRowsLogo, "nab_standard_logo", "NAB, rows, group left out", kPooled},
      {Metric::kNabStarts, "nab_standard_starts", "NAB, starts", kPooled},
      {Metric::kNabStartsLowFp, "nab_low_fp_starts", "NAB low FP, starts", kPooled},
      {Metric::kNabStartsLowFn, "nab_low_fn_starts", "NAB low FN, starts", kPooled},
      {Metric::kNabStartsLogo, "nab_standard_logo_starts", "NAB, starts, group left out", kPooled},
      {Metric::kDelayMedian, "delay_median", "delay, rows", kMean, false},
      {Metric::kStartErrorMedian, "start_error_median", "error of the start, rows", kMean, false},
      {Metric::kLengthErrorMedian, "length_error_median", "error of the length, |log2|", kMean, false},
      {Metric::kFalsePer10k, "false_per_10k", "false per 10k rows", kPooled, false},
      {Metric::kAlarmsPerDay, "alarms_per_day", "false events a day", kMean, false},
      {Metric::kAlarmShare, "alarm_share", "normal rows in alarm", kMean, false},
      {Metric::kPrecisionAt10, "precision_at_10", "precision of the 10 most severe"},
      {Metric::kFirstChannel, "first_channel", "first channel right"},
  }};
  return kInfos;
}

std::vector<Metric> headline_metrics(const DataSetInfo& data_set) {
  if (data_set.one_anomaly) return {Metric::kUcrScore, Metric::kVusPr, Metric::kEventF1, Metric::kFalsePer10k};
  if (data_set.nab_windows)
    return {Metric::kNabStarts, Metric::kNabRows, Metric::kNabRowsLogo,
            Metric::kVusPr,     Metric::kEventF1, Metric::kFalsePer10k};
  return {Metric::kVusPr, Metric::kEventF1, Metric::kEventF1LikeLength, Metric::kAffiliationF1, Metric::kFalsePer10k};
}

}  // namespace tidegate
