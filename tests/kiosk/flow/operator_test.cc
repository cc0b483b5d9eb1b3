// Service mode: what the maintainer may do, what stands in the ledger, and the way out.
#include "maintenance.h"

namespace kiosk24::flow {
namespace {

using std::chrono::seconds;
using Facts = std::map<std::string, std::string>;

// --- inside

TEST(ServiceMode, ATestPageGoesThroughThePrintersOwnPathAndCountsAsAPage) {
    Maintenance visit;
    visit.to_device("a4");
    visit.wants(intent::ServiceTest{});
    const auto print = visit.open<command::PrintPage>();
    const auto& page = std::get<command::PrintPage>(print.what);
    EXPECT_EQ(page.device, "a4");
    EXPECT_EQ(page.document, visit.state.test_page);
    EXPECT_TRUE(print.case_id.empty());
    visit.wants(intent::ServiceTest{});
    EXPECT_EQ(
        std::count_if(visit.given.begin(), visit.given.end(),
                      [](auto& command) { return std::holds_alternative<command::PrintPage>(command.what); }),
        1)
        << "one page a touch, however often it is touched";
    visit.answers(print, result::PageResult{Outcome::done, Fault::none});
    EXPECT_EQ(visit.state.service->test, TestState::done);
    const auto* tested = visit.last(LedgerKind::service_tested);
    ASSERT_NE(tested, nullptr);
    EXPECT_EQ(tested->facts,
              (Facts{{"device", "a4"}, {"class", "document_printer"}, {"test", "page"}, {"result", "done"}}));
    EXPECT_EQ(visit.kept().supplies["document_printer"].pages, 1);
}

TEST(ServiceMode, ATestReceiptIsDrawnAndPrintedAndSaysNothingOfAnybody) {
    Maintenance visit;
    visit.to_device("receipt");
    visit.wants(intent::ServiceTest{});
    const auto compose = visit.open<command::ComposeReceipt>();
    const auto& receipt = std::get<command::ComposeReceipt>(compose.what).receipt;
    EXPECT_TRUE(receipt.is_test);
    EXPECT_TRUE(receipt.masked_name.reveal().empty());
    visit.answers(compose, result::ReceiptComposed{{576, 400, {}}});
    visit.wants(intent::ServiceTest{});  // while it prints a touch changes nothing
    visit.answers<command::PrintReceipt>(result::PageResult{Outcome::done, Fault::none});
    EXPECT_EQ(visit.state.service->test, TestState::done);
    EXPECT_EQ(visit.last(LedgerKind::service_tested)->fact("result"), "done");
    EXPECT_EQ(visit.kept().supplies["receipt_printer"].pages, 1);
}

TEST(ServiceMode, AReceiptThatCannotBeDrawnIsAFailedTest) {
    Maintenance visit;
    visit.to_device("receipt");
    visit.wants(intent::ServiceTest{});
    visit.answers<command::ComposeReceipt>(
        result::Failed{Error(Code::device_failed, ""), Fault::composer_failed});
    EXPECT_EQ(visit.state.service->test, TestState::failed);
    EXPECT_FALSE(visit.has_open<command::PrintReceipt>());
}

TEST(ServiceMode, APageThatMayHaveComeOutIsSaidToBeUnknown) {
    Maintenance visit;
    visit.to_device("a4");
    visit.wants(intent::ServiceTest{});
    visit.answers<command::PrintPage>(result::PageResult{Outcome::unknown, Fault::printer_jammed});
    EXPECT_EQ(visit.state.service->test, TestState::unknown);
    EXPECT_EQ(visit.last(LedgerKind::service_tested)->fact("fault"), "document_printer.jammed");
    EXPECT_EQ(visit.kept().supplies.count("document_printer"), 0u);
}

TEST(ServiceMode, ATestReadSaysWhatKindAndHowLongAndTheDriverForgets) {
    Maintenance visit;
    visit.to_device("reader");
    visit.wants(intent::ServiceTest{});
    visit.answers<command::TestRead>(result::ReadTested{"resident", 1104});
    EXPECT_EQ(visit.state.service->test, TestState::done);
    EXPECT_EQ(visit.state.service->test_detail, "resident, 1104");
    EXPECT_TRUE(visit.has_open<command::ForgetPersonal>());
    EXPECT_EQ(
        visit.last(LedgerKind::service_tested)->facts,
        (Facts{{"device", "reader"}, {"class", "id_card_reader"}, {"test", "read"}, {"result", "done"}}));
}

TEST(ServiceMode, GoingBackLetsATestReadGo) {
    Maintenance visit;
    visit.to_device("reader");
    visit.wants(intent::ServiceTest{});
    const auto read = visit.open<command::TestRead>();
    visit.wants(intent::GoBack{});
    EXPECT_EQ(visit.situation(), Situation::service_overview);
    EXPECT_EQ(std::get<command::Cancel>(visit.open<command::Cancel>().what).target, read.id);
    visit.answers(read, result::ReadTested{"resident", 1104});
    EXPECT_EQ(visit.state.service->test, TestState::none);
    EXPECT_EQ(visit.last(LedgerKind::service_tested)->fact("result"), "failed");
}

TEST(ServiceMode, RefilledStartsTheCounterAnewAndTheLedgerKnowsHowManyCameOut) {
    Maintenance visit;
    visit.state.service_record.supplies["document_printer"].pages = 212;
    visit.to_device("a4");
    visit.wants(intent::ServiceRefilled{});
    EXPECT_EQ(visit.last(LedgerKind::service_refilled)->fact("pages"), "212");
    EXPECT_EQ(visit.state.service_record.supplies["document_printer"].pages, 0);
    EXPECT_EQ(visit.state.service_record.supplies["document_printer"].refilled_at, visit.state.last.wall);
}

TEST(ServiceMode, OnlyWhatTakesPaperCanBeRefilled) {
    Maintenance visit;
    visit.to_device("reader");
    visit.wants(intent::ServiceRefilled{});
    EXPECT_EQ(visit.count(LedgerKind::service_refilled), 0);
}

TEST(ServiceMode, ACitizensPagesAreCounted) {
    Maintenance visit;
    visit.to_submitting();
    visit.approved(2);
    visit.verified(2);
    visit.answers<command::PrintPage>(result::PageResult{Outcome::done, Fault::none});
    visit.answers<command::PrintPage>(result::PageResult{Outcome::done, Fault::none});
    EXPECT_EQ(visit.state.service_record.supplies["document_printer"].pages, 2);
}

TEST(ServiceMode, ADriverIsStartedAnewOnRequest) {
    Maintenance visit;
    visit.to_device("reader");
    visit.wants(intent::ServiceReset{});
    EXPECT_EQ(std::get<command::ResetDriver>(visit.open<command::ResetDriver>().what).device, "reader");
    EXPECT_EQ(visit.last(LedgerKind::service_reset)->fact("device"), "reader");
}

TEST(ServiceMode, DriverFailuresAreCountedOnceEach) {
    Maintenance visit;
    Condition failed;
    failed.state = DeviceState::offline;
    failed.fault = Fault::reader_driver_failed;
    Condition online;
    online.state = DeviceState::online;
    for (int i = 0; i < 2; ++i) {
        visit.happens(Event(event::DeviceChanged{"reader", failed}));
        visit.happens(Event(event::DeviceChanged{"reader", failed}));
        visit.happens(Event(event::DeviceChanged{"reader", online}));
    }
    EXPECT_EQ(visit.state.devices[0].driver_failures, 2);
}

TEST(ServiceMode, OutOfServiceHoldsAfterLeavingAndOverARestartUntilItIsTakenBack) {
    Maintenance visit;
    visit.enters();
    visit.wants(intent::ServiceOpenClosing{});
    EXPECT_EQ(visit.situation(), Situation::service_closing);
    visit.wants(intent::ServiceClose{"supplies"});
    EXPECT_EQ(visit.last(LedgerKind::service_closed)->fact("reason"), "supplies");
    visit.wants(intent::ServiceLeave{});
    EXPECT_EQ(visit.situation(), Situation::out_of_service);
    visit.wants(intent::Wake{});
    EXPECT_EQ(visit.situation(), Situation::out_of_service);
    visit.restarts();
    EXPECT_EQ(visit.situation(), Situation::out_of_service);
    visit.enters();
    visit.wants(intent::ServiceReopen{});
    visit.wants(intent::ServiceLeave{});
    EXPECT_EQ(visit.situation(), Situation::attract);
    EXPECT_EQ(visit.count(LedgerKind::service_reopened), 1);
}

TEST(ServiceMode, OnlyAReasonFromTheListPutsItOutOfService) {
    Maintenance visit;
    visit.enters();
    visit.wants(intent::ServiceOpenClosing{});
    visit.wants(intent::ServiceClose{"because"});
    EXPECT_FALSE(is_out_of_service(visit.state));
    EXPECT_EQ(visit.count(LedgerKind::service_closed), 0);
}

TEST(ServiceMode, TheBookIsReadAndForgotten) {
    Maintenance visit;
    visit.enters();
    visit.wants(intent::ServiceOpenBook{});
    visit.answers<command::ReadBook>(
        result::BookRead{{{visit.state.last.wall, LedgerKind::service_entered, "", ""}}});
    EXPECT_EQ(visit.state.service->book.size(), 1u);
    visit.wants(intent::GoBack{});
    EXPECT_TRUE(visit.state.service->book.empty());
}

// --- the way out

TEST(ServiceMode, LeavingIsInTheLedgerAndTheNextCitizenIsServed) {
    Maintenance visit;
    visit.enters();
    visit.wants(intent::ServiceLeave{});
    EXPECT_EQ(visit.situation(), Situation::attract);
    EXPECT_EQ(visit.last(LedgerKind::service_left)->fact("why"), "left");
    visit.wants(intent::ServiceLeave{});  // a late second tap
    EXPECT_EQ(visit.situation(), Situation::attract);
    visit.wants(intent::Wake{});
    EXPECT_EQ(visit.situation(), Situation::home);
}

TEST(ServiceMode, IdleForThreeMinutesItEndsByItself) {
    Maintenance visit;
    visit.enters();
    visit.passes(seconds(100));
    visit.wants(intent::Touched{});
    visit.passes(seconds(179));
    EXPECT_EQ(visit.situation(), Situation::service_overview);
    visit.passes(seconds(1));
    EXPECT_EQ(visit.situation(), Situation::attract);
    EXPECT_EQ(visit.last(LedgerKind::service_left)->fact("why"), "idle");
}

TEST(ServiceMode, AnIdlePinPadGivesTheScreenBackSooner) {
    Maintenance visit;
    visit.knocks();
    visit.passes(seconds(30));
    EXPECT_EQ(visit.situation(), Situation::attract);
    EXPECT_EQ(visit.count(LedgerKind::service_left), 0) << "nobody had entered";
}

TEST(ServiceMode, AnIdleTestReadIsLetGoWithIt) {
    Maintenance visit;
    visit.to_device("reader");
    visit.wants(intent::ServiceTest{});
    visit.wants(intent::ServiceLeave{});
    EXPECT_TRUE(visit.has_open<command::Cancel>());
    EXPECT_TRUE(visit.has_open<command::ForgetPersonal>());
}

TEST(ServiceMode, NothingOfTheCitizenBeforeIsThere) {
    Maintenance visit;
    visit.to_submitting();
    visit.approved();
    visit.wants(intent::LeaveWithoutPaper{});
    visit.passes(seconds(60));
    ASSERT_FALSE(visit.state.session);
    visit.enters();
    EXPECT_FALSE(visit.state.session);
    EXPECT_EQ(visit.state.case_file(), nullptr);
    for (const auto& entry : visit.ledger) {
        if (name_of(entry.kind).starts_with("service_")) {
            EXPECT_TRUE(entry.case_id.empty());
            EXPECT_TRUE(entry.personal.empty());
        }
    }
}

}  // namespace
}  // namespace kiosk24::flow
