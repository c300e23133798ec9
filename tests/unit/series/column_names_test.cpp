#include "series/column_names.h"

#include <gtest/gtest.h>

namespace tidegate {
namespace {

TEST(ColumnNames, AreComparedWithoutCapitalsSignsAndUnits) {
  EXPECT_EQ(plain_name("Is_Anomaly [0/1]"), "isanomaly");
  EXPECT_EQ(plain_name("Time (UTC)"), "time");
  EXPECT_EQ(plain_name("°"), "");
}

TEST(ColumnNames, ALabelIsKnownByItsNameHoweverItIsWritten) {
  for (const char* name : {"label", "Labels", "anomaly", "is_anomaly", "Is Anomaly", "outlier", "is-outlier",
                           "changepoint", "change_point"})
    EXPECT_TRUE(is_label_name(name)) << name;
  for (const char* name : {"", "flow", "anomaly_score", "fraud", "class"}) EXPECT_FALSE(is_label_name(name)) << name;
}

TEST(ColumnNames, SomeNamesMayBeLabelsAndAreNotTakenForThem) {
  for (const char* name : {"fraud", "is_fraud", "is_failure", "Attack", "ground_truth", "y"}) {
    EXPECT_TRUE(may_be_label_name(name)) << name;
    EXPECT_FALSE(is_label_name(name)) << name;
  }
  EXPECT_FALSE(may_be_label_name("label"));
  EXPECT_FALSE(may_be_label_name("flow"));
}

}  // namespace
}  // namespace tidegate
