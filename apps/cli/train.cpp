#include <filesystem>

#include "cli/progress.h"
#include "cli/requests.h"
#include "cli/results.h"
#include "cli/verbs.h"
#include "tidegate/render.h"

namespace tidegate::cli {
namespace {

/// Saves to --model and describes it as the result; what an interruption left is saved too, and said.
Result<int> save_detector(const Detector& detector, const Settings& settings, Form form) {
  const LossHistory& history = detector.info().history;
  const std::string model = settings.text("model");
  if (history.interrupted && history.best_epoch == 0)
    return fail(ErrorKind::kInterrupted, "interrupted before the first improvement; nothing was saved");
  if (auto saved = detector.save(model); !saved) return saved.error();
  const std::string text = form == Form::kJson ? format_detector_json(detector, spelled_as_flag)
                                               : format_detector_text(detector, spelled_as_flag);
  if (auto written = write_result(settings, text); !written) return written.error();
  if (!history.interrupted) return 0;
  const std::string goes_on =
      settings.has("checkpoint") ? "; run the same command again to continue from the checkpoint" : "";
  return fail(ErrorKind::kInterrupted, "interrupted; the best detector so far was saved to " + model + goes_on);
}

Result<int> train_one(const SeriesSet& set, const TrainRequest& request, const Settings& settings, Form form,
                      const Observer& observer) {
  if (auto writable = check_writable(settings, {"model", "output", "checkpoint"}); !writable) return writable.error();
  const auto detector = train(set, request, observer);
  if (!detector) return detector.error();
  return save_detector(*detector, settings, form);
}

/// A detector for each table, into a folder.
Result<int> train_folder(const SeriesSet& set, const TrainRequest& request, const Settings& settings, Form form,
                         const Observer& observer) {
  const std::string folder = settings.text("model");
  std::error_code none;
  if (std::filesystem::is_regular_file(folder, none))
    return fail(ErrorKind::kUsage, "--model " + folder +
                                       " is a file; the detectors of many series are written to a folder. Give a "
                                       "folder, or --shared for one detector for all");
  if (auto made = make_folder(folder); !made) return made.error();
  if (auto writable = check_writable(settings, {"output"}); !writable) return writable.error();
  const auto save = [&](std::size_t table, const Detector& detector) -> Status {
    const auto file = table_file(set, table, folder, ".tidegate");
    return file ? detector.save(*file) : file.error();
  };
  const auto outcome = train_each(set, request, save, observer);
  if (!outcome) return outcome.error();
  const std::string text = form == Form::kJson ? format_training_json(set, *outcome, folder, spelled_as_flag)
                                               : format_training_text(*outcome, folder);
  if (auto written = write_result(settings, text); !written) return written.error();
  return report_outcome(set, *outcome, 0);
}

Status check_usage(const std::string& file, const Settings& settings) {
  if (settings.text("model").empty())
    return fail(ErrorKind::kUsage, "train needs --model OUT.tidegate, the model file to write");
  if (is_collection(file, settings) && settings.has("checkpoint"))
    return fail(ErrorKind::kUsage, "--checkpoint works for one series only: give one file, without --each-channel");
  if (!is_collection(file, settings) && settings.is_on("shared") && !has_ids(settings))
    return fail(ErrorKind::kUsage, "--shared needs many series: a folder, or --each-channel");
  return check_distinct(settings, {file, settings.text("from")}, {"model", "output", "checkpoint"});
}

Result<int> run(const std::string& file, const Settings& settings, const Console& console) {
  const auto form = text_or_json(settings);
  if (!form) return form.error();
  if (auto fine = check_usage(file, settings); !fine) return fine.error();
  const auto request = train_request(settings);
  if (!request) return request.error();
  Watch watch(console);
  const Observer observer = watch.observer();
  const auto set = open_set(file, settings, observer);
  if (!set) return set.error();
  if (set->is_collection() && !settings.is_on("shared")) return train_folder(*set, *request, settings, *form, observer);
  return train_one(*set, *request, settings, *form, observer);
}

}  // namespace

Verb train_verb() {
  return {.name = "train",
          .summary = "train a detector and save it",
          .file_help = many_files_help(),
          .options = {{"model", "model file to write; for many series: a folder", "OUT.tidegate"},
                      each_channel_option(),
                      {"shared", "one detector for all series of a folder or all channels of a file", ""},
                      key_option(),
                      train_part_option("all rows"),
                      train_keys_option(),
                      from_option(),
                      {"checkpoint",
                       "save the training state here after every epoch; continue from it if the file exists", "FILE"},
                      format_option("text or json"),
                      output_option()},
          .makes_detector = true,
          .example = "tidegate train examples/data/water-flow.csv --train-part 0.5 --model water.tidegate",
          .run = run};
}

}  // namespace tidegate::cli
