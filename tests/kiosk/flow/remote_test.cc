// Commands of the central hub: obeyed when signed, for this terminal and in time; never over a citizen; never
// twice; always in the ledger.
#include "visit.h"

namespace kiosk24::flow {
namespace {

constexpr const char* kId = "0123456789abcdef0123456789abcdef";
constexpr const char* kNotice = "设备升级，请到隔壁。";

HubCommand command(const Visit& visit, Order what, std::string id = kId) {
    const auto now = visit.state.last.wall.unix_ms;
    return {std::move(id), visit.state.terminal.id, WallTime{now}, WallTime{now + 600'000}, std::move(what)};
}

Order out_of_service() {
    return order::OutOfService{{{{Language::zh_hans, kNotice}, {Language::en, "Being upgraded."}}}};
}

void arrives(Visit& visit, HubCommand command, CommandRefusal refusal = CommandRefusal::none) {
    visit.happens(Event(event::HubCommandArrived{std::move(command), refusal}));
}

std::vector<LedgerEntry> decisions(const Visit& visit) {
    std::vector<LedgerEntry> found;
    for (const auto& entry : visit.ledger) {
        if (entry.kind == LedgerKind::hub_command) found.push_back(entry);
    }
    return found;
}

CommandRefusal outcome_of(const Visit& visit, std::string_view id = kId) {
    const auto* decided = visit.state.remote.orders.find(id);
    EXPECT_NE(decided, nullptr) << "not decided";
    return decided == nullptr ? CommandRefusal::failed : decided->outcome.refusal;
}

TEST(RemoteService, ATerminalThatNobodyUsesGoesOutOfServiceWithTheNotice) {
    Visit visit;
    arrives(visit, command(visit, out_of_service()));
    EXPECT_EQ(visit.situation(), Situation::out_of_service);
    EXPECT_EQ(visit.state.remote.orders.service.notice.get(Language::zh_hans), kNotice);
    visit.wants(intent::Wake{});
    EXPECT_EQ(visit.situation(), Situation::out_of_service) << "nobody begins a visit";
    ASSERT_EQ(decisions(visit).size(), 1u);
    EXPECT_EQ(decisions(visit)[0].fact("do"), "out_of_service");
    EXPECT_EQ(decisions(visit)[0].fact("refusal"), "none");
    EXPECT_EQ(outcome_of(visit), CommandRefusal::none);
}

TEST(RemoteService, AndComesBackWhenTheCentreSaysSo) {
    Visit visit;
    arrives(visit, command(visit, out_of_service()));
    arrives(visit, command(visit, order::InService{}, std::string(32, '1')));
    EXPECT_EQ(visit.situation(), Situation::attract);
    EXPECT_EQ(decisions(visit).size(), 2u);
}

TEST(RemoteService, ACitizenIsNotCutOffItTakesEffectWhenTheyHaveGone) {
    Visit visit;
    visit.to_submitting();
    arrives(visit, command(visit, out_of_service()));
    EXPECT_EQ(visit.situation(), Situation::submitting);
    EXPECT_EQ(outcome_of(visit), CommandRefusal::none) << "the centre knows that it will be obeyed";
    visit.approved();
    visit.passes(visit.state.terminal.timers.outcome_settle);
    visit.verified();
    visit.answers<command::PrintPage>(result::PageResult{Outcome::done, Fault::none});
    EXPECT_EQ(visit.situation(), Situation::take_paper) << "the whole way to the paper";
    visit.wants(intent::PaperTaken{});
    while (visit.state.session)
        visit.passes(Milliseconds(1'000));
    EXPECT_EQ(visit.situation(), Situation::out_of_service);
}

TEST(RemoteService, TakenBackBeforeTheCitizenHasGoneItNeverHappens) {
    Visit visit;
    visit.to_review();
    arrives(visit, command(visit, out_of_service()));
    arrives(visit, command(visit, order::InService{}, std::string(32, '1')));
    visit.wants(intent::EndSession{});
    while (visit.state.session)
        visit.passes(Milliseconds(1'000));
    EXPECT_EQ(visit.situation(), Situation::attract);
}

TEST(RemoteService, ItSurvivesARestart) {
    Visit before;
    arrives(before, command(before, out_of_service()));
    RemoteOrders remembered;
    for (const auto& entry : before.ledger)
        remembered = fold(std::move(remembered), entry);
    EXPECT_EQ(remembered, before.state.remote.orders);

    Visit visit;
    event::Started started;
    started.boot = 2;
    started.remote = remembered;
    visit.happens(Event(std::move(started)));
    EXPECT_EQ(visit.situation(), Situation::out_of_service);
    arrives(visit, command(visit, order::InService{}, kId));
    EXPECT_EQ(visit.situation(), Situation::out_of_service) << "an id that was seen is not obeyed again";
}

TEST(RemoteCommands, OneThatComesAgainIsAnsweredWithTheOutcomeItHadAndNotObeyedAgain) {
    Visit visit;
    const auto first = command(visit, out_of_service());
    arrives(visit, first);
    arrives(visit, command(visit, order::InService{}, std::string(32, '1')));
    for (int i = 0; i < 3; ++i) {
        visit.passes(Milliseconds(30'000));
        arrives(visit, first);
        EXPECT_EQ(visit.situation(), Situation::attract);
        EXPECT_EQ(outcome_of(visit), CommandRefusal::none);
        EXPECT_EQ(visit.state.remote.orders.find(kId)->outcome.at, visit.state.last.wall)
            << "it is told to the hub again";
    }
    ASSERT_EQ(decisions(visit).size(), 3u) << "the first repetition is in the ledger, once";
    EXPECT_EQ(decisions(visit)[2].fact("refusal"), "repeated");
}

TEST(RemoteCommands, ForAnotherTerminalOutOfTimeOrForgedTheyAreRefusedAndRecorded) {
    Visit visit;
    auto other = command(visit, out_of_service(), std::string(32, '1'));
    other.terminal_id = "LG-0002";
    auto late = command(visit, out_of_service(), std::string(32, '2'));
    late.expires = visit.state.last.wall;
    HubCommand forged;
    forged.id = std::string(32, '3');
    arrives(visit, other);
    arrives(visit, late);
    arrives(visit, forged, CommandRefusal::bad_signature);
    EXPECT_EQ(visit.situation(), Situation::attract);
    EXPECT_EQ(outcome_of(visit, other.id), CommandRefusal::other_terminal);
    EXPECT_EQ(outcome_of(visit, late.id), CommandRefusal::expired);
    EXPECT_EQ(outcome_of(visit, forged.id), CommandRefusal::bad_signature);
    ASSERT_EQ(decisions(visit).size(), 3u);
    EXPECT_EQ(decisions(visit)[2].fact("do"), "") << "what a forged command says is nobody's word";
}

TEST(RemoteCommands, AForgedOneDoesNotStandInTheWayOfTheRealOneWithItsId) {
    Visit visit;
    HubCommand forged;
    forged.id = kId;
    arrives(visit, forged, CommandRefusal::bad_signature);
    arrives(visit, command(visit, out_of_service()));
    EXPECT_EQ(visit.situation(), Situation::out_of_service);
    EXPECT_EQ(outcome_of(visit), CommandRefusal::none);
}

TEST(RemoteCommands, AHubThatLiesDoesNotFillTheLedger) {
    Visit visit;
    for (int i = 0; i < 500; ++i) {
        HubCommand forged;
        forged.id = std::to_string(i);
        arrives(visit, forged, CommandRefusal::bad_signature);
    }
    EXPECT_EQ(decisions(visit).size(), 64u);
    arrives(visit, command(visit, out_of_service()));
    EXPECT_EQ(visit.situation(), Situation::out_of_service) << "a real one is still obeyed";
}

TEST(RemoteCommands, WhatTheLedgerDidNotTakeIsNeitherObeyedNorAnswered) {
    Visit visit;
    const auto arrived = event::HubCommandArrived{command(visit, out_of_service()), CommandRefusal::none};
    auto [asked, commands] = advance(visit.state, {visit.state.last, Event(arrived)});
    ASSERT_EQ(commands.size(), 1u);
    EXPECT_FALSE(asked.remote.orders.service.is_out) << "not before it is recorded";
    const Completed failed{commands[0].id,
                           {},
                           result::Failed{Error(Code::out_of_space), Fault::journal_full, Outcome::not_done},
                           {}};
    auto [after, none] = advance(std::move(asked), {visit.state.last, Event(failed)});
    EXPECT_EQ(situation_of(after), Situation::attract);
    EXPECT_TRUE(after.remote.orders.decided.empty());
    auto [again, more] = advance(std::move(after), {visit.state.last, Event(arrived)});
    EXPECT_EQ(more.size(), 1u) << "it comes with the next beat, and is taken up anew";
}

TEST(RemoteCommands, OnesThatHaveExpiredAreForgotten) {
    Visit visit;
    arrives(visit, command(visit, out_of_service()));
    visit.passes(Milliseconds(700'000));
    arrives(visit, command(visit, order::InService{}, std::string(32, '1')));
    EXPECT_EQ(visit.state.remote.orders.find(kId), nullptr);
    EXPECT_EQ(visit.state.remote.orders.decided.size(), 1u);
}

}  // namespace
}  // namespace kiosk24::flow
