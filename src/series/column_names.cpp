#include "series/column_names.h"

#include <algorithm>
#include <array>

namespace tidegate {
namespace {

constexpr std::array<std::string_view, 7> kLabelNames = {"label",   "labels",    "anomaly",    "isanomaly",
                                                         "outlier", "isoutlier", "changepoint"};

constexpr std::array<std::string_view, 16> kMaybeLabelNames = {
    "fraud",   "isfraud",   "anomalous", "isanomalous", "abnormal", "isabnormal",  "attack", "isattack",
    "failure", "isfailure", "fault",     "isfault",     "target",   "groundtruth", "class",  "y"};

}  // namespace

std::string plain_name(std::string_view name) {
  std::string plain;
  for (const char c : name.substr(0, name.find_first_of("[("))) {
    if (c >= 'A' && c <= 'Z') plain += static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) plain += c;
  }
  return plain;
}

bool is_label_name(std::string_view name) {
  return std::ranges::find(kLabelNames, plain_name(name)) != kLabelNames.end();
}

bool may_be_label_name(std::string_view name) {
  return std::ranges::find(kMaybeLabelNames, plain_name(name)) != kMaybeLabelNames.end();
}

}  // namespace tidegate
