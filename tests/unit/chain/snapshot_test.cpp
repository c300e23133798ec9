#include "chain/snapshot.h"

#include <gtest/gtest.h>

#include "chain/verdict.h"
#include "unit/chain/fitted.h"

namespace tidegate {
namespace {

using namespace testing_support;

class Snapshot : public testing::Test {
 protected:
  std::string taken_after(std::size_t rows) const {
    ChainState state(chain_);
    push_rows(chain_, state, series_, 0, rows - 1);
    return write_snapshot(chain_, state);
  }

  const Series series_ = waves(300, 2);
  const FittedChain chain_ = fitted_chain(series_);
};

TEST_F(Snapshot, BringsAStreamBackBitForBit) {
  ChainState whole(chain_), resumed(chain_);
  push_rows(chain_, whole, series_, 0, 99);
  ASSERT_TRUE(read_snapshot(chain_, write_snapshot(chain_, whole), resumed).has_value());
  EXPECT_EQ(write_snapshot(chain_, resumed), write_snapshot(chain_, whole));
  EXPECT_TRUE(same_bits(push_rows(chain_, resumed, series_, 100, 150), push_rows(chain_, whole, series_, 100, 150)));
}

TEST_F(Snapshot, HoldsTheEventsThatWaitToBeTaken) {
  Series spiked = series_;
  for (const std::size_t t : {120UL, 180UL, 240UL}) spiked.rows.values(t, 0) += 40;
  ChainState whole(chain_), resumed(chain_);
  push_rows(chain_, whole, spiked, 0, 299);
  ASSERT_GE(whole.closed.size(), 2U);
  ASSERT_TRUE(read_snapshot(chain_, write_snapshot(chain_, whole), resumed).has_value());
  const auto events = take_events(chain_, whole, scored_names(chain_)),
             again = take_events(chain_, resumed, scored_names(chain_));
  ASSERT_EQ(again.size(), events.size());
  for (std::size_t i = 0; i < events.size(); ++i) {
    EXPECT_EQ(again[i].peak, events[i].peak);
    EXPECT_EQ(again[i].channels[0].expected, events[i].channels[0].expected);
    EXPECT_EQ(again[i].kind_reason, events[i].kind_reason);
  }
}

TEST_F(Snapshot, CountsTheEventsItReplacesAsLost) {
  Series spiked = series_;
  spiked.rows.values(120, 0) += 40;
  ChainState state(chain_);
  push_rows(chain_, state, spiked, 0, 299);
  ASSERT_EQ(state.closed.size(), 1U);
  ASSERT_TRUE(read_snapshot(chain_, taken_after(20), state).has_value());
  EXPECT_TRUE(state.closed.empty());
  EXPECT_EQ(state.closed.lost(), 1U);
}

TEST_F(Snapshot, IsReadByAllPatchReleasesOfAVersionAndByNoOther) {
  ChainState from(chain_), to(chain_);
  push_rows(chain_, from, series_, 0, 99);
  const SeriesView source = view_of(from), target = view_of(to);
  EXPECT_EQ(message_of(read_snapshot(chain_, write_snapshot(chain_, source, "3.2.1"), target, "3.2.17")), "no error");
  EXPECT_EQ(to.pushed, 100U);
  for (const char* other : {"3.1.1", "3.3.0", "4.2.1", "3.21.1"})
    EXPECT_NE(message_of(read_snapshot(chain_, write_snapshot(chain_, source, other), target, "3.2.1"))
                  .find("another version of Tidegate (this is 3.2.1)"),
              std::string::npos)
        << other;
}

TEST_F(Snapshot, OfAnotherStateFormatIsRefused) {
  std::string bytes = taken_after(50);
  const std::string format = " state " + std::to_string(kStateFormat) + " ";
  const std::size_t at = bytes.find(format);
  ASSERT_NE(at, std::string::npos);
  bytes.replace(at, format.size(), " state 1 ");
  ChainState state(chain_);
  EXPECT_NE(message_of(read_snapshot(chain_, bytes, state)).find("another version"), std::string::npos);
}

TEST_F(Snapshot, FitsTheDetectorReadFromItsFile) {
  const auto read = decode_model(encode_model(chain_));
  ASSERT_TRUE(read.has_value());
  ChainState state(*read);
  EXPECT_EQ(message_of(read_snapshot(*read, taken_after(50), state)), "no error");
  EXPECT_EQ(state.pushed, 50U);
}

TEST_F(Snapshot, OfADetectorTrainedOtherwiseIsRefusedEvenWithTheSameThreshold) {
  DetectorConfig config = tiny_config();
  config.threshold.threshold = "fixed:5";
  const FittedChain one = fitted_chain(series_, config);
  config.training.seed = 2;
  const FittedChain other = fitted_chain(series_, config);
  ASSERT_EQ(one.threshold.value, other.threshold.value);
  ASSERT_EQ(one.info.source_digest, other.info.source_digest);
  ChainState state(other);
  const Status read = read_snapshot(other, write_snapshot(one, ChainState(one)), state);
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().kind, ErrorKind::kModel);
  EXPECT_NE(read.error().message().find("another detector"), std::string::npos);
}

TEST_F(Snapshot, OfADetectorOfOtherSizeIsRefused) {
  const FittedChain narrow = fitted_chain(waves(300, 1));
  ChainState state(narrow);
  EXPECT_NE(message_of(read_snapshot(narrow, taken_after(20), state)).find("another detector"), std::string::npos);
}

TEST_F(Snapshot, EveryTruncationAndEveryFlippedBitIsRefusedAndChangesNothing) {
  const std::string bytes = taken_after(60);
  ChainState state(chain_);
  const std::string before = write_snapshot(chain_, state);
  for (std::size_t at = 0; at < bytes.size(); at += 13) {
    EXPECT_FALSE(read_snapshot(chain_, bytes.substr(0, at), state).has_value()) << "cut at " << at;
    std::string flipped = bytes;
    flipped[at] = static_cast<char>(flipped[at] ^ (1 << (at % 8)));
    EXPECT_FALSE(read_snapshot(chain_, flipped, state).has_value()) << "bit of byte " << at;
  }
  EXPECT_FALSE(read_snapshot(chain_, bytes + "x", state).has_value());
  EXPECT_EQ(write_snapshot(chain_, state), before);
}

TEST_F(Snapshot, SomethingElseIsCalledSo) {
  ChainState state(chain_);
  for (const std::string& bytes : {std::string(), std::string("time,value\n1,2\n"), std::string(64, '\xFF')})
    EXPECT_EQ(message_of(read_snapshot(chain_, bytes, state)), "not a stream snapshot of Tidegate");
}

}  // namespace
}  // namespace tidegate
