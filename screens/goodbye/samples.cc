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
    const auto keeping = [&](const char* name, bool is_kept) {
        constexpr std::int64_t kDay_ms = 86'400'000;
        Sample sample{name, state};
        sample.state.session->draft_keeping =
            DraftKeeping{.waiting_for = 0, .until = {state.last.wall.unix_ms + kDay_ms}, .is_kept = is_kept};
        return sample;
    };
    return {{"goodbye", state},         with_stars("rating", 0),    with_stars("rated", 5),
            with_stars("rated low", 1), keeping("form kept", true), keeping("form lost", false)};
}

}  // namespace kiosk24::screens::goodbye
