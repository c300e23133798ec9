// What a report claims about trust, measured: simple rules beside the model, score distribution, checks.
#pragma once
#include "tidegate/inspect.h"
#include "tidegate/report.h"

namespace tidegate {

/// Mean absolute one-step error on the rows not trained on, in deviations of each channel, mean over channels: the
/// model, "the value before" and "the training mean", all on the same rows (those the model scored below its
/// threshold).
struct ForecastErrors {
  double model = 0, previous = 0, mean = 0;
  std::size_t values = 0;
};
ForecastErrors forecast_errors(const ReportInput& input);

ReportBaselines baseline_table(const ForecastErrors& errors);
ReportDistribution score_distribution(const ReportInput& input);
std::vector<ReportCheck> trust_checks(const ReportInput& input, const Inspection& inspection,
                                      const ForecastErrors& errors);
ReportHealth health(const Inspection& inspection);

/// What the threshold says of false alarms: its words behind the first semicolon.
std::string threshold_promise(const DetectorInfo& info);

/// First row that was not trained on.
std::size_t first_scored_row(const ReportInput& input);

}  // namespace tidegate
