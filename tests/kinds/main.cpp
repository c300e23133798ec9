// Plants anomalies of every kind into normal series, lets the default detector find them, and prints which kind was
// told.
//   kinds_table [--signs] FIRST_SEED LAST_SEED
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "chain/verdict.h"
#include "explain/kind.h"
#include "fit/fit.h"
#include "plant.h"

namespace tidegate::kinds {
namespace {

constexpr std::size_t kTrainingRows = 2000, kRows = 2420, kPlaces[] = {2150, 2163, 2201, 2248};
constexpr int kStrengths = 3;

double real_time(std::size_t row) { return static_cast<double>(row); }

struct Told {
  std::string series, planted, told = "not detected";
  int strength = 0;
  std::size_t at = 0, start = 0, end = 0;
  double score = 0, confidence = 0;
  Signs signs;
};

/// Goes on from `state`, which has seen the rows before `first`.
Told told_of(const FittedChain& chain, ChainState state, const Series& series, std::size_t first, std::size_t at,
             std::size_t length) {
  Told told;
  const auto names = scored_names(chain);
  const auto look = [&](const Signs& signs) {
    for (const Event& event : take_events(chain, state, names)) {
      if (event.start_index > at + length + 5 || event.end_index < at || event.score <= told.score) continue;
      told.told = event.kind.empty() ? "unknown" : event.kind;
      told.score = event.score;
      told.confidence = event.kind_confidence;
      told.start = event.start_index, told.end = event.end_index;
      told.signs = signs;
    }
  };
  for (std::size_t row = first; row < series.rows.size(); ++row) {
    const Signs signs = signs_of(chain.normal, state.evidence);
    push_row(chain, state, nullptr, series.rows.values.row(row));
    look(signs);
  }
  finish_rows(chain, view_of(state), {});
  look(signs_of(chain.normal, state.evidence));
  return told;
}

std::vector<Told> told_of_series(const NormalSeries& normal, std::uint64_t seed) {
  std::vector<Told> all;
  const Series clean = normal.make(kRows, seed, real_time);
  DetectorConfig config;
  config.training.threads = 1;
  const auto chain = fit_chain(clean, {0, kTrainingRows}, config, {});
  if (!chain) std::fprintf(stderr, "%s\n", chain.error().message().c_str()), std::exit(1);
  ChainState state(*chain);
  for (std::size_t row = 0; row < kPlaces[0]; ++row) push_row(*chain, state, nullptr, clean.rows.values.row(row));
  finish_rows(*chain, view_of(state), {});
  take_events(*chain, state, scored_names(*chain));
  for (const Plant& plant : plants()) {
    if (!plant.suits(normal)) continue;
    for (int strength = 0; strength < kStrengths; ++strength)
      for (const std::size_t at : kPlaces) {
        Told told = told_of(*chain, state, plant.make(normal, kRows, seed, at, strength), kPlaces[0], at,
                            plant.length(strength));
        told.series = normal.name, told.planted = plant.kind;
        told.strength = strength, told.at = at;
        all.push_back(told);
      }
  }
  return all;
}

void print_signs(const std::vector<Told>& all) {
  std::printf(
      "series,planted,strength,at,start,end,told,confidence,rows,runs,peak,width,back,offset,bias,persistence,lead,");
  std::printf("growth,beyond,hold,usual_hold,hold_entry,gap,joint,largest\n");
  for (const Told& t : all) {
    const Signs& s = t.signs;
    std::printf("%s,%s,%d,%zu,%zu,%zu,%s,%.2f", t.series.c_str(), t.planted.c_str(), t.strength, t.at, t.start, t.end,
                t.told.c_str(), t.confidence);
    for (const double sign : {s.rows, s.runs, s.peak, s.width, s.back, s.offset, s.bias, s.persistence, s.lead,
                              s.growth, s.beyond, s.hold, s.usual_hold, s.hold_entry, s.gap, s.joint, s.largest})
      std::printf(",%.3g", sign);
    std::printf("\n");
  }
}

bool is_right(const Told& told) { return told.told == told.planted; }
bool is_detected(const Told& told) { return told.told != "not detected"; }

void print_counts(std::string_view planted, const std::vector<std::string>& columns, const std::vector<Told>& all) {
  std::printf("| %s |", std::string(planted).c_str());
  int right = 0, detected = 0;
  for (const std::string& column : columns) {
    const auto count =
        std::ranges::count_if(all, [&](const Told& told) { return told.planted == planted && told.told == column; });
    count == 0 ? std::printf(" |") : std::printf(" %td |", count);
  }
  for (const Told& told : all) {
    if (told.planted != planted) continue;
    right += is_right(told) ? 1 : 0;
    detected += is_detected(told) ? 1 : 0;
  }
  std::printf(" %.0f %% |\n", 100.0 * right / std::max(detected, 1));
}

void print_table(const std::vector<Told>& all) {
  std::vector<std::string> columns;
  for (const Plant& plant : plants()) columns.emplace_back(plant.kind);
  for (const char* other : {"unknown", "not detected"}) columns.emplace_back(other);
  std::printf("| planted ↓, reported → |");
  for (const std::string& column : columns) std::printf(" %s |", column.c_str());
  std::printf(" right of detected |\n|---|");
  for (std::size_t i = 0; i <= columns.size(); ++i) std::printf("---|");
  std::printf("\n");
  for (const Plant& plant : plants()) print_counts(plant.kind, columns, all);
}

/// One line: how many of the detected events that `among` picks were told rightly.
template <class Among>
void print_share(const char* name, const std::vector<Told>& all, Among&& among) {
  int right = 0, detected = 0;
  for (const Told& told : all) {
    if (!is_detected(told) || !among(told)) continue;
    ++detected;
    right += is_right(told) ? 1 : 0;
  }
  std::printf("| %s | %d | %d | %.0f %% |\n", name, detected, right, 100.0 * right / std::max(detected, 1));
}

void print_shares(const std::vector<Told>& all) {
  std::printf("\n| among | detected | right | share |\n|---|---|---|---|\n");
  print_share("all", all, [](const Told&) { return true; });
  for (const NormalSeries& normal : normal_series())
    if (std::ranges::any_of(all, [&](const Told& told) { return told.series == normal.name; }))
      print_share(std::string(normal.name).c_str(), all, [&](const Told& told) { return told.series == normal.name; });
  const char* strengths[] = {"weak", "medium", "strong"};
  for (int strength = 0; strength < kStrengths; ++strength)
    print_share(strengths[strength], all, [=](const Told& told) { return told.strength == strength; });
  const double bounds[] = {0.3, 0.6, 0.9, 1.01};
  for (std::size_t i = 0; i + 1 < std::size(bounds); ++i)
    print_share(("confidence from " + std::to_string(bounds[i]).substr(0, 3)).c_str(), all,
                [&](const Told& told) { return told.confidence >= bounds[i] && told.confidence < bounds[i + 1]; });
}

int run(bool signs, std::uint64_t first, std::uint64_t last) {
  std::vector<Told> tuned, others;
  for (std::uint64_t seed = first; seed <= last; ++seed)
    for (const NormalSeries& normal : normal_series())
      for (Told& told : told_of_series(normal, seed)) (normal.tuned ? tuned : others).push_back(std::move(told));
  for (const auto& all : {tuned, others}) {
    if (signs) {
      print_signs(all);
      continue;
    }
    print_table(all);
    print_shares(all);
    std::printf("\n");
  }
  return 0;
}

}  // namespace
}  // namespace tidegate::kinds

int main(int argc, char** argv) {
  const bool signs = argc > 1 && std::string(argv[1]) == "--signs";
  const char* const* seeds = argv + (signs ? 2 : 1);
  if (argc - (signs ? 2 : 1) != 2)
    return std::fprintf(stderr, "usage: kinds_table [--signs] FIRST_SEED LAST_SEED\n"), 2;
  return tidegate::kinds::run(signs, std::strtoull(seeds[0], nullptr, 10), std::strtoull(seeds[1], nullptr, 10));
}
