// A page that was not printed before the session ended is never printed.
#include "tests/drivers/ipp/printer_fixture.h"

namespace kiosk24::drivers::ipp {
namespace {

TEST_F(PrinterTest, CancelledOnItsWayNothingComesOutLater) {
    start();
    tell("hold");
    const auto page = print("case-1-1", 1, 1);
    ASSERT_TRUE(printer_->wait_started(1, kLong));
    driver_->cancel(page);
    EXPECT_EQ(outcome(page), "not_done cancelled");
    EXPECT_EQ(papers_once_free(), 0u);
}

TEST_F(PrinterTest, CancelledWhilePaperIsOutNothingComesOutAfterTheRefill) {
    start();
    EXPECT_EQ(outcome(print("case-1-1", 1, 3)), "done");
    tell("hold");
    const auto second = print("case-1-2", 2, 3);
    ASSERT_TRUE(printer_->wait_started(2, kLong));
    tell("paper out");
    EXPECT_TRUE(sees(Fault::printer_paper_out));
    driver_->cancel(second);
    EXPECT_EQ(outcome(second), "not_done cancelled");
    EXPECT_EQ(fault_, Fault::printer_paper_out);
    EXPECT_EQ(papers_once_free(), 1u);
}

TEST_F(PrinterTest, CancelledBeforeItWasSentNothingIsSent) {
    start();
    tell("paper out");
    EXPECT_TRUE(sees(Fault::printer_paper_out));
    const auto page = print("case-1-1", 1, 1);
    driver_->cancel(page);
    EXPECT_EQ(outcome(page), "not_done cancelled");
    EXPECT_EQ(papers_once_free(), 0u);
    EXPECT_EQ(printer_->started(), std::vector<std::string>{"witness"});
}

TEST_F(PrinterTest, CancelledDuringAJamNothingComesOutOnceItIsCleared) {
    start();
    tell("hold");
    const auto page = print("case-1-1", 1, 1);
    ASSERT_TRUE(printer_->wait_started(1, kLong));
    tell("jam");
    EXPECT_TRUE(sees(Fault::printer_jammed));
    driver_->cancel(page);
    EXPECT_EQ(outcome(page), "not_done cancelled");
    EXPECT_EQ(papers_once_free(), 0u);
}

TEST_F(PrinterTest, CancelAtAnyMomentLeavesNothingBehindThatIsNotTold) {
    start();
    tell("slow 60");
    std::size_t told = 0;
    bool is_certain = true;
    for (int i = 0; i < 12; ++i) {
        const auto page = print("case-" + std::to_string(i), 1, 1);
        // Ever later: before, during and after the sheet.
        [[maybe_unused]] const auto early =
            driver_->wait_for([](const auto&) { return false; }, Patience(i * 25));
        driver_->cancel(page);
        const auto what = outcome(page);
        if (what == "done") ++told;
        is_certain = is_certain && what.find("unknown") == std::string::npos;
    }
    EXPECT_TRUE(is_certain);
    EXPECT_EQ(papers_once_free(), told);
}

}  // namespace
}  // namespace kiosk24::drivers::ipp
