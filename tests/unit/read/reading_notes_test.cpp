#include <gtest/gtest.h>

#include "tidegate/source.h"
#include "unit/read/test_input.h"

namespace tidegate {
namespace {

using Texts = std::vector<std::string>;

TEST(ReadingNotes, AreNoneIfNothingWasChangedOrLeftOut) {
  ReadNotes notes;
  notes.rows = 100, notes.bytes = 5000;
  EXPECT_EQ(reading_notes(notes), Texts());
}

TEST(ReadingNotes, InfiniteValuesAreCountedAndTheFirstIsPlaced) {
  ReadNotes notes;
  notes.infinite_values = 1, notes.first_infinite_line = 7;
  EXPECT_EQ(reading_notes(notes), Texts{"1 infinite value was treated as missing; the first is in line 7"});
  notes.infinite_values = 3;
  EXPECT_EQ(reading_notes(notes), Texts{"3 infinite values were treated as missing; the first is in line 7"});
}

TEST(ReadingNotes, ColumnsOfTextSayWhatReadsThem) {
  ReadNotes notes;
  notes.left_out = {"who (text)", "b"};
  const Texts texts = reading_notes(notes);
  ASSERT_EQ(texts.size(), 1U);
  EXPECT_EQ(spell(texts[0]),
            "columns left out: who (text), b; text columns can be read with categories = a,b (as 0/1 channels) or key "
            "= a (as series id)");
  EXPECT_EQ(
      spell(texts[0], [](std::string_view option,
                         std::string_view value) { return "--" + std::string(option) + " " + std::string(value); }),
      "columns left out: who (text), b; text columns can be read with --categories a,b (as 0/1 channels) or --key a "
      "(as series id)");
}

TEST(ReadingNotes, OtherColumnsAreOnlyNamed) {
  ReadNotes notes;
  notes.left_out = {"b", "c"};
  EXPECT_EQ(reading_notes(notes), Texts{"columns left out: b, c"});
}

TEST(ReadingNotes, RarerCategoriesSayThatTheyShareOneFlag) {
  ReadNotes notes;
  notes.categories = {{"proto", true, 12, 40, "igmp", 9}};
  EXPECT_EQ(reading_notes(notes), Texts{"column 'proto' has 12 rarer values (40 rows, the first 'igmp' in line 9); "
                                        "they are combined as 'proto=other'"});
}

TEST(ReadingNotes, CategoriesTheModelDoesNotKnowAreTakenAsNone) {
  ReadNotes notes;
  notes.categories = {{"proto", false, 0, 1, "igmp", 9}, {"flag", false, 0, 2, "S0", 3}};
  EXPECT_EQ(reading_notes(notes),
            (Texts{"1 row with a value of column 'proto' that did not occur in training (the first 'igmp' in line "
                   "9); all its category channels are 0",
                   "2 rows with a value of column 'flag' that did not occur in training (the first 'S0' in line 3); "
                   "all its category channels are 0"}));
}

TEST(ReadingNotes, RemarksStandAsTheyAreBeforeWhatWasLeftOut) {
  ReadNotes notes;
  notes.categories = {{"proto", true, 2, 2, "x", 1}};
  notes.infinite_values = 1;
  notes.remarks = {"first remark", "second remark"};
  notes.left_out = {"b"};
  const Texts texts = reading_notes(notes);
  ASSERT_EQ(texts.size(), 5U);
  EXPECT_TRUE(texts[0].starts_with("column 'proto'"));
  EXPECT_TRUE(texts[1].starts_with("1 infinite value"));
  EXPECT_EQ(Texts(texts.begin() + 2, texts.end()), (Texts{"first remark", "second remark", "columns left out: b"}));
}

TEST(ReadingNotes, AreThereForAFileThatIsNotAllNumbers) {
  const Series series = series_of("who,v\nme,1\nyou,inf\n");
  const Texts texts = reading_notes(series.notes);
  ASSERT_EQ(texts.size(), 2U);
  EXPECT_EQ(texts[0], "1 infinite value was treated as missing; the first is in line 3");
  EXPECT_TRUE(texts[1].starts_with("columns left out: who (text);")) << texts[1];
}

}  // namespace
}  // namespace tidegate
