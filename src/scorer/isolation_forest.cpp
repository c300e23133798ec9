#include "scorer/isolation_forest.h"

#include <algorithm>
#include <cmath>

#include "base/missing.h"
#include "base/random.h"

namespace tidegate {
namespace isolation_forest_scorer {  // rooms may compile as one file
namespace {

constexpr std::size_t kSample = 256, kMostDepth = 8, kMostChannels = 4096;
constexpr std::uint64_t kSeed = 1;

// Rows of the first matrix are nodes: the feature that is cut (−1: a leaf), where (of a leaf: the depth its rows would
// have), and the rows of its children. Of the second: the usual depth, then the rows of the roots.
constexpr std::size_t kFeature = 0, kCut = 1, kLeft = 2, kRight = 3, kPerNode = 4;
constexpr std::size_t kUsual = 0, kRoots = 1;

/// The mean depth of a search that fails in a tree of so many rows. Source: Liu et al. 2008, equation 1.
double usual_depth(std::size_t rows) {
  if (rows < 2) return 0;
  double harmonic = 0;
  for (std::size_t i = 1; i < rows; ++i) harmonic += 1 / static_cast<double>(i);
  const auto n = static_cast<double>(rows);
  return 2 * harmonic - 2 * (n - 1) / n;
}

std::vector<MatrixShape> shapes(const Scorer& scorer, std::size_t) {
  return {{0, kPerNode}, {kRoots + scorer.argument, 1}};
}

bool is_sound(const Scorer& scorer, std::size_t channels) {
  const Matrix<double>&nodes = scorer.learned[0], &forest = scorer.learned[1];
  const auto count = static_cast<double>(nodes.rows());
  const auto is_node = [&](double place, double above) {
    return place > above && place < count && place == std::floor(place);
  };
  for (std::size_t i = 0; i < nodes.rows(); ++i) {
    const double feature = nodes(i, kFeature), above = static_cast<double>(i);
    if (feature == -1) continue;
    const bool known = feature >= 0 && feature < static_cast<double>(2 * channels) && feature == std::floor(feature);
    if (!known || !is_node(nodes(i, kLeft), above) || !is_node(nodes(i, kRight), above)) return false;
  }
  for (std::size_t tree = kRoots; tree < forest.rows(); ++tree)
    if (!is_node(forest(tree, 0), -1)) return false;
  return forest(kUsual, 0) > 0;
}

Status unfitted(Scorer& scorer, std::size_t, std::size_t rows) {
  const std::size_t leaves = std::min(std::max<std::size_t>(rows, 2), kSample);
  scorer.learned = {Matrix<double>(scorer.argument * (2 * leaves - 1), kPerNode),
                    Matrix<double>(kRoots + scorer.argument, 1, 1.0)};
  return {};
}

/// Values and differences of a row, missing ones as the mean (0).
void features_of(std::span<const double> row, std::span<const double> before, std::span<double> features) noexcept {
  for (std::size_t c = 0; c < row.size(); ++c) {
    const double step = row[c] - before[c];
    features[c] = std::isnan(row[c]) ? 0 : row[c];
    features[row.size() + c] = std::isnan(step) ? 0 : step;
  }
}

/// The features of all rows of all series.
Matrix<double> all_features(std::span<const MatrixView<const double>> series) {
  const std::size_t channels = series.front().cols;
  std::size_t count = 0;
  for (const auto& rows : series) count += rows.rows;
  Matrix<double> all(count, 2 * channels);
  std::size_t at = 0;
  for (const auto& rows : series)
    for (std::size_t t = 0; t < rows.rows; ++t) features_of(rows.row(t), rows.row(t == 0 ? 0 : t - 1), all.row(at++));
  return all;
}

/// One tree, node by node.
class Grower {
 public:
  Grower(const Matrix<double>& features, Random& random, std::vector<double>& nodes)
      : features_(features), random_(random), nodes_(nodes) {}

  /// The place of the node that holds these rows.
  std::size_t grow(std::span<std::size_t> rows, std::size_t depth) {
    const std::size_t place = nodes_.size() / kPerNode;
    nodes_.insert(nodes_.end(), {-1, usual_depth(rows.size()), 0, 0});
    if (rows.size() < 2 || depth == kMostDepth) return place;
    const auto [feature, low, high] = feature_to_cut(rows);
    if (!(high > low)) return place;
    const double cut = random_.uniform(low, high);
    const auto middle =
        std::partition(rows.begin(), rows.end(), [&](std::size_t row) { return features_(row, feature) <= cut; });
    const std::size_t left = grow({rows.begin(), middle}, depth + 1);
    const std::size_t right = grow({middle, rows.end()}, depth + 1);
    double* const node = nodes_.data() + place * kPerNode;
    node[kFeature] = static_cast<double>(feature);
    node[kCut] = cut;
    node[kLeft] = static_cast<double>(left);
    node[kRight] = static_cast<double>(right);
    return place;
  }

 private:
  struct Range {
    std::size_t feature;
    double low, high;
  };

  /// A feature in which the rows differ, if a few tries find one.
  Range feature_to_cut(std::span<const std::size_t> rows) {
    Range range{};
    for (std::size_t tries = 0; tries < 2 * features_.cols() && !(range.high > range.low); ++tries) {
      range.feature = random_.below(features_.cols());
      range.low = range.high = features_(rows.front(), range.feature);
      for (const std::size_t row : rows) {
        range.low = std::min(range.low, features_(row, range.feature));
        range.high = std::max(range.high, features_(row, range.feature));
      }
    }
    return range;
  }

  const Matrix<double>& features_;
  Random& random_;
  std::vector<double>& nodes_;
};

void learn(Scorer& scorer, std::span<const MatrixView<const double>> series) {
  const Matrix<double> features = all_features(series);
  const std::size_t sample = std::min(features.rows(), kSample);
  Random random(kSeed);
  std::vector<double> nodes;
  Matrix<double> forest(kRoots + scorer.argument, 1, 1.0);
  forest(kUsual, 0) = std::max(usual_depth(sample), 1.0);
  std::vector<std::size_t> rows(features.rows());
  for (std::size_t row = 0; row < rows.size(); ++row) rows[row] = row;
  for (std::size_t tree = 0; tree < scorer.argument; ++tree) {
    for (std::size_t i = 0; i < sample; ++i) std::swap(rows[i], rows[i + random.below(rows.size() - i)]);
    const std::size_t root = Grower(features, random, nodes).grow(std::span(rows).first(sample), 0);
    forest(kRoots + tree, 0) = static_cast<double>(root);
  }
  Matrix<double> kept(nodes.size() / kPerNode, kPerNode);
  std::ranges::copy(nodes, kept.flat().begin());
  scorer.learned = {std::move(kept), std::move(forest)};
}

Status fit(Scorer& scorer, std::span<const MatrixView<const double>> series) {
  std::size_t count = 0;
  for (const auto& rows : series) count += rows.rows;
  if (count < 2 || series.front().cols > kMostChannels)
    return fail(ErrorKind::kData, "the training part is too short, or too wide, for trees")
        .about("scorers")
        .remedy("give more rows (" + option_named("train-part") + ")");
  learn(scorer, series);
  return {};
}

std::size_t state_size(const Scorer&, std::size_t channels) { return 1 + channels; }

void step(const Scorer& scorer, std::span<double> state, const ScorerRow& row, const ScorerNumbers& numbers) noexcept {
  const std::size_t channels = row.scaled.size();
  const Matrix<double>&nodes = scorer.learned[0], &forest = scorer.learned[1];
  const std::span<double> before = state.subspan(1, channels);
  const bool first = state[0] == 0;
  state[0] = 1;
  const auto feature = [&](std::size_t at) {
    const double value = row.scaled[at < channels ? at : at - channels];
    const double given = at < channels ? value : value - (first ? value : before[at - channels]);
    return std::isnan(given) ? 0 : given;
  };
  if (row.came && std::ranges::any_of(row.scaled, [](double value) { return !std::isnan(value); })) {
    double depths = 0, most = 0;
    std::ranges::fill(numbers.residual, 0.0);
    for (std::size_t tree = kRoots; tree < forest.rows(); ++tree) {
      auto node = static_cast<std::size_t>(forest(tree, 0));
      double depth = 0;
      for (; nodes(node, kFeature) >= 0; ++depth) {
        const auto cut = static_cast<std::size_t>(nodes(node, kFeature));
        double& part = numbers.residual[cut < channels ? cut : cut - channels];
        most = std::max(most, part += 1);
        node = static_cast<std::size_t>(nodes(node, feature(cut) <= nodes(node, kCut) ? kLeft : kRight));
      }
      depths += depth + nodes(node, kCut);
    }
    const double mean = depths / static_cast<double>(forest.rows() - kRoots);
    const double score = std::exp2(-mean / forest(kUsual, 0));
    for (double& part : numbers.residual) part = score * (most > 0 ? part / most : 1);
  }
  for (std::size_t c = 0; c < channels; ++c)
    if (!std::isnan(row.scaled[c])) before[c] = row.scaled[c];
}

std::string reason(const Scorer&, std::size_t, const Event&) {
  return "few random cuts set the row apart from those of the training part";
}

}  // namespace
}  // namespace isolation_forest_scorer

const ScorerMethod kIsolationForestScorer = {.name = "isolation-forest",
                                             .measure = Measure::kExcess,
                                             .argument = {.least = 1, .most = 10'000, .usual = 100, .word = "TREES"},
                                             .shapes = isolation_forest_scorer::shapes,
                                             .fit = isolation_forest_scorer::fit,
                                             .unfitted = isolation_forest_scorer::unfitted,
                                             .is_sound = isolation_forest_scorer::is_sound,
                                             .state_size = isolation_forest_scorer::state_size,
                                             .step = isolation_forest_scorer::step,
                                             .reason = isolation_forest_scorer::reason,
                                             .threshold = "percentile:99.9"};

}  // namespace tidegate
