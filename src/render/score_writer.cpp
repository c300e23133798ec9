#include <charconv>
#include <cmath>
#include <limits>

#include "base/text.h"
#include "render/field_text.h"
#include "render/npy_score_writer.h"
#include "render/score_columns.h"
#include "tidegate/render.h"

namespace tidegate {
namespace {

void append_index(std::string& out, std::size_t index) {
  char digits[24];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, index).ptr);
}

/// Text of a number that stays the same over many rows: written anew only when it changes.
template <void (*append)(std::string&, double)>
class SteadyNumber {
 public:
  const std::string& text(double value) {
    if (value != value_) {
      text_.clear();
      append(text_, value);
      value_ = value;
    }
    return text_;
  }

 private:
  double value_ = std::numeric_limits<double>::quiet_NaN();
  std::string text_;
};

class CsvScoreWriter final : public ScoredRowSink {
 public:
  CsvScoreWriter(OutputFile& out, std::span<const std::string> channels, bool detail, const std::string& key)
      : out_(out), channels_(detail ? channels.size() : 0), keyed_(!key.empty()), line_("time") {
    if (keyed_) append_csv_text(line_ += ',', key);
    line_ += ",score,threshold,anomaly";
    if (detail)
      for (const std::string& name : detail_names(channels)) append_csv_text(line_ += ',', name);
    line_ += '\n';
  }

  Status write(const ScoredRow& row) override {
    if (row.time_text.empty())
      append_index(line_, row.index);
    else
      append_csv_text(line_, row.time_text);
    if (keyed_) append_csv_text(line_ += ',', row.key);
    append_result(row);
    visit_details(row, channels_, [this](double value) { append_number(line_ += ',', value); });
    line_ += '\n';
    return flush();
  }

  Status finish() override { return flush(); }

 private:
  void append_result(const ScoredRow& row) {
    if (std::isnan(row.score)) {
      line_ += ",,,";
      return;
    }
    append_number(line_ += ',', row.score);
    (line_ += ',') += threshold_.text(row.threshold);
    line_ += row.anomaly ? ",1" : ",0";
  }

  Status flush() {
    const Status written = out_.write(line_);
    line_.clear();
    return written;
  }

  OutputFile& out_;
  std::size_t channels_;
  bool keyed_;
  SteadyNumber<append_number> threshold_;
  std::string line_;  // the header until the first row, or until the end if there is none
};

class JsonLinesScoreWriter final : public ScoredRowSink {
 public:
  JsonLinesScoreWriter(OutputFile& out, std::span<const std::string> channels, bool detail, const std::string& key_name)
      : out_(out), channels_(detail ? channels.size() : 0) {
    if (!key_name.empty()) {
      append_json_text(key_ = ",", key_name);
      key_ += ':';
    }
    if (!detail) return;
    for (const std::string& name : detail_names(channels)) {
      std::string key = ",";
      append_json_text(key, name);
      keys_.push_back(key + ":");
    }
  }

  Status write(const ScoredRow& row) override {
    line_ = "{\"time\":";
    if (row.time_text.empty())
      append_index(line_, row.index);
    else
      append_json_text(line_, row.time_text);
    if (!key_.empty()) append_json_text(line_ += key_, row.key);
    append_result(row);
    auto key = keys_.begin();
    visit_details(row, channels_, [this, &key](double value) { append_json_number(line_ += *key++, value); });
    line_ += "}\n";
    return out_.write(line_);
  }

  Status finish() override { return {}; }

 private:
  void append_result(const ScoredRow& row) {
    if (std::isnan(row.score)) {
      line_ += ",\"score\":null,\"threshold\":null,\"anomaly\":null";
      return;
    }
    append_json_number(line_ += ",\"score\":", row.score);
    (line_ += ",\"threshold\":") += threshold_.text(row.threshold);
    line_ += row.anomaly ? ",\"anomaly\":1" : ",\"anomaly\":0";
  }

  OutputFile& out_;
  std::size_t channels_;
  SteadyNumber<append_json_number> threshold_;
  std::string key_;                // `,"account":`, ready to append; empty = no key
  std::vector<std::string> keys_;  // `,"c.expected":`, the same
  std::string line_;
};

/// A file and what writes into it.
class ScoreFile final : public ScoredRowSink {
 public:
  ScoreFile(OutputFile file, ScoreFormat format, const ScoredColumns& columns)
      : file_(std::move(file)),
        writer_(make_score_writer(format, file_, columns.channels, columns.detail, columns.key_column)) {}

  Status write(const ScoredRow& row) override { return writer_->write(row); }
  Status finish() override {
    if (auto done = writer_->finish(); !done) return done;
    return file_.commit();
  }

 private:
  OutputFile file_;
  std::unique_ptr<ScoredRowSink> writer_;
};

}  // namespace

std::unique_ptr<ScoredRowSink> make_score_writer(ScoreFormat format, OutputFile& out,
                                                 std::vector<std::string> scored_channels, bool detail,
                                                 const std::string& key_column) {
  const std::string key = key_field(key_column);
  switch (format) {
    case ScoreFormat::kCsv:
      return std::make_unique<CsvScoreWriter>(out, scored_channels, detail, key);
    case ScoreFormat::kJsonLines:
      return std::make_unique<JsonLinesScoreWriter>(out, scored_channels, detail, key);
    case ScoreFormat::kNpy:
      return make_npy_score_writer(out, detail ? scored_channels.size() : 0, detail);
  }
  return nullptr;
}

Result<std::unique_ptr<ScoredRowSink>> make_score_file(ScoreFormat format, const std::filesystem::path& file,
                                                       const ScoredColumns& columns) {
  auto out = OutputFile::create(file);
  if (!out) return out.error();
  return std::make_unique<ScoreFile>(std::move(*out), format, columns);
}

}  // namespace tidegate
