#include <gtest/gtest.h>

#include <set>

#include "tidegate/benchmark.h"

namespace tidegate {
namespace {

TEST(MetricTable, StandsInTheOrderOfTheMetricsAndNamesEachOnce) {
  std::set<std::string_view> names;
  for (std::size_t m = 0; m < kMetrics; ++m) {
    EXPECT_EQ(metric_infos()[m].metric, static_cast<Metric>(m));
    EXPECT_TRUE(names.insert(metric_infos()[m].name).second) << metric_infos()[m].name;
  }
}

TEST(MetricTable, TheNamesOfTheOutwardContractAreThere) {
  std::set<std::string_view> names;
  for (const MetricInfo& info : metric_infos()) names.insert(info.name);
  for (const char* const name :
       {"auc_roc", "auc_pr", "best_f1", "vus_roc", "vus_pr", "range_f1", "affiliation_f1", "event_precision",
        "event_recall", "event_f1", "composite_f1", "pa_k_auc", "ucr_score", "nab_standard", "nab_low_fp", "nab_low_fn",
        "nab_standard_logo", "alarms_per_day", "delay_median"})
    EXPECT_TRUE(names.contains(name)) << name;
}

TEST(HeadlineMetrics, AreThoseOfTheDataSetsField) {
  EXPECT_EQ(headline_metrics({.one_anomaly = true}).front(), Metric::kUcrScore);
  EXPECT_EQ(headline_metrics({.nab_windows = true}).front(), Metric::kNabStarts);
  EXPECT_EQ(headline_metrics({}).front(), Metric::kVusPr);
}

}  // namespace
}  // namespace tidegate
