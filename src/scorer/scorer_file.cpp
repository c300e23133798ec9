#include "scorer/scorer_file.h"

#include <algorithm>

#include "score/score_file.h"
#include "scorer/scorer_method.h"
#include "store/numbers.h"

namespace tidegate {
namespace {

using Json = nlohmann::ordered_json;

std::string prefix_of(const Scorer& scorer) { return "scorer." + std::string(scorer.method->name); }
std::string learned_name(const Scorer& scorer, std::size_t i) { return prefix_of(scorer) + "." + std::to_string(i); }
bool has_own_score(const Scorer& scorer) { return gives_residuals(scorer) && !scorer.method->needs_net; }

/// Where any number will do, the one of the file.
Result<MatrixShape> shape_in_file(const TensorFile& file, const std::string& name, MatrixShape shape) {
  const Tensor* tensor = file.find(name);
  if (tensor == nullptr || tensor->shape.size() != 2) return shape;  // reading it says so
  for (auto [size, there] : {std::pair{&shape.rows, tensor->shape[0]}, std::pair{&shape.cols, tensor->shape[1]}}) {
    if (*size > 0) continue;
    if (there == 0 || there > kMostLearned)
      return file.error("tensor '" + name + "' has none or too many of what a scorer learned", name);
    *size = there;
  }
  return shape;
}

Status read_matrices(const TensorFile& file, std::size_t channels, Scorer& scorer) {
  if (scorer.method->shapes == nullptr) return {};
  for (const MatrixShape& wanted : scorer.method->shapes(scorer, channels)) {
    std::vector<double> numbers;
    const std::string name = learned_name(scorer, scorer.learned.size());
    const auto shape = shape_in_file(file, name, wanted);
    if (!shape) return shape.error();
    if (auto read = read_numbers(file, name, {shape->rows, shape->cols}, numbers); !read) return read;
    Matrix<double> matrix(shape->rows, shape->cols);
    std::ranges::copy(numbers, matrix.flat().begin());
    scorer.learned.push_back(std::move(matrix));
  }
  if (scorer.method->is_sound == nullptr || scorer.method->is_sound(scorer, channels)) return {};
  return file.error("what its scorer '" + std::string(scorer.method->name) + "' learned contradicts itself");
}

bool is_usable(const Scorer& scorer, std::size_t argument) {
  const ScorerArgument& limits = scorer.method->argument;
  return limits.most == 0 ? argument == 0 : argument >= limits.least && argument <= limits.most;
}

}  // namespace

bool needs_section(const std::vector<Scorer>& scorers) {
  return scorers.size() > 1 || !scorers.front().method->needs_net || scorers.front().calibration.unit != 1;
}

bool is_about_scorers(std::string_view option) {
  return option == "scorers" || option == "calibration" || option == "aggregation";
}

Json scorers_json(const std::vector<Scorer>& scorers, const JudgedChannels& channels) {
  Json list = Json::array();
  for (const Scorer& scorer : scorers)
    list.push_back({{"name", scorer.method->name},
                    {"argument", scorer.argument},
                    {"unit", scorer.calibration.unit},
                    {"shrinkage", scorer.score.shrinkage}});
  return {{"channels", channels.channels}, {"judged", channels.judged}, {"list", list}};
}

void add_scorers(TensorFile& file, const std::vector<Scorer>& scorers) {
  for (const Scorer& scorer : scorers) {
    if (has_own_score(scorer)) add_score(file, scorer.score, prefix_of(scorer));
    for (std::size_t i = 0; i < scorer.learned.size(); ++i)
      file.add<double>(learned_name(scorer, i), {scorer.learned[i].rows(), scorer.learned[i].cols()},
                       scorer.learned[i].flat());
  }
}

Result<JudgedChannels> read_judged(const TensorFile& file, const Json& json) {
  JudgedChannels channels{json.at("channels").get<std::size_t>(), json.at("judged").get<std::vector<std::size_t>>()};
  const auto& judged = channels.judged;
  const bool rising = std::ranges::adjacent_find(judged, std::ranges::greater_equal()) == judged.end();
  if (judged.empty() || !rising || judged.back() >= channels.channels)
    return file.error("its scorers judge channels that it does not have");
  return channels;
}

Result<std::vector<Scorer>> read_scorers(const TensorFile& file, const Json& json) {
  std::vector<Scorer> scorers;
  for (const Json& one : json.at("list")) {
    auto scorer = parse_scorer(one.at("name").get<std::string>());
    if (!scorer) return file.error(scorer.error());
    scorer->argument = one.at("argument").get<std::size_t>();
    scorer->calibration.unit = one.at("unit").get<double>();
    if (!is_usable(*scorer, scorer->argument) || !(scorer->calibration.unit > 0))
      return file.error("its scorer '" + std::string(scorer->method->name) + "' has an impossible number");
    scorers.push_back(std::move(*scorer));
  }
  if (scorers.empty() || scorers.size() > kMostScorers) return file.error("it has no scorers, or too many");
  return scorers;
}

Status read_learned(const TensorFile& file, const Json& json, std::size_t judged, ScoreKind score,
                    std::vector<Scorer>& scorers) {
  for (std::size_t i = 0; i < scorers.size(); ++i) {
    if (auto read = read_matrices(file, judged, scorers[i]); !read) return read;
    if (!has_own_score(scorers[i])) continue;
    scorers[i].score.kind = score;
    if (auto read = read_score(file, json.at("list").at(i), judged, scorers[i].score, prefix_of(scorers[i])); !read)
      return read;
  }
  return {};
}

}  // namespace tidegate
