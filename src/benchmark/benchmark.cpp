#include <atomic>
#include <fstream>

#include "base/jobs.h"
#include "base/sha256.h"
#include "base/stopwatch.h"
#include "benchmark/health.h"
#include "benchmark/judged_series.h"
#include "benchmark/overall.h"
#include "benchmark/series_metrics.h"
#include "benchmark/trial_file.h"
#include "tidegate/benchmark.h"

namespace tidegate {
namespace {

/// The options that differ from what a detector of no name has.
std::vector<OptionText> own_options(const DetectorConfig& config) {
  std::vector<OptionText> own;
  for (const OptionInfo& option : detector_options())
    if (std::string text = option_text(config, option.name); text != option.value && option.name != "threads")
      own.push_back({option.name, std::move(text)});
  return own;
}

/// Of all that a trial depends on, but for the series' name.
std::string fingerprint_of(const Contestant& contestant, const BenchmarkRequest& request, const std::string& data) {
  std::string text = std::string(kVersion) + "\n" + data + "\n" + std::to_string(request.seed) +
                     (request.point_adjusted ? "+" : "-") + "\n";
  for (const OptionInfo& option : detector_options())
    if (option.name != "threads") text += option.name + "=" + option_text(contestant.config, option.name) + "\n";
  return sha256_hex(text);
}

/// Memory: most of the process since the last reset, in MB; 0 where the system does not say (Linux does).
double peak_mb() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;)
    if (double kb = 0; word == "VmHWM:" && status >> kb) return kb / 1024;
  return 0;
}
void reset_peak() { std::ofstream("/proc/self/clear_refs") << "5"; }

Status check_request(const BenchmarkRequest& request) {
  if (request.detectors.empty()) return fail(ErrorKind::kUsage, "no detector was named").about("detector");
  for (std::size_t i = 0; i < request.detectors.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (request.detectors[i].name == request.detectors[j].name)
        return fail(ErrorKind::kUsage, "two detectors are named '" + request.detectors[i].name + "'").about("detector");
  return {};
}

Error interrupted(const BenchmarkRequest& request) {
  Error error = fail(ErrorKind::kInterrupted, "interrupted before all series were judged");
  if (request.folder.empty()) return error;
  return std::move(error).remedy("go on with " + option_named("resume"));
}

class Run {
 public:
  Run(const DataSet& data, const BenchmarkRequest& request, const Observer& observer)
      : data_(data), request_(request), observer_(observer), windows_(data.size()) {}

  Result<Benchmark> all() {
    benchmark_.data_set = data_.info();
    benchmark_.seed = request_.seed;
    if (auto looked = look_at_data(); !looked) return looked.error();
    for (const Contestant& contestant : request_.detectors)
      if (auto done = judge_all(contestant); !done) return done.error();
    benchmark_.ranks =
        rank_detectors(benchmark_.detectors, data_.info().one_anomaly ? Metric::kUcrScore : Metric::kVusPr);
    benchmark_.nab_selected = nab_selected(nab_);
    benchmark_.resumed = resumed_;
    benchmark_.seconds = watch_.seconds();
    return std::move(benchmark_);
  }

 private:
  /// `job` for every series, several at once, with progress over the whole run.
  Status for_all(std::string_view doing, const std::function<Status(std::size_t)>& job) {
    std::vector<Status> ends(data_.size());
    const JobControl control{.threads = request_.jobs,
                             .on_progress =
                                 [&](const JobProgress& progress) {
                                   if (!observer_.on_progress) return;
                                   JobProgress whole = progress;
                                   whole.doing = doing;
                                   observer_.on_progress(whole);
                                 },
                             .stop_requested = observer_.stop_requested};
    const std::size_t begun = run_jobs(data_.size(), control, [&](std::size_t i) { ends[i] = job(i); });
    for (const Status& end : ends)
      if (!end) return end.error().kind == ErrorKind::kInterrupted ? interrupted(request_) : end.error();
    if (begun < data_.size()) return interrupted(request_);
    return {};
  }

  Status look_at_data() {
    std::vector<SeriesFacts> facts(data_.size());
    const Status looked = for_all("reading", [&](std::size_t i) -> Status {
      const auto series = data_.read(i);
      if (!series) return series.error();
      facts[i] = facts_of(*series);
      windows_[i] = window_of(*series);
      return {};
    });
    if (!looked) return looked;
    std::string all;
    for (const SeriesFacts& one : facts) all += one.digest;
    benchmark_.data_digest = sha256_hex(all);
    benchmark_.findings = data_findings(data_, facts);
    return {};
  }

  Status judge_all(const Contestant& contestant) {
    DetectorResult result;
    result.name = contestant.name;
    result.options = own_options(contestant.config);
    result.trials.resize(data_.size());
    std::vector<NabSeries> nab(data_.info().nab_windows ? data_.size() : 0);
    const std::string fingerprint = fingerprint_of(contestant, request_, benchmark_.data_digest);
    reset_peak();
    const Status judged = for_all(contestant.name, [&](std::size_t i) -> Status {
      const auto series = data_.read(i);
      if (!series) return series.error();
      auto kept = trial(contestant, *series, windows_[i], fingerprint);
      if (!kept) return kept.error();
      if (!nab.empty()) nab[i] = nab_series(*series, kept->judged);
      result.trials[i] = std::move(kept->trial);
      return {};
    });
    if (!judged) return judged;
    result.peak_mb = peak_mb();
    for (const Trial& one : result.trials) result.seconds += one.train_seconds + one.score_seconds;
    if (!nab.empty()) {
      fill_nab(nab, result.metrics);
      nab_.push_back(std::move(nab));
    }
    fill_overall(result, request_.seed);
    benchmark_.detectors.push_back(std::move(result));
    return {};
  }

  /// Done before, or done now and kept.
  Result<KeptTrial> trial(const Contestant& contestant, const LabelledSeries& series, std::size_t window,
                          const std::string& fingerprint) {
    const auto file =
        request_.folder.empty() ? std::filesystem::path() : trial_file(request_.folder, contestant.name, series.name);
    if (request_.resume && !file.empty())
      if (auto kept = read_trial(file, fingerprint)) {
        ++resumed_;
        return kept;
      }
    DetectorConfig config = contestant.config;
    config.training.threads = 1;  // series are worked on side by side
    auto run = judge_series(config, series, request_.seed, observer_);
    if (!run) return run.error();
    KeptTrial kept{.trial = {}, .judged = std::move(run->judged)};
    kept.trial.series = series.name;
    kept.trial.family = series.family;
    kept.trial.failure = run->failure;
    kept.trial.train_seconds = run->train_seconds;
    kept.trial.score_seconds = run->score_seconds;
    const MetricRules rules{.events = data_.info().events,
                            .one_anomaly = data_.info().one_anomaly,
                            .point_adjusted = request_.point_adjusted,
                            .seed = request_.seed,
                            .window = window};
    fill_metrics(series, kept.judged, rules, kept.trial);
    if (!file.empty())
      if (auto written = write_trial(file, fingerprint, kept); !written) return written.error();
    return kept;
  }

  const DataSet& data_;
  const BenchmarkRequest& request_;
  const Observer& observer_;
  std::vector<std::size_t> windows_;  ///< of each series
  std::atomic<std::size_t> resumed_ = 0;
  Stopwatch watch_;
  Benchmark benchmark_;
  std::vector<std::vector<NabSeries>> nab_;  ///< of each detector so far
};

}  // namespace

Result<Benchmark> run_benchmark(const DataSet& data, const BenchmarkRequest& request, const Observer& observer) {
  if (auto good = check_request(request); !good) return good.error();
  return Run(data, request, observer).all();
}

Result<JudgedSeries> read_judged_series(const std::filesystem::path& folder, std::string_view detector,
                                        std::string_view series) {
  auto kept = read_trial(trial_file(folder, detector, series), "");
  if (!kept) return kept.error();
  return std::move(kept->judged);
}

}  // namespace tidegate
