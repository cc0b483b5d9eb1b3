// No key, gesture or request gets a citizen out of the terminal: the shipped program on a real X display with
// a keyboard plugged in, and a hand that strokes the glass at random. Payloads are nasty_test's.
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>
#include <set>

#include "tests/whole/district.h"
#include "tests/whole/glass.h"

namespace kiosk24::whole_test {
namespace {

constexpr int kWidth_px = 1080, kHeight_px = 1920;
constexpr GlassArea kEverything{0, 0, kWidth_px, kHeight_px};
// Below the clock and the status line, which change by themselves.
constexpr GlassArea kBelowTheClock{0, 400, kWidth_px, kHeight_px - 400};

// The programs that `pid` and its children run.
std::set<std::string> programs_below(pid_t pid) {
    std::set<std::string> names;
    const auto task = std::filesystem::path("/proc") / std::to_string(pid);
    const auto command = bytes_of(task / "cmdline");
    names.insert(std::filesystem::path(command.substr(0, command.find('\0'))).filename());
    std::error_code gone;
    for (const auto& thread : std::filesystem::directory_iterator(task / "task", gone)) {
        std::istringstream below(bytes_of(thread.path() / "children"));
        for (pid_t child = 0; below >> child;)
            names.merge(programs_below(child));
    }
    return names;
}

class Escape : public testing::Test {
  protected:
    void SetUp() override {
        ASSERT_TRUE(glass_.is_open());
        ::setenv("DISPLAY", glass_.name().c_str(), 1);
        ::setenv("SDL_VIDEODRIVER", "x11", 1);
    }

    std::vector<std::uint32_t> settled(const GlassArea& area = kBelowTheClock) {
        std::vector<std::uint32_t> look, before;
        EXPECT_TRUE(eventually([&] {
            look = glass_.picture(area);
            return Glass::difference(std::exchange(before, look), look) < 0.001;
        }));
        return look;
    }
    bool looks_like(const std::vector<std::uint32_t>& look, const GlassArea& area = kBelowTheClock) {
        return Glass::difference(glass_.picture(area), look) < 0.02;
    }

    // Until then the picture changes by itself, and not everything can be asked for.
    static bool has_everything(const Process& terminal) {
        constexpr int kDrivers = 7;
        return eventually([&] {
            const auto log = terminal.log();
            int drivers = 0;
            for (auto at = log.find("] runs:"); at != log.npos; at = log.find("] runs:", at + 1))
                ++drivers;
            return drivers >= kDrivers && log.find("the platform can be reached") != log.npos;
        });
    }
    void start_shipped() {
        terminal_ = district_.start_with_settings("kiosk24", {});
        ASSERT_TRUE(has_everything(*terminal_)) << terminal_->log();
        attract_ = settled();
    }
    // The one window is the whole panel, and no program runs but ours.
    void expect_nothing_got_out() {
        ASSERT_TRUE(terminal_->is_alive()) << terminal_->log();
        const auto windows = glass_.windows();
        ASSERT_EQ(windows.size(), 1u);
        EXPECT_EQ(windows[0].x, 0);
        EXPECT_EQ(windows[0].y, 0);
        EXPECT_EQ(windows[0].width, kWidth_px);
        EXPECT_EQ(windows[0].height, kHeight_px);
        const auto programs = programs_below(terminal_->pid());
        EXPECT_GT(programs.size(), 1u) << "its drivers are below it";
        for (const auto& name : programs)
            EXPECT_TRUE(name.starts_with("kiosk24")) << name << " was started";
    }
    void press_everything() {
        std::vector<int> modifiers;
        for (const char* name : {"Control_L", "Alt_L", "Super_L", "Shift_L"})
            modifiers.push_back(glass_.key(name));
        const auto [first, last] = glass_.keys();
        for (unsigned held = 0; held < 1U << modifiers.size(); ++held) {
            std::vector<int> down;
            for (std::size_t i = 0; i < modifiers.size(); ++i) {
                if ((held >> i & 1U) != 0) down.push_back(modifiers[i]);
            }
            for (int key = first; key <= last; ++key)
                glass_.stroke(key, down);
        }
    }
    District district_{{.settings = {{"timers.idle_ms", "4000"},
                                     {"timers.warning_ms", "1000"},
                                     {"timers.lay_card_ms", "4000"},
                                     {"timers.take_paper_ms", "2000"}}}};
    Glass glass_{kWidth_px, kHeight_px, district_.directory()};
    std::unique_ptr<Process> terminal_;
    std::vector<std::uint32_t> attract_;
};

TEST_F(Escape, NoKeyAloneOrHeldWithAnyOthersDoesAnything) {
    start_shipped();
    press_everything();
    EXPECT_TRUE(looks_like(attract_)) << "a key did something";
    expect_nothing_got_out();
    // What it is asked after the keys it has taken after them: it serves, and it is where it was.
    glass_.touch({540, 960, 1, 1});
    EXPECT_TRUE(eventually([&] { return !looks_like(attract_); }));
    EXPECT_TRUE(eventually([&] { return looks_like(attract_); })) << "nobody is there, so it goes back";
    EXPECT_EQ(terminal_->end(), 0);
}

TEST_F(Escape, TheKeysOfATactilePadWorkWhereTheyAreAllowed) {
    district_.set("panel.keys", "navigation");
    start_shipped();
    glass_.stroke(glass_.key("Tab"));
    glass_.stroke(glass_.key("Return"));
    EXPECT_TRUE(eventually([&] { return !looks_like(attract_); })) << "or the other test proves nothing";
    EXPECT_EQ(terminal_->end(), 0);
}

TEST_F(Escape, NobodyClosesTheWindow) {
    start_shipped();
    EXPECT_EQ(glass_.ask_to_close(), 1);
    glass_.touch({540, 960, 1, 1});
    EXPECT_TRUE(eventually([&] { return !looks_like(attract_); })) << "it took what came after it";
    expect_nothing_got_out();
    EXPECT_EQ(terminal_->end(), 0) << "whoever runs the machine still can";
}

TEST_F(Escape, AKeyboardTypesIntoAFieldOnlyWhereItIsAllowed) {
    for (const char* keys : {"none", "navigation", "all"}) {
        district_.set("panel.keys", keys);
        district_.set("timers.idle_ms", "120000");
        const auto socket = district_.directory() / "probe.sock";
        std::filesystem::remove(socket);
        std::filesystem::remove(district_.directory() / "terminal.log");
        const auto rehearsal =
            district_.start_with_settings("kiosk24-rehearsal", {"--probe", socket.string()});
        ProbeClient probe(socket);
        ASSERT_TRUE(has_everything(*rehearsal)) << rehearsal->log();
        const std::vector<std::pair<const char*, const char*>> way{
            {"wake", "home"}, {"my_cases", "case_ask"}, {"number", "case_ask"}};
        for (const auto& [widget, situation] : way) {
            // What needs the catalogue answers a touch only once that is there.
            ASSERT_TRUE(eventually([&] {
                return probe.tap(widget).ok && probe.wait_situation(situation, Patience{1'000}).ok;
            })) << widget;
        }
        ASSERT_TRUE(probe.wait_widget("key.7").ok);
        for (const char* name : {"4", "2", "x", "F1", "Escape", "BackSpace"})
            glass_.stroke(glass_.key(name));
        // The rehearsal's own finger comes after them through the same queue.
        const bool types = std::string(keys) == "all";
        ASSERT_TRUE(probe.tap("key.7").ok);
        const std::string expected = types ? "：427" : "：7";
        std::string shown;
        EXPECT_TRUE(eventually([&] { return (shown = probe.words("query.number")).ends_with(expected); }))
            << keys << ": the field says " << shown;
        EXPECT_EQ(probe.situation(), "case_ask");
        EXPECT_EQ(rehearsal->end(), 0);
    }
}

// Taps, drags and long strokes anywhere, half of them in the corners where service mode is knocked for.
TEST_F(Escape, AHandThatStrokesTheGlassAtRandomNeverGetsIntoServiceMode) {
    start_shipped();
    std::mt19937 random(24);
    const auto any = [&](int below) { return static_cast<int>(random() % static_cast<unsigned>(below)); };
    const auto place = [&] {
        if (any(2) == 0) return std::pair(any(kWidth_px), any(kHeight_px));
        return std::pair(any(2) == 0 ? any(90) : kWidth_px - 1 - any(90),
                         any(2) == 0 ? any(90) : kHeight_px - 1 - any(90));
    };
    for (int i = 0; i < 3'000; ++i) {
        const auto [x, y] = place();
        const auto [to_x, to_y] = any(3) == 0 ? place() : std::pair(x + any(9) - 4, y + any(9) - 4);
        glass_.drag(x, y, to_x, to_y, 1 + any(6));
    }
    expect_nothing_got_out();
    EXPECT_TRUE(eventually([&] { return looks_like(attract_); })) << "left alone it is ready for the next";
    EXPECT_EQ(terminal_->end(), 0);
    EXPECT_EQ(District::count(district_.ledger(), LedgerKind::service_entered), 0);
}

}  // namespace
}  // namespace kiosk24::whole_test
