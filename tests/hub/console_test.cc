// What people and programs see of the fleet.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "hub/console/fleet_json.h"
#include "hub/console/page.h"
#include "tests/support/beats.h"

namespace kiosk24::hub {
namespace {

using test::kBoot;
using test::sample_beat;
using testing::HasSubstr;
using testing::Not;

constexpr WallTime kNow{1'795'000'000'000};

class ConsoleTest : public testing::Test {
  protected:
    ConsoleTest() {
        for (const char* id : {"LG-0001", "LG-0002"})
            fleet.enrol(id, "certificate", {kNow, {}});
        hear(sample_beat(1));
    }
    void hear(const Heartbeat& beat) { fleet.hear({beat.terminal_id, "certificate"}, beat, {kNow, {}}); }
    FleetView view() const {
        return {.terminals = &fleet.terminals(), .commands = {}, .rules = {}, .now = {kNow.unix_ms + 3'000}};
    }
    nlohmann::json json() const { return nlohmann::json::parse(fleet_json(view())); }
    std::string page(Language language = Language::zh_hans) const { return fleet_page(view(), language); }

    Fleet fleet;
};

TEST_F(ConsoleTest, EveryTerminalIsThereAndWhatItLastSaid) {
    const auto terminals = json()["terminals"];
    ASSERT_EQ(terminals.size(), 2u);
    EXPECT_EQ(terminals[0]["terminal_id"], "LG-0001");
    EXPECT_EQ(terminals[0]["link"], "up");
    EXPECT_EQ(terminals[0]["service"], "in_service");
    EXPECT_EQ(terminals[0]["last_seen_ms"], kNow.unix_ms);
    EXPECT_EQ(terminals[0]["devices"][1]["id"], "a4");
    EXPECT_EQ(terminals[0]["devices"][1]["paper"], "full");
    EXPECT_EQ(terminals[0]["faults"][0], "terminal.unconfined_driver");
    EXPECT_EQ(terminals[1]["link"], "never");
    EXPECT_FALSE(terminals[1].contains("last_seen_ms"));
}

TEST_F(ConsoleTest, LookingChangesNothing) {
    const auto before = fleet.terminals();
    EXPECT_EQ(json(), json());
    EXPECT_EQ(page(), page());
    EXPECT_EQ(fleet.terminals(), before);
}

TEST_F(ConsoleTest, AnOrderIsShownWithWhatBecameOfIt) {
    CommandRecord record;
    record.command = test::sample_command();
    FleetView seen = view();
    const auto standing = [&] {
        seen.commands = {{"LG-0001", record}};
        return nlohmann::json::parse(fleet_json(seen))["terminals"][0]["last_command"]["standing"];
    };
    EXPECT_EQ(standing(), "pending");
    EXPECT_THAT(fleet_page(seen, Language::en), HasSubstr("Order: out of service · waiting"));
    record.outcome = CommandOutcome{record.command.id, CommandRefusal::bad_signature, {}};
    EXPECT_EQ(standing(), "refused");
    EXPECT_THAT(fleet_page(seen, Language::en), HasSubstr("Order: out of service · bad signature"));
    record.outcome->refusal = CommandRefusal::none;
    EXPECT_EQ(standing(), "done");
    record.outcome.reset();
    seen.now = record.command.expires;
    EXPECT_EQ(standing(), "expired");
}

TEST_F(ConsoleTest, ThePageSaysInBothLanguagesWhatIsWrong) {
    Heartbeat beat = sample_beat(2);
    beat.service = ServiceState::half_service;
    beat.devices[1].paper = SupplyState::out;
    beat.devices[1].fault = Fault::printer_paper_out;
    hear(beat);
    EXPECT_THAT(page(), HasSubstr("部分服务"));
    EXPECT_THAT(page(), HasSubstr("缺纸"));
    EXPECT_THAT(page(), HasSubstr("龙岗区政务服务大厅"));
    EXPECT_THAT(page(Language::en), HasSubstr("Half service"));
    EXPECT_THAT(page(Language::en), HasSubstr("paper out"));
    EXPECT_THAT(page(Language::en), HasSubstr("Longgang service hall"));
    EXPECT_THAT(page(Language::en), HasSubstr("document_printer.paper_out"));
    EXPECT_THAT(page(Language::en), HasSubstr("3 s ago"));
}

// A terminal that was taken over could try to take over whoever looks at it.
TEST_F(ConsoleTest, WhatATerminalSendsCannotBecomePartOfThePage) {
    Heartbeat beat = sample_beat(2);
    beat.site.in[Language::zh_hans] = R"(<script>alert("1")</script>)";
    beat.program_version = "<img src=x onerror='alert(1)'>";
    beat.catalogue_version = "</td></table>";
    hear(beat);
    EXPECT_THAT(page(), Not(HasSubstr("<script>alert")));
    EXPECT_THAT(page(), Not(HasSubstr("<img")));
    EXPECT_THAT(page(), Not(HasSubstr("</td></table>")));
    EXPECT_THAT(page(), HasSubstr("&lt;script&gt;alert(&quot;1&quot;)"));
}

TEST_F(ConsoleTest, WhoeverNeedsHelpMostStandsFirst) {
    Heartbeat beat = sample_beat(1, kBoot, "LG-0002");
    beat.service = ServiceState::out_of_service;
    beat.notice_reason = NoticeReason::fault;
    hear(beat);
    const std::string shown = page();
    EXPECT_LT(shown.find(">LG-0002<"), shown.find(">LG-0001<"));
}

TEST_F(ConsoleTest, AnEmptyFleetSaysHowToBegin) {
    const Fleet nobody;
    FleetView seen = view();
    seen.terminals = &nobody.terminals();
    EXPECT_THAT(fleet_page(seen, Language::en), HasSubstr("enrol-code"));
    EXPECT_TRUE(nlohmann::json::parse(fleet_json(seen))["terminals"].empty());
}

TEST_F(ConsoleTest, AClockAndACertificateThatNeedCareAreNamed) {
    Heartbeat beat = sample_beat(2);
    beat.at = {kNow.unix_ms + 60'000};
    beat.certificate_days_left = 5;
    hear(beat);
    EXPECT_THAT(page(Language::en), HasSubstr("Clock off by +60 s"));
    EXPECT_THAT(page(Language::en), HasSubstr("Certificate: 5 days left"));
}

}  // namespace
}  // namespace kiosk24::hub
