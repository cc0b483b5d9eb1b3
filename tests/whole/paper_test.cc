// Paper that runs out while a person waits for it.
#include <gtest/gtest.h>

#include "tests/whole/district.h"

namespace kiosk24::whole_test {
namespace {

class PaperOut : public testing::Test {
  protected:
    // Page 1 of 2 has come out, page 2 meets an empty tray, and the screen says so.
    void SetUp() override {
        district_.start_terminal();
        ASSERT_TRUE(district_.come_to_review(kFirstCitizen, "detail"));
        ASSERT_TRUE(district_.desk("printer slow 4000"));
        ASSERT_TRUE(district_.touch("submit", "printing"));
        ASSERT_TRUE(district_.prints(1));
        ASSERT_TRUE(district_.desk("paper out"));
        ASSERT_TRUE(district_.sees("fault"));
        EXPECT_TRUE(district_.says("fault", "fault.document_printer.paper_out.citizen"));
        ASSERT_TRUE(district_.desk("printer slow 0"));
    }
    District district_;
};

TEST_F(PaperOut, InMidPrintItGoesOnByItselfAfterRefilling) {
    ASSERT_TRUE(district_.desk("refill"));
    ASSERT_TRUE(district_.is_at("take_paper"));
    EXPECT_TRUE(district_.prints(2));
    EXPECT_EQ(district_.pages_of(district_.printed()[1]), "2-2");
    ASSERT_TRUE(district_.touch("taken", "goodbye"));
    EXPECT_EQ(district_.end_terminal(), 0);
    const auto ledger = district_.ledger();
    EXPECT_EQ(district_.count(ledger, LedgerKind::page_fed), 2);
    EXPECT_EQ(district_.count(ledger, LedgerKind::taken), 1);
}

TEST_F(PaperOut, WhoeverLeavesLeavesNothingForTheNextPersonToFind) {
    ASSERT_TRUE(district_.touch("leave", "goodbye"));
    ASSERT_TRUE(district_.leave());
    ASSERT_TRUE(district_.is_at("attract"));
    ASSERT_TRUE(district_.desk("refill"));
    // Another person's certificate comes out, so the printer works again and would have printed the rest too.
    ASSERT_TRUE(district_.come_to_review("rare_name"));
    ASSERT_TRUE(district_.touch("submit", "take_paper"));
    ASSERT_TRUE(district_.prints(2));
    const auto papers = documents_of(district_.directory() / "sandbox");
    EXPECT_EQ(papers.size(), 2u);
    EXPECT_NE(bytes_of(district_.printed()[0]), bytes_of(district_.printed()[1]));
    ASSERT_TRUE(district_.touch("taken", "goodbye"));
    EXPECT_EQ(district_.end_terminal(), 0);
    const auto ledger = district_.ledger();
    int page_two = 0;
    for (const auto& entry : ledger) {
        const bool is_gone =
            entry.kind == LedgerKind::page_destroyed || entry.kind == LedgerKind::page_not_fed;
        if (is_gone && entry.fact("page") == "2") ++page_two;
    }
    EXPECT_GE(page_two, 1) << "the ledger says that the second page never came out";
    EXPECT_EQ(district_.count(ledger, LedgerKind::page_fed), 2);
}

}  // namespace
}  // namespace kiosk24::whole_test
