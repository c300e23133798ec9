#include "page/page_text.h"

#include <gtest/gtest.h>

namespace tidegate {
namespace {

TEST(PageText, TagsAreEscaped) { EXPECT_EQ(escape_html("a<b> & c"), "a&lt;b&gt; &amp; c"); }

TEST(PageText, NothingEndsAScript) { EXPECT_EQ(script_text("{\"a\":\"</script>\"}"), "{\"a\":\"\\u003c/script>\"}"); }

}  // namespace
}  // namespace tidegate
