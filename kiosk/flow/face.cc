// The face step: its own consent, one picture taken while the person looks into the camera, and the word of
// the terminal's matcher, or else the platform's, whether that is the person identified. It is never the only
// way on: without a camera, or without the person's wish, the walk goes on and the form's field "face" says
// so to the matter's conditions.
#include "kiosk/flow/turn.h"

namespace kiosk24::flow {
namespace {

constexpr Milliseconds kCaptureWithin{45'000};
constexpr Milliseconds kCompareWithin{10'000};
constexpr int kMostTries = 2;

const std::string* working_camera(const Turn& turn) {
    const auto* matter = turn.state.matter();
    const auto* camera = matter == nullptr ? nullptr : camera_for(*matter, turn.state);
    return camera == nullptr ? nullptr : &camera->slot.id;
}

// Who compares: a matcher in this terminal needs the photo on the card, an e-ID brings none.
command::MatchFace comparison(Turn& turn, const DocumentBytes& still) {
    const auto& session = turn.session();
    const auto* matcher = turn.state.device(DeviceClass::face_matcher);
    const bool has_photo = session.card && !session.card->photo.reveal().empty();
    if (matcher != nullptr && is_usable(matcher->condition) && has_photo && !session.has_matcher_failed)
        return {matcher->slot.id, {}, session.card->photo, still};
    return {{}, session.person ? session.person->reference : PersonalText(), {}, still};
}

void end_face(Turn& turn, FaceStanding standing) {
    auto& session = turn.session();
    if (session.waiting_for != 0) turn.issue(command::Cancel{session.waiting_for}, Milliseconds{0});
    session.waiting_for = 0;
    session.is_face_compared = false;
    session.face_problem.clear();
    session.face = standing;
    put_value(session.form, {.field = "face",
                             .value = PersonalText(std::string(name_of(standing))),
                             .source = Source::citizen,
                             .source_name = {}});
    next_step(turn);
}

void stop_with(Turn& turn, std::string problem) {
    turn.session().is_face_compared = false;
    turn.session().face_problem = std::move(problem);
}

void on_match(Turn& turn, const FaceMatch& match) {
    auto& session = turn.session();
    session.last_touch = turn.stamp.now;  // looking into the camera is a touch
    if (match.decision == FaceDecision::same) return end_face(turn, FaceStanding::same);
    session.face = FaceStanding::different;
    ++session.face_tries;
    stop_with(turn, session.face_tries < kMostTries ? "different" : "still_different");
}

void on_failed(Turn& turn, const result::Failed& failed) {
    const bool is_compared = turn.session().is_face_compared;
    const bool journal = failed.fault == Fault::journal_failed || failed.fault == Fault::journal_full;
    if (journal)
        return show_trouble(turn, {.fault = failed.fault, .code = failed.error.code(), .words = "journal"});
    if (is_compared && turn.session().is_compared_here) {
        turn.session().has_matcher_failed = true;
        return stop_with(turn, "matcher");
    }
    if (is_compared) return stop_with(turn, "platform");
    stop_with(turn, failed.error.code() == Code::timed_out ? "no_picture" : "camera");
}

}  // namespace

void enter_face(Turn& turn) {
    auto& session = turn.session();
    if (working_camera(turn) == nullptr) return end_face(turn, FaceStanding::without);
    session.face = FaceStanding::none;
    session.face_tries = 0;
    session.face_problem.clear();
    turn.enter(Situation::face_consent);
}

void agree_face(Turn& turn) {
    auto& session = turn.session();
    const auto* matter = turn.state.matter();
    if (session.situation != Situation::face_consent || matter == nullptr) return;
    if (session.face_tries >= kMostTries) {  // came back after the last try: it stays the last
        turn.enter(Situation::face);
        return stop_with(turn, "still_different");
    }
    const auto& consent = matter->face_consent;
    const auto hash = consent.text_sha256.find(session.language);
    session.face_consent = ConsentRecord{.version = consent.version,
                                         .text_sha256 = hash == consent.text_sha256.end() ? "" : hash->second,
                                         .at = turn.stamp.wall};
    turn.record({turn.entry(session.case_id, LedgerKind::face_consented,
                            {{"text_hash", session.face_consent->text_sha256},
                             {"consent_version", session.face_consent->version}})});
    capture_face(turn);
}

void capture_face(Turn& turn) {
    auto& session = turn.session();
    if (!session.face_consent || session.waiting_for != 0) return;
    if (session.face_tries >= kMostTries) return;
    if (session.situation != Situation::face) turn.enter(Situation::face);
    const auto* camera = working_camera(turn);
    if (camera == nullptr) return stop_with(turn, "camera");
    session.face_hint = FaceHint::look_here;
    session.face_problem.clear();
    session.waiting_for = turn.issue(command::CaptureFace{*camera}, kCaptureWithin);
}

void without_face(Turn& turn) {
    const auto& session = turn.session();
    if (session.situation != Situation::face_consent && session.situation != Situation::face) return;
    // Who was compared and found different does not become one who did not want to be compared.
    end_face(turn, session.face == FaceStanding::different ? FaceStanding::different : FaceStanding::without);
}

void back_from_face(Turn& turn) {
    auto& session = turn.session();
    if (session.is_face_compared) return;
    if (session.waiting_for != 0) turn.issue(command::Cancel{session.waiting_for}, Milliseconds{0});
    session.waiting_for = 0;
    session.face_problem.clear();
    turn.enter(Situation::face_consent);
}

void on_face_completed(Turn& turn, const Completed& completed) {
    auto& session = turn.session();
    if (const auto* captured = std::get_if<result::FaceCaptured>(&completed.result)) {
        session.is_face_compared = true;
        auto comparing = comparison(turn, captured->still);
        session.is_compared_here = !comparing.device.empty();
        session.waiting_for = turn.issue(std::move(comparing), kCompareWithin, session.case_id);
        return;
    }
    if (const auto* matched = std::get_if<result::FaceMatched>(&completed.result))
        return on_match(turn, matched->match);
    if (const auto* failed = std::get_if<result::Failed>(&completed.result)) on_failed(turn, *failed);
}

}  // namespace kiosk24::flow
