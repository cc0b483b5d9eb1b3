#include "screens/goodbye/goodbye.h"

namespace kiosk24::screens::goodbye {

std::vector<Sample> samples() {
    State state = sample_state_at(Situation::home);
    state.session->situation = Situation::goodbye;
    const auto with_stars = [&](const char* name, int stars) {
        Sample sample{name, state};
        sample.state.session->rating =
            RatingOffer{.case_id = "0123456789abcdef0123456789abcdef",
                        .case_number = "11440399MB000000094442000001000202605200001",
                        .stars = stars};
        return sample;
    };
    return {{"goodbye", state}, with_stars("rating", 0), with_stars("rated", 5), with_stars("rated low", 1)};
}

}  // namespace kiosk24::screens::goodbye
