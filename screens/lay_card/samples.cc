#include "screens/lay_card/lay_card.h"

namespace kiosk24::screens::lay_card {

std::vector<Sample> samples() {
    const State state = sample_state_at(Situation::lay_card);
    std::vector<Sample> samples{{"waiting", state}};
    for (const char* problem : {"unreadable", "refused", "garbled", "expired"}) {
        samples.push_back({problem, state});
        samples.back().state.session->card_problem = problem;
    }
    return samples;
}

}  // namespace kiosk24::screens::lay_card
