#include "benchmark/trial_file.h"

#include "base/missing.h"
#include "unit/benchmark/small_data.h"

namespace tidegate {
namespace {

using namespace testing_support;

KeptTrial made_trial() {
  KeptTrial kept;
  kept.trial.series = "a/one";
  kept.trial.family = "a";
  kept.trial.metrics[Metric::kVusPr] = 0.25;
  kept.trial.events = {1, 2, 3};
  kept.trial.like_length = {4, 5, 6};
  kept.trial.judged_rows = 3;
  kept.trial.normal_rows = 2;
  kept.trial.reported = 9;
  kept.trial.false_events = 8;
  kept.trial.failure = "why";
  kept.judged = {{1, kMissingValue, 3}, {2, 2, 2}, {0, 0, 1}, {}};
  Event event;
  event.start_index = event.end_index = event.peak_index = 2;
  event.kind = "spike";
  event.severity = 50;
  kept.judged.events.push_back(event);
  return kept;
}

TEST(TrialFile, ComesBackAsItWas) {
  const TemporaryFolder folder;
  const auto file = trial_file(folder.path(), "gru", "a/one");
  ASSERT_TRUE(write_trial(file, "print", made_trial()));
  const auto back = read_trial(file, "print");
  ASSERT_TRUE(back) << back.error().message();
  const Trial expected = made_trial().trial;
  EXPECT_EQ(back->trial.series, expected.series);
  EXPECT_EQ(back->trial.metrics[Metric::kVusPr], 0.25);
  EXPECT_TRUE(std::isnan(back->trial.metrics[Metric::kAucRoc]));
  EXPECT_EQ(back->trial.events.missed, 3U);
  EXPECT_EQ(back->trial.like_length.found, 4U);
  EXPECT_EQ(back->trial.reported, 9U);
  EXPECT_EQ(back->trial.false_events, 8U);
  EXPECT_EQ(back->trial.failure, "why");
  EXPECT_EQ(back->judged.score[2], 3);
  EXPECT_TRUE(std::isnan(back->judged.score[1]));
  EXPECT_EQ(back->judged.flags, (std::vector<std::uint8_t>{0, 0, 1}));
  ASSERT_EQ(back->judged.events.size(), 1U);
  EXPECT_EQ(back->judged.events[0].kind, "spike");
}

TEST(TrialFile, OneOfAnotherFingerprintIsNone) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_trial(folder / "t", "print", made_trial()));
  EXPECT_FALSE(read_trial(folder / "t", "other"));
  EXPECT_TRUE(read_trial(folder / "t", ""));
}

TEST(TrialFile, ADamagedOneIsNone) {
  const TemporaryFolder folder;
  ASSERT_TRUE(write_trial(folder / "t", "print", made_trial()));
  std::string bytes = file_content(folder / "t");
  bytes[bytes.size() - 3] ^= 1;
  std::ofstream(folder / "t", std::ios::binary) << bytes;
  EXPECT_FALSE(read_trial(folder / "t", "print"));
  std::ofstream(folder / "t", std::ios::binary) << "no trial";
  EXPECT_FALSE(read_trial(folder / "t", "print"));
}

TEST(TrialFile, NamesThatLookAlikeOnDiskAreToldApart) {
  EXPECT_NE(trial_file("f", "gru", "a/one"), trial_file("f", "gru", "a_one"));
  EXPECT_NE(trial_file("f", "a:1", "s"), trial_file("f", "a,1", "s"));
}

}  // namespace
}  // namespace tidegate
