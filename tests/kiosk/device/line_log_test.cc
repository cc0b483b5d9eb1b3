#include "kiosk/device/line_log.h"

#include <gmock/gmock.h>

namespace kiosk24::device {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr Moment kStart{Milliseconds(5'000)};

TEST(LineLog, LinesArriveInPiecesAndTheLastOneWithoutItsEnd) {
    LineLog log;
    EXPECT_THAT(log.feed("one\ntw", kStart), ElementsAre("one"));
    EXPECT_THAT(log.feed("o\r\nthree", kStart), ElementsAre("two"));
    EXPECT_THAT(log.finish(kStart), ElementsAre("three"));
    EXPECT_THAT(log.finish(kStart), IsEmpty());
}

TEST(LineLog, ALongLineIsCutAndTheNextOneIsWhole) {
    LineLog log;
    const auto lines = log.feed(std::string(70'000, 'x') + "\nnext\n", kStart);
    ASSERT_THAT(lines, SizeIs(2));
    EXPECT_EQ(lines[0].size(), LineLog::kLongestLine_bytes);
    EXPECT_EQ(lines[1], "next");
}

TEST(LineLog, ControlCharactersAndBrokenUtf8AreShownAsQuestionMarks) {
    LineLog log;
    EXPECT_THAT(log.feed("a\x1b[31mb\n", kStart), ElementsAre("a?[31mb"));
    EXPECT_THAT(log.feed("\xff\xfe\n", kStart), ElementsAre("??"));
    EXPECT_THAT(log.feed("缺纸\n", kStart), ElementsAre("缺纸"));
}

TEST(LineLog, AFloodIsRationedAndCounted) {
    LineLog log;
    std::string flood;
    for (int i = 0; i < 1000; ++i)
        flood += "again\n";
    EXPECT_THAT(log.feed(flood, kStart), SizeIs(LineLog::kLinesAtOnce));
    EXPECT_THAT(log.feed("later\n", kStart + Milliseconds(1000)),
                ElementsAre("(900 lines dropped)", "later"));
}

}  // namespace
}  // namespace kiosk24::device
