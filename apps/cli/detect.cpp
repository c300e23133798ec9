#include <algorithm>
#include <filesystem>

#include "cli/detect_job.h"
#include "cli/looking.h"
#include "cli/progress.h"
#include "cli/requests.h"
#include "cli/results.h"
#include "cli/verbs.h"
#include "tidegate/render.h"

namespace tidegate::cli {
namespace {

Result<int> write_events(const std::string& text, bool any, const DetectJob& job) {
  if (auto written = write_file(job.output, text); !written) return written.error();
  return any && job.fail_on_anomaly ? 1 : 0;
}

/// What the series have in common.
Result<int> write_combination(const std::vector<Detection>& all, const DetectJob& job, bool colour) {
  const auto combined = combine(all, *job.rule);
  if (!combined) return combined.error();
  return write_events(format_combination(*combined, all, job.format, colour), !combined->events.empty(), job);
}

/// One file through each of several detectors.
Result<int> detect_with_models(const SeriesSet& set, const DetectJob& job, bool colour, const Observer& observer) {
  std::vector<Detection> all;
  for (const std::string& model : job.models) {
    auto detectors = Detectors::open(model);
    if (!detectors) return detectors.error();
    auto found = detect(set, {.detectors = std::move(*detectors), .training = {}, .explain = false}, observer);
    if (!found) return found.error();
    all.push_back(std::move(found->tables.front()));
    all.back().source = std::filesystem::path(model).stem().string();  // "gru" for models/gru.tidegate
  }
  return write_combination(all, job, colour);
}

Result<int> write_collection(const SeriesSet& set, SetDetections found, const DetectJob& job, bool colour) {
  std::vector<Detection>& all = found.tables;
  std::erase_if(all, [](const Detection& one) { return one.rows == 0; });  // those that failed
  const bool any = std::ranges::any_of(all, [](const Detection& one) { return !one.events.empty(); });
  const auto code = job.rule && !all.empty()
                        ? write_combination(all, job, colour)
                        : write_events(format_detections(all, job.format, colour, spelled_as_flag), any, job);
  if (!code && !job.rule) return code;
  const int reported = report_outcome(set, found.outcome, code ? *code : 0);
  return code ? Result<int>(reported) : code;
}

/// One table: pictures first, then the events.
Result<int> write_table(const SetDetections& found, const DetectJob& job, bool colour, const Console& console) {
  const Detection& detection = found.tables.front();
  if (job.plot) draw_plot(detection, *found.run, job.format == EventFormat::kText && job.output == "-", console);
  if (!job.report.file.empty())
    if (auto written = write_report_page(detection, *found.run, job.report, console); !written) return written.error();
  return write_events(format_detection(detection, job.format, colour, spelled_as_flag), !detection.events.empty(), job);
}

Result<int> run(const std::string& file, const Settings& settings, const Console& console) {
  const auto job = detect_job(file, settings);
  if (!job) return job.error();
  const bool colour = console.colour && job->output == "-";
  Watch watch(console);
  const auto set = SeriesSet::open(file, job->set, watch.observer());
  if (!set) return set.error();
  if (auto fine = check_replaces_none(*set, {job->output}); !fine) return fine.error();
  const std::size_t many = job->models.empty() ? set->size() : job->models.size();
  if (const auto& rule = job->rule)
    if (auto fine = check_combination(*rule, many, rule->within_words.empty() || set->may_have_time()); !fine)
      return fine.error();
  if (!job->models.empty()) return detect_with_models(*set, *job, colour, watch.observer());
  auto found = detect(*set, job->request, watch.observer());
  if (!found) return found.error();
  watch.end();
  if (set->is_collection()) return write_collection(*set, std::move(*found), *job, colour);
  return write_table(*found, *job, colour, console);
}

}  // namespace

Verb detect_verb() {
  return {
      .name = "detect",
      .summary = "find events; without --model, train on the leading part first",
      .file_help = many_files_help(),
      .options =
          {{"model", "model file; without it a detector is trained on the leading part", "M.tidegate"},
           each_channel_option(),
           key_option(),
           train_part_option("0.5"),
           train_keys_option(),
           from_option(),
           {"plot", "plot series, expected band and events in the terminal", ""},
           {"report", "write a self-contained HTML report", "OUT.html"},
           {"combine",
            "combine the events of several series or detectors (--model a,b; quote a name that contains a comma) that "
            "are anomalous at the same time: or, and, at-least:K",
            "RULE"},
           {"within",
            "with --combine: largest distance between events that are combined, in rows or as a duration (default 0)",
            "N"},
           {"fail-on-anomaly", "exit with code 1 if there is an event", ""},
           format_option("text, jsonl, csv or json"),
           output_option()},
      .makes_detector = true,
      .example = "tidegate detect examples/data/arterial-pressure.csv --train-part 1200 --plot --report report.html",
      .run = run};
}

}  // namespace tidegate::cli
