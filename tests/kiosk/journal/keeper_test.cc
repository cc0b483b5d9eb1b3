#include "kiosk/journal/keeper.h"

#include <gtest/gtest.h>

#include "tests/kiosk/journal/book.h"

namespace kiosk24::journal {
namespace {

const CaseId kCase = "0123456789abcdef0123456789abcdef";

KeeperSettings settings_of(const Book& book) {
    return {.ledger = book.options()};
}

TEST(Keeper, AStartTellsTheBootAndTheOpenCases) {
    const Book book;
    {
        Keeper keeper(settings_of(book));
        const auto started = all_of<event::Started>(keeper.start(now_at(1)));
        ASSERT_EQ(started.size(), 1u);
        EXPECT_EQ(started[0].boot, 1u);
        EXPECT_TRUE(started[0].open_cases.empty());
        keeper.handle(submit(1, kCase, filed(kCase)), now_at(2));
    }
    Keeper keeper(settings_of(book));
    const auto started = all_of<event::Started>(keeper.start(now_at(3)));
    ASSERT_EQ(started.size(), 1u);
    EXPECT_EQ(started[0].boot, 2u);
    ASSERT_EQ(started[0].open_cases.size(), 1u);
    EXPECT_EQ(standing_of(started[0].open_cases[0]), Standing::unsettled);
}

TEST(Keeper, ACommandIsReleasedOnlyWithItsEntriesOnDisk) {
    const Book book;
    Keeper keeper(settings_of(book));
    keeper.start(now_at(1));
    const auto outputs = keeper.handle(submit(1, kCase, filed(kCase)), now_at(2));
    ASSERT_EQ(outputs.release.size(), 1u);
    EXPECT_TRUE(outputs.deliver.empty());
    keeper.close();
    EXPECT_TRUE(book.open()->file_of(kCase)->was_sent);
}

TEST(Keeper, AnAnswerIsDeliveredWithTheEntriesThatItProved) {
    const Book book;
    Keeper keeper(settings_of(book));
    keeper.start(now_at(1));
    const auto command = submit(1, kCase, filed(kCase));
    keeper.handle(command, now_at(2));
    const auto completed =
        all_of<Completed>(keeper.handle(answer(command, result::Decided{approval()}), now_at(3)));
    ASSERT_EQ(completed.size(), 1u);
    ASSERT_EQ(completed[0].committed.size(), 1u);
    EXPECT_EQ(completed[0].committed[0].kind, LedgerKind::answered);
    EXPECT_EQ(completed[0].committed[0].at, now_at(3).wall);
    EXPECT_TRUE(std::holds_alternative<result::Decided>(completed[0].result));
    EXPECT_EQ(keeper.ledger()->file_of(kCase)->verdict, Verdict::approved);
    keeper.close();
    EXPECT_TRUE(book.open()->begin_boot(at(9))->interrupted.empty());
}

TEST(Keeper, ASecondAnswerToTheSameCommandIsDropped) {
    const Book book;
    Keeper keeper(settings_of(book));
    keeper.start(now_at(1));
    const auto command = submit(1, kCase, filed(kCase));
    keeper.handle(command, now_at(2));
    keeper.handle(answer(command, result::Decided{approval()}), now_at(3));
    Decision refused;
    refused.verdict = Verdict::refused;
    const auto outputs = keeper.handle(answer(command, result::Decided{refused}), now_at(4));
    EXPECT_TRUE(outputs.deliver.empty());
    EXPECT_EQ(keeper.ledger()->file_of(kCase)->verdict, Verdict::approved);
}

TEST(Keeper, WhatConcernsNoCasePassesBothWaysUntouched) {
    const Book book;
    Keeper keeper(settings_of(book));
    keeper.start(now_at(1));
    const Command read{
        .id = 3, .case_id = {}, .within = {}, .record = {}, .what = command::ReadCard{"reader"}};
    EXPECT_EQ(keeper.handle(read, now_at(2)).release.size(), 1u);
    EXPECT_EQ(all_of<Completed>(keeper.handle(answer(read, failure(Code::no_card)), now_at(3))).size(), 1u);
}

TEST(Keeper, ItsOwnCommandsAreAnsweredAtOnce) {
    const Book book;
    Keeper keeper(settings_of(book));
    keeper.start(now_at(1));
    const Command record{
        .id = 1, .case_id = kCase, .within = {}, .record = filed(kCase), .what = command::RecordOnly{}};
    const auto recorded = all_of<Completed>(keeper.handle(record, now_at(2)));
    ASSERT_EQ(recorded.size(), 1u);
    EXPECT_TRUE(std::holds_alternative<result::Done>(recorded[0].result));
    const auto found = all_of<Completed>(keeper.handle(find_cases(2), now_at(3)));
    ASSERT_EQ(found.size(), 1u);
    const auto* cases = std::get_if<result::CasesFound>(&found[0].result);
    ASSERT_NE(cases, nullptr);
    ASSERT_EQ(cases->cases.size(), 1u);
    EXPECT_EQ(cases->cases[0].id, kCase);
}

TEST(Keeper, ABrokenContractFailsTheCommandAndNotTheJournal) {
    const Book book;
    Keeper keeper(settings_of(book));
    keeper.start(now_at(1));
    const auto outputs = keeper.handle(submit(1, kCase, {entry(kCase, LedgerKind::sent)}), now_at(2));
    EXPECT_TRUE(outputs.release.empty());
    EXPECT_TRUE(all_of<event::JournalFailed>(outputs).empty());
    const auto completed = all_of<Completed>(outputs);
    ASSERT_EQ(completed.size(), 1u);
    ASSERT_NE(failed(completed[0]), nullptr);
    EXPECT_EQ(failed(completed[0])->error.code(), Code::bad_argument);
    EXPECT_TRUE(keeper.is_open());
}

TEST(Keeper, AnAnswerAboutACaseThatWasNeverOpenedIsDeliveredAsNotRecorded) {
    const Book book;
    Keeper keeper(settings_of(book));
    keeper.start(now_at(1));
    const auto command = submit(1, kCase, {});
    ASSERT_EQ(keeper.handle(command, now_at(2)).release.size(), 1u);
    const auto completed =
        all_of<Completed>(keeper.handle(answer(command, result::Decided{approval()}), now_at(3)));
    ASSERT_EQ(completed.size(), 1u);
    ASSERT_NE(failed(completed[0]), nullptr);
    EXPECT_EQ(failed(completed[0])->error.code(), Code::bad_argument);
    EXPECT_EQ(failed(completed[0])->outcome, Outcome::unknown);
    EXPECT_TRUE(keeper.is_open());
    keeper.close();
    EXPECT_TRUE(book.open()->begin_boot(at(9))->interrupted.empty());
}

TEST(Keeper, APageOnItsWayAtAPowerCutStaysSentAndItsCommandEndsAsUnknown) {
    const Book book;
    const auto sent =
        entry(kCase, LedgerKind::page_sent, {{"document", "doc-1"}, {"page", "1"}, {"job", "job-1"}});
    const auto print = print_page((CommandId{1} << 32) | 2, kCase, 1, {sent});
    {
        Keeper keeper(settings_of(book));
        keeper.start(now_at(1));
        const auto command = submit(1, kCase, filed(kCase));
        keeper.handle(command, now_at(2));
        keeper.handle(answer(command, result::Decided{approval()}), now_at(3));
        keeper.handle(print, now_at(4));
    }
    Keeper keeper(settings_of(book));
    const auto outputs = keeper.start(now_at(5));
    ASSERT_EQ(outputs.deliver.size(), 2u);
    const auto* started = std::get_if<event::Started>(&outputs.deliver[0]);
    ASSERT_NE(started, nullptr) << "the cases come first";
    EXPECT_EQ(started->open_cases.at(0).pages.at(0), PageState::sent);
    EXPECT_EQ(started->open_cases.at(0).page_jobs.at(1), "job-1");
    const auto* completed = std::get_if<Completed>(&outputs.deliver[1]);
    ASSERT_NE(completed, nullptr);
    EXPECT_EQ(completed->id, print.id);
    EXPECT_EQ(failed(*completed)->outcome, Outcome::unknown);
    // The flow asks the printer, and that settles it.
    const Command recall{.id = (CommandId{2} << 32) | 1,
                         .case_id = kCase,
                         .within = Milliseconds{5000},
                         .record = {},
                         .what = command::RecallPage{"a4", "doc-1", "job-1", 1}};
    keeper.handle(recall, now_at(6));
    const auto settled = all_of<Completed>(
        keeper.handle(answer(recall, result::PageResult{Outcome::done, Fault::none}), now_at(7)));
    ASSERT_EQ(settled.size(), 1u);
    EXPECT_EQ(settled[0].committed.at(0).kind, LedgerKind::page_fed);
}

TEST(Keeper, IdleWorkShortensTheLogAndErasesWhatIsPastItsRetention) {
    const Book book;
    auto settings = settings_of(book);
    settings.retention = Milliseconds{100'000};
    Keeper keeper(settings);
    keeper.start(now_at(1));
    for (CommandId id = 1; id <= 40; ++id) {
        const auto case_id = std::to_string(id) + kCase;
        auto record = filed(case_id, now_at(2).wall);
        record.push_back(entry(case_id, LedgerKind::closed, {}, now_at(2).wall));
        keeper.handle(Command{id, case_id, {}, record, command::RecordOnly{}}, now_at(2));
    }
    EXPECT_GT(keeper.ledger()->frames_in_log(), 64);
    Outputs outputs;
    EXPECT_FALSE(keeper.do_idle_work(now_at(3), outputs));
    EXPECT_EQ(keeper.ledger()->frames_in_log(), 0);
    EXPECT_FALSE(keeper.do_idle_work(now_at(4), outputs)) << "nothing is old enough";
    EXPECT_EQ(keeper.next_wake(), (now_at(4).moment + Milliseconds{3'600'000}));
    int slices = 1;
    while (keeper.do_idle_work(now_at(3700), outputs))
        ++slices;
    EXPECT_EQ(slices, 6) << "8 cases a slice";
    EXPECT_TRUE(outputs.deliver.empty());
    EXPECT_TRUE(keeper.ledger()->entries_of_case("1" + kCase)->front().facts.empty());
    EXPECT_FALSE(keeper.ledger()->verify_chain()->first_broken);
}

TEST(Keeper, RetentionErasesWhatIsDueWithinTheHourKeepsTheRestAndTheAuditChainSaysSo) {
    const Book book;
    auto settings = settings_of(book);
    settings.retention = std::chrono::hours(24 * 180);
    constexpr std::int64_t kHour = 3600, kDue = 180 * 24 * kHour;
    Keeper keeper(settings);
    keeper.start(now_at(0));
    const CaseId closed_early = "1" + kCase, closed_late = "2" + kCase, left_open = "3" + kCase;
    const auto keep = [&](CommandId id, const CaseId& case_id, std::int64_t when, bool is_closed) {
        auto record = filed(case_id, now_at(when).wall);
        if (is_closed) record.push_back(entry(case_id, LedgerKind::closed, {}, now_at(when).wall));
        keeper.handle(Command{id, case_id, {}, record, command::RecordOnly{}}, now_at(when));
    };
    keep(1, closed_early, 10, true);
    keep(2, left_open, 20, false);
    keep(3, closed_late, 2 * kHour, true);
    const auto is_erased = [&](const CaseId& case_id) {
        return keeper.ledger()->entries_of_case(case_id)->front().facts.empty();
    };
    Outputs outputs;
    // Idle as a terminal is at night: whenever it wants to be woken.
    std::int64_t erased_at = 0;
    for (auto now = now_at(kDue - kHour); now.moment < now_at(kDue + 2 * kHour).moment && erased_at == 0;) {
        while (keeper.do_idle_work(now, outputs)) {
        }
        if (is_erased(closed_early)) erased_at = now.wall.unix_ms;
        now = now_at(std::max(now.moment, keeper.next_wake()).since_boot.count() / 1000);
    }
    EXPECT_GT(erased_at, now_at(kDue + 10).wall.unix_ms) << "not before its time";
    EXPECT_LE(erased_at, now_at(kDue + 10 + kHour).wall.unix_ms);
    EXPECT_FALSE(is_erased(closed_late));
    EXPECT_FALSE(is_erased(left_open)) << "an open case is never erased";
    EXPECT_FALSE(keeper.ledger()->verify_chain()->first_broken);
    keeper.close();
    EXPECT_EQ(
        book.ask("SELECT count(*) || ' ' || sum(cases) || ' ' || sum(entries) || ' ' || max(at) FROM audit"),
        "1 1 5 " + std::to_string(erased_at));
}

}  // namespace
}  // namespace kiosk24::journal
