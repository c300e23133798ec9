#include "base/workers.h"

#include <gtest/gtest.h>

namespace tidegate {
namespace {

TEST(Workers, DoEveryJobExactlyOnce) {
  for (const std::size_t threads : {1UL, 2UL, 4UL}) {
    Workers workers(threads);
    EXPECT_EQ(workers.threads(), threads);
    for (int round = 0; round < 200; ++round) {
      std::vector<std::atomic<int>> done(17);
      workers.run(done.size(), [&](std::size_t i) { ++done[i]; });
      for (const auto& count : done) ASSERT_EQ(count, 1);
    }
  }
}

TEST(Workers, NoJobsReturnAtOnce) {
  Workers workers(2);
  workers.run(0, [](std::size_t) { FAIL(); });
}

TEST(Workers, ThrowWhatAJobThrewWhereTheyWereCalledAndGoOn) {
  Workers workers(3);
  EXPECT_THROW(workers.run(50,
                           [](std::size_t i) {
                             if (i == 20) throw std::bad_alloc();
                           }),
               std::bad_alloc);
  std::atomic<int> done = 0;
  workers.run(50, [&](std::size_t) { ++done; });
  EXPECT_EQ(done, 50);
}

}  // namespace
}  // namespace tidegate
