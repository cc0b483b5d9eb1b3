#include "screens/face/face.h"

namespace kiosk24::screens::face {

std::vector<Sample> samples() {
    State state = sample_state_at(Situation::face);
    std::vector<Sample> samples;
    for (const auto hint :
         {FaceHint::look_here, FaceHint::one_only, FaceHint::closer, FaceHint::farther, FaceHint::to_middle,
          FaceHint::too_dark, FaceHint::too_bright, FaceHint::hold_still}) {
        state.session->face_hint = hint;
        samples.push_back({std::string(name_of(hint)), state});
    }
    state.session->is_face_compared = true;
    samples.push_back({"comparing", state});
    state.session->is_face_compared = false;
    for (const char* problem : {"different", "still_different", "no_picture", "camera", "platform"}) {
        state.session->face_problem = problem;
        samples.push_back({problem, state});
    }
    return samples;
}

}  // namespace kiosk24::screens::face
