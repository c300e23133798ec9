// An inspection as one JSON object; keys are the fields' names, durations seconds, rows counted from 0, NaN null.
#include <nlohmann/json.hpp>

#include "tidegate/render.h"
#include "tidegate/series.h"

namespace tidegate {
namespace {

using Json = nlohmann::ordered_json;

double seconds(Duration length) { return std::chrono::duration<double>(length).count(); }

Json row_or_null(std::size_t row) { return row == kNoRow ? Json() : Json(row); }

Json time_or_null(const std::optional<Timestamp>& time, std::int16_t offset) {
  return time ? Json(format_time(*time, offset)) : Json();
}

Json gap_json(const Gap& gap) {
  return {{"after_index", gap.after_index}, {"missing_rows", gap.missing_rows}, {"seconds", seconds(gap.length)}};
}

Json channel_json(const ChannelSummary& c) {
  return {{"name", c.channel.name}, {"unit", c.channel.unit},
          {"missing", c.missing},   {"longest_missing", c.longest_missing},
          {"minimum", c.minimum},   {"maximum", c.maximum},
          {"mean", c.mean},         {"deviation", c.deviation},
          {"median", c.median},     {"distinct", c.distinct},
          {"constant", c.constant}, {"flag", c.flag},
          {"periods", c.periods}};
}

Json keys_json(const KeysSummary& keys) {
  return {{"column", keys.column},
          {"count", keys.count},
          {"rows", {{"least", keys.least}, {"median", keys.median}, {"most", keys.most}}},
          {"window", keys.window},
          {"too_short", keys.too_short},
          {"training_rows", keys.training_rows},
          {"rows_to_score", keys.rows_to_score},
          {"learning", keys.learning},
          {"validating", keys.validating}};
}

Json label_json(const Inspection& in) {
  if (!in.label) return {};
  const InspectedLabel& label = *in.label;
  const double rows = static_cast<double>(in.rows);
  return {{"anomalous", label.anomalous},
          {"share", rows > 0 ? static_cast<double>(label.anomalous) / rows : 0},
          {"stretches", label.stretches},
          {"first_index", row_or_null(label.first_index)},
          {"last_index", row_or_null(label.last_index)},
          {"first", time_or_null(label.first_time, in.utc_offset_minutes)},
          {"last", time_or_null(label.last_time, in.utc_offset_minutes)}};
}

template <class Items, class ToJson>
Json list(const Items& items, ToJson to_json) {
  Json out = Json::array();
  for (const auto& item : items) out.push_back(to_json(item));
  return out;
}

}  // namespace

std::string format_inspection_json(const Inspection& in, Spelling spelling) {
  Json out = {{"source", in.source},
              {"time_column", in.time_column},
              {"rows", in.rows},
              {"bytes", in.bytes},
              {"has_time", in.has_time}};
  out["first"] = time_or_null(in.first, in.utc_offset_minutes);
  out["last"] = time_or_null(in.last, in.utc_offset_minutes);
  out["utc_offset_minutes"] = in.utc_offset_minutes;
  out["step"] = seconds(in.step);
  out["jitter"] = in.jitter;
  out["regular_share"] = in.regular_share;
  out["regular"] = in.regular;
  out["gaps"] = list(in.gaps, gap_json);
  out["gap_count"] = in.gap_count;
  out["missing_rows"] = in.missing_rows;
  out["duplicates"] = in.duplicates;
  out["first_duplicate"] = row_or_null(in.first_duplicate);
  out["out_of_order"] = in.out_of_order;
  out["first_out_of_order"] = row_or_null(in.first_out_of_order);
  out["infinite_values"] = in.infinite_values;
  out["missing_share"] = in.missing_share;
  out["channels"] = list(in.channels, channel_json);
  if (in.keys) out["keys"] = keys_json(*in.keys);
  out["label"] = label_json(in);
  const auto spelled = [spelling](const std::string& text) { return spell(text, spelling); };
  out["left_out"] = list(in.left_out, spelled);
  out["advice"] = list(in.advice, spelled);
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";  // a header need not be valid UTF-8
}

}  // namespace tidegate
