#include "screens/face/face.h"

namespace kiosk24::screens::face {

View view_of(const State& state, const Texts& texts) {
    const Say say = say_of(state, texts);
    View view;
    view.chrome = chrome_of(state, texts, "face", Ways::all);
    view.picture = say("face.picture");
    if (!state.session) return view;
    const auto& session = *state.session;
    if (session.is_face_compared) {
        view.mode = Mode::comparing;
        view.chrome.ways = Ways::help_only;
        view.heading = say("face.comparing");
        view.hint = say("face.comparing_hint");
        return view;
    }
    view.without = say("face.without");
    if (!session.face_problem.empty()) {
        view.mode = Mode::stopped;
        view.problem = say("face_problem." + session.face_problem + ".what");
        view.problem_more = say("face_problem." + session.face_problem + ".do");
        if (session.face_problem == "still_different")
            view.without = say("face.go_on");
        else
            view.try_again = say("face.try_again");
        return view;
    }
    view.is_good = session.face_hint == FaceHint::hold_still;
    view.heading = say("face_hint." + std::string(name_of(session.face_hint)));
    view.hint = say("face.hint");
    return view;
}

}  // namespace kiosk24::screens::face
