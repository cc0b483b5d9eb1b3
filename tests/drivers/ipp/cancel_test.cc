// A page that was not printed before the session ended is never printed.
#include <map>
#include <set>

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

TEST_F(PrinterTest, CancelledAtAnyMomentThePaperIsWhatWasTold) {
    start();
    tell("slow 60");
    std::map<std::string, std::string> told;
    for (int i = 0; i < 12; ++i) {
        const auto job = "case-" + std::to_string(i);
        const auto page = print(job, 1, 1);
        // Ever later: before, during and after the sheet.
        [[maybe_unused]] const auto early =
            driver_->wait_for([](const auto&) { return false; }, Patience(i * 25));
        driver_->cancel(page);
        told[job] = outcome(page);
    }
    papers_once_free();
    std::set<std::string> printed;
    for (const auto& paper : printer_->printed())
        printed.insert(paper.job);
    for (const auto& [job, what] : told) {
        EXPECT_EQ(what == "done" && !printed.contains(job), false) << job << ' ' << what;
        EXPECT_EQ(what.starts_with("not_done") && printed.contains(job), false) << job << ' ' << what;
        // A sheet that was past the last moment when the cancel came is honestly unknown.
        EXPECT_NE(what, "no answer") << job;
    }
}

}  // namespace
}  // namespace kiosk24::drivers::ipp
