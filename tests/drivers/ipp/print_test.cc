#include "tests/drivers/ipp/printer_fixture.h"

namespace kiosk24::drivers::ipp {
namespace {

TEST_F(PrinterTest, SaysWhatThePrinterIsAndThatItCounts) {
    start();
    EXPECT_EQ(hello_->device_class, DeviceClass::document_printer);
    EXPECT_EQ(hello_->identity.maker, "Kiosk24");
    EXPECT_EQ(hello_->identity.model, "Virtual A4");
    EXPECT_EQ(hello_->identity.capabilities, std::vector<std::string>{"counter"});
    EXPECT_TRUE(sees([](const Condition& condition) { return is_usable(condition); }));
}

TEST_F(PrinterTest, APageComesOutByteForByte) {
    start();
    EXPECT_EQ(outcome(print("case-1-1", 1, 1)), "done");
    ASSERT_EQ(printer_->printed().size(), 1u);
    EXPECT_EQ(paper(0), document_);
    EXPECT_EQ(printer_->printed()[0].pages, "");
    EXPECT_EQ(printer_->printed()[0].job, "case-1-1");
}

TEST_F(PrinterTest, TwoPagesAreTwoJobsOfTheWholeDocument) {
    start();
    EXPECT_EQ(outcome(print("case-1-1", 1, 2)), "done");
    EXPECT_EQ(outcome(print("case-1-2", 2, 2)), "done");
    const auto papers = printer_->printed();
    ASSERT_EQ(papers.size(), 2u);
    EXPECT_EQ(papers[0].pages, "1");
    EXPECT_EQ(papers[1].pages, "2");
    EXPECT_EQ(paper(0), document_);
    EXPECT_EQ(paper(1), document_);
}

TEST_F(PrinterTest, PaperThatRunsOutOnTheWayIsToldAtOnceAndThePageCompletesAfterTheRefill) {
    start();
    EXPECT_EQ(outcome(print("case-1-1", 1, 2)), "done");
    tell("hold");
    const auto second = print("case-1-2", 2, 2);
    ASSERT_TRUE(printer_->wait_started(2, kLong));
    tell("paper out");
    EXPECT_TRUE(sees(Fault::printer_paper_out));
    tell("release");
    EXPECT_EQ(printer_->printed().size(), 1u);
    tell("refill");
    EXPECT_EQ(outcome(second), "done");
    EXPECT_EQ(printer_->printed().size(), 2u);
    EXPECT_TRUE(sees(Fault::none));
}

TEST_F(PrinterTest, WithAnEmptyTrayNothingIsSentUntilItIsFull) {
    start();
    tell("paper out");
    EXPECT_TRUE(sees(Fault::printer_paper_out));
    const auto page = print("case-1-1", 1, 1);
    EXPECT_FALSE(driver_->answer(page, Patience(1000)));
    EXPECT_TRUE(printer_->started().empty());
    tell("refill");
    EXPECT_EQ(outcome(page), "done");
    EXPECT_EQ(printer_->printed().size(), 1u);
}

TEST_F(PrinterTest, PaperThatIsNotRefilledInTimeIsAPageThatWasNotPrinted) {
    start();
    tell("hold");
    const auto page = print("case-1-1", 1, 1, Patience(6000));
    ASSERT_TRUE(printer_->wait_started(1, kLong));
    tell("paper out");
    EXPECT_EQ(outcome(page), "not_done paper_out");
    EXPECT_EQ(fault_, Fault::printer_paper_out);
    EXPECT_EQ(papers_once_free(), 0u);
}

TEST_F(PrinterTest, AJamIsToldAndThePageCompletesOnceItIsCleared) {
    start();
    tell("hold");
    const auto page = print("case-1-1", 1, 1);
    ASSERT_TRUE(printer_->wait_started(1, kLong));
    tell("jam");
    EXPECT_TRUE(sees([](const Condition& condition) {
        return condition.fault == Fault::printer_jammed && condition.paper == SupplyState::jammed;
    }));
    tell("release");
    tell("unjam");
    EXPECT_EQ(outcome(page), "done");
}

TEST_F(PrinterTest, AJobThatThePrinterAbortsIsNotPrinted) {
    start();
    tell("abort next");
    EXPECT_EQ(outcome(print("case-1-1", 1, 1)), "not_done device_failed");
    EXPECT_EQ(fault_, Fault::printer_aborted);
    EXPECT_EQ(outcome(print("case-1-2", 1, 1)), "done");
    EXPECT_EQ(printer_->printed().size(), 1u);
}

TEST_F(PrinterTest, EachReasonOfThePrinterIsItsFault) {
    start();
    const std::vector<std::pair<std::string, Fault>> reasons = {
        {"cover-open", Fault::printer_cover_open}, {"toner-low", Fault::printer_toner_low},
        {"toner-empty", Fault::printer_toner_out}, {"marker-waste-full", Fault::printer_waste_full},
        {"media-low", Fault::printer_paper_low},   {"input-tray-missing", Fault::printer_tray_missing},
        {"paused", Fault::printer_paused}};
    for (const auto& [reason, fault] : reasons) {
        tell("raise " + reason);
        EXPECT_TRUE(sees(fault)) << reason;
        tell("lower " + reason);
        EXPECT_TRUE(sees(Fault::none)) << reason;
    }
}

TEST_F(PrinterTest, AReasonWeDoNotKnowIsLoggedOnceAndIsNoFault) {
    start();
    tell("raise other");
    tell("raise toner-low");
    EXPECT_TRUE(sees(Fault::printer_toner_low));
    EXPECT_EQ(outcome(print("case-1-1", 1, 1)), "done");
    const auto log = driver_->log();
    // The printer puts one suffix or another behind it, as it pleases; each is a reason of its own.
    std::set<std::string> logged;
    const std::string words = "unknown printer-state-reason: ";
    for (auto at = log.find(words); at != std::string::npos; at = log.find(words, at + 1))
        EXPECT_TRUE(logged.insert(log.substr(at, log.find('\n', at) - at)).second) << log;
    EXPECT_FALSE(logged.empty()) << log;
}

TEST_F(PrinterTest, SwitchedOffInTheMiddleOfAPageTheOutcomeIsUnknown) {
    start();
    tell("hold");
    const auto page = print("case-1-1", 1, 1);
    ASSERT_TRUE(printer_->wait_started(1, kLong));
    tell("off");
    EXPECT_TRUE(sees([](const Condition& condition) { return condition.state == DeviceState::offline; }));
    EXPECT_EQ(outcome(page), "unknown device_offline");
    EXPECT_EQ(fault_, Fault::printer_offline);
    ASSERT_TRUE(printer_->tell("release"));
    tell("on");
    EXPECT_TRUE(sees([](const Condition& condition) { return condition.state == DeviceState::online; }));
    EXPECT_EQ(papers_once_free(), 0u);
}

TEST_F(PrinterTest, OffAtTheStartItComesOnlineOnceItIsSwitchedOn) {
    start_printer("off");
    start_driver();
    EXPECT_TRUE(sees([](const Condition& condition) { return condition.state == DeviceState::offline; }));
    EXPECT_EQ(outcome(print("case-1-1", 1, 1)), "not_done device_offline");
    tell("on");
    EXPECT_TRUE(sees([](const Condition& condition) { return condition.state == DeviceState::online; }));
    EXPECT_EQ(outcome(print("case-1-2", 1, 1)), "done");
}

TEST_F(PrinterTest, ADocumentThatIsNoPdfIsNotSent) {
    start();
    const Bytes text = {'h', 'e', 'l', 'l', 'o'};
    const auto no_pdf = driver_->call(wire::ask::PrintPage{1, 1, "case-1-1"}, kLong, ByteView(text));
    EXPECT_EQ(outcome(no_pdf), "not_done bad_input");
    EXPECT_TRUE(printer_->started().empty());
}

}  // namespace
}  // namespace kiosk24::drivers::ipp
