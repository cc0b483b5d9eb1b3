// The face step: asked for, never forced, and of the face nothing is kept.
#include "kiosk/flow/check_matter.h"
#include "visit.h"

namespace kiosk24::flow {
namespace {

DocumentBytes still() {
    return std::make_shared<const Personal<Bytes>>(Bytes(100, 7));
}
result::FaceMatched match(FaceDecision decision) {
    return {{decision, decision == FaceDecision::same ? 950 : 400, "model-1"}};
}

class FaceVisit : public testing::Test {
  protected:
    void SetUp() override {
        auto catalogue =
            std::make_shared<Catalogue>(*screens::sample_state_at(Situation::face_consent).catalogue);
        catalogue->matters[0].face_consent.text_sha256[Language::zh_hans] = "hash";
        visit.state.catalogue = catalogue;
    }
    void to_face_consent() { visit.to_form(); }
    void to_camera() {
        to_face_consent();
        visit.wants(intent::AgreeFace{});
    }
    std::string face_value() const {
        for (const auto& value : visit.state.session->form)
            if (value.field == "face") return value.value.reveal();
        return {};
    }
    Visit visit;
};

TEST_F(FaceVisit, TheCameraLooksOnlyAfterAConsentOfItsOwn) {
    to_face_consent();
    EXPECT_EQ(visit.situation(), Situation::face_consent);
    EXPECT_FALSE(visit.has_open<command::CaptureFace>());
    visit.wants(intent::AgreeFace{});
    EXPECT_EQ(visit.situation(), Situation::face);
    EXPECT_TRUE(visit.has_open<command::CaptureFace>());
    ASSERT_EQ(visit.count(LedgerKind::face_consented), 1);
    for (const auto& entry : visit.ledger) {
        if (entry.kind != LedgerKind::face_consented) continue;
        EXPECT_EQ(entry.fact("text_hash"), "hash");
        EXPECT_EQ(entry.fact("consent_version"), "face-2026-1");
    }
}

TEST_F(FaceVisit, WithoutAFaceTheWalkGoesOnAndTheFormSaysSo) {
    to_face_consent();
    visit.wants(intent::WithoutFace{});
    EXPECT_EQ(visit.situation(), Situation::form);
    EXPECT_EQ(face_value(), "without");
    EXPECT_EQ(visit.count(LedgerKind::face_consented), 0);
}

// --- a matter that demands to know whether the face is alive

TEST_F(FaceVisit, WhereTheCameraCannotTellALivingFaceNobodyIsComparedForAMatterThatDemandsIt) {
    auto demanding = std::make_shared<Catalogue>(*visit.state.catalogue);
    demanding->matters[0].face_liveness = true;
    visit.state.catalogue = demanding;
    to_face_consent();
    EXPECT_EQ(visit.situation(), Situation::form) << "the walk goes on, and the decision knows";
    EXPECT_EQ(face_value(), "without");
    EXPECT_EQ(visit.count(LedgerKind::face_consented), 0);
}

TEST_F(FaceVisit, ABinocularCameraComparesForIt) {
    auto demanding = std::make_shared<Catalogue>(*visit.state.catalogue);
    demanding->matters[0].face_liveness = true;
    visit.state.catalogue = demanding;
    visit.happens(Event(event::DeviceGreeted{"camera", {"any", "binocular", "", "", {"liveness"}}}));
    to_face_consent();
    EXPECT_EQ(visit.situation(), Situation::face_consent);
}

TEST_F(FaceVisit, AMatterOnFaceAloneIsOfferedOnlyWhereTheCameraCanTellALivingFace) {
    auto matter = visit.state.catalogue->matters[0];
    matter.needs = {DeviceClass::face_camera};
    EXPECT_EQ(offer_of(matter, visit.state), Offer::available);
    matter.face_liveness = true;
    EXPECT_EQ(offer_of(matter, visit.state), Offer::not_here);
    auto starting = visit.state;
    for (auto& device : starting.devices)
        if (device.slot.device_class == DeviceClass::face_camera) device.condition = {};
    EXPECT_EQ(offer_of(matter, starting), Offer::device_missing) << "nobody knows yet what it can do";
    visit.happens(Event(event::DeviceGreeted{"camera", {"any", "binocular", "", "", {"liveness"}}}));
    EXPECT_EQ(offer_of(matter, visit.state), Offer::available);
}

TEST_F(FaceVisit, TheSameFaceGoesOnByItself) {
    to_camera();
    visit.happens(Event(event::FaceHinted{"camera", FaceHint::closer}));
    EXPECT_EQ(visit.state.session->face_hint, FaceHint::closer);
    visit.answers<command::CaptureFace>(result::FaceCaptured{still()});
    const auto asked = visit.open<command::MatchFace>();
    EXPECT_FALSE(asked.case_id.empty()) << "the ledger keeps the comparison with the case";
    visit.answers(asked, match(FaceDecision::same));
    EXPECT_EQ(visit.situation(), Situation::form);
    EXPECT_EQ(face_value(), "same");
}

TEST_F(FaceVisit, ADifferentFaceMayTryOnceMoreAndThenAPersonChecks) {
    to_camera();
    visit.answers<command::CaptureFace>(result::FaceCaptured{still()});
    visit.answers<command::MatchFace>(match(FaceDecision::different));
    EXPECT_EQ(visit.situation(), Situation::face);
    EXPECT_EQ(visit.state.session->face_problem, "different");
    visit.wants(intent::TryAgain{});
    visit.answers<command::CaptureFace>(result::FaceCaptured{still()});
    visit.answers<command::MatchFace>(match(FaceDecision::different));
    EXPECT_EQ(visit.state.session->face_problem, "still_different");
    visit.wants(intent::TryAgain{});
    EXPECT_FALSE(visit.has_open<command::CaptureFace>()) << "no third try";
    visit.wants(intent::WithoutFace{});
    EXPECT_EQ(visit.situation(), Situation::form);
    EXPECT_EQ(face_value(), "different") << "who was found different does not become one who said no";
}

TEST_F(FaceVisit, AgreeingAgainAfterTheLastTrySaysThatItWasTheLast) {
    to_camera();
    for (int attempt = 0; attempt < 2; ++attempt) {
        visit.answers<command::CaptureFace>(result::FaceCaptured{still()});
        visit.answers<command::MatchFace>(match(FaceDecision::different));
        visit.wants(intent::TryAgain{});
    }
    visit.wants(intent::GoBack{});
    EXPECT_EQ(visit.situation(), Situation::face_consent);
    visit.wants(intent::AgreeFace{});
    EXPECT_EQ(visit.situation(), Situation::face) << "a touch is never without an answer";
    EXPECT_EQ(visit.state.session->face_problem, "still_different");
    EXPECT_FALSE(visit.has_open<command::CaptureFace>());
    EXPECT_EQ(visit.count(LedgerKind::face_consented), 1) << "nothing was looked at again";
}

TEST_F(FaceVisit, EveryFailureLeavesBothWays) {
    const std::pair<Code, std::string> failures[] = {{Code::timed_out, "no_picture"},
                                                     {Code::device_offline, "camera"}};
    to_camera();
    for (const auto& [code, problem] : failures) {
        visit.answers<command::CaptureFace>(result::Failed{Error(code)});
        EXPECT_EQ(visit.situation(), Situation::face);
        EXPECT_EQ(visit.state.session->face_problem, problem);
        visit.wants(intent::TryAgain{});
    }
    visit.answers<command::CaptureFace>(result::FaceCaptured{still()});
    visit.answers<command::MatchFace>(result::Failed{Error(Code::unreachable), Fault::platform_unreachable});
    EXPECT_EQ(visit.state.session->face_problem, "platform");
    visit.wants(intent::WithoutFace{});
    EXPECT_EQ(face_value(), "without");
}

// --- a terminal with a matcher of its own

class MatcherVisit : public FaceVisit {
  protected:
    void SetUp() override {
        FaceVisit::SetUp();
        visit.state.devices.push_back({.slot = {"matcher", DeviceClass::face_matcher},
                                       .condition = {.state = DeviceState::online, .detail = {}}});
    }
    void to_comparison(Bytes photo) {
        to_camera();
        visit.state.session->card->photo = Personal<Bytes>(std::move(photo));
        visit.answers<command::CaptureFace>(result::FaceCaptured{still()});
    }
    bool is_compared_here() { return room_of(visit.open<command::MatchFace>().what) == Room::device; }
};

TEST_F(MatcherVisit, TheFaceIsComparedWithTheCardsPhotoAndStaysHere) {
    to_comparison(Bytes(1024, 9));
    const auto asked = visit.open<command::MatchFace>();
    const auto& comparing = std::get<command::MatchFace>(asked.what);
    EXPECT_EQ(comparing.device, "matcher");
    EXPECT_EQ(comparing.photo.reveal(), Bytes(1024, 9));
    EXPECT_TRUE(comparing.person_reference.reveal().empty());
    EXPECT_EQ(room_of(asked.what), Room::device);
    visit.answers(asked, match(FaceDecision::same));
    EXPECT_EQ(face_value(), "same");
}

TEST_F(MatcherVisit, WithoutAPhotoOnTheCardThePlatformCompares) {
    to_comparison({});
    EXPECT_FALSE(is_compared_here());
}

TEST_F(MatcherVisit, WhenItsMatcherIsBrokenThePlatformCompares) {
    visit.state.devices.back().condition = {
        .state = DeviceState::offline, .fault = Fault::matcher_offline, .detail = {}};
    to_comparison(Bytes(1024, 9));
    EXPECT_FALSE(is_compared_here());
}

TEST_F(MatcherVisit, AComparisonThatFailsHereIsTriedWithThePlatform) {
    to_comparison(Bytes(1024, 9));
    visit.answers<command::MatchFace>(result::Failed{Error(Code::bad_input)});
    EXPECT_EQ(visit.state.session->face_problem, "matcher");
    visit.wants(intent::TryAgain{});
    visit.answers<command::CaptureFace>(result::FaceCaptured{still()});
    EXPECT_FALSE(is_compared_here());
    visit.answers<command::MatchFace>(match(FaceDecision::same));
    EXPECT_EQ(face_value(), "same");
}

TEST_F(FaceVisit, GoingBackStopsTheCamera) {
    to_camera();
    visit.wants(intent::GoBack{});
    EXPECT_EQ(visit.situation(), Situation::face_consent);
    EXPECT_TRUE(visit.has_open<command::Cancel>());
}

TEST_F(FaceVisit, ATerminalWhoseCameraIsBrokenDoesNotAsk) {
    for (auto& device : visit.state.devices) {
        if (device.slot.device_class == DeviceClass::face_camera)
            device.condition = {.state = DeviceState::offline, .fault = Fault::camera_offline, .detail = {}};
    }
    to_face_consent();
    EXPECT_EQ(visit.situation(), Situation::form);
    EXPECT_EQ(face_value(), "without");
}

TEST_F(FaceVisit, SomebodyWhoWalksAwayIsNotLookedAtForEver) {
    to_camera();
    visit.passes(Milliseconds{61'000});
    EXPECT_EQ(visit.situation(), Situation::still_there);
    visit.passes(Milliseconds{30'000});
    EXPECT_TRUE(visit.has_open<command::ForgetPersonal>());
}

TEST_F(FaceVisit, AMatterWithAFaceStepNeedsItsOwnConsent) {
    auto matter = *visit.state.catalogue->find("SI01");
    EXPECT_TRUE(check_matter(matter).empty()) << check_matter(matter).front().where;
    matter.face_consent = {};
    ASSERT_EQ(check_matter(matter).size(), 1U);
    EXPECT_EQ(check_matter(matter).front().where, "face_consent");
}

}  // namespace
}  // namespace kiosk24::flow
