// A table whose rows belong to many accounts, and what the tests of --key share.
#pragma once
#include <nlohmann/json.hpp>
#include <sstream>
#include <utility>

#include "integration/workspace.h"

namespace tidegate::testing_support {

inline constexpr std::size_t kAccounts = 12, kRowsEach = 40;

/// When account `k` does its `t`-th deed: at uneven times, some within the same second.
inline std::size_t minute_of(std::size_t k, std::size_t t) { return 3 * k + t * t / 2 + 2 * (t / 3); }

/// `when,account,amount`, rows of all accounts in the order of time; account 7's row 33 is far off.
inline std::string deeds_csv(bool odd = true) {
  std::vector<std::pair<std::size_t, std::string>> rows;
  for (std::size_t t = 0; t < kRowsEach; ++t)
    for (std::size_t k = 0; k < kAccounts; ++k) {
      const double amount = wave(t * 3, static_cast<double>(k)) + (odd && k == 7 && t == 33 ? 8 : 0);
      const std::size_t minute = minute_of(k, t);
      rows.emplace_back(minute, stamp(minute) + ",acc" + std::to_string(k) + "," + field(amount) + "\n");
    }
  std::ranges::stable_sort(rows, {}, &std::pair<std::size_t, std::string>::first);
  std::string text = "when,account,amount\n";
  for (const auto& [minute, row] : rows) text += row;
  return text;
}

inline std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

/// The lines that hold `word`, without it.
inline std::string only(const std::string& text, const std::string& word) {
  std::string kept;
  for (std::string line : lines_of(text)) {
    const std::size_t at = line.find(word);
    if (at == std::string::npos) continue;
    kept += line.erase(at, word.size()) + "\n";
  }
  return kept;
}

class Keyed : public Workspace {
 protected:
  std::string train(const std::string& file, const std::vector<std::string>& more = {}) const {
    const std::string model = path("deeds.tidegate");
    const Finished trained =
        run(std::vector<std::string>{"train", file, "--key", "account", "--model", model} + quick() + more);
    EXPECT_EQ(trained.exit_code, kDone) << trained.err;
    return model;
  }
  std::string deeds() const { return write("deeds.csv", deeds_csv()); }
};

}  // namespace tidegate::testing_support
