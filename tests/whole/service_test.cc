// Service mode on the real processes, touched widget by widget: in by the corners and the PIN, every device
// tried out, out of service and back, and then a citizen is served as before.
#include <gtest/gtest.h>

#include "tests/whole/district.h"

namespace kiosk24::whole_test {
namespace {

constexpr const char* kPin = "240024";  // of the sample settings

class Maintenance : public testing::Test {
  protected:
    void SetUp() override { district_.start_terminal(); }
    bool knocks(const std::string& from) {
        for (const char* corner : {"top_left", "top_right", "bottom_left", "bottom_right"})
            if (!district_.touch(std::string("corner.") + corner, from)) return false;
        return district_.touch("corner.top_left", "service_pin");
    }
    bool types(const std::string& pin, const std::string& next_situation) {
        for (const char digit : pin)
            if (!district_.touch(std::string("pin.") + digit, "service_pin")) return false;
        return district_.touch("pin.done", next_situation);
    }
    bool enters(const std::string& from = "attract") {
        return knocks(from) && types(kPin, "service_overview");
    }
    bool shows_result(const std::string& words) {
        std::string shown;
        const bool does = eventually([&] {
            shown = district_.probe().words("result");
            return shown.find(words) != std::string::npos;
        });
        EXPECT_TRUE(does) << "the result says: " << shown;
        return does;
    }
    District district_;
};

TEST_F(Maintenance, EveryDeviceIsTriedOutTheTerminalGoesOutOfServiceAndBackAndThenACitizenIsServed) {
    ASSERT_TRUE(enters());
    // A page through the A4 printer: the one that is among the assets, and no other.
    ASSERT_TRUE(district_.touch("device.a4", "service_device"));
    ASSERT_TRUE(district_.touch("test", "service_device"));
    ASSERT_TRUE(district_.prints(1));
    ASSERT_TRUE(shows_result("五项"));
    EXPECT_TRUE(bytes_of(district_.printed()[0]) ==
                bytes_of(source_directory() / "assets/service/test_page.pdf"));
    EXPECT_EQ(district_.probe().words("fact.pages"), "1");
    ASSERT_TRUE(district_.touch("refilled", "service_device"));
    EXPECT_TRUE(eventually([&] { return district_.probe().words("fact.pages") == "0"; }));
    ASSERT_TRUE(district_.touch("back", "service_overview"));
    // A test read of a citizen's card: that it was read, and nothing of what it says.
    ASSERT_TRUE(district_.touch("device.reader", "service_device"));
    ASSERT_TRUE(district_.touch("test", "service_device"));
    ASSERT_TRUE(district_.desk(std::string("reader lay ") + kFirstCitizen));
    ASSERT_TRUE(shows_result("居民身份证"));
    wire::ProbeRequest whole_screen;
    whole_screen.verb = wire::ProbeVerb::tree;
    const auto shown = district_.probe().ask(whole_screen);
    EXPECT_GT(shown.nodes.size(), 5u);
    for (const auto& node : shown.nodes) {
        EXPECT_EQ(node.words.find("李测试"), std::string::npos) << node.id;
        EXPECT_EQ(node.words.find("11010519491231002X"), std::string::npos) << node.id;
    }
    ASSERT_TRUE(district_.desk("reader lift"));
    ASSERT_TRUE(district_.touch("reset", "service_device"));
    ASSERT_TRUE(district_.touch("back", "service_overview"));
    // The book.
    ASSERT_TRUE(district_.touch("book", "service_book"));
    EXPECT_TRUE(district_.sees("line.0"));
    ASSERT_TRUE(district_.touch("back", "service_overview"));
    // Out of service, also for whoever starts the terminal again; and back.
    ASSERT_TRUE(district_.touch("close", "service_closing"));
    ASSERT_TRUE(district_.touch("reason.supplies", "service_overview"));
    ASSERT_TRUE(district_.touch("leave", "out_of_service"));
    district_.kill_terminal();
    district_.start_terminal("out_of_service");
    ASSERT_TRUE(enters("out_of_service"));
    ASSERT_TRUE(district_.touch("open", "service_overview"));
    ASSERT_TRUE(district_.touch("leave", "attract"));
    // And a citizen.
    ASSERT_TRUE(district_.come_to_review(kFirstCitizen));
    ASSERT_TRUE(district_.touch("submit", "take_paper"));
    ASSERT_TRUE(district_.prints(2));
    EXPECT_EQ(district_.end_terminal(), 0);
    const auto ledger = district_.ledger();
    EXPECT_EQ(district_.count(ledger, LedgerKind::service_entered), 2);
    EXPECT_EQ(district_.count(ledger, LedgerKind::service_tested), 2);
    EXPECT_EQ(district_.count(ledger, LedgerKind::service_refilled), 1);
    EXPECT_EQ(district_.count(ledger, LedgerKind::service_reset), 1);
    EXPECT_EQ(district_.count(ledger, LedgerKind::service_closed), 1);
    EXPECT_EQ(district_.count(ledger, LedgerKind::service_reopened), 1);
    EXPECT_EQ(district_.count(ledger, LedgerKind::service_left), 2);
    for (const auto& entry : ledger) {
        if (name_of(entry.kind).starts_with("service_")) {
            EXPECT_TRUE(entry.case_id.empty());
        }
    }
}

TEST_F(Maintenance, ThreeWrongPinsLockThePadAndPullingThePlugDoesNotHelp) {
    ASSERT_TRUE(knocks("attract"));
    for (int i = 0; i < 3; ++i) {
        ASSERT_TRUE(types("000000", "service_pin"));
        ASSERT_TRUE(district_.sees("problem"));
        if (i < 2) {
            ASSERT_TRUE(district_.says("problem", "service_pin_problem.wrong"));
        }
    }
    ASSERT_TRUE(eventually([&] {
        const auto done = district_.probe().node("pin.1");
        return done && !done->enabled;
    }));
    district_.kill_terminal();
    district_.start_terminal();
    ASSERT_TRUE(knocks("attract"));
    const auto key = district_.probe().node("pin.1");
    ASSERT_TRUE(key);
    EXPECT_FALSE(key->enabled) << "still locked";
    ASSERT_TRUE(district_.touch("leave", "attract"));
}

}  // namespace
}  // namespace kiosk24::whole_test
