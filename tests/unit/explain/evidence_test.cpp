#include "explain/evidence.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/missing.h"
#include "gathered.h"

namespace tidegate {
namespace {

using testing_support::Gathered;

std::string bytes_of(const EvidenceState& state) {
  ByteWriter out;
  put_state(out, state);
  return out.take();
}

TEST(Evidence, SumsRunOverFlaggedRowsOnly) {
  Gathered gathered;
  gathered.event({0, 1}, {9, 8}, {6, 4});
  gathered.row(EventPart::kBetween, {1}, {1});
  gathered.row(EventPart::kFlagged, {-5}, {-4});
  const ChannelEvidence& e = gathered.state.channels[0].event;
  EXPECT_EQ(e.rows, 3U);
  EXPECT_EQ(e.mean_z, 2);
  EXPECT_EQ(e.squares_z, 16 + 4 + 36);
  EXPECT_EQ(e.above, 10);
  EXPECT_EQ(e.below, 4);
  EXPECT_EQ(e.lagged, 24 - 16);
  EXPECT_EQ(e.lowest, -5);
  EXPECT_EQ(e.highest, 9);
  EXPECT_EQ(gathered.state.runs, 2U);
}

TEST(Evidence, ResidualsAreTakenInTheirUsualDeviations) {
  Gathered gathered;
  gathered.score.mean = {1};
  gathered.score.deviation = {2};
  gathered.event({}, {5}, {7});
  EXPECT_EQ(gathered.state.channels[0].event.peak_z, 3);
  EXPECT_EQ(gathered.state.channels[0].event.peak_residual, 6);
}

TEST(Evidence, OfANetworkThatGivesItsOwnDeviationsThePeakIsInScaledUnitsAllTheSame) {
  Gathered gathered;
  const std::vector<double> values = {5}, residuals = {8}, spread = {0.5}, share = {1};
  gather(gathered.normal, gathered.score, gathered.state, {values, residuals, spread, share, 8}, EventPart::kOpening);
  EXPECT_EQ(gathered.state.channels[0].event.peak_z, 8);
  EXPECT_EQ(gathered.state.channels[0].event.peak_residual, 4);
}

TEST(Evidence, TheWayBackFromThePeakIsMeasured) {
  Gathered gathered;
  gathered.event({0}, {6, 5, 1}, {6, 2, -4});
  EXPECT_EQ(gathered.state.channels[0].event.peak_x, 6);
  EXPECT_EQ(gathered.state.channels[0].event.back, 5);
  for (int t = 0; t < 5; ++t) gathered.row(EventPart::kBetween, {-3}, {0});
  EXPECT_EQ(gathered.state.channels[0].event.back, 9) << "of the third row after the peak, no later one";
}

TEST(Evidence, ARowThatGoesBackIsNoNewPeakUnlessMuchOdder) {
  Gathered gathered, odder;
  gathered.event({0}, {6, 0}, {6, -7});
  odder.event({0}, {6, -20}, {6, -20});
  EXPECT_EQ(gathered.state.channels[0].event.peak_z, 6);
  EXPECT_EQ(odder.state.channels[0].event.peak_z, -20);
}

TEST(Evidence, AnOddRowRightBeforeTheEventBelongsToIt) {
  Gathered gathered, plain;
  for (Gathered* one : {&gathered, &plain}) {
    one->row(EventPart::kOutside, {0}, {0});
    one->row(EventPart::kOutside, {5}, {one == &plain ? 3.0 : 5.0});
    one->row(EventPart::kOpening, {0}, {-5});
  }
  EXPECT_EQ(gathered.state.channels[0].event.rows, 2U);
  EXPECT_EQ(gathered.state.channels[0].event.peak_z, 5);
  EXPECT_EQ(plain.state.channels[0].event.rows, 1U);
}

TEST(Evidence, AHoldIsCountedFromBeforeTheEventAndWithTheResidualItBeganWith) {
  Gathered gathered;
  gathered.row(EventPart::kOutside, {0}, {0});
  gathered.row(EventPart::kOutside, {1}, {0.5});
  gathered.row(EventPart::kOutside, {1}, {2});
  gathered.row(EventPart::kOpening, {1}, {6});
  gathered.row(EventPart::kBetween, {1.05}, {1});
  EXPECT_EQ(gathered.state.channels[0].event.longest_hold, 4U);
  EXPECT_EQ(gathered.state.channels[0].event.hold_z, 0.5F);
}

TEST(Evidence, AHoldThatHasJustEndedCountsToo) {
  for (const int rows_since : {1, 5, 9}) {
    Gathered gathered;
    for (int t = 0; t < 8; ++t) gathered.row(EventPart::kOutside, {1}, {0});
    for (int t = 0; t < rows_since; ++t) gathered.row(EventPart::kOutside, {t % 2 == 0 ? -1.0 : 1.0}, {3});
    gathered.row(EventPart::kOpening, {0}, {6});
    EXPECT_EQ(gathered.state.channels[0].event.longest_hold, rows_since < 9 ? 8U : 1U) << rows_since;
  }
}

TEST(Evidence, MissingRowsInARowAreCounted) {
  Gathered gathered;
  gathered.event({0}, {6}, {6});
  for (int t = 0; t < 4; ++t) gather_missing(gathered.state, true);
  gathered.row(EventPart::kBetween, {0}, {0});
  gathered.row(EventPart::kBetween, {kMissingValue}, {kMissingValue});
  EXPECT_EQ(gathered.state.channels[0].event.longest_gap, 4U);
}

TEST(Evidence, AnOpeningRowForgetsTheEventBefore) {
  Gathered gathered, fresh;
  gathered.event({}, {9, 9}, {20, 20});
  gathered.event({0, 1, 0, 1, 0, 1, 0, 1}, {3}, {5});
  fresh.event({0, 1, 0, 1, 0, 1, 0, 1}, {3}, {5});
  EXPECT_EQ(gathered.state.channels[0].event.rows, 1U);
  EXPECT_EQ(gathered.state.channels[0].event.peak_z, fresh.state.channels[0].event.peak_z);
  EXPECT_EQ(gathered.state.runs, 1U);
}

TEST(Evidence, OnlyAScoreThatKnowsCorrelationsTellsHowOddChannelsAreTogether) {
  Gathered plain(2), joint(2);
  joint.score.precision = Matrix<double>(2, 2, 1);
  for (Gathered* one : {&plain, &joint}) one->row(EventPart::kOpening, {1, 1}, {3, 4}, 10);
  EXPECT_EQ(plain.state.separate, 0);
  EXPECT_EQ(joint.state.joint, 10);
  EXPECT_NEAR(joint.state.separate, std::sqrt(12.5), 1e-6);
}

TEST(Evidence, AbsurdValuesStayFinite) {
  Gathered gathered;
  gathered.event({1e308}, {1e308, -1e308, 1e308}, {1e308, -1e308, 5});
  const ChannelEvidence& e = gathered.state.channels[0].event;
  for (const float sum : {e.mean_z, e.squares_z, e.above, e.below, e.lagged, e.back, e.peak_residual})
    EXPECT_TRUE(std::isfinite(sum));
}

TEST(Evidence, AStateResumedAtAnyRowHoldsTheSame) {
  const std::vector<double> values = {0, 1, 1, 1, 6, 5, kMissingValue, kMissingValue, 2, 2, 2, 7, 0};
  const auto part_of = [](std::size_t t) {
    return t < 4        ? EventPart::kOutside
           : t == 4     ? EventPart::kOpening
           : t % 2 == 0 ? EventPart::kFlagged
                        : EventPart::kBetween;
  };
  Gathered whole;
  for (std::size_t t = 0; t < values.size(); ++t) whole.row(part_of(t), {values[t]}, {values[t]});
  for (std::size_t cut = 0; cut <= values.size(); ++cut) {
    Gathered before, after;
    for (std::size_t t = 0; t < cut; ++t) before.row(part_of(t), {values[t]}, {values[t]});
    const std::string bytes = bytes_of(before.state);
    ByteReader in(bytes);
    get_state(in, after.state);
    ASSERT_TRUE(in.status()) << in.status().error().message();
    for (std::size_t t = cut; t < values.size(); ++t) after.row(part_of(t), {values[t]}, {values[t]});
    EXPECT_EQ(after.state, whole.state) << cut;
  }
}

TEST(Evidence, ASnapshotOfOtherChannelsOrCutShortIsRefused) {
  const std::string bytes = bytes_of(make_evidence_state(2));
  EvidenceState three = make_evidence_state(3), two = make_evidence_state(2);
  ByteReader other(bytes), shorter(std::string_view(bytes).substr(0, bytes.size() - 1));
  get_state(other, three);
  get_state(shorter, two);
  EXPECT_FALSE(other.status());
  EXPECT_FALSE(shorter.status());
}

TEST(Evidence, WithoutUsualNumbersNothingIsGathered) {
  EvidenceState none = make_evidence_state(0);
  const std::vector<double> row = {1};
  gather({}, {}, none, {row, row, row, row, 1}, EventPart::kOpening);
  EXPECT_TRUE(none.channels.empty());
}

}  // namespace
}  // namespace tidegate
