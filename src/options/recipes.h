// Recipes: names for sets of options. A recipe is a text in TOML; a file of this form is one, too.
#pragma once
#include <string_view>

#include "tidegate/config.h"
#include "tidegate/result.h"

namespace tidegate {

/// Sets every option the recipe speaks of; the others stay, but for those of `forget_net_choices`. The name is one of
/// `recipe_names` or a file's path that ends in `.toml`; `config.detector` becomes the name, or the file's own without
/// its folders. Errors: kUsage (no such recipe, or something wrong in the file); the configuration stays then.
Status apply_recipe(DetectorConfig& config, std::string_view name);

/// A name that ends in `.toml`.
bool is_recipe_file(std::string_view name);

/// Back to what the kind of net takes by itself: loss, state, target, score, threshold.
void forget_net_choices(DetectorConfig& config);

/// Whether `config.target` is one of the net's. Errors: kUsage.
Status check_target(const NetConfig& config);

/// After another cell, net or scorer was chosen: `cell` lstm makes an lstm-forecaster of a gru-forecaster. Without a
/// network's scorer the name is that of the scorer, or `composite` of several.
void rename_recipe(DetectorConfig& config);

/// A configuration whose cell and net were filled in by hand may still bear the name of another recipe: it gets its
/// own. The name of a file says nothing of cell and net; it stays, as does one that is no recipe's.
void correct_name(DetectorConfig& config);

}  // namespace tidegate
