#include "read/json_record.h"

#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

namespace tidegate {

std::string_view JsonRecord::name(std::size_t i) const {
  const std::size_t begin = i == 0 ? 0 : pieces[i - 1].value_end;
  return std::string_view(chars).substr(begin, pieces[i].name_end - begin);
}

std::string_view JsonRecord::value(std::size_t i) const {
  return std::string_view(chars).substr(pieces[i].name_end, pieces[i].value_end - pieces[i].name_end);
}

namespace {

constexpr std::size_t kDeepest = 8;

/// Receives the parser's tokens (nlohmann's SAX interface); no tree is built.
class Collector {
 public:
  using number_integer_t = nlohmann::json::number_integer_t;
  using number_unsigned_t = nlohmann::json::number_unsigned_t;
  using number_float_t = nlohmann::json::number_float_t;
  using string_t = nlohmann::json::string_t;
  using binary_t = nlohmann::json::binary_t;

  explicit Collector(JsonRecord& record) : record_(record) {}

  const std::string& problem() const { return problem_; }

  bool null() { return add(""); }
  bool boolean(bool value) { return add(value ? "true" : "false"); }
  bool number_integer(number_integer_t value) { return add_integer(value); }
  bool number_unsigned(number_unsigned_t value) { return add_integer(value); }
  bool number_float(number_float_t, const string_t& text) { return add(text); }
  bool string(string_t& value) { return add(value); }
  bool binary(binary_t&) { return false; }  // cannot come from text

  bool key(string_t& value) {
    path_.resize(levels_.back().path_bytes);
    if (!path_.empty()) path_ += '.';
    path_ += value;
    return true;
  }
  bool start_object(std::size_t) { return open(false); }
  bool start_array(std::size_t) { return open(true); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool parse_error(std::size_t position, const std::string& token, const nlohmann::json::exception&) {
    problem_ = "is not valid JSON at byte " + std::to_string(position) +
               (token.empty() ? "" : ", near \"" + token.substr(0, 40) + "\"") +
               "\nexpected one object per line; a missing value is null";
    return false;
  }

 private:
  struct Level {
    bool is_array = false;
    std::size_t next_index = 0;
    std::size_t path_bytes = 0;
  };

  void name_element() {
    Level& level = levels_.back();
    if (!level.is_array) return;
    path_.resize(level.path_bytes);
    path_ += levels_.size() == 1 ? "c" : ".";
    path_ += std::to_string(level.next_index++);
  }

  bool add(std::string_view text) {
    if (levels_.empty()) return refuse("is a single value, not an object or an array of numbers");
    name_element();
    record_.chars += path_;
    const std::size_t name_end = record_.chars.size();
    record_.chars += text;
    record_.pieces.push_back({name_end, record_.chars.size()});
    return true;
  }

  template <class Integer>
  bool add_integer(Integer value) {
    std::array<char, 24> text;
    return add({text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr});
  }

  bool open(bool is_array) {
    if (levels_.size() == 1 && levels_[0].is_array)
      return refuse(
          "contains an array of objects or arrays\nwrite one of them per line (for example with: jq -c '.[]')");
    if (levels_.size() == kDeepest) return refuse("is nested too deeply\nwrite flat objects, one per line");
    if (!levels_.empty()) name_element();
    levels_.push_back({is_array, 0, levels_.empty() ? 0 : path_.size()});
    return true;
  }

  bool close() {
    path_.resize(levels_.back().path_bytes);
    levels_.pop_back();
    return true;
  }

  bool refuse(const std::string& why) {
    problem_ = why;
    return false;
  }

  JsonRecord& record_;
  std::string path_;
  std::vector<Level> levels_;
  std::string problem_;
};

}  // namespace

std::string parse_json_record(std::string_view line, JsonRecord& record) {
  record.chars.clear();
  record.pieces.clear();
  Collector collector(record);
  nlohmann::json::sax_parse(line.begin(), line.end(), &collector);
  return collector.problem();
}

}  // namespace tidegate
