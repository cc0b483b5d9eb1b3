#include "screens/trouble/trouble.h"

namespace kiosk24::screens::trouble {

std::vector<Sample> samples() {
    const State state = sample_state_at(Situation::trouble);
    std::vector<Sample> samples;
    for (const char* words : {"reader", "platform", "identity_refused", "submit", "document",
                              "document_refused", "journal", "matter_gone", "guides", "cases"}) {
        Sample sample{words, state};
        sample.state.session->trouble = Trouble{};
        sample.state.session->trouble->words = words;
        sample.state.session->trouble->may_try_again = std::string(words) == "platform";
        sample.state.session->trouble->is_filed = std::string(words).starts_with("document");
        sample.state.session->trouble->is_unsettled = std::string(words) == "submit";
        samples.push_back(std::move(sample));
    }
    return samples;
}

}  // namespace kiosk24::screens::trouble
