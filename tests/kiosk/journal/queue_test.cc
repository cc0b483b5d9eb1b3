// Applications that were taken without a network: kept in one commit with their key, sent once and in order
// when the network is back, a few at a time, with whoever stands at the terminal first.
#include <gtest/gtest.h>

#include <deque>
#include <map>

#include "tests/kiosk/journal/book.h"
#include "tests/support/power_cut_vfs.h"

namespace kiosk24::journal {
namespace {

CaseId case_id(int number) {
    auto digits = std::to_string(number);
    return std::string(32 - digits.size(), '0') + digits;
}
std::string key_of_case(const CaseId& id) {
    return "key-of-" + id;
}

IdentityCard card_of(const std::string& number) {
    IdentityCard card;
    card.name = PersonalText("测试");
    card.number = PersonalText(number);
    card.birth = Personal<Date>({1949, 12, 31});
    card.valid_from = Personal<Date>({2020, 1, 1});
    return card;
}

Application application_of(const CaseId& id, const std::string& number) {
    Application application;
    application.case_id = id;
    application.key = key_of_case(id);
    application.matter_id = "CV02";
    application.matter_version = 1;
    application.matter_case = "register";
    application.applicant = card_of(number);
    application.form = {
        {.field = "phone", .value = PersonalText(kTelephone), .source = Source::citizen, .source_name = {}}};
    application.consent = {.version = "1", .text_sha256 = std::string(64, 'a'), .at = at(1)};
    return application;
}

Command open_case(CommandId id, const CaseId& file, const std::string& number) {
    return {.id = id,
            .case_id = file,
            .within = Milliseconds{5000},
            .record = {opened(file, at(1000), number)},
            .what = command::RecordOnly{}};
}

Command queue(CommandId id, const CaseId& file, const std::string& number = kIdNumber) {
    return {.id = id,
            .case_id = file,
            .within = Milliseconds{5000},
            .record = {entry(file, LedgerKind::key_minted, {{"key", key_of_case(file)}}),
                       entry(file, LedgerKind::queued)},
            .what = command::QueueApplication{application_of(file, number)}};
}

Decision human() {
    Decision decision;
    decision.verdict = Verdict::human;
    decision.case_number = "4403070000000000000000000000000000000000001";
    decision.reason.in[Language::zh_hans] = "由工作人员联系";
    return decision;
}

const Application& sent_by(const Command& command) {
    return std::get<command::SubmitApplication>(command.what).application;
}

class Queue : public ::testing::Test {
  protected:
    Queue() : keeper(std::make_unique<Keeper>(KeeperSettings{.ledger = book.options()})) {
        keeper->start(now_at(1));
    }
    void keeps(int number, const std::string& person = kIdNumber) {
        keeper->handle(open_case(next_++, case_id(number), person), now_at(2));
        const auto command = queue(next_++, case_id(number), person);
        const auto outputs = keeper->handle(command, now_at(2));
        const auto completed = all_of<Completed>(outputs);
        ASSERT_EQ(completed.size(), 1U);
        ASSERT_TRUE(std::holds_alternative<result::Done>(completed[0].result));
    }
    // What leaves once the link is up, second by second.
    std::vector<Command> link_is_up(std::int64_t second) {
        return keeper->handle(LinkIsUp{}, now_at(second)).release;
    }
    void restarts(std::int64_t second) {
        keeper.reset();
        keeper = std::make_unique<Keeper>(KeeperSettings{.ledger = book.options(vfs_)});
        started_ = all_of<event::Started>(keeper->start(now_at(second)));
    }
    std::vector<CaseFile> found(const std::string& person = kIdNumber) {
        const auto completed = all_of<Completed>(keeper->handle(find_cases(next_++, person), now_at(50)));
        return std::get<result::CasesFound>(completed.at(0).result).cases;
    }

    Book book;
    std::unique_ptr<Keeper> keeper;
    CommandId next_ = 1;
    std::vector<event::Started> started_;
    std::string vfs_;  // empty: the real disk
};

TEST_F(Queue, WhatIsKeptIsSealedAndItsPersonFindsItWaiting) {
    keeps(1);
    const auto cases = found();
    ASSERT_EQ(cases.size(), 1U);
    EXPECT_EQ(standing_of(cases[0]), Standing::queued);
    EXPECT_TRUE(is_open_for_citizen(cases[0]));
    EXPECT_EQ(book.bytes().find(kTelephone), std::string::npos);
    EXPECT_EQ(book.bytes().find(kIdNumber), std::string::npos);
}

TEST_F(Queue, AfterARestartItIsSentWithTheSameKeyAndContentAndTheAnswerStandsInTheCase) {
    keeps(1);
    restarts(10);
    EXPECT_TRUE(started_.at(0).open_cases.empty()) << "the flow has nothing to do about it";
    const auto released = link_is_up(11);
    ASSERT_EQ(released.size(), 1U);
    EXPECT_EQ(sent_by(released[0]), application_of(case_id(1), kIdNumber));
    EXPECT_TRUE(
        all_of<Completed>(keeper->handle(answer(released[0], result::Decided{human()}), now_at(12))).empty())
        << "the flow did not ask";
    EXPECT_TRUE(link_is_up(13).empty()) << "once";
    const auto cases = found();
    ASSERT_EQ(cases.size(), 1U);
    EXPECT_EQ(standing_of(cases[0]), Standing::filed_human);
    EXPECT_EQ(keeper->ledger()->backlog(), 0U);
    restarts(20);
    EXPECT_EQ(started_.at(0).open_cases.size(), 1U);
}

TEST_F(Queue, AnOutcomeThatNobodyKnowsIsAskedAgainUnderTheSameKey) {
    keeps(1);
    auto released = link_is_up(70);
    ASSERT_EQ(released.size(), 1U);
    keeper->handle(answer(released[0], failure(Code::timed_out, Outcome::unknown)), now_at(71));
    EXPECT_EQ(standing_of(found().at(0)), Standing::queued);
    released = link_is_up(72);
    ASSERT_EQ(released.size(), 1U);
    EXPECT_EQ(sent_by(released[0]).key, key_of_case(case_id(1)));
    int minted = 0;
    const auto entries = *keeper->ledger()->entries_of_case(case_id(1));
    for (const auto& one : entries)
        minted += one.kind == LedgerKind::key_minted;
    EXPECT_EQ(minted, 1);
}

TEST_F(Queue, WhatThePlatformDoesNotTakeIsRefusedAndATicket) {
    keeps(1);
    const auto released = link_is_up(70);
    keeper->handle(answer(released.at(0), failure(Code::server_refused)), now_at(71));
    const auto cases = found();
    ASSERT_EQ(cases.size(), 1U) << "its person hears of it";
    EXPECT_EQ(standing_of(cases[0]), Standing::refused);
    EXPECT_EQ(cases[0].reason_code, kNotTaken);
    EXPECT_EQ(keeper->ledger()->entries_of_case(case_id(1))->back().kind, LedgerKind::ticket);
    EXPECT_TRUE(link_is_up(72).empty()) << "and it is not sent again";
}

TEST_F(Queue, AKeyThatIsKnownWithAnotherContentIsSettledNotRefused) {
    keeps(1);
    const auto released = link_is_up(70);
    keeper->handle(answer(released.at(0), failure(Code::conflict, Outcome::unknown)), now_at(71));
    EXPECT_EQ(standing_of(found().at(0)), Standing::unsettled);
}

TEST_F(Queue, WhatItsPersonWasToldIsNotFiledIsNeverSent) {
    keeps(1);
    keeper->handle(Command{.id = next_++,
                           .case_id = case_id(1),
                           .within = Milliseconds{5000},
                           .record = {entry(case_id(1), LedgerKind::absent)},
                           .what = command::RecordOnly{}},
                   now_at(3));
    EXPECT_TRUE(link_is_up(70).empty());
    EXPECT_EQ(standing_of(found().at(0)), Standing::not_filed);
}

TEST_F(Queue, OnePersonsApplicationsDoNotOvertakeEachOther) {
    keeps(1);
    keeps(2);
    keeps(3, "440399199003070014");
    auto released = link_is_up(70);
    ASSERT_EQ(released.size(), 2U);
    EXPECT_EQ(released[0].case_id, case_id(1));
    EXPECT_EQ(released[1].case_id, case_id(3));
    keeper->handle(answer(released[0], failure(Code::server_failed)), now_at(71));
    EXPECT_TRUE(keeper->handle(answer(released[1], result::Decided{human()}), now_at(71)).release.empty());
    released = link_is_up(72);
    ASSERT_EQ(released.size(), 1U);
    EXPECT_EQ(released[0].case_id, case_id(1)) << "the first is still before the second";
}

TEST_F(Queue, WhatIsDueButMustWaitForItsTurnDoesNotKeepTheThreadAwake) {
    for (int number = 1; number <= 6; ++number)
        keeps(number, "44039919900307" + std::to_string(1000 + number));
    const auto released = link_is_up(70);
    ASSERT_EQ(released.size(), kMostInFlight);
    keeper->handle(answer(released[0], failure(Code::server_failed)), now_at(71));
    // The pause is over, the others are still on their way, and somebody submits.
    auto outputs = keeper->handle(open_case(next_++, case_id(9), "440399199003070014"), now_at(131));
    ASSERT_EQ(outputs.release.size(), 1U);
    for (int slice = 0; slice < 3; ++slice)  // the log, then what is past its retention
        keeper->do_idle_work(now_at(131), outputs);
    keeper->handle(answer(outputs.release[0], failure(Code::server_failed)), now_at(132));
    keeper->handle(submit(next_++, case_id(9), {entry(case_id(9), LedgerKind::sent)}), now_at(133));
    EXPECT_TRUE(keeper->wake(now_at(400)).release.empty());
    EXPECT_GT(keeper->next_wake(), now_at(400).moment);
}

TEST_F(Queue, OneThatThePlatformFailsOnDoesNotStandInTheWayOfTheRest) {
    constexpr int kAll = 12, kBad = 6;
    for (int number = 1; number <= kAll; ++number)
        keeps(number, "44039919900307" + std::to_string(1000 + number));
    std::set<CaseId> delivered;
    std::int64_t second = 70;
    auto outputs = keeper->handle(LinkIsUp{}, now_at(second));
    // Longer than the first pauses take, shorter than a day.
    while (second < 3'600 && delivered.size() < kAll - kBad) {
        const auto released = std::exchange(outputs, {}).release;
        for (const auto& command : released) {
            const bool is_bad = command.case_id <= case_id(kBad);
            auto more = keeper->handle(is_bad ? answer(command, failure(Code::server_failed))
                                              : answer(command, result::Decided{human()}),
                                       now_at(second));
            if (!is_bad) delivered.insert(command.case_id);
            outputs.release.insert(outputs.release.end(), more.release.begin(), more.release.end());
        }
        if (outputs.release.empty()) outputs = keeper->wake(now_at(++second));
    }
    EXPECT_EQ(delivered.size(), static_cast<std::size_t>(kAll - kBad));
}

TEST_F(Queue, ALedgerOfTheVersionBeforeKeepsTheOrderOfTaking) {
    keeper->handle(call_back(next_++, "b"), now_at(2));
    keeper->handle(call_back(next_++, "a"), now_at(3));
    keeper.reset();
    book.change(
        "DROP TABLE drafts; DROP INDEX outbox_by_number; DROP INDEX outbox_waiting; DROP INDEX "
        "outbox_of_case;"
        "ALTER TABLE outbox DROP COLUMN number; PRAGMA user_version = 2");
    restarts(10);
    keeps(1);
    const auto released = link_is_up(71);
    ASSERT_EQ(released.size(), 3U);
    EXPECT_EQ(std::get<command::RequestCallBack>(released[0].what).request.key, "b");
    EXPECT_EQ(std::get<command::RequestCallBack>(released[1].what).request.key, "a");
    EXPECT_EQ(released[2].case_id, case_id(1));
}

// A week's outage: 10,000 cases of 5,000 people. The answers come one after another in virtual time; every
// hundredth time somebody submits at the terminal meanwhile.
TEST_F(Queue, TenThousandDrainOnceAndInOrderAndWhoeverStandsThereIsServedFirst) {
    constexpr int kPeople = 5'000, kAll = 2 * kPeople;
    // 30,000 commits, without waiting for a real disk at each.
    test::install_power_cut_vfs();
    vfs_ = test::kPowerCutVfs;
    restarts(1);
    auto& ledger = *keeper->ledger();
    for (int number = 0; number < kAll; ++number) {
        const auto person = std::to_string(100'000 + number % kPeople);
        const auto id = case_id(number);
        Change change = with_entries({opened(id, at(1000 + number), person),
                                      entry(id, LedgerKind::key_minted, {{"key", key_of_case(id)}}),
                                      entry(id, LedgerKind::queued)});
        change.outgoing = application_of(id, person);
        change.outgoing_case = id;
        ASSERT_TRUE(ledger.commit(change, at(1000 + number)));
    }
    restarts(100);
    EXPECT_TRUE(started_.at(0).open_cases.empty());
    EXPECT_EQ(keeper->ledger()->backlog(), static_cast<std::uint64_t>(kAll));

    std::deque<Command> on_their_way;
    std::map<CaseId, int> times;
    std::map<std::string, std::vector<CaseId>> of_person;
    std::size_t most = 0;
    int answered = 0, live = 0;
    std::int64_t second = 101;
    const auto take = [&](Outputs outputs) {
        for (auto& command : outputs.release)
            on_their_way.push_back(std::move(command));
        most = std::max(most, on_their_way.size());
    };
    take(keeper->handle(LinkIsUp{}, now_at(second)));
    while (!on_their_way.empty()) {
        const auto command = on_their_way.front();
        on_their_way.pop_front();
        ++times[command.case_id];
        of_person[sent_by(command).applicant->number.reveal()].push_back(command.case_id);
        take(keeper->handle(answer(command, result::Decided{human()}), now_at(++second)));
        if (++answered % 100 != 0) continue;
        const auto id = case_id(kAll + ++live);
        const auto before = on_their_way.size();
        const auto submitted = submit(1'000'000 + live, id, filed(id));
        const auto outputs = keeper->handle(submitted, now_at(second));
        ASSERT_EQ(outputs.release.size(), 1U) << "at once, and nothing else beside it";
        EXPECT_EQ(outputs.release[0].id, submitted.id);
        ASSERT_LE(before, kMostInFlight);
        take(keeper->handle(answer(submitted, result::Decided{approval()}), now_at(second)));
    }
    EXPECT_LE(most, kMostInFlight);
    EXPECT_EQ(keeper->ledger()->backlog(), 0U);
    EXPECT_EQ(times.size(), static_cast<std::size_t>(kAll));
    for (const auto& [id, count] : times)
        ASSERT_EQ(count, 1) << id;
    for (const auto& [person, cases] : of_person) {
        ASSERT_EQ(cases.size(), 2U);
        ASSERT_LT(cases[0], cases[1]) << "the first taken is the first sent";
    }
    EXPECT_TRUE(keeper->handle(LinkIsUp{}, now_at(++second)).release.empty());
}

}  // namespace
}  // namespace kiosk24::journal
