#include "tidegate/result.h"

#include <gtest/gtest.h>

namespace tidegate {
namespace {

TEST(Version, IsTheOneOfTheBuild) { EXPECT_STREQ(kVersion, TIDEGATE_PROJECT_VERSION); }

}  // namespace
}  // namespace tidegate
