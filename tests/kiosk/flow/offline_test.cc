// Without a network: what the matter allows is taken with the card alone, kept here once, and the person is
// told plainly that it is still to be sent.
#include "kiosk/flow/check_matter.h"
#include "kiosk/text/case_number.h"
#include "visit.h"

namespace kiosk24::flow {
namespace {

// SI01 as something that a person decides and that asks for a telephone.
Matter offline_safe(Matter matter) {
    matter.offline_safe = true;
    matter.decision = DecisionKind::human;
    matter.identify = {IdentifyMethod::id_card};
    matter.needs = {DeviceClass::id_card_reader};
    matter.outputs = {{OutputKind::receipt, "receipt", matter.name}};
    std::erase_if(matter.steps, [](const Step& step) { return step.kind == StepKind::print; });
    for (auto& step : matter.steps) {
        if (step.kind == StepKind::submit) step.next = {{{}, "finish"}};
    }
    matter.form.resize(7);
    matter.form.back().id = "phone";
    matter.form.back().kind = FieldKind::phone;
    matter.form.back().source = Source::citizen;
    return matter;
}

class WithoutANetwork : public ::testing::Test {
  protected:
    WithoutANetwork() {
        auto catalogue = std::make_shared<Catalogue>(*visit.state.catalogue);
        catalogue->matters.push_back(catalogue->matters.front());
        catalogue->matters.back().id = "SI02";
        catalogue->matters.front() = offline_safe(catalogue->matters.front());
        visit.state.catalogue = catalogue;
        visit.happens(Event(event::PlatformChanged{false, Fault::platform_unreachable}));
    }
    const Matter& matter() const { return visit.state.catalogue->matters.front(); }
    void lays_card() {
        visit.to_card();
        visit.lays_card(adult_card());
        visit.answers<command::FindCases>(result::CasesFound{});
    }
    void fills_in() {
        visit.wants(intent::OpenField{"phone"});
        visit.wants(intent::Edit{"phone", PersonalText("13800138000"), 11, {}});
        visit.wants(intent::ConfirmForm{});
        ASSERT_EQ(visit.situation(), Situation::review);
    }
    // To the commit that keeps the application.
    void submits() {
        lays_card();
        fills_in();
        visit.wants(intent::Submit{});
    }
    const CaseFile& only_case() const { return visit.state.cases.begin()->second; }

    Visit visit;
};

TEST_F(WithoutANetwork, OnlyWhatTheMatterAllowsIsOffered) {
    EXPECT_EQ(offer_of(matter(), visit.state), Offer::available);
    EXPECT_TRUE(is_taken_offline(matter(), visit.state));
    EXPECT_EQ(offer_of(visit.state.catalogue->matters.back(), visit.state), Offer::offline);
}

TEST_F(WithoutANetwork, TheCardAloneSaysWhoItIsAndTheFormAsksForTheRest) {
    lays_card();
    EXPECT_EQ(visit.situation(), Situation::form);
    EXPECT_FALSE(visit.has_open<command::ConfirmIdentity>());
    EXPECT_FALSE(visit.has_open<command::FetchPrefill>());
    EXPECT_TRUE(visit.state.session->is_prefilled);
    EXPECT_EQ(visit.state.session->field, "phone") << "it asks for what nobody told";
}

TEST_F(WithoutANetwork, TheKeyAndTheApplicationAreKeptInOneCommit) {
    submits();
    const auto kept = visit.open<command::QueueApplication>();
    const auto& application = std::get<command::QueueApplication>(kept.what).application;
    EXPECT_FALSE(visit.has_open<command::SubmitApplication>());
    ASSERT_EQ(kept.record.size(), 2U);
    EXPECT_EQ(kept.record[0].kind, LedgerKind::key_minted);
    EXPECT_EQ(kept.record[0].fact("key"), application.key);
    EXPECT_EQ(kept.record[1].kind, LedgerKind::queued);
    EXPECT_TRUE(application.person_reference.reveal().empty());
    ASSERT_TRUE(application.applicant);
    EXPECT_EQ(application.applicant->number, adult_card().number);
    EXPECT_TRUE(application.applicant->photo.reveal().empty());
}

TEST_F(WithoutANetwork, OnceItIsKeptThePersonIsToldAndTheReceiptSaysSo) {
    submits();
    EXPECT_EQ(visit.situation(), Situation::submitting) << "nothing is said before it is committed";
    visit.answers<command::QueueApplication>(result::Done{});
    EXPECT_EQ(visit.situation(), Situation::outcome);
    EXPECT_EQ(standing_of(only_case()), Standing::queued);
    EXPECT_EQ(visit.count(LedgerKind::told), 0) << "there is no outcome yet";
    const auto compose = visit.open<command::ComposeReceipt>();
    const auto& receipt = std::get<command::ComposeReceipt>(compose.what).receipt;
    EXPECT_EQ(receipt.kept_as, text::kept_number(only_case().id));
    EXPECT_TRUE(receipt.case_number.empty());
}

TEST_F(WithoutANetwork, TheEndOfTheVisitDoesNotCloseWhatIsStillToBeSent) {
    submits();
    visit.answers<command::QueueApplication>(result::Done{});
    visit.wants(intent::EndSession{});
    EXPECT_EQ(visit.count(LedgerKind::closed), 0);
    EXPECT_TRUE(visit.state.cases.empty()) << "only the ledger follows it";
    visit.happens(Event(event::PlatformChanged{true, Fault::none}));
    EXPECT_FALSE(visit.has_open<command::SettleSubmission>()) << "asking would make its key void";
}

TEST_F(WithoutANetwork, AFullLedgerKeepsNothingAndSaysSo) {
    submits();
    visit.answers<command::QueueApplication>(
        result::Failed{Error(Code::out_of_space), Fault::journal_full, Outcome::not_done});
    EXPECT_EQ(visit.situation(), Situation::trouble);
    EXPECT_FALSE(visit.state.session->trouble->is_filed);
    EXPECT_FALSE(visit.state.session->trouble->is_unsettled);
    EXPECT_EQ(visit.count(LedgerKind::absent), 1);
}

TEST_F(WithoutANetwork, AfterARestartItIsNeitherClosedNorSettled) {
    CaseFile file;
    file.id = "c1";
    file.matter_id = "SI01";
    file.key = "k1";
    file.was_queued = true;
    visit.happens(Event(event::Started{2, {file}}));
    EXPECT_EQ(visit.count(LedgerKind::closed), 0);
    EXPECT_FALSE(visit.has_open<command::SettleSubmission>());
}

TEST_F(WithoutANetwork, ThePersonWhoComesBackBeforeItIsSentCannotFileItTwice) {
    CaseFile file;
    file.id = "c1";
    file.matter_id = "SI01";
    file.was_queued = true;
    visit.to_card();
    visit.lays_card(adult_card());
    visit.answers<command::FindCases>(result::CasesFound{{file}});
    ASSERT_EQ(visit.situation(), Situation::earlier_case);
    visit.wants(intent::ContinueEarlierCase{});
    EXPECT_EQ(visit.situation(), Situation::earlier_case);
    visit.wants(intent::DismissEarlierCase{});
    EXPECT_EQ(visit.situation(), Situation::goodbye);
    EXPECT_EQ(visit.count(LedgerKind::opened), 0);
}

TEST_F(WithoutANetwork, ThePersonWhoComesBackLaterHearsTheDecision) {
    visit.happens(Event(event::PlatformChanged{true, Fault::none}));
    CaseFile file;
    file.id = "c1";
    file.matter_id = "SI01";
    file.was_queued = true;
    file.verdict = Verdict::human;
    file.case_number = decision(Verdict::human).case_number;
    visit.to_card();
    visit.lays_card(adult_card());
    visit.answers<command::FindCases>(result::CasesFound{{file}});
    visit.answers<command::ConfirmIdentity>(result::IdentityConfirmed{});
    ASSERT_EQ(visit.situation(), Situation::earlier_case);
    visit.wants(intent::ContinueEarlierCase{});
    EXPECT_EQ(visit.situation(), Situation::outcome);
    EXPECT_EQ(visit.count(LedgerKind::told), 1);
}

TEST_F(WithoutANetwork, AnApprovalWithoutPaperIsHeardOfToo) {
    visit.happens(Event(event::PlatformChanged{true, Fault::none}));
    CaseFile file;
    file.id = "c1";
    file.matter_id = "SI01";
    file.was_queued = true;
    file.verdict = Verdict::approved;
    EXPECT_TRUE(is_open_for_citizen(file));
    visit.to_card();
    visit.lays_card(adult_card());
    visit.answers<command::FindCases>(result::CasesFound{{file}});
    visit.answers<command::ConfirmIdentity>(result::IdentityConfirmed{});
    ASSERT_EQ(visit.situation(), Situation::earlier_case);
    visit.wants(intent::DismissEarlierCase{});
    EXPECT_EQ(visit.count(LedgerKind::told), 1);
    EXPECT_EQ(visit.count(LedgerKind::closed), 1);
}

TEST_F(WithoutANetwork, APlatformThatStopsAnsweringInTheMiddleStopsNobody) {
    visit.happens(Event(event::PlatformChanged{true, Fault::none}));
    lays_card();
    visit.answers<command::ConfirmIdentity>(
        result::Failed{Error(Code::unreachable), Fault::platform_unreachable, Outcome::not_done});
    EXPECT_EQ(visit.situation(), Situation::form);
    visit.happens(Event(event::PlatformChanged{false, Fault::platform_unreachable}));
    fills_in();
    visit.wants(intent::Submit{});
    EXPECT_TRUE(visit.has_open<command::QueueApplication>());
}

TEST_F(WithoutANetwork, ASubmissionOfWhichCertainlyNothingArrivedIsKeptUnderTheSameKey) {
    visit.happens(Event(event::PlatformChanged{true, Fault::none}));
    lays_card();
    visit.answers<command::ConfirmIdentity>(
        result::IdentityConfirmed{{PersonalText("r1"), PersonalText("李测试")}});
    fills_in();
    visit.wants(intent::Submit{});
    const auto sent = visit.open<command::SubmitApplication>();
    visit.answers(sent,
                  result::Failed{Error(Code::unreachable), Fault::platform_unreachable, Outcome::not_done});
    const auto kept = visit.open<command::QueueApplication>();
    EXPECT_EQ(std::get<command::QueueApplication>(kept.what).application,
              std::get<command::SubmitApplication>(sent.what).application);
    visit.answers(kept, result::Done{});
    EXPECT_EQ(visit.situation(), Situation::outcome);
    EXPECT_EQ(standing_of(only_case()), Standing::queued);
    EXPECT_EQ(visit.count(LedgerKind::key_minted), 1);
}

TEST_F(WithoutANetwork, ASubmissionThatMayHaveArrivedIsSettledNotKept) {
    visit.happens(Event(event::PlatformChanged{true, Fault::none}));
    lays_card();
    visit.answers<command::ConfirmIdentity>(
        result::IdentityConfirmed{{PersonalText("r1"), PersonalText("李测试")}});
    fills_in();
    visit.wants(intent::Submit{});
    visit.answers<command::SubmitApplication>(
        result::Failed{Error(Code::timed_out), Fault::platform_slow, Outcome::unknown});
    EXPECT_FALSE(visit.has_open<command::QueueApplication>());
    EXPECT_TRUE(visit.has_open<command::SettleSubmission>());
}

TEST_F(WithoutANetwork, ACardThatThePlatformRefusesIsNotTakenAlone) {
    visit.happens(Event(event::PlatformChanged{true, Fault::none}));
    lays_card();
    visit.answers<command::ConfirmIdentity>(
        result::Failed{Error(Code::server_refused), Fault::none, Outcome::not_done});
    EXPECT_EQ(visit.situation(), Situation::trouble);
}

TEST_F(WithoutANetwork, WithTheNetworkBackBeforeSubmittingItGoesAtOnceWithTheCard) {
    lays_card();
    fills_in();
    visit.happens(Event(event::PlatformChanged{true, Fault::none}));
    visit.wants(intent::Submit{});
    const auto sent = visit.open<command::SubmitApplication>();
    EXPECT_TRUE(std::get<command::SubmitApplication>(sent.what).application.applicant);
}

// --- which matters may be

struct Refusal {
    const char* name;
    void (*spoil)(Matter&);
};
class OfflineSafe : public WithoutANetwork, public ::testing::WithParamInterface<Refusal> {};

TEST_P(OfflineSafe, IsRefusedByCheckMatter) {
    ASSERT_TRUE(check_matter(matter()).empty());
    auto spoilt = matter();
    GetParam().spoil(spoilt);
    const auto findings = check_matter(spoilt);
    EXPECT_TRUE(std::any_of(findings.begin(), findings.end(),
                            [](const Finding& finding) { return finding.where == "offline_safe"; }));
    spoilt.offline_safe = false;
    for (const auto& finding : check_matter(spoilt))
        EXPECT_NE(finding.where, "offline_safe");
}
INSTANTIATE_TEST_SUITE_P(
    Of, OfflineSafe,
    ::testing::Values(
        Refusal{"APaperDecidedAtOnce",
                [](Matter& matter) {
                    matter.decision = DecisionKind::instant;
                    matter.outputs.push_back({OutputKind::print, "certificate", matter.name});
                }},
        Refusal{"NoReceipt", [](Matter& matter) { matter.outputs.clear(); }},
        Refusal{"AnotherWayToSayWho",
                [](Matter& matter) { matter.identify.push_back(IdentifyMethod::e_id); }},
        Refusal{"AFee", [](Matter& matter) { matter.fee_fen = 500; }},
        Refusal{"APrinter", [](Matter& matter) { matter.needs.push_back(DeviceClass::document_printer); }},
        Refusal{"ALicence", [](Matter& matter) { matter.form.back().source = Source::licence; }},
        Refusal{"NothingFiled",
                [](Matter& matter) {
                    std::erase_if(matter.steps,
                                  [](const Step& step) { return step.kind == StepKind::submit; });
                }}),
    [](const auto& refusal) { return std::string(refusal.param.name); });

}  // namespace
}  // namespace kiosk24::flow
