#include "base/jobs.h"

#include <gtest/gtest.h>

#include <atomic>
#include <new>
#include <vector>

namespace tidegate {
namespace {

TEST(Fleet, EveryMemberIsWorkedOnOnceByAnyNumberOfThreads) {
  for (const std::int64_t threads : {1, 2, 5}) {
    std::vector<std::atomic<int>> times(100);
    EXPECT_EQ(run_jobs(100, {.threads = threads, .on_progress = {}, .stop_requested = {}},
                       [&](std::size_t member) { ++times[member]; }),
              100U);
    for (const auto& one : times) EXPECT_EQ(one, 1);
  }
}

TEST(Fleet, ProgressCountsUpAndTheTimeLeftEndsAtNothing) {
  std::vector<JobProgress> told;
  run_jobs(20, {.threads = 3, .on_progress = [&](const JobProgress& p) { told.push_back(p); }, .stop_requested = {}},
           [](std::size_t) {});
  ASSERT_EQ(told.size(), 20U);
  for (std::size_t i = 0; i < told.size(); ++i) {
    EXPECT_EQ(told[i].done, i + 1);
    EXPECT_EQ(told[i].jobs, 20U);
  }
  EXPECT_EQ(told.back().seconds_left, 0);
}

TEST(Fleet, AStopLetsNoFurtherMemberBegin) {
  std::atomic<int> done = 0;
  EXPECT_EQ(run_jobs(100, {.threads = 1, .on_progress = {}, .stop_requested = [&] { return done == 7; }},
                     [&](std::size_t) { ++done; }),
            7U);
  EXPECT_EQ(done, 7);
}

TEST(Fleet, WhatAJobThrowsReachesTheCaller) {
  EXPECT_THROW(run_jobs(10, {.threads = 2, .on_progress = {}, .stop_requested = {}},
                        [](std::size_t) { throw std::bad_alloc(); }),
               std::bad_alloc);
}

}  // namespace
}  // namespace tidegate
