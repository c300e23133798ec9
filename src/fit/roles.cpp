#include "fit/roles.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "series/channel_names.h"

namespace tidegate {
namespace {

enum class Content { kEmpty, kFlag, kNumbers };

Content content(MatrixView<const double> rows, std::size_t channel) {
  Content found = Content::kEmpty;
  for (std::size_t t = 0; t < rows.rows; ++t) {
    const double value = rows(t, channel);
    if (std::isnan(value)) continue;
    if (value != 0 && value != 1) return Content::kNumbers;
    found = Content::kFlag;
  }
  return found;
}

Status check_names(const FramesConfig& config, const std::vector<std::string>& names) {
  for (const std::string& wanted : config.inputs_only) {
    if (std::find(names.begin(), names.end(), wanted) != names.end()) continue;
    const std::string near = nearest_word(wanted, names);
    return fail(ErrorKind::kUsage, option_named("inputs-only") + ": there is no channel '" + wanted + "'")
        .about("inputs-only")
        .remedy(near.empty() ? "the channels are: " + join(names) : "did you mean '" + near + "'?");
  }
  return {};
}

/// "a, b and 12 more"
std::string some_of(const std::vector<std::string>& names) {
  if (names.size() <= 4) return join(names);
  const std::vector<std::string> first(names.begin(), names.begin() + 3);
  return join(first) + " and " + std::to_string(names.size() - 3) + " more";
}

}  // namespace

Result<ChannelRoles> assign_roles(const FramesConfig& config, const std::vector<Channel>& channels,
                                  MatrixView<const double> training, bool flags_are_inputs) {
  const std::vector<std::string> names = channel_names(channels);
  if (auto checked = check_names(config, names); !checked) return checked.error();
  ChannelRoles roles;
  std::vector<std::size_t> flags;
  std::vector<std::string> empty, flag_names;
  for (std::size_t c = 0; c < channels.size(); ++c) {
    const bool told =
        std::find(config.inputs_only.begin(), config.inputs_only.end(), names[c]) != config.inputs_only.end();
    switch (content(training, c)) {
      case Content::kEmpty:
        empty.push_back(names[c]);
        break;
      case Content::kFlag:
        if (told) break;
        if (flags_are_inputs)
          flags.push_back(c), flag_names.push_back(names[c]);
        else
          roles.scored.push_back(c);
        break;
      case Content::kNumbers:
        if (!told) roles.scored.push_back(c);
    }
  }
  if (empty.size() == channels.size())
    return fail(ErrorKind::kData, "no channel has a value in the training part")
        .remedy("choose other rows with " + option_named("train-part") + " or other columns with " +
                option_named("channels"));
  if (!empty.empty())
    roles.notes.push_back("Not scored, because it has no value in the training part: " + some_of(empty) + ".");
  if (roles.scored.empty())
    roles.scored = flags;
  else if (!flags.empty())
    roles.notes.push_back(
        "Used as inputs but not scored, because they only switch between 0 and 1: " + some_of(flag_names) + ".");
  if (roles.scored.empty())
    return fail(ErrorKind::kUsage, option_named("inputs-only") + " leaves no channel to score")
        .about("inputs-only")
        .remedy("list fewer channels");
  return roles;
}

}  // namespace tidegate
