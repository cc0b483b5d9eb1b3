// Power that fails in the middle: filed at most once, the next visit hears the truth, and nothing is printed
// that nobody asked for.
#include <gtest/gtest.h>

#include "tests/whole/district.h"

namespace kiosk24::whole_test {
namespace {

class PowerCut : public testing::Test {
  protected:
    // The terminal is started anew, idles, and has printed nothing more by then.
    void restart_and_expect_quiet(std::size_t sheets) {
        district_.kill_terminal();
        ASSERT_TRUE(district_.leave());
        district_.start_terminal();
        EXPECT_EQ(district_.printed().size(), sheets) << "it printed by itself";
    }
    // The same person again; the terminal tells them about last time in the words of `key`.
    void come_back_and_hear(const std::string& key, std::size_t sheets) {
        ASSERT_TRUE(district_.come_and_lay(kFirstCitizen));
        ASSERT_TRUE(district_.is_at("earlier_case"));
        EXPECT_TRUE(district_.says("heading", "earlier_case." + key + ".heading"));
        EXPECT_EQ(district_.printed().size(), sheets) << "nobody asked for it yet";
    }
    // One sheet is out, the next one waits for paper, and then there is no power either.
    void paper_and_power_go_while_it_prints(const std::string& button) {
        ASSERT_TRUE(district_.desk("printer slow 4000"));
        ASSERT_TRUE(district_.touch(button, "printing"));
        ASSERT_TRUE(district_.prints(1));
        ASSERT_TRUE(district_.desk("paper out"));
        ASSERT_TRUE(district_.sees("fault"));
        ASSERT_TRUE(district_.desk("printer slow 0"));
        restart_and_expect_quiet(1);
        // The page that was in the printer is taken back before anybody fills the tray.
        ASSERT_TRUE(eventually([&] { return district_.is_printer_idle(); }));
        ASSERT_TRUE(district_.desk("refill"));
    }
    void submit() {
        ASSERT_TRUE(district_.come_to_review(kFirstCitizen));
        ASSERT_TRUE(district_.touch("submit", "submitting"));
    }
    bool sandbox_says(const std::string& words) {
        return eventually(
            [&] { return bytes_of(district_.directory() / "sandbox.log").find(words) != std::string::npos; });
    }
    District district_;
};

TEST_F(PowerCut, AfterAnApplicationThatNeverArrivedItSaysNotFiledAndFilesTheNextOneOnce) {
    district_.start_terminal();
    ASSERT_TRUE(district_.sandbox("hang submit"));
    submit();
    ASSERT_TRUE(sandbox_says("submit not applied"));
    district_.kill_terminal();
    ASSERT_TRUE(district_.sandbox("reset"));
    restart_and_expect_quiet(0);
    EXPECT_EQ(district_.book().filings.size(), 0u);
    come_back_and_hear("not_filed", 0);
    ASSERT_TRUE(district_.touch("carry_on", "review"));
    ASSERT_TRUE(district_.touch("submit", "take_paper"));
    EXPECT_TRUE(district_.prints(1));
    ASSERT_TRUE(district_.touch("taken", "goodbye"));
    EXPECT_EQ(district_.end_terminal(), 0);
    const auto book = district_.book();
    EXPECT_EQ(book.filings.size(), 1u);
    EXPECT_EQ(book.void_keys.size(), 1u) << "the lost one can never arrive later";
    EXPECT_EQ(district_.count(district_.ledger(), LedgerKind::absent), 1);
}

TEST_F(PowerCut, AfterAnAnswerThatWasLostItSaysFiledAndPrintsItOnce) {
    district_.start_terminal();
    ASSERT_TRUE(district_.sandbox("slow submit 600000"));
    submit();
    ASSERT_TRUE(eventually([&] { return district_.book().filings.size() == 1; }));
    district_.kill_terminal();
    ASSERT_TRUE(district_.sandbox("reset"));
    restart_and_expect_quiet(0);
    come_back_and_hear("unprinted", 0);
    auto shown = district_.probe().words("case_number");
    std::erase(shown, ' ');  // it stands in groups
    EXPECT_NE(shown.find(district_.book().filings[0].case_number), std::string::npos) << shown;
    ASSERT_TRUE(district_.touch("carry_on", "take_paper"));
    EXPECT_TRUE(district_.prints(1));
    ASSERT_TRUE(district_.touch("taken", "goodbye"));
    EXPECT_EQ(district_.end_terminal(), 0);
    EXPECT_EQ(district_.book().filings.size(), 1u);
    EXPECT_EQ(bytes_of(district_.printed().front()),
              documents_of(district_.directory() / "sandbox").begin()->second);
}

TEST_F(PowerCut, ALostReplyIsSettledWithoutThePersonNoticing) {
    district_.start_terminal();
    ASSERT_TRUE(district_.sandbox("drop-reply submit 1"));
    submit();
    ASSERT_TRUE(district_.is_at("take_paper"));
    EXPECT_TRUE(district_.prints(1));
    EXPECT_EQ(district_.book().filings.size(), 1u);
}

TEST_F(PowerCut, AfterThePaperCameOutItSaysPrintedAndPrintsAgainOnlyOnRequest) {
    district_.start_terminal();
    submit();
    ASSERT_TRUE(district_.is_at("take_paper"));
    ASSERT_TRUE(district_.prints(1));
    restart_and_expect_quiet(1);
    come_back_and_hear("printed", 1);
    ASSERT_TRUE(district_.touch("carry_on", "take_paper"));
    EXPECT_TRUE(district_.prints(2));
    ASSERT_TRUE(district_.touch("taken", "goodbye"));
    EXPECT_EQ(district_.end_terminal(), 0);
    EXPECT_EQ(district_.book().filings.size(), 1u);
    EXPECT_EQ(district_.count(district_.ledger(), LedgerKind::not_received), 1);
}

TEST_F(PowerCut, BetweenTwoPagesOnlyTheMissingOneIsPrintedAfterwards) {
    district_.start_terminal();
    ASSERT_TRUE(district_.come_to_review(kFirstCitizen, "detail"));
    paper_and_power_go_while_it_prints("submit");
    come_back_and_hear("unprinted", 1);
    ASSERT_TRUE(district_.touch("carry_on", "take_paper"));
    ASSERT_TRUE(district_.prints(2));
    EXPECT_EQ(district_.pages_of(district_.printed()[0]), "1-1");
    EXPECT_EQ(district_.pages_of(district_.printed()[1]), "2-2");
    ASSERT_TRUE(district_.touch("taken", "goodbye"));
    EXPECT_EQ(district_.end_terminal(), 0);
    EXPECT_EQ(district_.book().filings.size(), 1u);
    EXPECT_EQ(district_.count(district_.ledger(), LedgerKind::page_fed), 2);
}

TEST_F(PowerCut, NothingThatNobodyWaitsForComesOutOnceTheTrayIsFilled) {
    district_.start_terminal();
    ASSERT_TRUE(district_.touch("wake", "home"));
    ASSERT_TRUE(district_.touch("group.open_government", "home"));
    ASSERT_TRUE(district_.touch("matter.PB03", "guide_list"));
    ASSERT_TRUE(district_.touch("guide.SI01", "guide"));
    paper_and_power_go_while_it_prints("print");
    ASSERT_TRUE(district_.come_to_review(kFirstCitizen));
    ASSERT_TRUE(district_.finish_visit());
    EXPECT_TRUE(district_.prints(2)) << "the certificate, and nothing before it";
}

}  // namespace
}  // namespace kiosk24::whole_test
