// A platform that is slow, away, or says what is not true; a reader that is pulled out. The person gets the
// right screen, nothing false is printed, and the terminal lives.
#include <gtest/gtest.h>

#include "tests/whole/district.h"

namespace kiosk24::whole_test {
namespace {

TEST(SlowPlatform, ThePersonMayLeaveAndHearsTheDecisionNextTime) {
    District district({.settings = {{"timers.decision_wait_ms", "500"}}});
    district.start_terminal();
    ASSERT_TRUE(district.come_to_review(kFirstCitizen));
    ASSERT_TRUE(district.sandbox("slow submit 600000"));
    ASSERT_TRUE(district.touch("submit", "submitting"));
    ASSERT_TRUE(district.touch("leave", "goodbye"));
    ASSERT_TRUE(district.leave());
    ASSERT_TRUE(district.is_at("attract"));
    ASSERT_TRUE(district.sandbox("reset"));
    ASSERT_TRUE(district.come_and_lay(kFirstCitizen));
    ASSERT_TRUE(district.is_at("earlier_case"));
    EXPECT_EQ(district.printed().size(), 0u);
    EXPECT_EQ(district.book().filings.size(), 1u);
}

// "slow": applied, and the answer is late; "hang": read, and not applied.
class KilledPlatform : public testing::TestWithParam<const char*> {};

TEST_P(KilledPlatform, InTheMiddleOfASubmissionAndBackHasItOnceAndThePersonGetsThePaper) {
    District district;
    district.start_terminal();
    ASSERT_TRUE(district.come_to_review(kFirstCitizen));
    const bool is_applied = std::string(GetParam()).starts_with("slow");
    ASSERT_TRUE(district.sandbox(GetParam()));
    ASSERT_TRUE(district.touch("submit", "submitting"));
    const auto applied = [&] { return district.book().filings.size() == 1; };
    const auto read = [&] {
        return bytes_of(district.directory() / "sandbox.log").find("submit not applied") != std::string::npos;
    };
    ASSERT_TRUE(is_applied ? eventually(applied) : eventually(read));
    district.kill_sandbox();
    district.restart_sandbox();
    ASSERT_TRUE(district.is_at("take_paper"));
    EXPECT_TRUE(district.prints(1));
    EXPECT_EQ(district.book().filings.size(), 1u);
    EXPECT_TRUE(district.book().void_keys.empty());
}
INSTANTIATE_TEST_SUITE_P(Sandbox, KilledPlatform, testing::Values("slow submit 600000", "hang submit"),
                         [](const auto& given) {
                             return std::string(given.param) == "hang submit" ? "BeforeItIsApplied"
                                                                              : "AfterItIsApplied";
                         });

TEST(AbsentPlatform, TheHomeScreenSaysSoAndTheMatterCannotBeBegun) {
    District district;
    district.start_terminal();
    ASSERT_TRUE(district.touch("wake", "home"));
    ASSERT_FALSE(district.probe().node("notice").has_value());
    ASSERT_TRUE(district.sandbox("absent"));
    // Nobody asks anything: the terminal finds out by itself, by the platform's health, within half a minute.
    ASSERT_TRUE(eventually([&] { return district.probe().node("notice").has_value(); }, Patience{55'000}));
    EXPECT_TRUE(district.says("notice", "chrome.offline"));
    district.probe().tap("matter.SI01");
    ASSERT_TRUE(district.is_at("matter"));
    EXPECT_TRUE(district.sees("blocked"));
    EXPECT_FALSE(district.probe().node("start").has_value());
    ASSERT_TRUE(district.touch("home", "home"));
    ASSERT_TRUE(district.sandbox("back"));
    ASSERT_TRUE(eventually([&] { return !district.probe().node("notice").has_value(); }));
    ASSERT_TRUE(district.touch("matter.SI01", "matter"));
    EXPECT_TRUE(district.sees("start"));
}

struct Falsehood {
    const char* name;
    const char* line;     // to the sandbox
    const char* trouble;  // which words
    std::size_t filings;  // that the platform then holds
};
class FalsePlatform : public testing::TestWithParam<Falsehood> {};

TEST_P(FalsePlatform, EndsInAPlainScreenAndNothingIsPrinted) {
    const auto& given = GetParam();
    District district;
    district.start_terminal();
    ASSERT_TRUE(district.come_to_review(kFirstCitizen));
    ASSERT_TRUE(district.sandbox(given.line));
    ASSERT_TRUE(district.touch("submit", "trouble"));
    EXPECT_TRUE(district.says("heading", std::string("trouble.") + given.trouble + ".what"));
    EXPECT_EQ(district.book().filings.size(), given.filings);
    ASSERT_TRUE(district.touch("finish", "goodbye"));
    ASSERT_TRUE(district.leave());
    ASSERT_TRUE(district.is_at("attract"));
    // It lives, and serves the next person well.
    ASSERT_TRUE(district.sandbox("reset"));
    ASSERT_TRUE(district.come_to_review("rare_name"));
    EXPECT_EQ(district.printed().size(), 0u);
    ASSERT_TRUE(district.touch("submit", "take_paper"));
    EXPECT_TRUE(district.prints(1));
    EXPECT_TRUE(district.terminal().is_alive());
}

INSTANTIATE_TEST_SUITE_P(Sandbox, FalsePlatform,
                         testing::Values(Falsehood{"Signature", "lie document-signature", "document_refused",
                                                   1},
                                         Falsehood{"Name", "lie document-name", "document_refused", 1},
                                         Falsehood{"Number", "lie document-number", "document_refused", 1},
                                         Falsehood{"DocumentMissing", "fail document 500", "document", 1}),
                         [](const auto& given) { return given.param.name; });

// The reply cannot be read, so it is asked for by its key; the answer to that can be read.
class UnreadableReply : public testing::TestWithParam<const char*> {};

TEST_P(UnreadableReply, IsSettledByTheKeyAndFiledOnce) {
    District district;
    district.start_terminal();
    ASSERT_TRUE(district.come_to_review(kFirstCitizen));
    ASSERT_TRUE(district.sandbox(std::string(GetParam()) + " submit"));
    ASSERT_TRUE(district.touch("submit", "submitting"));
    ASSERT_TRUE(eventually([&] {
        const auto situation = district.probe().situation();
        return situation == "take_paper" || situation == "trouble";
    }));
    EXPECT_EQ(district.book().filings.size(), 1u);
    EXPECT_EQ(district.probe().situation(), "take_paper");
    EXPECT_TRUE(district.prints(1));
    EXPECT_TRUE(district.terminal().is_alive());
}
INSTANTIATE_TEST_SUITE_P(Sandbox, UnreadableReply, testing::Values("garbage", "huge", "not-utf8"),
                         [](const auto& given) {
                             return std::string(given.param) == "not-utf8" ? "NotUtf8"
                                                                           : std::string(given.param);
                         });

TEST(FalseCatalogue, IsNotTakenUpAndTheTerminalStaysClosed) {
    District district({.sandbox_options = {"--switch", "lie catalogue-signature"}});
    district.start_terminal("out_of_service");
    ASSERT_TRUE(eventually([&] { return district.terminal_log().find("signature") != std::string::npos; }));
    EXPECT_EQ(district.probe().situation(), "out_of_service");
    EXPECT_TRUE(district.terminal().is_alive());
}

TEST(ExpiredServer, IsRefusedAndTheLogSaysWhy) {
    District district({.has_bad_keys = true, .sandbox_options = {"--server-identity", "bad/expired_server"}});
    district.start_terminal("out_of_service");
    ASSERT_TRUE(
        eventually([&] { return district.terminal_log().find("certificate expired") != std::string::npos; }));
    EXPECT_EQ(district.probe().situation(), "out_of_service");
    EXPECT_TRUE(district.terminal().is_alive());
}

TEST(ReaderPulledOut, WhileACardIsAwaitedThenPluggedInAgain) {
    District district;
    district.start_terminal();
    ASSERT_TRUE(district.touch("wake", "home"));
    ASSERT_TRUE(district.touch("matter.SI01", "matter"));
    ASSERT_TRUE(district.touch("start", "consent"));
    ASSERT_TRUE(district.touch("agree", "lay_card"));
    ASSERT_TRUE(district.desk("unplug"));
    ASSERT_TRUE(district.is_at("trouble"));
    EXPECT_TRUE(district.says("heading", "trouble.reader.what"));
    ASSERT_TRUE(district.desk("plug"));
    ASSERT_TRUE(district.desk("reader lay R1"));
    ASSERT_TRUE(eventually([&] {
        const auto situation = district.probe().situation();
        if (situation == "trouble") district.probe().tap("try_again");
        return situation == "review";
    }));
    ASSERT_TRUE(district.touch("submit", "take_paper"));
    EXPECT_TRUE(district.prints(1));
}

TEST(CallBack, AskedForOfflineIsDeliveredOnceWhenThePlatformIsBack) {
    District district;
    district.start_terminal();
    ASSERT_TRUE(district.touch("wake", "home"));
    ASSERT_TRUE(district.sandbox("absent"));
    ASSERT_TRUE(district.touch("help", "help"));
    for (const char digit : std::string("13800138000"))
        ASSERT_TRUE(district.touch(std::string("digit.") + digit, "help"));
    ASSERT_TRUE(district.touch("call_back", "help"));
    ASSERT_TRUE(eventually([&] { return !district.probe().node("call_back").has_value(); }));
    ASSERT_TRUE(district.touch("close", "home"));
    EXPECT_EQ(district.end_terminal(), 0);  // what was in its memory only is gone
    district.start_terminal();
    ASSERT_TRUE(district.sandbox("back"));
    ASSERT_TRUE(eventually([&] { return district.book().call_backs.size() == 1; }));
    EXPECT_EQ(district.book().call_backs[0].telephone, "13800138000");
    EXPECT_EQ(district.end_terminal(), 0);
    const auto ledger = district.ledger();
    EXPECT_EQ(district.count(ledger, LedgerKind::call_back_requested), 1);
    EXPECT_EQ(district.count(ledger, LedgerKind::call_back_accepted), 1);
    EXPECT_EQ(district.book().call_backs.size(), 1u);
}

TEST(Rating, GivenWhileThePlatformIsAwayIsDeliveredOnceWhenItIsBack) {
    District district({.settings = {{"timers.rating_ms", "60000"}, {"timers.goodbye_ms", "60000"}}});
    district.start_terminal();
    ASSERT_TRUE(district.come_to_review(kFirstCitizen));
    ASSERT_TRUE(district.touch("submit", "take_paper"));
    ASSERT_TRUE(district.touch("taken", "goodbye"));
    ASSERT_TRUE(district.sandbox("absent"));
    ASSERT_TRUE(district.touch("rate.4", "goodbye"));
    ASSERT_TRUE(eventually([&] { return district.probe().node("rated.4").has_value(); }));
    EXPECT_EQ(district.end_terminal(), 0);  // what was in its memory only is gone
    district.start_terminal();
    ASSERT_TRUE(district.sandbox("back"));
    ASSERT_TRUE(eventually([&] { return district.book().ratings.size() == 1; }));
    const auto rated = district.book().ratings.front();
    EXPECT_EQ(rated.stars, 4);
    EXPECT_EQ(rated.case_number, district.book().filings.front().case_number);
    EXPECT_EQ(district.end_terminal(), 0);
    const auto ledger = district.ledger();
    EXPECT_EQ(district.count(ledger, LedgerKind::rated), 1);
    EXPECT_EQ(district.count(ledger, LedgerKind::rating_accepted), 1);
}

}  // namespace
}  // namespace kiosk24::whole_test
