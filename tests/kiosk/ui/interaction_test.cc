// Fingers, the robot, keys and scrolling.
#include "ui_fixture.h"

#include <iterator>
#include <random>
#include <thread>

namespace kiosk24::ui {
namespace {

class Finger : public HeadlessWindow {
  protected:
    // Two buttons far apart; a tap on the first changes the screen.
    Changed draw(Frame& frame) {
        ++builds;
        frame.background();
        if (frame.button("add", {100, 100, 400, 120}, {.words = "加一"})) {
            ++taps;
            return Changed::state;
        }
        if (frame.button("other", {100, 400, 400, 120}, {.words = "别的", .availability = availability}))
            ++others;
        frame.text("count", {100, 700, 400, 60}, std::to_string(taps));
        return Changed::nothing;
    }
    void step() {
        window->frame([this](Frame& frame) { return draw(frame); });
    }
    int taps = 0, others = 0, builds = 0;
    Availability availability = Availability::enabled;
};

TEST_F(Finger, ATapWhoseDownAndUpArriveTogetherClicksExactlyOnce) {
    step();
    for (int i = 1; i <= 40; ++i) {
        window->tap({300, 160});
        step();
        EXPECT_EQ(taps, i);
    }
    step();
    EXPECT_EQ(taps, 40);
}

TEST_F(Finger, TwoTapsInOneBatchClickTwice) {
    step();
    window->tap({300, 160});
    window->tap({300, 160});
    step();
    EXPECT_EQ(taps, 2);
}

TEST_F(Finger, TheFrameAfterATapShowsTheNewStateAtOnce) {
    step();
    window->tap({300, 160});
    step();
    EXPECT_EQ(window->tree().find("count")->words, "1");
}

TEST_F(Finger, PressingShowsAndLiftingElsewhereDoesNothing) {
    step();
    const Picture rest = window->picture();
    window->press({300, 160});
    step();
    EXPECT_NE(window->picture().rgb, rest.rgb);
    window->move({300, 900});
    window->release({300, 900});
    step();
    EXPECT_EQ(taps, 0);
    EXPECT_EQ(window->picture().rgb, rest.rgb);
}

TEST_F(Finger, ALiftThatSlippedALittleOffStillCounts) {
    step();
    window->press({300, 215});
    window->release({300, 235});
    step();
    EXPECT_EQ(taps, 1);
}

TEST_F(Finger, ADisabledTargetDoesNotReact) {
    availability = Availability::disabled;
    step();
    window->tap({300, 460});
    step();
    EXPECT_EQ(others, 0);
    EXPECT_EQ(window->tap_widget("other").error().code(), Code::bad_argument);
    EXPECT_EQ(window->tap_widget("nobody").error().code(), Code::not_found);
}

TEST_F(Finger, TheRobotTapsById) {
    step();
    ASSERT_TRUE(window->tap_widget("add"));
    step();
    ASSERT_TRUE(window->tap_widget("other"));
    step();
    EXPECT_EQ(taps, 1);
    EXPECT_EQ(others, 1);
}

TEST_F(Finger, AButtonOnATappableCardWinsOverTheCard) {
    int card = 0, button = 0;
    const auto screen = [&](Frame& frame) {
        if (frame.tappable_card("card", {100, 100, 800, 400}, {.words = "卡片"}).tapped) ++card;
        if (frame.button("inner", {400, 250, 200, 100}, {.words = "按钮"})) ++button;
    };
    show(screen);
    ASSERT_TRUE(window->tap_widget("inner"));
    show(screen);
    EXPECT_EQ(button, 1);
    EXPECT_EQ(card, 0);
    ASSERT_TRUE(window->tap_widget("card"));  // its middle is covered: another point is found
    show(screen);
    EXPECT_EQ(card, 1);
    EXPECT_EQ(button, 1);
}

TEST_F(Finger, ADialogBlocksWhatIsBeneath) {
    int beneath = 0, above = 0;
    const auto screen = [&](Frame& frame) {
        if (frame.button("beneath", {0, 0, 1080, 1920}, {.words = "下"})) ++beneath;
        const auto dialog = frame.dialog("dialog", {600, 600}, "确认");
        if (frame.button("above", dialog.content().bottom_strip(96), {.words = "上"})) ++above;
    };
    show(screen);
    window->tap({20, 20});
    show(screen);
    EXPECT_EQ(window->tap_widget("beneath").error().code(), Code::bad_argument);
    ASSERT_TRUE(window->tap_widget("above"));
    show(screen);
    EXPECT_EQ(beneath, 0);
    EXPECT_EQ(above, 1);
}

TEST_F(Finger, AnEchoOfATapDoesNotHitTheNextScreen) {
    bool is_second = false;
    int next = 0;
    const auto screen = [&](Frame& frame) {
        const Rect place{100, 100, 400, 120};
        if (is_second) {
            if (frame.button("second", place, {.words = "删除"})) ++next;
        } else if (frame.button("first", place, {.words = "继续"})) {
            is_second = true;
        }
    };
    show(screen);
    send_mouse(300, 160, true);
    send_mouse(300, 160, false);
    show(screen);
    show(screen);
    ASSERT_TRUE(is_second);
    now_ms += 120;  // the tail of a double tap
    send_mouse(302, 161, true);
    send_mouse(302, 161, false);
    show(screen);
    EXPECT_EQ(next, 0);
    now_ms += 600;
    send_mouse(302, 161, true);
    send_mouse(302, 161, false);
    show(screen);
    EXPECT_EQ(next, 1);
}

TEST_F(Finger, ADrawingThatAlwaysSaysChangedDoesNotHang) {
    int count = 0;
    window->frame([&](Frame&) {
        ++count;
        return Changed::state;
    });
    EXPECT_LE(count, 8);
}

TEST_F(Finger, OnlyTheFirstFingerCounts) {
    step();
    send_finger(SDL_FINGERDOWN, 1, 300.0F / 1080, 160.0F / 1920);
    send_finger(SDL_FINGERDOWN, 2, 300.0F / 1080, 460.0F / 1920);
    send_finger(SDL_FINGERUP, 2, 300.0F / 1080, 460.0F / 1920);
    send_finger(SDL_FINGERUP, 1, 300.0F / 1080, 160.0F / 1920);
    step();
    EXPECT_EQ(taps, 1);
    EXPECT_EQ(others, 0);
}

// Hands, fists and panels gone wild: fingers that come and go in any order, many at once, with keys and a
// mouse.
TEST_F(Finger, AnyMixOfFingersLeavesAScreenThatAFingerCanUse) {
    std::mt19937 random(24);
    const auto any = [&](unsigned below) { return static_cast<int>(random() % below); };
    constexpr Uint32 kTouches[] = {SDL_FINGERDOWN, SDL_FINGERMOTION, SDL_FINGERUP};
    constexpr SDL_Keycode kKeys[] = {SDLK_TAB, SDLK_RETURN, SDLK_ESCAPE, SDLK_BACKSPACE, SDLK_UP, SDLK_F4};
    for (int i = 0; i < 5'000; ++i) {
        now_ms += any(40);
        const float x = static_cast<float>(any(1'200) - 60) / 1080,
                    y = static_cast<float>(any(2'040) - 60) / 1920;
        if (any(10) == 0)
            send_key(kKeys[any(std::size(kKeys))], static_cast<Uint16>(any(2) == 0 ? KMOD_ALT : KMOD_NONE));
        else if (any(10) == 0)
            send_mouse(static_cast<int>(x * 1080), static_cast<int>(y * 1920), any(2) == 0);
        else
            send_finger(kTouches[any(std::size(kTouches))], any(10), x, y);
        if (any(8) == 0) step();
    }
    step();
    now_ms += 6'000;  // whatever still lies there is taken for a thing, not a finger
    const int before = taps;
    send_finger(SDL_FINGERDOWN, 100, 300.0F / 1080, 160.0F / 1920);
    send_finger(SDL_FINGERUP, 100, 300.0F / 1080, 160.0F / 1920);
    step();
    EXPECT_EQ(taps, before + 1);
}

TEST_F(Finger, AFingerThatWasNeverLiftedDoesNotKeepTheNextOneAwayForLong) {
    step();
    send_finger(SDL_FINGERDOWN, 1, 10.0F / 1080, 1900.0F / 1920);
    step();
    now_ms += 6'000;  // the panel was unplugged under the finger and is back
    send_finger(SDL_FINGERDOWN, 2, 300.0F / 1080, 160.0F / 1920);
    send_finger(SDL_FINGERUP, 2, 300.0F / 1080, 160.0F / 1920);
    step();
    EXPECT_EQ(taps, 1);
}

TEST_F(Finger, TheTactilePadWalksAndActivates) {
    step();
    send_key(SDLK_TAB);
    step();
    EXPECT_TRUE(window->tree().find("add")->focused);
    send_key(SDLK_DOWN);
    step();
    EXPECT_TRUE(window->tree().find("other")->focused);
    send_key(SDLK_TAB, KMOD_LSHIFT);
    send_key(SDLK_RETURN);
    step();
    EXPECT_EQ(taps, 1);
    send_key(SDLK_ESCAPE);
    step();
    EXPECT_NE(window->wait(Milliseconds(0)), Wake::quit);
}

class List : public HeadlessWindow {
  protected:
    void draw(Frame& frame) {
        frame.background();
        auto list = frame.scroll_area("list", {48, 300, 984, 1000}, "往下看", "往上看");
        Column column(list.content());
        for (int i = 0; i < 40; ++i) {
            const Rect place = column.take(120).without_right(120);
            if (frame.row("row." + std::to_string(i), place, {.title = "第" + std::to_string(i) + "件"}))
                tapped = i;
            column.gap(16);
        }
        list.used(column.y() - list.content().y);
    }
    void step() {
        show([this](Frame& frame) { draw(frame); });
    }
    float top_of(const char* id) { return window->tree().find(id)->rect.y; }
    int tapped = -1;
};

TEST_F(List, ADragScrollsAndDoesNotTap) {
    step();
    const float before = top_of("row.3");
    window->press({500, 900});
    for (int y = 890; y >= 500; y -= 10) {
        now_ms += 10;
        window->move({500, static_cast<float>(y)});
    }
    now_ms += 300;
    window->release({500, 500});
    step();
    EXPECT_EQ(tapped, -1);
    EXPECT_LT(top_of("row.3"), before - 300);
}

TEST_F(List, AShortWobbleIsStillATap) {
    step();
    window->press({500, 350});
    window->move({505, 362});
    window->release({505, 362});
    step();
    EXPECT_EQ(tapped, 0);
}

TEST_F(List, AFlickGlidesAndComesToRest) {
    step();
    window->press({500, 900});
    for (int i = 1; i <= 8; ++i) {
        now_ms += 8;
        window->move({500, 900 - 30.0F * static_cast<float>(i)});
    }
    window->release({500, 660});
    step();
    const float at_release = top_of("row.0");
    for (int i = 0; i < 300; ++i) {
        now_ms += 16;
        step();
    }
    const float at_rest = top_of("row.0");
    EXPECT_LT(at_rest, at_release - 50);
    const auto frames = window->frames_presented();
    now_ms += 1000;
    step();
    EXPECT_EQ(window->frames_presented(), frames);
}

TEST_F(List, ThePageKeyLeadsOnAndBack) {
    step();
    EXPECT_EQ(window->tree().find("list.back"), nullptr);
    ASSERT_TRUE(window->tap_widget("list.more"));
    for (int i = 0; i < 100; ++i) {
        now_ms += 16;
        step();
    }
    EXPECT_NEAR(top_of("row.0"), 300 - 800, 2);
    ASSERT_TRUE(window->tap_widget("list.back"));
    for (int i = 0; i < 100; ++i) {
        now_ms += 16;
        step();
    }
    EXPECT_NEAR(top_of("row.0"), 300, 2);
}

TEST_F(List, TheRobotReachesARowThatIsScrolledAway) {
    step();
    ASSERT_TRUE(window->tree().find("row.33")->visible.is_empty());
    ASSERT_TRUE(window->tap_widget("row.33"));
    step();
    EXPECT_EQ(tapped, 33);
    ASSERT_TRUE(window->tap_widget("row.2"));
    step();
    EXPECT_EQ(tapped, 2);
}

class Typing : public HeadlessWindow {
  protected:
    void step() {
        show([this](Frame& frame) {
            frame.background();
            const auto stroke =
                frame.keyboard("keys", {48, 1000, 984, 600},
                               {.done_words = "完成", .clear_words = "清空", .space_words = "空格"});
            if (!stroke) return;
            if (stroke->kind == KeyStroke::Kind::text) typed += stroke->text;
            if (stroke->kind == KeyStroke::Kind::backspace && !typed.empty()) typed.pop_back();
            if (stroke->kind == KeyStroke::Kind::clear) typed.clear();
            if (stroke->kind == KeyStroke::Kind::done) is_done = true;
        });
    }
    std::string typed;
    bool is_done = false;
};

TEST_F(Typing, KeysOnTheScreenGiveStrokes) {
    step();
    for (const char* id : {"keys.g", "keys.j", "keys.j", "keys.backspace", "keys.space", "keys.7"}) {
        ASSERT_TRUE(window->tap_widget(id)) << id;
        step();
    }
    EXPECT_EQ(typed, "gj 7");
    ASSERT_TRUE(window->tap_widget("keys.clear"));
    ASSERT_TRUE(window->tap_widget("keys.done"));
    step();
    EXPECT_EQ(typed, "");
    EXPECT_TRUE(is_done);
}

TEST_F(Typing, TheRobotTypesAndNothingIsLost) {
    step();
    window->type("王𠮷abc");
    window->type(KeyStroke::Kind::backspace);
    step();
    EXPECT_EQ(typed, "王𠮷ab");
}

TEST_F(Typing, TypedTextWithoutAKeyboardOnTheScreenIsDropped) {
    window->type("secret");
    show([](Frame& frame) { frame.background(); });
    step();
    EXPECT_EQ(typed, "");
}

class Waking : public HeadlessWindow {};

TEST_F(Waking, AnotherThreadEndsTheSleep) {
    for (int i = 0; i < 4; ++i) {
        window->wait(Milliseconds(0));
        show([](Frame& frame) { frame.background(); });
    }
    std::thread waker([this] { window->wake(); });
    EXPECT_EQ(window->wait(Milliseconds(20000)), Wake::message);
    waker.join();
}

TEST_F(Waking, NothingToDoIsATimeout) {
    for (int i = 0; i < 4; ++i)
        show([](Frame& frame) { frame.background(); });
    EXPECT_EQ(window->wait(Milliseconds(5)), Wake::timeout);
}

TEST_F(Waking, ThreeFramesAreDueAfterATap) {
    for (int i = 0; i < 4; ++i)
        show([](Frame& frame) { frame.background(); });
    window->tap({10, 10});
    EXPECT_EQ(window->wait(Milliseconds(20000)), Wake::input);
    for (int i = 0; i < 3; ++i) {
        EXPECT_NE(window->wait(Milliseconds(20000)), Wake::timeout);
        show([](Frame& frame) { frame.background(); });
    }
    EXPECT_EQ(window->wait(Milliseconds(5)), Wake::timeout);
}

TEST_F(Waking, ARequestedAnimationEndsTheSleep) {
    for (int i = 0; i < 4; ++i)
        show([](Frame& frame) { frame.request_animation(2); });
    now_ms += 10;
    EXPECT_EQ(window->wait(Milliseconds(20000)), Wake::animation);
}

}  // namespace
}  // namespace kiosk24::ui
