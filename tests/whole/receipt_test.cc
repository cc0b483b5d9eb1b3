// The receipt beside the certificate, and what happens where it does not come.
#include <gtest/gtest.h>

#include <fstream>

#include "tests/whole/district.h"

namespace kiosk24::whole_test {
namespace {

constexpr const char* kUnderReview = "440399199003070911";  // the rules give this number to a person

class Receipt : public testing::Test {
  protected:
    bool comes(std::size_t receipts) {
        eventually([&] { return district_.receipts().size() >= receipts; });
        EXPECT_EQ(district_.receipts().size(), receipts) << "receipts that were cut off";
        return district_.receipts().size() == receipts;
    }
    // The first citizen's card with that number on it.
    std::string card_under_review() const {
        auto card = bytes_of(source_directory() / "drivers/virtual/cards/R1.json");
        const std::string number = "11010519491231002X";
        card.replace(card.find(number), number.size(), kUnderReview);
        const auto path = district_.directory() / "under_review.json";
        std::ofstream(path) << card;
        return path.string();
    }
    District district_;
};

TEST_F(Receipt, ComesOutBesideTheCertificateAndIsInTheLedger) {
    district_.start_terminal();
    ASSERT_TRUE(district_.come_to_review(kFirstCitizen));
    ASSERT_TRUE(district_.touch("submit", "take_paper"));
    EXPECT_TRUE(district_.prints(1));
    EXPECT_TRUE(comes(1));
    ASSERT_TRUE(district_.sees("receipt"));
    EXPECT_TRUE(district_.says("receipt", "receipt.take"));
    ASSERT_TRUE(district_.touch("taken", "goodbye"));
    EXPECT_EQ(district_.end_terminal(), 0);
    const auto ledger = district_.ledger();
    EXPECT_EQ(district_.count(ledger, LedgerKind::receipt_sent), 1);
    EXPECT_EQ(district_.count(ledger, LedgerKind::receipt_printed), 1);
    EXPECT_EQ(district_.count(ledger, LedgerKind::page_fed), 1);
    EXPECT_EQ(district_.terminal_log().find("测试"), std::string::npos) << "the log names nobody";
}

TEST_F(Receipt, OfADecisionByAPersonIsTheOnlyPaper) {
    district_.start_terminal();
    ASSERT_TRUE(district_.come_to_review(card_under_review()));
    ASSERT_TRUE(district_.touch("submit", "outcome"));
    EXPECT_TRUE(comes(1));
    ASSERT_TRUE(district_.sees("receipt"));
    EXPECT_TRUE(district_.prints(0));
}

TEST_F(Receipt, PaperThatEndsInTheMiddleIsSaidAndAWholeOneComesWhenThePersonAsks) {
    ASSERT_TRUE(district_.desk("receipt paper-out-after 200"));
    district_.start_terminal();
    ASSERT_TRUE(district_.come_to_review(card_under_review()));
    ASSERT_TRUE(district_.touch("submit", "outcome"));
    ASSERT_TRUE(district_.sees("code"));
    EXPECT_TRUE(district_.says("receipt", "fault.receipt_printer.paper_out.citizen"));
    EXPECT_TRUE(district_.receipts().empty());
    ASSERT_TRUE(district_.desk("receipt paper-ok"));
    ASSERT_TRUE(district_.touch("receipt.again", "outcome"));
    // The torn strip is cut off by itself; the whole one follows.
    EXPECT_TRUE(comes(2));
    EXPECT_LT(std::filesystem::file_size(district_.receipts()[0]),
              std::filesystem::file_size(district_.receipts()[1]));
    ASSERT_TRUE(district_.touch("done", "goodbye"));
    EXPECT_EQ(district_.end_terminal(), 0);
    const auto ledger = district_.ledger();
    EXPECT_EQ(district_.count(ledger, LedgerKind::receipt_not_printed), 1);
    EXPECT_EQ(district_.count(ledger, LedgerKind::receipt_printed), 1);
}

TEST_F(Receipt, WithoutItsPrinterTheCertificateComesAndTheScreenShowsTheNumber) {
    ASSERT_TRUE(district_.desk("receipt unplug"));
    district_.start_terminal();
    ASSERT_TRUE(district_.come_to_review(kFirstCitizen));
    ASSERT_TRUE(district_.touch("submit", "take_paper"));
    EXPECT_TRUE(district_.prints(1));
    ASSERT_TRUE(district_.sees("receipt.code"));
    EXPECT_TRUE(district_.says("receipt.words", "fault.receipt_printer.offline.citizen"));
    ASSERT_TRUE(district_.touch("taken", "goodbye"));
    EXPECT_EQ(district_.end_terminal(), 0);
    const auto ledger = district_.ledger();
    EXPECT_EQ(district_.count(ledger, LedgerKind::receipt_sent), 0) << "nothing was sent to it";
    EXPECT_EQ(district_.count(ledger, LedgerKind::taken), 1);
}

}  // namespace
}  // namespace kiosk24::whole_test
