// The receipt beside the pages: when it is made, what the person hears of it, and that nothing waits for it.
#include "visit.h"

namespace kiosk24::flow {
namespace {

StripPicture picture() {
    return {kStripWidth_px, 8, std::make_shared<const Personal<Bytes>>(Bytes(72 * 8, 0))};
}

Condition condition_with(Fault fault) {
    Condition condition;
    condition.state = fault == Fault::none ? DeviceState::online : DeviceState::user_error;
    condition.fault = fault;
    return condition;
}

ReceiptStage stage_of(const Visit& visit) {
    return visit.state.session->receipt->stage;
}

class ReceiptFlow : public ::testing::Test {
  protected:
    void decided(Verdict verdict) {
        visit.to_submitting();
        visit.answers<command::SubmitApplication>(
            result::Decided{decision(verdict, verdict == Verdict::approved ? 1 : 0)});
    }
    void composed() { visit.answers<command::ComposeReceipt>(result::ReceiptComposed{picture()}); }
    void printed(Outcome outcome, Fault fault = Fault::none) {
        visit.answers<command::PrintReceipt>(result::PageResult{outcome, fault});
    }
    Visit visit;
};

TEST_F(ReceiptFlow, EveryOutcomeIsGivenAsAReceiptOnceItIsOnTheScreen) {
    for (const auto verdict : {Verdict::approved, Verdict::human, Verdict::refused}) {
        visit = Visit();
        decided(verdict);
        EXPECT_EQ(visit.situation(), Situation::outcome);
        const auto compose = visit.open<command::ComposeReceipt>();
        const auto& receipt = std::get<command::ComposeReceipt>(compose.what).receipt;
        EXPECT_EQ(receipt.verdict, verdict);
        EXPECT_EQ(receipt.case_number, "11440399MB000000094442000001000202605200001");
        EXPECT_EQ(receipt.masked_name.reveal(), "*测试");
        EXPECT_EQ(receipt.pages, verdict == Verdict::approved ? 1 : 0);
        EXPECT_EQ(receipt.hotline, "12345");
        composed();
        printed(Outcome::done);
        EXPECT_EQ(stage_of(visit), ReceiptStage::printed);
        EXPECT_EQ(visit.count(LedgerKind::receipt_printed), 1);
    }
}

TEST_F(ReceiptFlow, OneThatIsOutIsNotPrintedAgain) {
    decided(Verdict::refused);
    composed();
    printed(Outcome::done);
    visit.wants(intent::PrintReceipt{});
    EXPECT_FALSE(visit.has_open<command::ComposeReceipt>());
    EXPECT_EQ(stage_of(visit), ReceiptStage::printed);
}

TEST_F(ReceiptFlow, TheLedgerKnowsOfItBeforeThePrinterDoes) {
    decided(Verdict::refused);
    EXPECT_EQ(visit.count(LedgerKind::receipt_sent), 0);
    composed();
    const auto print = visit.open<command::PrintReceipt>();
    ASSERT_EQ(print.record.size(), 1U);
    EXPECT_EQ(print.record[0].kind, LedgerKind::receipt_sent);
    EXPECT_EQ(print.record[0].fact("job"), std::get<command::PrintReceipt>(print.what).job);
    EXPECT_EQ(print.case_id, visit.state.session->case_id);
}

TEST_F(ReceiptFlow, TheCertificateIsPrintedBesideItAndDoesNotWait) {
    decided(Verdict::approved);
    visit.verified();
    EXPECT_TRUE(visit.has_open<command::PrintPage>()) << "the receipt is still being drawn";
    visit.passes(visit.state.terminal.timers.outcome_settle);
    visit.answers<command::PrintPage>(result::PageResult{Outcome::done, Fault::none});
    EXPECT_EQ(visit.situation(), Situation::take_paper);
    composed();
    printed(Outcome::done);
    EXPECT_EQ(visit.situation(), Situation::take_paper);
    EXPECT_EQ(stage_of(visit), ReceiptStage::printed);
}

TEST_F(ReceiptFlow, WithoutPaperThereIsNoReceiptAndTheCertificateComesAllTheSame) {
    visit.happens(event::DeviceChanged{"receipt", condition_with(Fault::receipt_paper_out)});
    decided(Verdict::approved);
    EXPECT_FALSE(visit.has_open<command::ComposeReceipt>());
    EXPECT_EQ(stage_of(visit), ReceiptStage::not_printed);
    EXPECT_EQ(visit.state.session->receipt->fault, Fault::receipt_paper_out);
    visit.verified();
    visit.passes(visit.state.terminal.timers.outcome_settle);
    visit.answers<command::PrintPage>(result::PageResult{Outcome::done, Fault::none});
    EXPECT_EQ(visit.situation(), Situation::take_paper);
}

TEST_F(ReceiptFlow, LittlePaperIsStillPaper) {
    auto low = condition_with(Fault::receipt_paper_low);
    low.state = DeviceState::online;
    visit.happens(event::DeviceChanged{"receipt", low});
    decided(Verdict::human);
    EXPECT_TRUE(visit.has_open<command::ComposeReceipt>());
}

TEST_F(ReceiptFlow, ATerminalWithoutAReceiptPrinterSaysSo) {
    std::erase_if(visit.state.devices, [](const DeviceView& device) {
        return device.slot.device_class == DeviceClass::receipt_printer;
    });
    decided(Verdict::human);
    EXPECT_EQ(stage_of(visit), ReceiptStage::not_printed);
    EXPECT_EQ(visit.state.session->receipt->fault, Fault::none);
}

TEST_F(ReceiptFlow, AReceiptThatStoppedHalfWayIsTriedAgainByThePersonOnly) {
    decided(Verdict::human);
    composed();
    printed(Outcome::not_done, Fault::receipt_paper_out);
    EXPECT_EQ(stage_of(visit), ReceiptStage::not_printed);
    visit.passes(Milliseconds{10'000});
    visit.happens(event::DeviceChanged{"receipt", condition_with(Fault::none)});
    EXPECT_FALSE(visit.has_open<command::ComposeReceipt>()) << "nobody asked for it";
    visit.wants(intent::PrintReceipt{});
    composed();
    printed(Outcome::done);
    EXPECT_EQ(stage_of(visit), ReceiptStage::printed);
    EXPECT_EQ(visit.count(LedgerKind::receipt_sent), 2);
}

TEST_F(ReceiptFlow, ASilentPrinterLeavesItOpenWhetherTheReceiptIsWhole) {
    decided(Verdict::refused);
    composed();
    visit.answers<command::PrintReceipt>(
        result::Failed{Error(Code::device_misbehaved), Fault::receipt_driver_failed, Outcome::unknown});
    EXPECT_EQ(stage_of(visit), ReceiptStage::unknown);
    EXPECT_EQ(visit.count(LedgerKind::receipt_unknown), 1);
    EXPECT_FALSE(visit.has_open<command::PrintReceipt>());
}

TEST_F(ReceiptFlow, AReceiptThatCannotBeDrawnIsNoTrouble) {
    decided(Verdict::human);
    visit.answers<command::ComposeReceipt>(
        result::Failed{Error(Code::bad_input), Fault::composer_failed, Outcome::not_done});
    EXPECT_EQ(visit.situation(), Situation::outcome);
    EXPECT_EQ(visit.state.session->receipt->fault, Fault::composer_failed);
}

TEST_F(ReceiptFlow, AskingTwiceWhileItIsOnItsWayPrintsOne) {
    decided(Verdict::human);
    visit.wants(intent::PrintReceipt{});
    composed();
    visit.wants(intent::PrintReceipt{});
    EXPECT_FALSE(visit.has_open<command::ComposeReceipt>());
    EXPECT_EQ(visit.count(LedgerKind::receipt_sent), 1);
}

TEST_F(ReceiptFlow, WhoeverLeavesWhileItIsDrawnLeavesNoReceiptBehind) {
    decided(Verdict::human);
    const auto compose = visit.open<command::ComposeReceipt>();
    visit.wants(intent::EndSession{});
    EXPECT_EQ(std::get<command::Cancel>(visit.open<command::Cancel>().what).target, compose.id);
    visit.answers(compose, result::ReceiptComposed{picture()});
    EXPECT_FALSE(visit.has_open<command::PrintReceipt>());
}

TEST_F(ReceiptFlow, OneThatIsBeingPrintedIsRecordedThoughThePersonLeft) {
    decided(Verdict::human);
    composed();
    const auto print = visit.open<command::PrintReceipt>();
    visit.wants(intent::EndSession{});
    EXPECT_FALSE(visit.has_open<command::Cancel>());
    visit.answers(print, result::PageResult{Outcome::done, Fault::none});
    EXPECT_EQ(visit.count(LedgerKind::receipt_printed), 1);
    EXPECT_FALSE(visit.has_open<command::PrintReceipt>());
}

TEST_F(ReceiptFlow, ASlowPlatformsReceiptIsThereForTheAskingOnceTheCaseHasANumber) {
    visit.to_submitting();
    visit.wants(intent::PrintReceipt{});
    EXPECT_FALSE(visit.has_open<command::ComposeReceipt>()) << "nothing is known yet";
    visit.answers<command::SubmitApplication>(result::Decided{decision(Verdict::pending)});
    visit.passes(visit.state.terminal.timers.decision_wait);
    EXPECT_TRUE(visit.state.session->waits_long);
    EXPECT_FALSE(visit.has_open<command::ComposeReceipt>()) << "offered, not pressed upon";
    visit.wants(intent::PrintReceipt{});
    const auto compose = visit.open<command::ComposeReceipt>();
    EXPECT_EQ(std::get<command::ComposeReceipt>(compose.what).receipt.verdict, Verdict::pending);
    composed();
    printed(Outcome::done);
    EXPECT_EQ(visit.situation(), Situation::submitting) << "and the waiting goes on";
    visit.answers<command::AskDecision>(result::Decided{decision(Verdict::approved, 1)});
    EXPECT_EQ(visit.situation(), Situation::outcome);
}

TEST_F(ReceiptFlow, AfterAPowerCutAnUnknownReceiptIsOfferedNotRepeated) {
    decided(Verdict::approved);
    composed();
    auto file = *visit.state.case_file();
    EXPECT_EQ(file.receipt, ReceiptState::sent);
    Visit later;
    later.to_card();
    later.lays_card(adult_card());
    later.answers<command::FindCases>(result::CasesFound{{file}});
    later.answers<command::ConfirmIdentity>(
        result::IdentityConfirmed{{PersonalText("r1"), PersonalText("李测试")}});
    ASSERT_EQ(later.situation(), Situation::earlier_case);
    later.wants(intent::ContinueEarlierCase{});
    EXPECT_FALSE(later.has_open<command::ComposeReceipt>());
    EXPECT_EQ(stage_of(later), ReceiptStage::unknown);
    later.wants(intent::PrintReceipt{});
    EXPECT_TRUE(later.has_open<command::ComposeReceipt>());
}

TEST_F(ReceiptFlow, AMatterWithoutReceiptsGivesNone) {
    auto catalogue = std::make_shared<Catalogue>(*visit.state.catalogue);
    std::erase_if(catalogue->matters[0].outputs,
                  [](const Output& output) { return output.kind == OutputKind::receipt; });
    visit.state.catalogue = catalogue;
    decided(Verdict::approved);
    EXPECT_FALSE(visit.state.session->receipt);
    visit.wants(intent::PrintReceipt{});
    EXPECT_FALSE(visit.has_open<command::ComposeReceipt>());
}

}  // namespace
}  // namespace kiosk24::flow
