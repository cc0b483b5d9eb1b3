#include <gtest/gtest.h>

#include <set>

#include "easel.h"
#include "screens/screens.h"

namespace kiosk24::screens {
namespace {

using easel::Easel;
using easel::Named;
using easel::Variation;

std::string label_of(const Named& named, const Variation& variation) {
    return named.name + (variation.language == Language::en ? ", English" : ", Chinese") +
           (variation.size == TextSize::large ? ", large" : "");
}

std::string findings_of(const ui::Window& window) {
    std::string text;
    for (const auto& finding : window.findings())
        text += std::string(name_of(finding.fault)) + " " + finding.id + ": " + finding.detail + "\n";
    return text;
}

// Lint knows targets among themselves; words that lie under a button are found here.
std::string words_under_buttons(const ui::Tree& tree) {
    std::string found;
    for (const auto& words : tree.nodes) {
        if (words.role != ui::Role::text || words.layer != tree.top_layer) continue;
        for (const auto& button : tree.nodes) {
            if (button.role != ui::Role::button || button.layer != words.layer) continue;
            const ui::Rect shared = words.visible.shared_with(button.visible);
            constexpr float kTouching_px = 6;
            if (shared.w > kTouching_px && shared.h > kTouching_px)
                found += words.id + " under " + button.id + "\n";
        }
    }
    return found;
}

class Samples : public testing::TestWithParam<ui::Orientation> {};

TEST_P(Samples, AreCleanInEveryLanguageAndTextSize) {
    Easel easel(GetParam());
    for (const Named& named : easel::all_samples()) {
        for (const Variation& variation : easel::variations_of(named.sample)) {
            SCOPED_TRACE(label_of(named, variation));
            const State state = easel::in(named.sample, variation).state;
            ASSERT_EQ(situation_of(state), named.situation);
            easel.draw(state);
            EXPECT_EQ(findings_of(easel.window()), "");
            EXPECT_EQ(words_under_buttons(easel.window().tree()), "");
            for (const auto& node : easel.window().tree().nodes)
                EXPECT_EQ(node.words.find("«"), std::string::npos) << node.words;
        }
    }
}

TEST_P(Samples, LookTheSameWhenDrawnTwiceWhileTheClockStands) {
    Easel easel(GetParam());
    for (const Named& named : easel::all_samples()) {
        SCOPED_TRACE(named.name);
        easel.draw(named.sample.state);
        const auto first = easel.window().picture();
        const auto presented = easel.window().frames_presented();
        easel.draw(named.sample.state);
        EXPECT_EQ(easel.window().frames_presented(), presented) << "nothing moved, yet pixels were sent";
        EXPECT_EQ(easel.window().picture().rgb, first.rgb);
    }
}

INSTANTIATE_TEST_SUITE_P(Everywhere, Samples,
                         testing::Values(ui::Orientation::portrait, ui::Orientation::landscape),
                         [](const auto& tested) {
                             return tested.param == ui::Orientation::portrait ? "Upright" : "Across";
                         });

TEST(Screens, StandForEverySituationOnceAndInItsOrder) {
    const std::vector<std::string> situations = {
#define SITUATION(name) #name,
#include "kiosk/model/situations.def"
#undef SITUATION
    };
    const std::vector<std::string> screens = {
#define SCREEN(name) #name,
#include "screens/all.def"
#undef SCREEN
    };
    EXPECT_EQ(screens, situations);
}

TEST(Screens, HaveASampleOfEachSituationUnderItsOwnName) {
    std::set<Situation> seen;
    std::set<std::string> names;
    for (const Named& named : easel::all_samples()) {
        seen.insert(named.situation);
        EXPECT_TRUE(names.insert(named.name).second) << named.name;
    }
    std::size_t count = 0;
#define SITUATION(name) ++count;
#include "kiosk/model/situations.def"
#undef SITUATION
    EXPECT_EQ(seen.size(), count);
}

// A terminal that nobody uses must sleep: nothing on these screens may ask for the next frame.
TEST(Screens, WithNobodyThereNeverMove) {
    Easel easel(ui::Orientation::portrait);
    for (const Named& named : easel::all_samples()) {
        if (named.situation != Situation::attract && named.situation != Situation::out_of_service) continue;
        SCOPED_TRACE(named.name);
        easel.set_time_ms(1100);
        easel.draw(named.sample.state);
        const auto presented = easel.window().frames_presented();
        for (const std::int64_t later_ms : {1500, 2300, 4700}) {
            easel.set_time_ms(later_ms);
            easel.draw(named.sample.state);
        }
        EXPECT_EQ(easel.window().frames_presented(), presented);
        // Three frames are due after an event; then it must sleep until the time given.
        ui::Wake wake = ui::Wake::animation;
        for (int frame = 0; frame < 8 && wake != ui::Wake::timeout; ++frame) {
            wake = easel.window().wait(std::chrono::milliseconds(20));
            easel.draw(named.sample.state);
        }
        EXPECT_EQ(wake, ui::Wake::timeout);
    }
}

}  // namespace
}  // namespace kiosk24::screens
