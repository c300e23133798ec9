// What a column's name says of its role.
#pragma once
#include <string>
#include <string_view>

namespace tidegate {

/// Lower case, letters and digits only, without what stands in brackets: "Is_Anomaly [0/1]" → "isanomaly".
std::string plain_name(std::string_view name);

/// A column of 0 and 1 of such a name marks anomalies: label, anomaly, is_anomaly, outlier, changepoint ….
bool is_label_name(std::string_view name);

/// Often a label too, but a measured flag may have such a name: fraud, attack, fault, target ….
bool may_be_label_name(std::string_view name);

}  // namespace tidegate
