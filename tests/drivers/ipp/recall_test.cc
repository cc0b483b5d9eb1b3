#include "tests/drivers/ipp/printer_fixture.h"

namespace kiosk24::drivers::ipp {
namespace {

TEST_F(PrinterTest, ADriverThatStartsAnewKnowsWhatBecameOfAPage) {
    start();
    EXPECT_EQ(outcome(print("case-1-1", 1, 1)), "done");
    tell("abort next");
    EXPECT_EQ(outcome(print("case-1-2", 1, 1)), "not_done device_failed");
    driver_->kill_now();
    start_driver();
    EXPECT_EQ(outcome(driver_->call(wire::ask::Recall{"case-1-1"}, kLong)), "done");
    EXPECT_EQ(outcome(driver_->call(wire::ask::Recall{"case-1-2"}, kLong)), "not_done");
    EXPECT_EQ(outcome(driver_->call(wire::ask::Recall{"case-7-7"}, kLong)), "unknown");
}

TEST_F(PrinterTest, APageThatWaitsForPaperIsTakenBackWhenItIsRecalled) {
    start();
    tell("hold");
    print("case-1-1", 1, 1);
    ASSERT_TRUE(printer_->wait_started(1, kLong));
    driver_->kill_now();
    tell("paper out");
    start_driver();
    EXPECT_EQ(outcome(driver_->call(wire::ask::Recall{"case-1-1"}, kLong)), "not_done");
    EXPECT_EQ(papers_once_free(), 0u);
}

TEST_F(PrinterTest, APageThatStillMovesIsFollowedToItsEndWhenItIsRecalled) {
    start();
    tell("hold");
    print("case-1-1", 1, 1);
    ASSERT_TRUE(printer_->wait_started(1, kLong));
    driver_->kill_now();
    start_driver();
    const auto recalled = driver_->call(wire::ask::Recall{"case-1-1"}, kLong);
    tell("release");
    EXPECT_EQ(outcome(recalled), "done");
    EXPECT_EQ(printer_->printed().size(), 1u);
}

TEST_F(PrinterTest, ClearTakesBackWhatAnEarlierDriverLeft) {
    start();
    tell("hold");
    print("case-1-1", 1, 1);
    ASSERT_TRUE(printer_->wait_started(1, kLong));
    driver_->kill_now();
    start_driver();
    EXPECT_EQ(outcome(driver_->call(wire::ask::Clear{}, kLong)), "done");
    EXPECT_EQ(papers_once_free(), 0u);
}

TEST_F(PrinterTest, ANewPageIsSentOnlyOnceTheQueueIsEmpty) {
    start();
    tell("hold");
    print("case-1-1", 1, 1);
    ASSERT_TRUE(printer_->wait_started(1, kLong));
    driver_->kill_now();
    start_driver();
    const auto page = print("case-2-1", 1, 1);
    ASSERT_TRUE(printer_->wait_started(2, kLong));
    tell("release");
    EXPECT_EQ(outcome(page), "done");
    ASSERT_EQ(printer_->printed().size(), 1u);
    EXPECT_EQ(printer_->printed()[0].job, "case-2-1");
}

TEST_F(PrinterTest, ClearOfAPrinterThatIsOffFailsOffline) {
    start_printer("off");
    start_driver();
    EXPECT_EQ(outcome(driver_->call(wire::ask::Clear{}, kLong)), "not_done device_offline");
}

}  // namespace
}  // namespace kiosk24::drivers::ipp
