#include <gtest/gtest.h>

#include "tests/kiosk/journal/book.h"

namespace kiosk24::journal {
namespace {

const CaseId kCase = "0123456789abcdef0123456789abcdef";

Keeper started(const Book& book, std::int64_t second) {
    Keeper keeper({.ledger = book.options()});
    keeper.start(now_at(second));
    return keeper;
}

const CallBackRequest& request_of(const Command& command) {
    return std::get<command::RequestCallBack>(command.what).request;
}

TEST(Outbox, ACallBackIsReleasedAndAcceptedLikeAnyCommand) {
    const Book book;
    auto keeper = started(book, 1);
    const auto call = call_back(1, "cb-1");
    ASSERT_EQ(keeper.handle(call, now_at(2)).release.size(), 1u);
    const auto completed = all_of<Completed>(keeper.handle(answer(call, result::Done{}), now_at(3)));
    ASSERT_EQ(completed.size(), 1u);
    EXPECT_EQ(completed[0].committed.at(0).kind, LedgerKind::call_back_accepted);
    EXPECT_TRUE(keeper.wake(now_at(600)).release.empty());
    EXPECT_TRUE(keeper.handle(LinkIsUp{}, now_at(601)).release.empty());
}

TEST(Outbox, WhatDidNotArriveGoesAgainEverySixtySecondsWithTheSameKeyUntilItDoes) {
    const Book book;
    auto keeper = started(book, 1);
    const auto call = call_back(1, "cb-1");
    keeper.handle(call, now_at(2));
    EXPECT_TRUE(keeper.handle(LinkIsUp{}, now_at(3)).release.empty()) << "it is still on its way";
    auto outputs = keeper.handle(answer(call, failure(Code::unreachable)), now_at(4));
    EXPECT_EQ(all_of<Completed>(outputs).size(), 1u) << "the flow hears of its own command";
    for (int n = 1; n <= 3; ++n) {
        const auto due = 4 + 60 * n;
        EXPECT_EQ(keeper.next_wake(), std::min(now_at(due).moment, keeper.next_wake()));
        EXPECT_TRUE(keeper.wake(now_at(due - 1)).release.empty());
        outputs = keeper.wake(now_at(due));
        ASSERT_EQ(outputs.release.size(), 1u);
        const auto& again = outputs.release[0];
        EXPECT_TRUE(is_own_command_id(again.id));
        EXPECT_EQ(request_of(again), request_of(call));
        EXPECT_TRUE(keeper.wake(now_at(due)).release.empty()) << "one at a time";
        EXPECT_TRUE(keeper.handle(answer(again, failure(Code::timed_out)), now_at(due)).deliver.empty())
            << "the journal's own commands are no business of the flow";
    }
    outputs = keeper.handle(LinkIsUp{}, now_at(190));
    ASSERT_EQ(outputs.release.size(), 1u) << "at once when the link is up";
    keeper.handle(answer(outputs.release[0], result::Done{}), now_at(191));
    EXPECT_TRUE(keeper.handle(LinkIsUp{}, now_at(192)).release.empty());
    EXPECT_TRUE(keeper.wake(now_at(900)).release.empty());
    const auto entries = *keeper.ledger()->entries_of_boot(1);
    ASSERT_EQ(entries.size(), 2u);
    EXPECT_EQ(entries[1].kind, LedgerKind::call_back_accepted);
    EXPECT_EQ(entries[1].fact("request"), "cb-1");
}

TEST(Outbox, ARestartReleasesWhatWaitsWhenTheLinkIsUp) {
    const Book book;
    const auto call = call_back(1, "cb-1");
    {
        auto keeper = started(book, 1);
        keeper.handle(call, now_at(2));
    }
    auto keeper = started(book, 10);
    EXPECT_EQ(keeper.next_wake(), Moment{});
    const auto outputs = keeper.handle(LinkIsUp{}, now_at(11));
    ASSERT_EQ(outputs.release.size(), 1u);
    EXPECT_EQ(request_of(outputs.release[0]), request_of(call));
}

TEST(Outbox, ARestartWithoutALinkReleasesItAfterSixtySeconds) {
    const Book book;
    {
        auto keeper = started(book, 1);
        keeper.handle(call_back(1, "cb-1"), now_at(2));
        keeper.handle(call_back(2, "cb-2"), now_at(2));
    }
    auto keeper = started(book, 10);
    EXPECT_TRUE(keeper.wake(now_at(69)).release.empty());
    EXPECT_EQ(keeper.wake(now_at(70)).release.size(), 2u);
}

TEST(Outbox, WhatThePlatformRefusesBecomesATicketAndIsNotSentAgain) {
    const Book book;
    auto keeper = started(book, 1);
    const auto call = call_back(1, "cb-1");
    keeper.handle(call, now_at(2));
    const auto completed =
        all_of<Completed>(keeper.handle(answer(call, failure(Code::server_refused)), now_at(3)));
    ASSERT_EQ(completed.size(), 1u);
    EXPECT_EQ(completed[0].committed.at(0).kind, LedgerKind::ticket);
    EXPECT_TRUE(keeper.handle(LinkIsUp{}, now_at(4)).release.empty());
    EXPECT_TRUE(keeper.wake(now_at(900)).release.empty());
}

Command record_only(CommandId id, std::vector<LedgerEntry> entries) {
    return {.id = id,
            .case_id = kCase,
            .within = Milliseconds{10000},
            .record = std::move(entries),
            .what = command::RecordOnly{}};
}
Command rate(CommandId id, const std::string& key, const CaseId& case_id) {
    return {
        .id = id,
        .case_id = case_id,
        .within = Milliseconds{10000},
        .record = {entry(case_id, LedgerKind::rated, {{"request", key}, {"stars", "4"}})},
        .what = command::RateService{{.case_number = "44030700001", .stars = 4, .words = {}, .key = key}}};
}

TEST(Outbox, ARatingOfACaseThatIsClosedWaitsForThePlatformOverARestart) {
    const Book book;
    const auto rating = rate(2, "rate-1", kCase);
    {
        auto keeper = started(book, 1);
        keeper.handle(record_only(1, {opened(kCase), entry(kCase, LedgerKind::closed)}), now_at(2));
        ASSERT_EQ(keeper.handle(rating, now_at(3)).release.size(), 1u);
        keeper.handle(answer(rating, failure(Code::unreachable)), now_at(4));
    }
    auto keeper = started(book, 10);
    const auto outputs = keeper.handle(LinkIsUp{}, now_at(11));
    ASSERT_EQ(outputs.release.size(), 1u);
    EXPECT_EQ(std::get<command::RateService>(outputs.release[0].what).rating,
              std::get<command::RateService>(rating.what).rating);
    keeper.handle(answer(outputs.release[0], result::Done{}), now_at(12));
    EXPECT_TRUE(keeper.handle(LinkIsUp{}, now_at(13)).release.empty());
    const auto entries = *keeper.ledger()->entries_of_case(kCase);
    EXPECT_EQ(entries.back().kind, LedgerKind::rating_accepted);
    EXPECT_EQ(entries.back().fact("request"), "rate-1");
}

TEST(Outbox, ACaseThatWasRatedBeforeIsNobodysTrouble) {
    const Book book;
    auto keeper = started(book, 1);
    keeper.handle(record_only(1, {opened(kCase)}), now_at(2));
    const auto rating = rate(2, "rate-1", kCase);
    keeper.handle(rating, now_at(3));
    const auto completed =
        all_of<Completed>(keeper.handle(answer(rating, failure(Code::conflict)), now_at(4)));
    ASSERT_EQ(completed.size(), 1u);
    EXPECT_TRUE(completed[0].committed.empty()) << "no ticket";
    EXPECT_TRUE(keeper.handle(LinkIsUp{}, now_at(5)).release.empty()) << "and not sent again";
}

TEST(Outbox, ALateAnswerToARunThatIsOverIsDropped) {
    const Book book;
    auto keeper = started(book, 1);
    Completed stray{.id = own_command_id(9, 1), .case_id = {}, .result = result::Done{}, .committed = {}};
    EXPECT_TRUE(keeper.handle(stray, now_at(2)).deliver.empty());
}

}  // namespace
}  // namespace kiosk24::journal
