#include "chain/snapshot.h"

#include <gtest/gtest.h>

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
