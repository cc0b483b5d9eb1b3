// The program that is shipped: used by a finger on a real X display, and without any of the rehearsal's ways
// in.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "tests/whole/district.h"
#include "tests/whole/glass.h"

namespace kiosk24::whole_test {
namespace {

struct Touch {
    const char* widget;
    const char* situation;       // after it
    const char* seen = nullptr;  // where the finger goes and what it looks for, if not the whole widget
    GlassArea area = {};
    std::vector<std::uint32_t> look = {};  // how it looks on the glass
};

// Until then the home screen says that something is missing, and looks otherwise.
bool has_everything(const Process& terminal) {
    return eventually([&] {
        const auto log = terminal.log();
        for (const char* line : {"the platform can be reached", "[reader] runs", "[a4] runs", "[verify] runs",
                                 "[receipt] runs", "[composer] runs", "[scanner] runs", "[camera] runs"}) {
            if (log.find(line) == std::string::npos) return false;
        }
        return true;
    });
}

// The layouts of both programs are the same, so the rehearsal says where the widgets are and how they look.
void learn(District& district, Glass& glass, std::vector<Touch>& touches) {
    const auto socket = district.directory() / "probe.sock";
    const auto rehearsal = district.start_with_settings("kiosk24-rehearsal", {"--probe", socket.string()});
    ProbeClient probe(socket);
    ASSERT_TRUE(probe.wait_situation("attract").ok) << rehearsal->log();
    ASSERT_TRUE(has_everything(*rehearsal)) << rehearsal->log();
    for (auto& touch : touches) {
        ASSERT_TRUE(probe.wait_widget(touch.widget).ok) << touch.widget;
        const auto node = probe.node(touch.seen != nullptr ? touch.seen : touch.widget);
        ASSERT_TRUE(node.has_value());
        touch.area = {node->x, node->y, node->width, node->height};
        std::vector<std::uint32_t> before;
        // Settled: two looks at it are the same.
        ASSERT_TRUE(eventually([&] {
            touch.look = glass.picture(touch.area);
            return Glass::difference(std::exchange(before, touch.look), touch.look) < 0.001;
        }));
        const GlassArea everything{0, 0, 1080, 1920};
        const auto untouched = glass.picture(everything);
        ASSERT_TRUE(probe.tap(touch.widget).ok);
        ASSERT_TRUE(probe.wait_situation(touch.situation).ok) << "after " << touch.widget;
        // The terminal knows before the glass shows it; the next look must not be one at the last screen.
        ASSERT_TRUE(eventually([&] {
            return Glass::difference(glass.picture(everything), untouched) > 0.05;
        })) << touch.widget;
        const bool is_for_card = std::string(touch.situation) == "lay_card";
        ASSERT_TRUE(!is_for_card || district.desk(std::string("reader lay ") + kFirstCitizen));
    }
    EXPECT_EQ(rehearsal->end(), 0);
    ASSERT_TRUE(district.desk("reader lift"));
}

TEST(ShippedTerminal, PrintsACertificateForAFingerOnTheGlassAndEndsWell) {
    District district;
    Glass glass(1080, 1920, district.directory());
    ASSERT_TRUE(glass.is_open());
    ::setenv("DISPLAY", glass.name().c_str(), 1);
    ::setenv("SDL_VIDEODRIVER", "x11", 1);
    std::vector<Touch> touches{{"wake", "home", "touch"}, {"matter.SI01", "matter"}, {"start", "consent"},
                               {"agree", "lay_card"},     {"submit", "take_paper"},  {"taken", "goodbye"}};
    ASSERT_NO_FATAL_FAILURE(learn(district, glass, touches));
    ASSERT_TRUE(district.prints(1));
    const auto terminal = district.start_with_settings("kiosk24", {});
    ASSERT_TRUE(has_everything(*terminal)) << terminal->log();
    for (const auto& touch : touches) {
        // It must stand there for longer than the terminal takes a second touch near the first for an echo
        // (kiosk/ui/interaction.cc).
        constexpr int kLooks = 16;
        int looks = 0;
        ASSERT_TRUE(eventually([&] {
            const bool is_there = Glass::difference(glass.picture(touch.area), touch.look) < 0.02;
            looks = is_there ? looks + 1 : 0;
            return looks >= kLooks;
        })) << touch.widget
            << " does not appear";
        glass.touch(touch.area);
        const bool is_for_card = std::string(touch.situation) == "lay_card";
        ASSERT_TRUE(!is_for_card || district.desk(std::string("reader lay ") + kFirstCitizen));
    }
    EXPECT_TRUE(district.prints(2));
    EXPECT_EQ(district.book().filings.size(), 2u);
    EXPECT_TRUE(terminal->is_alive());
    EXPECT_EQ(terminal->end(), 0);
}

class WayIn : public testing::TestWithParam<const char*> {};

TEST_P(WayIn, IsUnknownToTheShippedProgram) {
    const auto log =
        std::filesystem::temp_directory_path() / ("kiosk24-way-in-" + std::to_string(::getpid()) + ".log");
    const auto ran = run({program("kiosk24"), "--settings",
                          (source_directory() / "config/kiosk.toml").string(), GetParam(), "x"},
                         log);
    std::filesystem::remove(log);
    EXPECT_NE(ran.status, 0);
    EXPECT_NE(ran.output.find(GetParam()), std::string::npos) << ran.output;
    EXPECT_EQ(ran.output.find("is up"), std::string::npos) << ran.output;
}

INSTANTIATE_TEST_SUITE_P(OfTheRehearsal, WayIn,
                         testing::Values("--probe", "--record", "--replay", "--walks", "--desk"),
                         [](const auto& given) { return std::string(given.param).substr(2); });

TEST(ShippedTerminal, HoldsNothingOfTheProbeTheRobotAndTheRecording) {
    const auto shipped = bytes_of(program("kiosk24"));
    const auto rehearsal = bytes_of(program("kiosk24-rehearsal"));
    ASSERT_FALSE(shipped.empty());
    for (const std::string text : {"wait_situation", "kiosk24-rehearsal", "ProbePort", "app5Robot",
                                   "RecordedIntent", "--replay", "the desk's socket"}) {
        EXPECT_EQ(shipped.find(text), std::string::npos) << text;
    }
    // The same look at the rehearsal finds them, so the look is worth something.
    for (const std::string text : {"wait_situation", "kiosk24-rehearsal", "--replay"})
        EXPECT_NE(rehearsal.find(text), std::string::npos) << text;
}

TEST(Rehearsal, RefusesTheSettingsOfAProductionSite) {
    District district(
        {.settings = {{"production", "true"},
                      {"platform.pins", "[\"sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"]"},
                      {"device.reader.user", "nobody"},
                      {"device.a4.user", "nobody"},
                      {"device.verify.user", "nobody"}}});
    const auto rehearsal = district.start_with_settings("kiosk24-rehearsal", {"--headless"});
    EXPECT_EQ(rehearsal->wait_exit(), 2);
    EXPECT_NE(rehearsal->log().find("production"), std::string::npos) << rehearsal->log();
}

}  // namespace
}  // namespace kiosk24::whole_test
