#include "scorer/isolation_forest.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "base/random.h"
#include "scorer/held_out.h"
#include "scorer/recent_values.h"

namespace tidegate {
namespace isolation_forest_scorer {  // rooms may compile as one file
namespace {

constexpr std::size_t kSample = 256, kDepth = 8;  // rows of a tree; 2^8 of them are told apart by 8 cuts
constexpr std::size_t kHeldOutRows = 20'000;
constexpr double kReserve = 1.01;  ///< what equals the largest score of usual operation is usual, too
constexpr std::uint64_t kSeed = 2008;

// Columns of the first matrix: the limit, and the cuts that a row like any other needs.
constexpr std::size_t kLimit = 0, kUsualCuts = 1, kForest = 2;
// Columns of the second, a row a node; the roots of all trees come first, children behind their parents, side by side.
// A leaf has the feature -1 and the cuts that lead there.
constexpr std::size_t kFeature = 0, kCut = 1, kChild = 2, kCuts = 3, kNode = 4;
constexpr double kLeaf = -1;

std::vector<MatrixShape> shapes(const Scorer&, std::size_t) { return {{1, kForest}, {0, kNode}}; }

bool is_whole_below(double value, std::size_t least, std::size_t end) {
  return value >= static_cast<double>(least) && value < static_cast<double>(end) && value == std::floor(value);
}

/// Every way down ends: children stand behind their parents.
bool is_sound(const Scorer& scorer, std::size_t channels) {
  const Matrix<double>&forest = scorer.learned[0], &nodes = scorer.learned[1];
  if (!(forest(0, kLimit) > 0) || !(forest(0, kUsualCuts) > 0) || nodes.rows() < scorer.argument) return false;
  for (std::size_t i = 0; i < nodes.rows(); ++i) {
    if (nodes(i, kFeature) == kLeaf ? !(nodes(i, kCuts) >= 0)
                                    : !is_whole_below(nodes(i, kFeature), 0, 2 * channels) ||
                                          !is_whole_below(nodes(i, kChild), i + 1, nodes.rows() - 1))
      return false;
  }
  return true;
}

Status unfitted(Scorer& scorer, std::size_t, std::size_t rows) {
  const std::size_t sample = std::clamp<std::size_t>(rows, 1, kSample);
  scorer.learned = {Matrix<double>(1, kForest, 1.0), Matrix<double>(scorer.argument * (2 * sample - 1), kNode)};
  return {};
}

/// Cuts that an unsuccessful search in a binary tree of so many rows needs on average.
double usual_cuts(std::size_t rows) {
  if (rows < 2) return 0;
  const auto n = static_cast<double>(rows);
  return rows == 2 ? 1 : 2 * (std::log(n - 1) + std::numbers::egamma) - 2 * (n - 1) / n;
}

/// A row as the trees see it: the values (C), and how far each moved (C). `known` (C): 1 where a value was seen.
void next_features(std::span<const double> scaled, std::span<double> known, std::span<double> features) noexcept {
  const std::size_t channels = scaled.size();
  for (std::size_t c = 0; c < channels; ++c) {
    double &last = features[c], &moved = features[channels + c];
    moved = 0;
    if (std::isnan(scaled[c])) continue;
    const double value = bounded_sample(scaled[c]);
    if (known[c] > 0) moved = std::abs(value - last);
    last = value;
    known[c] = 1;
  }
}

/// For each tree the rows it grows on, counted over all series.
std::vector<std::vector<std::size_t>> draw_samples(std::size_t trees, std::size_t rows, Random& random) {
  std::vector<std::vector<std::size_t>> samples(trees);
  std::vector<std::size_t> all(rows);
  for (std::size_t i = 0; i < rows; ++i) all[i] = i;
  for (std::vector<std::size_t>& sample : samples)
    for (std::size_t i = 0; i < std::min(rows, kSample); ++i) {
      std::swap(all[i], all[i + random.below(rows - i)]);
      sample.push_back(all[i]);
    }
  return samples;
}

/// Features of the rows at these places, which rise.
Matrix<double> features_at(std::span<const MatrixView<const double>> series, std::span<const std::size_t> places) {
  const std::size_t channels = series.front().cols;
  Matrix<double> found(places.size(), 2 * channels);
  std::size_t at = 0, place = 0;
  for (const auto& rows : series) {
    std::vector<double> known(channels), features(2 * channels);
    for (std::size_t t = 0; t < rows.rows && at < places.size(); ++t, ++place) {
      next_features(rows.row(t), known, features);
      if (places[at] == place) std::ranges::copy(features, found.row(at++).begin());
    }
  }
  return found;
}

class Grower {
 public:
  Grower(const Matrix<double>& features, std::size_t trees, Random& random)
      : features_(features), random_(random), nodes_(trees, kNode) {}

  /// `rows`: of the features; their order changes.
  void grow(std::size_t node, std::span<std::size_t> rows, std::size_t depth) {
    const auto [feature, low, high] = depth < kDepth && rows.size() > 1 ? choose(rows) : Choice{};
    if (!(low < high)) {
      nodes_(node, kFeature) = kLeaf;
      nodes_(node, kCuts) = static_cast<double>(depth) + usual_cuts(rows.size());
      return;
    }
    double cut = random_.uniform(low, high);
    if (!(cut > low)) cut = high;  // both sides have a row
    const std::size_t child = nodes_.rows();
    nodes_.resize_rows(child + 2);
    nodes_(node, kFeature) = static_cast<double>(feature);
    nodes_(node, kCut) = cut;
    nodes_(node, kChild) = static_cast<double>(child);
    const auto above = std::ranges::partition(rows, [&](std::size_t row) { return features_(row, feature) < cut; });
    const std::size_t below = rows.size() - above.size();
    grow(child, rows.first(below), depth + 1);
    grow(child + 1, rows.subspan(below), depth + 1);
  }
  Matrix<double> nodes() && { return std::move(nodes_); }

 private:
  struct Choice {
    std::size_t feature = 0;
    double low = 0, high = 0;
  };
  /// A random one of those that differ.
  Choice choose(std::span<const std::size_t> rows) {
    const std::size_t count = features_.cols(), first = random_.below(count);
    for (std::size_t i = 0; i < count; ++i) {
      Choice choice{(first + i) % count, std::numeric_limits<double>::infinity(), 0};
      choice.high = -choice.low;
      for (const std::size_t row : rows) {
        choice.low = std::min(choice.low, features_(row, choice.feature));
        choice.high = std::max(choice.high, features_(row, choice.feature));
      }
      if (choice.low < choice.high) return choice;
    }
    return {};
  }

  const Matrix<double>& features_;
  Random& random_;
  Matrix<double> nodes_;
};

/// Trees of these series, and a limit of 1.
void learn(Scorer& scorer, std::span<const MatrixView<const double>> series) {
  std::size_t rows = 0;
  for (const auto& one : series) rows += one.rows;
  Random random(kSeed);
  auto samples = draw_samples(scorer.argument, rows, random);
  std::vector<std::size_t> places;
  for (const auto& sample : samples) places.insert(places.end(), sample.begin(), sample.end());
  std::ranges::sort(places);
  places.erase(std::ranges::unique(places).begin(), places.end());
  const Matrix<double> features = features_at(series, places);
  Grower grower(features, samples.size(), random);
  for (std::size_t tree = 0; tree < samples.size(); ++tree) {
    for (std::size_t& place : samples[tree])
      place = static_cast<std::size_t>(std::ranges::lower_bound(places, place) - places.begin());
    grower.grow(tree, samples[tree], 0);
  }
  scorer.learned = {Matrix<double>(1, kForest, 1.0), std::move(grower).nodes()};
  scorer.learned[0](0, kUsualCuts) = usual_cuts(std::min(rows, kSample));
}

std::size_t state_size(const Scorer&, std::size_t channels) { return 3 * channels; }

/// Mean number of cuts that set a row apart. `share` (C) gains what each channel's features had in them, more where few
/// were enough.
double cuts(const Scorer& scorer, std::span<const double> features, std::span<double> share) noexcept {
  const Matrix<double>& nodes = scorer.learned[1];
  double sum = 0;
  for (std::size_t tree = 0; tree < scorer.argument; ++tree) {
    std::size_t way[kDepth], steps = 0;
    std::size_t node = tree;
    while (nodes(node, kFeature) != kLeaf) {
      const auto feature = static_cast<std::size_t>(nodes(node, kFeature));
      if (steps < kDepth) way[steps++] = feature % share.size();
      node = static_cast<std::size_t>(nodes(node, kChild)) + (features[feature] < nodes(node, kCut) ? 0 : 1);
    }
    sum += nodes(node, kCuts);
    for (std::size_t i = 0; i < steps; ++i) share[way[i]] += 1 / (1 + nodes(node, kCuts));
  }
  return sum / static_cast<double>(scorer.argument);
}

void step(const Scorer& scorer, std::span<double> state, const ScorerRow& row, const ScorerNumbers& numbers) noexcept {
  const std::size_t channels = row.scaled.size();
  const std::span<double> features = state.subspan(channels, 2 * channels), excess = numbers.residual;
  next_features(row.scaled, state.first(channels), features);
  if (!row.came || std::ranges::all_of(row.scaled, [](double value) { return std::isnan(value); })) return;
  std::ranges::fill(excess, 0.0);
  const Matrix<double>& forest = scorer.learned[0];
  const double score = std::exp2(-cuts(scorer, features, excess) / forest(0, kUsualCuts)) / forest(0, kLimit);
  double largest = 0;
  for (std::size_t c = 0; c < channels; ++c)
    if (!std::isnan(row.scaled[c])) largest = std::max(largest, excess[c]);
  for (std::size_t c = 0; c < channels; ++c)
    excess[c] = std::isnan(row.scaled[c]) ? std::nan("") : largest > 0 ? score * (excess[c] / largest) : score;
}

std::string reason(const Scorer&, std::size_t, const Event&) {
  return "few random cuts set the row apart from those of the training part";
}

/// The largest score of these rows; 1, the largest there is, without any.
double largest_score(const Scorer& learned, std::span<const MatrixView<const double>> series) {
  const std::size_t channels = series.front().cols;
  double largest = 0;
  for (const auto& rows : series) {
    std::vector<double> state(state_size(learned, channels)), given(channels), excess(channels);
    for (std::size_t t = 0; t < rows.rows; ++t) {
      std::ranges::fill(excess, std::nan(""));
      step(learned, state, {.scaled = rows.row(t)}, {given, excess, {}});
      for (const double one : excess)
        if (one > largest) largest = one;
    }
  }
  return largest > 0 ? largest : 1;
}

Status fit(Scorer& scorer, std::span<const MatrixView<const double>> series) {
  const HeldOut halves = held_out_halves(series, 0, kHeldOutRows);
  std::size_t rows = 0;
  for (const auto& one : halves.earlier) rows += one.rows;
  if (rows < 2)
    return fail(ErrorKind::kData, "the training part is too short to tell its rows apart")
        .about("scorers")
        .remedy("give more rows (" + option_named("train-part") + ")");
  learn(scorer, halves.earlier);
  const double limit = kReserve * largest_score(scorer, halves.later);
  learn(scorer, series);
  scorer.learned[0](0, kLimit) = limit;
  return {};
}

}  // namespace
}  // namespace isolation_forest_scorer

const ScorerMethod kIsolationForestScorer = {.name = "isolation-forest",
                                             .measure = Measure::kExcess,
                                             .argument = {.least = 1, .most = 1'000, .usual = 100, .word = "TREES"},
                                             .shapes = isolation_forest_scorer::shapes,
                                             .fit = isolation_forest_scorer::fit,
                                             .unfitted = isolation_forest_scorer::unfitted,
                                             .is_sound = isolation_forest_scorer::is_sound,
                                             .state_size = isolation_forest_scorer::state_size,
                                             .step = isolation_forest_scorer::step,
                                             .reason = isolation_forest_scorer::reason};

}  // namespace tidegate
