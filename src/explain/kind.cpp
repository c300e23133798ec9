#include "explain/kind.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"

namespace tidegate {
namespace {

/// 0 up to `from`, 1 from `to` on, a line between; falls if to < from.
double ramp(double value, double from, double to) noexcept {
  return std::clamp((value - from) / (to - from), 0.0, 1.0);
}

double all_of(std::initializer_list<double> scores) noexcept { return std::min(scores); }

double is_held(const Signs& s) noexcept { return ramp(s.hold, s.usual_hold + 1, 2 * s.usual_hold + 4); }
double is_gone(const Signs& s) noexcept { return ramp(s.gap, s.usual_gap + 1, 2 * s.usual_gap + 4); }
double is_alive(const Signs& s) noexcept { return 1 - std::max(is_held(s), is_gone(s)); }

double peak_alone(const Signs& s) noexcept {
  return all_of({is_alive(s), ramp(s.width, 5, 3), ramp(s.back, 0.2, 0.7), ramp(s.rows, 40, 20), ramp(s.runs, 5, 3)});
}

double is_inside(const Signs& s) noexcept { return ramp(s.beyond, 0.4, 0.1); }

double jointly_anomalous(const Signs& s) noexcept {
  return s.channels < 2 ? 0 : all_of({is_inside(s), ramp(s.joint, 2, 3), ramp(s.largest, 12, 6)});
}

/// Usual values at an unusual time: those of a period out of step, for longer than a moment.
double off_beat(const Signs& s) noexcept {
  return all_of(
      {is_alive(s), is_inside(s), ramp(s.persistence, 0.2, 0.5), ramp(s.rows, 6, 12), 1 - jointly_anomalous(s)});
}

/// Off to one side; neither back at once nor to and fro. If that never leaves the usual range, it may be the rhythm.
double one_sided(const Signs& s) noexcept {
  const double lasts = std::max(ramp(s.width, 3, 5), ramp(s.back, 0.7, 0.2));
  const double clear = std::max(ramp(s.rows, 4, 10), ramp(s.peak, 5, 8));
  return all_of({is_alive(s), ramp(s.bias, 0.25, 0.5), lasts, clear, 1 - jointly_anomalous(s), 1 - 0.6 * off_beat(s)});
}

/// More than 1 if what is off grew, during the event or before it opened.
double built_up(const Signs& s) noexcept { return s.growth * (1 + 2 * std::clamp(s.lead, 0.0, 1.0)); }

/// Off to both sides, not for a moment only.
double two_sided(const Signs& s) noexcept {
  return all_of({is_alive(s), ramp(s.bias, 0.6, 0.3), std::max(ramp(s.width, 2, 3.5), ramp(s.runs, 2, 4))});
}

double spike(const Signs& s) noexcept { return s.up ? peak_alone(s) : 0; }
double dip(const Signs& s) noexcept { return s.up ? 0 : peak_alone(s); }
double level_shift(const Signs& s) noexcept { return all_of({one_sided(s), ramp(built_up(s), 3, 1.5)}); }
double trend(const Signs& s) noexcept { return all_of({one_sided(s), ramp(built_up(s), 1.5, 3), ramp(s.rows, 5, 15)}); }
double variance(const Signs& s) noexcept { return all_of({two_sided(s), ramp(s.persistence, 0.5, 0.2)}); }
double stuck(const Signs& s) noexcept { return all_of({is_held(s), ramp(s.hold_entry, 8, 4)}); }

double dropped(const Signs& s) noexcept { return all_of({is_held(s), ramp(s.hold_entry, 4, 8)}); }

double rhythm(const Signs& s) noexcept { return all_of({off_beat(s), std::max(two_sided(s), 0.6)}); }

double correlation(const Signs& s) noexcept {
  return all_of({is_alive(s), jointly_anomalous(s), ramp(s.width, 2, 3.5)});
}

/// The words are made of the two facts.
struct Rule {
  std::string_view name;
  double (*score)(const Signs&) noexcept;
  std::array<double, 2> (*facts)(const Signs&) noexcept;
  std::string (*words)(double first, double second);
};

using Facts = std::array<double, 2>;

Facts peak_and_width(const Signs& s) noexcept { return {s.peak, s.width}; }
Facts peak_and_rows(const Signs& s) noexcept { return {s.peak, s.rows}; }
Facts offset_and_rows(const Signs& s) noexcept { return {s.offset, s.rows}; }
Facts growth_and_rows(const Signs& s) noexcept { return {built_up(s), s.rows}; }
Facts flat_runs(const Signs& s) noexcept { return {s.hold, s.usual_hold}; }
Facts gaps(const Signs& s) noexcept { return {s.gap, s.usual_gap}; }
Facts joint_and_largest(const Signs& s) noexcept { return {s.joint, s.largest}; }

std::string rows_text(double rows) { return plural(static_cast<std::size_t>(std::lround(std::max(rows, 1.0))), "row"); }
std::string times_usual(double error) { return round_text(error, 2) + "× the typical error"; }
std::string usual_text(double rows) {
  return rows < 1 ? "; this never occurs in the training part"
                  : "; at most " + rows_text(rows) + " in the training part";
}

std::string spike_words(double peak, double width) {
  return "error of " + times_usual(peak) + " for about " + rows_text(width) + ", then a return to the expected value";
}
std::string level_words(double offset, double rows) {
  return "one-sided error of " + times_usual(offset) + " for " + rows_text(rows) + ", from the first row";
}
std::string trend_words(double growth, double rows) {
  return "one-sided error that grows to " + round_text(growth, 2) + "× its initial size, over " + rows_text(rows);
}
std::string variance_words(double peak, double rows) {
  return "irregular errors of both signs, up to " + times_usual(peak) + ", in " + rows_text(rows);
}
std::string stuck_words(double rows, double usual) { return "flat run of " + rows_text(rows) + usual_text(usual); }
std::string dropped_words(double rows, double usual) {
  return "jump, then a flat run of " + rows_text(rows) + usual_text(usual);
}
std::string gone_words(double rows, double usual) {
  return "missing values for " + rows_text(rows) + usual_text(usual);
}
std::string rhythm_words(double peak, double rows) {
  return "normal values at an unusual time: errors up to " + times_usual(peak) + " in " + rows_text(rows) +
         ", all values within the normal range";
}
std::string correlation_words(double joint, double largest) {
  return "each channel within " + times_usual(largest) + ", but jointly " + round_text(joint, 2) +
         "× as anomalous as one by one";
}

constexpr std::array kRules = {
    Rule{"spike", spike, peak_and_width, spike_words},
    Rule{"dip", dip, peak_and_width, spike_words},
    Rule{"level-shift", level_shift, offset_and_rows, level_words},
    Rule{"trend", trend, growth_and_rows, trend_words},
    Rule{"variance", variance, peak_and_rows, variance_words},
    Rule{"stuck", stuck, flat_runs, stuck_words},
    Rule{"dropout", dropped, flat_runs, dropped_words},
    Rule{"dropout", is_gone, gaps, gone_words},
    Rule{"rhythm", rhythm, peak_and_rows, rhythm_words},
    Rule{"correlation", correlation, joint_and_largest, correlation_words},
};

}  // namespace

KindMark tell_kind(const Signs& signs) noexcept {
  std::array<double, kRules.size()> scores{};
  std::ranges::transform(kRules, scores.begin(), [&](const Rule& rule) { return rule.score(signs); });
  const auto best = static_cast<std::size_t>(std::ranges::max_element(scores) - scores.begin());
  if (!(scores[best] >= kLeastScore)) return {};
  double next = 0;
  for (std::size_t i = 0; i < kRules.size(); ++i)
    if (kRules[i].name != kRules[best].name) next = std::max(next, scores[i]);
  const Facts facts = kRules[best].facts(signs);
  return {static_cast<std::uint8_t>(best + 1),
          static_cast<float>(scores[best] - next / 2),
          {static_cast<float>(facts[0]), static_cast<float>(facts[1])}};
}

double kind_score(std::string_view name, const Signs& signs) noexcept {
  double score = 0;
  for (const Rule& rule : kRules)
    if (rule.name == name) score = std::max(score, rule.score(signs));
  return score;
}

std::string_view kind_name(const KindMark& mark) noexcept {
  return mark.kind == 0 || mark.kind > kRules.size() ? std::string_view{} : kRules[mark.kind - 1].name;
}

void describe_kind(const KindMark& mark, Event& event) {
  event.kind = kind_name(mark);
  if (event.kind.empty()) return;
  event.kind_confidence = static_cast<double>(mark.confidence);
  event.kind_reason =
      kRules[mark.kind - 1].words(static_cast<double>(mark.facts[0]), static_cast<double>(mark.facts[1]));
}

}  // namespace tidegate
