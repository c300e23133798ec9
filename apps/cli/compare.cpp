#include <algorithm>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "cli/candidates.h"
#include "cli/fitting.h"
#include "cli/keyed.h"
#include "cli/progress.h"
#include "cli/results.h"
#include "cli/scoring.h"
#include "cli/table.h"
#include "cli/verbs.h"

namespace tidegate::cli {
namespace {

enum class Form { kText, kJson };

using Json = nlohmann::ordered_json;

constexpr std::size_t kLeastJudged = 60;

std::string number(double value, const char* form = "%.3f") {
  if (std::isnan(value)) return "–";
  char text[40];
  std::snprintf(text, sizeof text, form, value);
  return text;
}

/// The mean difference of two nets' log densities and its standard error, from ten stretches in a row.
struct Difference {
  double mean = 0, error = 0;

  bool clear() const { return std::abs(mean) > 2 * error; }
};

Difference difference(const Measured& a, const Measured& b) {
  constexpr std::size_t kStretches = 10;
  const std::size_t count = std::min(a.log_densities.size(), b.log_densities.size());
  if (count < kStretches) return {};
  std::vector<double> means;
  for (std::size_t s = 0; s < kStretches; ++s) {
    double sum = 0;
    const std::size_t begin = s * count / kStretches, end = (s + 1) * count / kStretches;
    for (std::size_t i = begin; i < end; ++i) sum += a.log_densities[i] - b.log_densities[i];
    means.push_back(sum / static_cast<double>(end - begin));
  }
  Difference result;
  for (const double mean : means) result.mean += mean / kStretches;
  for (const double mean : means) result.error += (mean - result.mean) * (mean - result.mean);
  result.error = std::sqrt(result.error / (kStretches * (kStretches - 1)));
  return result;
}

/// Finds more of what was planted by more than chance would give, or else foresees clearly better.
bool is_better(const Measured& a, const Measured& b) {
  const double found_a = static_cast<double>(a.all_finds().found), found_b = static_cast<double>(b.all_finds().found);
  const double gap = found_a - found_b;
  if (std::abs(gap) > 2 * std::sqrt(std::max(found_a + found_b, 1.0) / 4)) return gap > 0;
  const Difference foresight = difference(a, b);
  return foresight.clear() && foresight.mean > 0;
}

/// The cheapest of those no other one is better than.
const Measured& recommended(const std::vector<Measured>& all) {
  const Measured* best = nullptr;
  for (const Measured& one : all) {
    const bool beaten = std::ranges::any_of(all, [&](const Measured& other) { return is_better(other, one); });
    if (!beaten && (best == nullptr || one.step_ns < best->step_ns)) best = &one;
  }
  return best == nullptr ? *std::ranges::max_element(all, {}, &Measured::log_likelihood) : *best;
}

std::string found_text(const Measured& one) {
  const PlantedFinds all = one.all_finds();
  return std::to_string(all.found) + " of " + std::to_string(all.planted);
}

/// Why the recommended one, against each of the others.
std::string against(const Measured& best, const Measured& other) {
  const Difference foresight = difference(best, other);
  std::string text = other.name + " finds " + found_text(other);
  if (const auto a = best.all_finds().found, b = other.all_finds().found; b > a) text += " (too close to call)";
  if (best.log_densities.empty() || other.log_densities.empty()) return text;
  if (!foresight.clear())
    text += " and foresees no differently";
  else
    text += std::string(" and foresees ") + (foresight.mean > 0 ? "worse by " : "better by ") +
            number(std::abs(foresight.mean)) + " ± " + number(foresight.error) + " nats a value";
  return text + ", at " + number(other.step_ns / best.step_ns, "%.1f") + " times the cost";
}

std::string advice(const std::vector<Measured>& all, const Measured& baseline) {
  const Measured& best = recommended(all);
  const bool none = std::ranges::all_of(all, [](const Measured& one) { return one.all_finds().found == 0; });
  std::string text = "Take " + best.name + ": it finds " + found_text(best) + " planted anomalies";
  if (none) text = "No net finds any of the planted anomalies: the least bad choice is " + best.name;
  for (const Measured& other : all)
    if (&other != &best) text += "; " + against(best, other);
  text += ".";
  if (best.error > 0.9 * baseline.error)
    text += "\nNone foresees much better than the rule that nothing changes (error " + number(best.error) +
            " against " + number(baseline.error) + "): a simple rule may do here.";
  return text;
}

using Line = std::vector<std::string>;

Line line_of(const Measured& one) {
  return {one.name,
          one.hidden,
          std::to_string(one.weights),
          number(one.seconds, "%.1f s"),
          number(one.log_likelihood()),
          number(one.error),
          found_text(one),
          std::to_string(one.events),
          number(one.step_ns / 1000, "%.2f µs"),
          bytes_text(static_cast<double>(one.stream_bytes))};
}

/// "Learned from rows 0–359, judged on the 240 after them."
std::string learned_words(const ComparedRows& rows) {
  if (!rows.keyed())
    return "Learned from rows 0–" + std::to_string(rows.learned() - 1) + ", judged on the " +
           std::to_string(rows.judged()) + " after them.";
  return "Learned from " + std::to_string(rows.learned()) + " rows of " + std::to_string(rows.learned_keys()) +
         " keys (" + rows.series.key_column + "), judged on " + std::to_string(rows.judged()) + " others of " +
         std::to_string(rows.judged_keys()) + ".";
}

std::string text_of(const ComparedRows& rows, const std::vector<Measured>& all, const Measured& baseline) {
  std::vector<Line> lines = {
      {"", "hidden", "weights", "trained", "likelihood", "error", "found", "events", "a row", "a stream"}};
  for (const Measured& one : all) lines.push_back(line_of(one));
  lines.push_back(
      {baseline.name, "–", "–", "–", number(baseline.log_likelihood()), number(baseline.error), "–", "–", "–", "–"});
  std::string text = aligned(lines) + "\n";
  text += learned_words(rows) +
          " likelihood: mean log-likelihood of a value in nats, higher is better; error: root mean squared,\n"
          "in units of a channel's scale; found: of anomalies planted into the judged rows (";
  for (const auto& [kind, finds] : all.front().finds) text += (text.ends_with("(") ? "" : ", ") + kind;
  text +=
      "); events: told there\nwithout any planted. One seed, one split: differences of one or two finds say "
      "nothing.\n\n";
  return text + advice(all, baseline) + "\n";
}

Json number_json(double value) { return std::isnan(value) ? Json(nullptr) : Json(value); }

Json json_of(const Measured& one) {
  Json finds = Json::object();
  for (const auto& [kind, of_kind] : one.finds) finds[kind] = {{"planted", of_kind.planted}, {"found", of_kind.found}};
  return {{"hidden", one.hidden},
          {"weights", one.weights},
          {"seconds", one.seconds},
          {"epochs", one.epochs},
          {"log_likelihood", number_json(one.log_likelihood())},
          {"error", number_json(one.error)},
          {"planted", finds},
          {"events", one.events},
          {"row_ns", one.step_ns},
          {"stream_bytes", one.stream_bytes}};
}

std::string json_text(const ComparedRows& rows, const std::vector<Measured>& all, const Measured& baseline) {
  Json detectors = Json::object();
  for (const Measured& one : all) detectors[one.name] = json_of(one);
  const Json trained_on = rows.keyed() ? Json{{"rows", rows.learned()}, {"keys", rows.learned_keys()}}
                                       : Json{{"first", 0}, {"last", rows.learned() - 1}};
  Json json = {{"source", rows.series.source}, {"trained_on", trained_on}, {"judged_rows", rows.judged()}};
  if (rows.keyed()) json["judged_keys"] = rows.judged_keys();
  json["detectors"] = detectors;
  json["value_before"] = {{"log_likelihood", number_json(baseline.log_likelihood())},
                          {"error", number_json(baseline.error)}};
  json["recommended"] = recommended(all).name;
  json["advice"] = advice(all, baseline);
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

/// Rows without a score cannot be judged, and the first of every key have none.
Status check_judged(const ComparedRows& rows, std::size_t warmup) {
  const std::size_t judged = rows_to_plant_in(rows, warmup);
  if (judged >= kLeastJudged) return {};
  return fail(
      ErrorKind::kData,
      rows.series.source + ": " + std::to_string(judged) + " rows are left " +
          (rows.keyed() ? "behind the training parts and the first " + std::to_string(warmup) + " of a key (the window)"
                        : "after the training part") +
          ", and " + std::to_string(kLeastJudged) + " are needed to judge on; give more rows or a smaller " +
          (rows.keyed() ? "--train-part or --train-keys" : "--train-part"));
}

Result<int> compare_on(const ComparedRows& rows, const ReadNotes* notes, Form form, const Settings& settings,
                       const Console& console) {
  const auto chosen = candidates(settings, rows);
  if (!chosen) return chosen.error();
  const std::size_t warmup = longest_warmup(*chosen, rows);
  if (auto enough = check_judged(rows, warmup); !enough) return enough.error();
  if (auto writable = check_writable(settings, {"output"}); !writable) return writable.error();
  if (notes != nullptr) tell_notes(*notes, console);
  std::vector<Measured> all;
  for (const Candidate& candidate : *chosen) {
    auto measured = measure(candidate, rows, warmup, console);
    if (!measured) return measured.error();
    all.push_back(std::move(*measured));
  }
  const Measured baseline = value_before(rows);
  const std::string text = form == Form::kJson ? json_text(rows, all, baseline) : text_of(rows, all, baseline);
  if (auto written = write_result(settings, text); !written) return written.error();
  return 0;
}

Result<int> run(const std::string& file, const Settings& settings, const Console& console) {
  const auto form = choose_format<Form>(settings, {{"text", Form::kText}, {"json", Form::kJson}});
  if (!form) return form.error();
  if (auto distinct = check_distinct(settings, {file}, {"output"}); !distinct) return distinct.error();
  if (auto fine = check_keyed(file, settings); !fine) return fine.error();
  const auto options = reading(settings);
  if (!options) return options.error();
  if (is_keyed(settings)) {
    const auto keyed = read_keyed(file, *options, console);
    if (!keyed) return keyed.error();
    const auto rows = compared_rows(*keyed, settings);
    if (!rows) return rows.error();
    return compare_on(*rows, nullptr, *form, settings, console);
  }
  const auto series = read_series(file, *options);
  if (!series) return series.error();
  const auto rows = compared_rows(*series, settings);
  if (!rows) return rows.error();
  return compare_on(*rows, &series->notes, *form, settings, console);
}

}  // namespace

Verb compare_verb() {
  return {.name = "compare",
          .summary = "train several detectors of the same size and say which to take",
          .file_help = "CSV, JSON lines or npy, also gzipped; - = standard input",
          .options = {{"detectors",
                       "recipes separated by commas; the first keeps its --hidden, the others get as many weights; "
                       "gru-, lstm- and rnn-forecaster if not given",
                       "a,b,c"},
                      key_option(),
                      train_part_option(kDefaultComparedPart),
                      train_keys_option(),
                      format_option("text or json"),
                      output_option()},
          .makes_detector = true,
          .example = "tidegate compare examples/data/water-flow.csv --detectors gru-forecaster,rnn-forecaster",
          .run = run};
}

}  // namespace tidegate::cli
