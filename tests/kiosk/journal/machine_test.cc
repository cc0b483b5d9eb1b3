#include "kiosk/journal/machine.h"

#include <gtest/gtest.h>

#include "tests/kiosk/journal/book.h"

namespace kiosk24::journal {
namespace {

const CaseId kCase = "0123456789abcdef0123456789abcdef";

std::vector<LedgerEntry> proof(const Command& command, const CommandResult& result,
                               const CaseFile& file = {}) {
    return proved_by(remember(command, at(5)), result, file, at(9));
}

Command with(What what) {
    return {.id = 7, .case_id = kCase, .within = {}, .record = {}, .what = std::move(what)};
}

TEST(JournalMachine, AnApprovalProvesAnAnswerWithEverythingThatTheCaseNeeds) {
    auto decision = approval("doc-9", 3);
    decision.reason_code = "R1";
    decision.reason.in = {{Language::zh_hans, "符合"}, {Language::en, "meets"}};
    decision.deadline = "2024-01-31";
    decision.pick_up_code = "8841";
    for (const auto& asked : {with(command::SubmitApplication{}), with(command::AskDecision{"k"}),
                              with(command::SettleSubmission{"k"})}) {
        const auto entries = proof(asked, result::Decided{decision});
        ASSERT_EQ(entries.size(), 1u);
        EXPECT_EQ(entries[0].kind, LedgerKind::answered);
        EXPECT_EQ(entries[0].case_id, kCase);
        EXPECT_EQ(entries[0].at, at(9));
        const std::map<std::string, std::string> facts = {{"decision", "approved"},
                                                          {"case_number", decision.case_number},
                                                          {"reason_code", "R1"},
                                                          {"reason.zh-Hans", "符合"},
                                                          {"reason.en", "meets"},
                                                          {"deadline", "2024-01-31"},
                                                          {"pick_up_code", "8841"},
                                                          {"document", "doc-9"},
                                                          {"pages", "3"}};
        EXPECT_EQ(entries[0].facts, facts);
        const auto file = fold(CaseFile{}, entries[0]);
        EXPECT_EQ(file.verdict, Verdict::approved);
        EXPECT_EQ(file.pages.size(), 3u);
    }
}

TEST(JournalMachine, TheSameAnswerOnceMoreProvesNothingNew) {
    Decision pending;
    pending.verdict = Verdict::pending;
    pending.case_number = "44";
    const auto first = proof(with(command::AskDecision{"k"}), result::Decided{pending});
    ASSERT_EQ(first.size(), 1u);
    const auto file = fold(fold(CaseFile{}, opened(kCase)), first[0]);
    EXPECT_TRUE(proof(with(command::AskDecision{"k"}), result::Decided{pending}, file).empty());
    EXPECT_EQ(proof(with(command::AskDecision{"k"}), result::Decided{approval()}, file).size(), 1u);
}

TEST(JournalMachine, ADecisionWithoutAVerdictProvesNothing) {
    EXPECT_TRUE(proof(with(command::SubmitApplication{}), result::Decided{}).empty());
}

TEST(JournalMachine, AnAbsentSubmissionIsWrittenDownOnce) {
    const auto entries = proof(with(command::SettleSubmission{"k"}), result::Absent{});
    ASSERT_EQ(entries.size(), 1u);
    EXPECT_EQ(entries[0].kind, LedgerKind::absent);
    EXPECT_TRUE(
        proof(with(command::SettleSubmission{"k"}), result::Absent{}, fold(CaseFile{}, entries[0])).empty());
}

TEST(JournalMachine, AFetchedDocumentIsReceivedWithItsDigest) {
    const auto entries =
        proof(with(command::FetchDocument{"doc-1", 2}), result::DocumentFetched{nullptr, "beef"});
    ASSERT_EQ(entries.size(), 1u);
    EXPECT_EQ(entries[0].kind, LedgerKind::document_received);
    const std::map<std::string, std::string> facts = {
        {"document", "doc-1"}, {"sha256", "beef"}, {"pages", "2"}};
    EXPECT_EQ(entries[0].facts, facts);
}

TEST(JournalMachine, ADocumentThatIsNotTheRightOneIsRefusedAndBecomesATicket) {
    CaseFile file;
    file.document_id = "doc-4";
    for (const auto code : {Code::document_mismatch, Code::bad_signature, Code::bad_input}) {
        const auto entries = proof(with(command::VerifyDocument{}),
                                   failure(code, Outcome::not_done, Fault::verify_mismatch), file);
        ASSERT_EQ(entries.size(), 2u);
        EXPECT_EQ(entries[0].kind, LedgerKind::document_refused);
        EXPECT_EQ(entries[0].fact("document"), "doc-4");
        EXPECT_EQ(entries[0].fact("fault"), "document_verify.mismatch");
        EXPECT_EQ(entries[1].kind, LedgerKind::ticket);
        EXPECT_EQ(entries[1].fact("about"), "document");
    }
    EXPECT_TRUE(proof(with(command::VerifyDocument{}), failure(Code::device_misbehaved), file).empty());
    EXPECT_TRUE(proof(with(command::VerifyDocument{}), result::DocumentVerified{2}, file).empty());
}

TEST(JournalMachine, APageIsFedNotFedOrUnknownAsThePrinterSays) {
    const auto print = print_page(3, kCase, 2, {});
    const auto recall = with(command::RecallPage{"a4", "doc-1", "job-2", 2});
    const std::map<Outcome, LedgerKind> kinds = {{Outcome::done, LedgerKind::page_fed},
                                                 {Outcome::not_done, LedgerKind::page_not_fed},
                                                 {Outcome::unknown, LedgerKind::page_unknown}};
    for (const auto& [outcome, kind] : kinds) {
        for (const auto& asked : {print, recall}) {
            const auto entries = proof(asked, result::PageResult{outcome, Fault::printer_paper_out});
            ASSERT_EQ(entries.size(), 1u);
            EXPECT_EQ(entries[0].kind, kind);
            EXPECT_EQ(entries[0].fact("document"), "doc-1");
            EXPECT_EQ(entries[0].fact("page"), "2");
            EXPECT_EQ(entries[0].fact("fault"), "document_printer.paper_out");
        }
        const auto entries = proof(print, failure(Code::timed_out, outcome));
        ASSERT_EQ(entries.size(), 1u);
        EXPECT_EQ(entries[0].kind, kind);
    }
    EXPECT_TRUE(proof(recall, failure(Code::device_offline)).empty()) << "a silent printer proves nothing";
}

TEST(JournalMachine, AReceiptIsPrintedNotPrintedOrUnknownAsItsPrinterSays) {
    const auto print = with(command::PrintReceipt{"receipt", {}, "k24r-1"});
    const std::map<Outcome, LedgerKind> kinds = {{Outcome::done, LedgerKind::receipt_printed},
                                                 {Outcome::not_done, LedgerKind::receipt_not_printed},
                                                 {Outcome::unknown, LedgerKind::receipt_unknown}};
    for (const auto& [outcome, kind] : kinds) {
        const auto told = proof(print, result::PageResult{outcome, Fault::receipt_paper_out});
        ASSERT_EQ(told.size(), 1u);
        EXPECT_EQ(told[0].kind, kind);
        EXPECT_EQ(told[0].fact("job"), "k24r-1");
        EXPECT_EQ(told[0].fact("fault"), "receipt_printer.paper_out");
        const auto silent = proof(print, failure(Code::timed_out, outcome));
        ASSERT_EQ(silent.size(), 1u);
        EXPECT_EQ(silent[0].kind, kind);
    }
}

TEST(JournalMachine, ACallBackIsAcceptedRefusedOrStillWaiting) {
    const auto call = call_back(4, "cb-1");
    const auto accepted = proof(call, result::Done{});
    ASSERT_EQ(accepted.size(), 1u);
    EXPECT_EQ(accepted[0].kind, LedgerKind::call_back_accepted);
    EXPECT_EQ(accepted[0].fact("request"), "cb-1");
    const auto refused = proof(call, failure(Code::server_refused));
    ASSERT_EQ(refused.size(), 1u);
    EXPECT_EQ(refused[0].kind, LedgerKind::ticket);
    EXPECT_TRUE(proof(call, failure(Code::unreachable)).empty());
}

TEST(JournalMachine, OnlyWhatTouchesACaseWaitsForTheDisk) {
    EXPECT_FALSE(
        needs_commit({.id = 1, .case_id = {}, .within = {}, .record = {}, .what = command::ReadCard{}}));
    EXPECT_FALSE(needs_commit(
        {.id = 1, .case_id = {}, .within = {}, .record = {}, .what = command::ForgetPersonal{}}));
    EXPECT_FALSE(needs_commit(with(command::Cancel{6})));
    EXPECT_TRUE(needs_commit(with(command::AskDecision{"k"})));
    EXPECT_TRUE(needs_commit(call_back(1, "cb")));
}

TEST(JournalMachine, NothingPersonalIsRememberedOfAnOpenCommand) {
    auto command = submit(1, kCase, {});
    auto& application = std::get<command::SubmitApplication>(command.what).application;
    application.person_reference = PersonalText("ref-secret");
    const auto open = remember(command, at(5));
    const std::map<std::string, std::string> facts = {{"key", "key-of-" + kCase}};
    EXPECT_EQ(open.facts, facts);
    const auto call = remember(call_back(2, "cb-1"), at(5));
    EXPECT_EQ(call.facts.size(), 1u);
}

TEST(JournalMachine, AnInterruptedCommandEndsAsUnknown) {
    const auto completed = interrupted(remember(print_page(3, kCase, 1, {}), at(5)));
    EXPECT_EQ(completed.id, 3u);
    EXPECT_EQ(completed.case_id, kCase);
    ASSERT_NE(failed(completed), nullptr);
    EXPECT_EQ(failed(completed)->error.code(), Code::outcome_unknown);
    EXPECT_EQ(failed(completed)->outcome, Outcome::unknown);
}

TEST(JournalMachine, TheWaitBeforeReopeningDoublesUpToAMinute) {
    std::vector<std::int64_t> seconds;
    for (int attempt = 1; attempt <= 9; ++attempt)
        seconds.push_back(reopen_delay(attempt).count() / 1000);
    EXPECT_EQ(seconds, (std::vector<std::int64_t>{1, 2, 4, 8, 16, 32, 60, 60, 60}));
}

TEST(JournalMachine, ItsOwnCommandsAreToldFromTheFlows) {
    EXPECT_TRUE(is_own_command_id(own_command_id(12, 1)));
    EXPECT_FALSE(is_own_command_id((CommandId{12} << 32) | 4711));
    EXPECT_EQ(own_command_id(12, 1) >> 32, 12u);
}

}  // namespace
}  // namespace kiosk24::journal
