// Without a network, and a form that is left in the middle: what was taken is filed exactly once when the
// network is back, and its person hears of it; what was typed is there again, here or at another terminal,
// and gone once it is over.
#include <gtest/gtest.h>

#include "tests/whole/district.h"

namespace kiosk24::whole_test {
namespace {

bool types(District& district, const std::string& digits) {
    for (const char digit : digits) {
        const auto key = std::string("digit.") + digit;
        if (!district.probe().tap(key).ok) return false;
    }
    return true;
}

// From attract to CV02's form, or to what comes before it.
bool come_for_a_visit(District& district, const std::string& next_situation) {
    return district.touch("wake", "home") && district.touch("group.civil_affairs", "home") &&
           district.touch("matter.CV02", "matter") && district.touch("start", "consent") &&
           district.touch("agree", "lay_card") && district.desk(std::string("reader lay ") + kFirstCitizen) &&
           district.is_at(next_situation);
}

bool fill_in(District& district) {
    return types(district, "13800138000") && district.touch("digit.done", "form") &&
           district.touch("choice.afternoon", "form") && district.touch("next", "review");
}

bool leave_form_in_the_middle(District& district) {
    return come_for_a_visit(district, "form") && types(district, "13800138000") &&
           district.touch("digit.done", "form") && district.touch("back", "form") &&
           district.touch("pause", "goodbye");
}

bool go_on_and_submit(District& district) {
    return district.touch("resume", "form") && district.touch("field.when", "form") &&
           district.touch("choice.any", "form") && district.touch("next", "review") &&
           district.touch("submit", "outcome") && district.says("heading", "outcome.human.heading") &&
           district.touch("done", "goodbye") && district.leave() && district.is_at("attract");
}

TEST(Offline, AnApplicationTakenWithoutANetworkIsFiledOnceWhenItIsBackAndItsPersonHearsOfIt) {
    District district;
    district.start_terminal();
    EXPECT_EQ(district.end_terminal(), 0);
    ASSERT_TRUE(district.sandbox("absent"));
    district.start_terminal();
    ASSERT_TRUE(come_for_a_visit(district, "form")) << "with the card alone";
    ASSERT_TRUE(fill_in(district));
    ASSERT_TRUE(district.touch("submit", "outcome"));
    EXPECT_TRUE(district.says("heading", "kept.heading"));
    EXPECT_TRUE(eventually([&] { return district.receipts().size() == 1; }));
    ASSERT_TRUE(district.touch("done", "goodbye"));
    ASSERT_TRUE(district.leave());
    ASSERT_TRUE(district.is_at("attract"));
    EXPECT_EQ(district.end_terminal(), 0);

    district.start_terminal();
    ASSERT_TRUE(district.sandbox("back"));
    ASSERT_TRUE(eventually([&] { return district.book().filings.size() == 1; }));
    EXPECT_EQ(district.book().filings[0].decision, "human");
    ASSERT_TRUE(district.come_and_lay(kFirstCitizen));
    ASSERT_TRUE(district.is_at("earlier_case"));
    EXPECT_TRUE(district.says("heading", "earlier_case.human.heading"));
    ASSERT_TRUE(district.touch("carry_on", "outcome"));
    auto shown = district.probe().words("case_number");
    std::erase(shown, ' ');  // it stands in groups
    EXPECT_EQ(shown, district.book().filings[0].case_number);
    ASSERT_TRUE(district.touch("done", "goodbye"));
    EXPECT_EQ(district.end_terminal(), 0);
    EXPECT_EQ(district.book().filings.size(), 1u);
    EXPECT_TRUE(district.book().void_keys.empty());
    const auto ledger = district.ledger();
    EXPECT_EQ(district.count(ledger, LedgerKind::key_minted), 1);
    EXPECT_EQ(district.count(ledger, LedgerKind::queued), 1);
    EXPECT_EQ(district.count(ledger, LedgerKind::answered), 1);
    EXPECT_EQ(district.count(ledger, LedgerKind::told), 1);
}

TEST(Offline, AReplyThatIsLostWhenTheNetworkIsBackFilesNothingTwice) {
    District district;
    district.start_terminal();
    EXPECT_EQ(district.end_terminal(), 0);
    ASSERT_TRUE(district.sandbox("absent"));
    district.start_terminal();
    ASSERT_TRUE(come_for_a_visit(district, "form"));
    ASSERT_TRUE(fill_in(district));
    ASSERT_TRUE(district.touch("submit", "outcome"));
    district.kill_terminal();
    ASSERT_TRUE(district.leave());
    ASSERT_TRUE(district.sandbox("drop-reply submit 1"));
    ASSERT_TRUE(district.sandbox("back"));
    district.start_terminal();
    ASSERT_TRUE(eventually([&] {
        const auto filings = district.book().filings;
        return filings.size() == 1 && filings[0].posts == 2;
    })) << "sent again under the same key";
    EXPECT_EQ(district.end_terminal(), 0);
    EXPECT_EQ(district.count(district.ledger(), LedgerKind::key_minted), 1);
}

TEST(ComeBack, AFormLeftInTheMiddleIsGoneOnWithHereAndErasedOnceItIsSubmitted) {
    District district({.settings = {{"timers.rating_ms", "5000"}}});
    district.start_terminal();
    ASSERT_TRUE(leave_form_in_the_middle(district));
    EXPECT_TRUE(eventually([&] {
        return district.probe().words("words").find("保留到") != std::string::npos;
    })) << "the farewell says how long it waits";
    ASSERT_TRUE(district.leave());
    ASSERT_TRUE(eventually([&] { return district.book().drafts == 1; }));
    EXPECT_EQ(district.end_terminal(), 0);

    district.start_terminal();
    ASSERT_TRUE(come_for_a_visit(district, "draft"));
    ASSERT_TRUE(go_on_and_submit(district));
    ASSERT_TRUE(eventually([&] { return district.book().drafts == 0; })) << "nor at the platform";
    EXPECT_EQ(district.end_terminal(), 0);
    EXPECT_EQ(district.book().filings.size(), 1u);
    const auto ledger = district.ledger();
    EXPECT_EQ(district.count(ledger, LedgerKind::draft_kept), 1);
    EXPECT_EQ(district.count(ledger, LedgerKind::draft_erased), 1);
}

TEST(ComeBack, AtAnotherTerminalItIsGoneOnWithTooAndTheFirstOffersItNoMore) {
    District district;
    district.start_terminal();
    ASSERT_TRUE(leave_form_in_the_middle(district));
    ASSERT_TRUE(district.leave());
    ASSERT_TRUE(eventually([&] { return district.book().drafts == 1; }));
    EXPECT_EQ(district.end_terminal(), 0);

    // Another ledger with other keys: all that makes a terminal another one.
    district.set("journal.path", (district.directory() / "second.sqlite").string());
    district.set("journal.key_directory", (district.directory() / "second_keys").string());
    district.start_terminal();
    ASSERT_TRUE(come_for_a_visit(district, "draft"));
    ASSERT_TRUE(go_on_and_submit(district));
    ASSERT_TRUE(eventually([&] { return district.book().drafts == 0; }));
    EXPECT_EQ(district.end_terminal(), 0);
    EXPECT_EQ(district.book().filings.size(), 1u);

    district.set("journal.path", (district.directory() / "journal.sqlite").string());
    district.set("journal.key_directory", (district.directory() / "keys").string());
    district.start_terminal();
    ASSERT_TRUE(come_for_a_visit(district, "form")) << "it is over";
    EXPECT_EQ(district.end_terminal(), 0);
    const auto first = district.ledger();
    ASSERT_EQ(district.count(first, LedgerKind::draft_erased), 1);
    for (const auto& entry : first) {
        if (entry.kind == LedgerKind::draft_erased) {
            EXPECT_EQ(entry.fact("why"), "ended_elsewhere");
        }
    }
}

}  // namespace
}  // namespace kiosk24::whole_test
