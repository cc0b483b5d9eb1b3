// A form that is left in the middle: kept for its person alone, offered when the card is laid again, erased
// when it is over.
#include "visit.h"

namespace kiosk24::flow {
namespace {

class ComeBack : public ::testing::Test {
  protected:
    ComeBack() {
        auto catalogue = std::make_shared<Catalogue>(*visit.state.catalogue);
        auto& form = catalogue->matters.front().form;
        form.push_back(form.back());
        form.back().id = "phone";
        form.back().kind = FieldKind::phone;
        form.back().source = Source::citizen;
        catalogue->matters.push_back(catalogue->matters.front());
        catalogue->matters.back().id = "SI02";
        visit.state.catalogue = catalogue;
    }
    void identified(std::optional<Draft> here = std::nullopt) {
        visit.to_card();
        visit.lays_card(adult_card());
        visit.answers<command::FindCases>(result::CasesFound{{}, std::move(here)});
        visit.answers<command::ConfirmIdentity>(
            result::IdentityConfirmed{{PersonalText("r1"), PersonalText("李测试")}});
    }
    void prefilled() {
        Prefill prefill;
        for (const char* key : {"insured_since", "employer", "months_paid"})
            prefill.values.push_back({.field = key,
                                      .value = PersonalText("1"),
                                      .source = Source::platform,
                                      .source_name = "社保库"});
        visit.answers<command::FetchPrefill>(result::Prefilled{prefill});
    }
    void types(const char* text) {
        visit.wants(intent::OpenField{"phone"});
        visit.wants(intent::Edit{"phone", PersonalText(text), 11, {}});
    }
    void to_typed() {
        identified();
        prefilled();
        types("13800138000");
    }
    Draft kept() { return std::get<command::KeepDraft>(visit.open<command::KeepDraft>().what).draft; }
    Draft some_draft(const char* key = "d1") {
        Draft draft;
        draft.key = key;
        draft.matter_id = "SI01";
        draft.matter_version = 1;
        draft.matter_case = "detail";
        draft.typed = {{.field = "phone",
                        .value = PersonalText("13800138000"),
                        .source = Source::citizen,
                        .source_name = {}}};
        draft.kept_at = visit.state.last.wall;
        draft.expires_at = {draft.kept_at.unix_ms + 3'600'000};
        return draft;
    }
    std::string why_erased() const {
        for (const auto& entry : visit.ledger) {
            if (entry.kind == LedgerKind::draft_erased) return entry.fact("key") + " " + entry.fact("why");
        }
        return "";
    }
    Visit visit;
};

TEST_F(ComeBack, PausingKeepsWhatWasTypedAndNothingElse) {
    to_typed();
    visit.wants(intent::PauseForm{});
    EXPECT_EQ(visit.situation(), Situation::goodbye);
    const auto draft = kept();
    EXPECT_EQ(draft.key.size(), 32U);
    EXPECT_EQ(draft.matter_id, "SI01");
    EXPECT_EQ(draft.person_reference.reveal(), "r1");
    ASSERT_EQ(draft.typed.size(), 1U) << "neither what the card says nor what the platform says";
    EXPECT_EQ(draft.typed[0].field, "phone");
    EXPECT_EQ(draft.typed[0].value.reveal(), "13800138000");
    EXPECT_EQ(draft.expires_at.unix_ms - draft.kept_at.unix_ms, 24 * 3'600'000);
    EXPECT_EQ(visit.open<command::KeepDraft>().record[0].kind, LedgerKind::draft_kept);
}

TEST_F(ComeBack, TheFarewellSaysItOnlyOnceItIsCommitted) {
    to_typed();
    visit.wants(intent::PauseForm{});
    EXPECT_FALSE(visit.state.session->draft_keeping->is_kept);
    visit.answers<command::KeepDraft>(result::Done{});
    EXPECT_TRUE(visit.state.session->draft_keeping->is_kept);
    EXPECT_FALSE(visit.state.session->card) << "and the person is forgotten";
    EXPECT_TRUE(visit.state.session->form.empty());
}

TEST_F(ComeBack, WhoeverGoesAwayInTheMiddleMayComeBackToo) {
    to_typed();
    visit.passes(visit.state.terminal.timers.idle);
    EXPECT_EQ(visit.situation(), Situation::still_there);
    visit.passes(visit.state.terminal.timers.warning);
    EXPECT_EQ(visit.situation(), Situation::goodbye);
    EXPECT_EQ(kept().typed.size(), 1U);
}

TEST_F(ComeBack, NothingIsKeptWhereNothingWasTypedOrTheSettingSaysSo) {
    identified();
    prefilled();
    visit.wants(intent::PauseForm{});
    EXPECT_EQ(visit.situation(), Situation::form);
    visit.state.terminal.timers.draft = Milliseconds{0};
    types("13800138000");
    visit.wants(intent::PauseForm{});
    EXPECT_EQ(visit.situation(), Situation::form);
    visit.wants(intent::EndSession{});
    EXPECT_FALSE(visit.has_open<command::KeepDraft>());
}

TEST_F(ComeBack, GoingOnPutsThePersonAtTheFormWithTheirValues) {
    identified(some_draft());
    ASSERT_EQ(visit.situation(), Situation::draft);
    visit.wants(intent::ResumeDraft{});
    EXPECT_EQ(visit.state.session->matter_case, "detail");
    prefilled();
    EXPECT_EQ(visit.situation(), Situation::form);
    EXPECT_TRUE(visit.state.session->form_stays) << "they see where they were";
    EXPECT_EQ(visit.state.session->edits.at("phone").text.reveal(), "13800138000");
    visit.wants(intent::ConfirmForm{});
    EXPECT_EQ(visit.situation(), Situation::review);
    EXPECT_EQ(why_erased(), "") << "a power cut now loses nothing";
    visit.wants(intent::Submit{});
    const auto submitted = visit.open<command::SubmitApplication>();
    EXPECT_EQ(submitted.record.back().kind, LedgerKind::draft_erased) << "in one commit with the submission";
    EXPECT_EQ(why_erased(), "d1 completed");
}

TEST_F(ComeBack, ThrowingItAwayErasesItAndBeginsAnew) {
    identified(some_draft());
    visit.wants(intent::DiscardDraft{});
    EXPECT_EQ(why_erased(), "d1 discarded");
    prefilled();
    EXPECT_EQ(visit.situation(), Situation::form);
    EXPECT_TRUE(visit.state.session->edits.empty());
}

TEST_F(ComeBack, LeavingTheQuestionOpenKeepsIt) {
    identified(some_draft());
    visit.wants(intent::GoBack{});
    EXPECT_EQ(visit.situation(), Situation::home);
    EXPECT_EQ(why_erased(), "");
}

TEST_F(ComeBack, OneFromAnotherTerminalIsOfferedToo) {
    visit.draft_at_platform = some_draft("elsewhere");
    identified();
    ASSERT_EQ(visit.situation(), Situation::draft);
    visit.wants(intent::ResumeDraft{});
    prefilled();
    visit.wants(intent::ConfirmForm{});
    visit.wants(intent::Submit{});
    EXPECT_EQ(why_erased(), "elsewhere completed");
}

TEST_F(ComeBack, TheNewerOfTwoCounts) {
    visit.draft_at_platform = some_draft("newer");
    auto here = some_draft("older");
    here.kept_at.unix_ms -= 60'000;
    identified(here);
    ASSERT_EQ(visit.situation(), Situation::draft);
    EXPECT_EQ(visit.state.session->draft->key, "newer");
    EXPECT_EQ(why_erased(), "older kept_anew");
}

TEST_F(ComeBack, OneThatWasFinishedElsewhereIsNotOfferedHere) {
    auto here = some_draft();
    here.is_at_platform = true;
    identified(here);
    EXPECT_EQ(visit.situation(), Situation::form);
    EXPECT_EQ(why_erased(), "d1 ended_elsewhere");
}

TEST_F(ComeBack, OneThatNeverReachedThePlatformIsStillOffered) {
    identified(some_draft());
    EXPECT_EQ(visit.situation(), Situation::draft);
}

TEST_F(ComeBack, WhatIsOverOrOfAnotherVersionIsNotOffered) {
    auto over = some_draft();
    over.expires_at = visit.state.last.wall;
    identified(over);
    EXPECT_EQ(visit.situation(), Situation::form);
    visit = Visit();
    auto other = some_draft();
    other.matter_version = 2;
    identified(other);
    EXPECT_EQ(visit.situation(), Situation::form);
}

TEST_F(ComeBack, AFormOfAnotherMatterGoesOnAfterItsOwnConsentWithoutAnotherCard) {
    auto other = some_draft();
    other.matter_id = "SI02";
    identified(other);
    ASSERT_EQ(visit.situation(), Situation::draft);
    visit.wants(intent::ResumeDraft{});
    EXPECT_EQ(visit.situation(), Situation::consent);
    visit.wants(intent::Agree{});
    EXPECT_FALSE(visit.has_open<command::ReadCard>());
    prefilled();
    EXPECT_EQ(visit.situation(), Situation::form);
    EXPECT_EQ(visit.state.session->matter_id, "SI02");
    EXPECT_EQ(visit.state.session->edits.at("phone").text.reveal(), "13800138000");
}

TEST_F(ComeBack, LeavingAgainKeepsItAnewInsteadOfTheOldOne) {
    identified(some_draft());
    visit.wants(intent::ResumeDraft{});
    prefilled();
    types("13900139000");
    visit.wants(intent::PauseForm{});
    EXPECT_EQ(kept().typed[0].value.reveal(), "13900139000");
    EXPECT_EQ(why_erased(), "d1 kept_anew");
}

TEST_F(ComeBack, AnUnfinishedCaseComesBeforeAnUnfinishedForm) {
    CaseFile file = screens::sample_state_at(Situation::outcome).cases.begin()->second;
    visit.to_card();
    visit.lays_card(adult_card());
    visit.answers<command::FindCases>(result::CasesFound{{file}, some_draft()});
    visit.answers<command::ConfirmIdentity>(result::IdentityConfirmed{});
    ASSERT_EQ(visit.situation(), Situation::earlier_case);
    visit.wants(intent::DismissEarlierCase{});
    EXPECT_EQ(visit.situation(), Situation::draft);
}

}  // namespace
}  // namespace kiosk24::flow
