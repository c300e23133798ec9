#include "cli/detect_job.h"

#include "cli/requests.h"
#include "cli/results.h"

namespace tidegate::cli {
namespace {

bool wants_picture(const Settings& settings) { return settings.is_on("plot") || settings.has("report"); }

Status check_combining(const std::string& file, const Settings& settings) {
  if (!settings.has("combine"))
    return settings.has("within") ? Status(fail(ErrorKind::kUsage, "--within needs --combine")) : Status();
  if (wants_picture(settings))
    return fail(ErrorKind::kUsage, "--plot and --report show the events of one detector; leave out --combine");
  if (has_ids(settings)) return fail(ErrorKind::kUsage, "--combine does not work with --key; leave out one of the two");
  if (is_collection(file, settings)) return {};
  if (settings.list("model").size() < 2)
    return fail(ErrorKind::kUsage,
                "--combine needs several series (a folder, or --each-channel) or several detectors (--model a,b)");
  if (file == "-")
    return fail(ErrorKind::kUsage,
                "--combine reads the input once per detector; give a file instead of standard input");
  return refuse_training_options(settings);
}

/// Results replace nothing that is read, and can be written.
Status check_files(const std::string& file, const Settings& settings) {
  std::vector<std::string> read = settings.has("combine") ? settings.list("model") : std::vector<std::string>();
  for (const std::string& one : {file, settings.text("model"), settings.text("from")}) read.push_back(one);
  if (auto distinct = check_distinct(settings, read, {"output", "report"}); !distinct) return distinct;
  return check_writable(settings, {"output", "report"});
}

/// Pictures show one series.
Status check_picture(const DetectJob& job, bool collection, bool ids) {
  if (!job.request.keep_run) return {};
  if (collection) return fail(ErrorKind::kUsage, "--plot and --report show one series; give one file");
  if (!ids) return {};
  return fail(ErrorKind::kUsage, "--plot and --report show one series, but --key makes many; leave them out");
}

/// The parts of a job that are read from texts.
Status read_choices(const std::string& file, const Settings& settings, DetectJob& job) {
  const auto format = choose_format<EventFormat>(settings, {{"text", EventFormat::kText},
                                                            {"jsonl", EventFormat::kJsonLines},
                                                            {"csv", EventFormat::kCsv},
                                                            {"json", EventFormat::kJson}});
  if (!format) return format.error();
  job.format = *format;
  if (auto fine = check_combining(file, settings); !fine) return fine;
  if (!settings.has("combine")) return {};
  const auto rule = parse_combination(settings.text("combine"), settings.text("within"));
  if (!rule) return rule.error();
  job.rule = *rule;
  if (!is_collection(file, settings)) job.models = settings.list("model");
  return {};
}

}  // namespace

Result<DetectJob> detect_job(const std::string& file, const Settings& settings) {
  DetectJob job;
  if (auto read = read_choices(file, settings, job); !read) return read.error();
  if (auto fine = check_files(file, settings); !fine) return fine.error();
  auto set = set_options(settings);
  if (!set) return set.error();
  job.set = std::move(*set);
  auto training = train_request(settings);
  if (!training) return training.error();
  const auto threads = thread_count(settings);
  if (!threads) return threads.error();
  auto detectors = job.models.empty() ? given_detectors(settings) : Result<std::optional<Detectors>>(std::nullopt);
  if (!detectors) return detectors.error();
  const bool collection = is_collection(file, settings);
  const bool ids = has_ids(settings, *detectors ? (*detectors)->shared() : nullptr);
  job.request = {.detectors = std::move(*detectors),
                 .training = std::move(*training),
                 .explain = !job.rule,  // a combination says other things of each series
                 .keep_run = wants_picture(settings),
                 .threads = *threads};
  if (auto fine = check_picture(job, collection, ids); !fine) return fine.error();
  job.output = settings.text("output", "-");
  job.plot = settings.is_on("plot");
  job.fail_on_anomaly = settings.is_on("fail-on-anomaly");
  if (settings.has("report")) job.report = page_request(file, settings);
  return job;
}

}  // namespace tidegate::cli
