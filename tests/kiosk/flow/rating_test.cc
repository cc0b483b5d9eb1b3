// The rating at the farewell: offered once a case, sent durably, and never in anybody's way.
#include "visit.h"

namespace kiosk24::flow {
namespace {

void to_goodbye(Visit& visit) {
    visit.to_submitting();
    visit.approved();
    visit.verified();
    visit.passes(visit.state.terminal.timers.outcome_settle);
    visit.answers<command::PrintPage>(result::PageResult{Outcome::done, Fault::none});
    visit.wants(intent::PaperTaken{});
    ASSERT_EQ(visit.situation(), Situation::goodbye);
}

TEST(Rating, IsOfferedAtTheFarewellAndHoldsNothingPersonal) {
    Visit visit;
    to_goodbye(visit);
    const auto& session = *visit.state.session;
    ASSERT_TRUE(session.rating);
    EXPECT_EQ(session.rating->case_number, decision(Verdict::approved).case_number);
    EXPECT_FALSE(session.card);
    EXPECT_FALSE(session.person);
    EXPECT_TRUE(session.form.empty());
}

TEST(Rating, IsSentWithItsCaseNumberAKeyAndAnEntryInTheLedger) {
    Visit visit;
    to_goodbye(visit);
    visit.wants(intent::Rate{4});
    const auto command = visit.open<command::RateService>();
    const auto& rating = std::get<command::RateService>(command.what).rating;
    EXPECT_EQ(rating.case_number, decision(Verdict::approved).case_number);
    EXPECT_EQ(rating.stars, 4);
    EXPECT_EQ(rating.key.size(), 32u);
    ASSERT_EQ(command.record.size(), 1u);
    EXPECT_EQ(command.record[0].kind, LedgerKind::rated);
    EXPECT_EQ(command.record[0].facts,
              (std::map<std::string, std::string>{{"request", rating.key}, {"stars", "4"}}));
    EXPECT_TRUE(command.record[0].personal.empty());
    EXPECT_FALSE(command.case_id.empty());
}

TEST(Rating, IsGivenOnceAndTheThanksPassByThemselves) {
    Visit visit;
    to_goodbye(visit);
    visit.wants(intent::Rate{5});
    visit.wants(intent::Rate{1});
    EXPECT_EQ(visit.count(LedgerKind::rated), 1);
    EXPECT_EQ(visit.state.session->rating->stars, 5);
    visit.passes(visit.state.terminal.timers.goodbye);
    EXPECT_EQ(visit.situation(), Situation::attract);
}

TEST(Rating, IsSkippedByATouchOrByWaiting) {
    Visit skipping;
    to_goodbye(skipping);
    skipping.wants(intent::EndSession{});
    EXPECT_EQ(skipping.situation(), Situation::attract);
    EXPECT_EQ(skipping.count(LedgerKind::rated), 0);
    Visit waiting;
    to_goodbye(waiting);
    waiting.passes(waiting.state.terminal.timers.goodbye);
    EXPECT_EQ(waiting.situation(), Situation::goodbye) << "it stays long enough to be answered";
    waiting.passes(waiting.state.terminal.timers.rating);
    EXPECT_EQ(waiting.situation(), Situation::attract);
    EXPECT_EQ(waiting.count(LedgerKind::rated), 0);
}

TEST(Rating, IsOfferedForARefusalToo) {
    Visit visit;
    visit.to_submitting();
    visit.answers<command::SubmitApplication>(result::Decided{decision(Verdict::refused)});
    visit.wants(intent::EndSession{});
    ASSERT_EQ(visit.situation(), Situation::goodbye);
    EXPECT_TRUE(visit.state.session->rating);
}

TEST(Rating, IsNotOfferedWhereNothingWasDecided) {
    Visit visit;
    visit.to_review();
    visit.wants(intent::EndSession{});
    ASSERT_EQ(visit.situation(), Situation::goodbye);
    EXPECT_FALSE(visit.state.session->rating);
    visit.wants(intent::Rate{5});
    EXPECT_EQ(visit.count(LedgerKind::rated), 0);
    visit.passes(visit.state.terminal.timers.goodbye);
    EXPECT_EQ(visit.situation(), Situation::attract);
}

TEST(Rating, OutsideOneToFiveIsNone) {
    Visit visit;
    to_goodbye(visit);
    visit.wants(intent::Rate{0});
    visit.wants(intent::Rate{6});
    EXPECT_EQ(visit.count(LedgerKind::rated), 0);
}

TEST(Rating, CanBeTurnedOff) {
    Visit visit;
    visit.state.terminal.timers.rating = Milliseconds{0};
    to_goodbye(visit);
    EXPECT_FALSE(visit.state.session->rating);
}

TEST(Rating, TheCaseIsGoneFromMemoryWhetherItIsRatedOrNot) {
    Visit visit;
    to_goodbye(visit);
    visit.wants(intent::Rate{3});
    visit.answers<command::RateService>(result::Done{});
    EXPECT_TRUE(visit.state.cases.empty());
}

}  // namespace
}  // namespace kiosk24::flow
