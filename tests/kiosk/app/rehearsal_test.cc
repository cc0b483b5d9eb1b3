#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "kiosk/app/rehearsal/recording.h"
#include "kiosk/app/rehearsal/walk.h"

namespace kiosk24::app {
namespace {

constexpr const char* kWalks = R"(# a comment
walk approved card=R1 case=current
screens attract home reading? printing
touches attract/wake home/matter.SI01
outcome approved
papers certificate:2
)";

TEST(Walk, IsReadWithItsScreensTouchesAndPapers) {
    const auto walks = parse_walks(kWalks);
    ASSERT_TRUE(walks) << walks.error().text();
    ASSERT_EQ(walks->size(), 1U);
    const auto& walk = walks->front();
    EXPECT_EQ(walk.card, "R1");
    EXPECT_EQ(walk.pages, 2);
    ASSERT_EQ(walk.touches.size(), 2U);
    EXPECT_EQ(walk.touches[1].widget, "matter.SI01");
    EXPECT_TRUE(walk.screens[2].may_be_missed);
}

TEST(Walk, AMistakeIsRefusedWithItsLine) {
    EXPECT_EQ(parse_walks("screens home").error().detail(), "line 1: before the first walk");
    EXPECT_EQ(parse_walks("walk a\nscreens nowhere").error().detail(), "line 2: no screen is called nowhere");
    EXPECT_EQ(parse_walks("walk a\ntouches home").error().detail(), "line 2: not screen/widget: home");
    EXPECT_EQ(parse_walks("walk a\ntouches form/digit:").error().detail(),
              "line 2: nothing to type: form/digit:");
    EXPECT_EQ(parse_walks("walk a\npapers certificate:x").error().detail(),
              "line 2: not kind:pages: certificate:x");
    EXPECT_EQ(parse_walks("walk a\nsings loudly").error().detail(), "line 2: unknown word sings");
}

TEST(Walk, TypesKeyByKeyOnTheScreensKeyboard) {
    const auto walks = parse_walks("walk a\ntouches form/digit:62 form/digit.done");
    ASSERT_TRUE(walks) << walks.error().text();
    const auto& touches = walks->front().touches;
    ASSERT_EQ(touches.size(), 3U);
    EXPECT_EQ(touches[0].widget, "digit.6");
    EXPECT_EQ(touches[1].widget, "digit.2");
    EXPECT_TRUE(touches[0].is_key);
    EXPECT_FALSE(touches[2].is_key);
}

TEST(Walk, EveryWalkOfEveryMatterCanBeReadAndNeedsFewTouches) {
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(KIOSK24_SOURCE_DIR "/config/catalogue")) {
        if (!entry.path().string().ends_with(".walks.txt")) continue;
        ++files;
        std::ifstream file(entry.path());
        std::ostringstream text;
        text << file.rdbuf();
        const auto walks = parse_walks(text.str());
        ASSERT_TRUE(walks) << entry.path() << walks.error().text();
        for (const auto& walk : *walks) {
            const auto touches = std::count_if(walk.touches.begin(), walk.touches.end(),
                                               [](const WalkTouch& touch) { return !touch.is_key; });
            EXPECT_LE(touches, 12) << entry.path() << walk.name;
        }
    }
    EXPECT_GE(files, 2);
}

TEST(Walk, TellsWhatDiffers) {
    const auto walk = parse_walks(kWalks)->front();
    using enum Situation;
    EXPECT_EQ(difference(walk, {attract, home, reading, printing}), "");
    EXPECT_EQ(difference(walk, {attract, home, printing}), "") << "reading may be missed";
    EXPECT_EQ(difference(walk, {attract, home}), "never met printing");
    EXPECT_EQ(difference(walk, {attract, trouble}), "met trouble, the walk says home");
    EXPECT_EQ(difference(walk, {attract, home, printing, goodbye}), "met goodbye after the walk's end");
}

TEST(Recording, EveryIntentComesBackFromItsLine) {
    const std::vector<Intent> intents{
        intent::Wake{},
        intent::ChooseLanguage{Language::en},
        intent::ChooseTextSize{TextSize::large},
        intent::OpenGroup{"social"},
        intent::OpenMatter{"SI01"},
        intent::ChooseCase{"detail"},
        intent::AnswerPageOutcome{true},
        intent::OpenField{"bank_card"},
        intent::Rate{4},
        intent::Edit{.field = "search", .text = PersonalText("社保"), .caret = 0, .composition = {}},
        intent::EndSession{}};
    for (const auto& intent : intents) {
        const RecordedIntent recorded{12, Situation::home, intent};
        const auto back = parse_recorded(line_of(recorded));
        ASSERT_TRUE(back) << name_of(intent);
        EXPECT_EQ(line_of(*back), line_of(recorded));
        EXPECT_EQ(back->intent.index(), intent.index());
    }
}

TEST(Recording, ALineThatIsNoneIsRefused) {
    for (const char* line :
         {"", "x\thome\twake\t", "1\tnowhere\twake\t", "1\thome\tdance\t", "1\thome\tchoose_language\tfr"})
        EXPECT_FALSE(parse_recorded(line)) << line;
}

}  // namespace
}  // namespace kiosk24::app
