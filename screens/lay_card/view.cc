#include "screens/lay_card/lay_card.h"

#include "kiosk/model/identify.h"

namespace kiosk24::screens::lay_card {
namespace {

std::vector<Way> ways_of(const State& state, const Say& say) {
    std::vector<Way> ways;
    const auto* matter = state.matter();
    if (matter == nullptr) return ways;
    for (const auto method : matter->identify) {
        const auto* device = state.device(device_class_of(method));
        if (device == nullptr) continue;
        const auto key = "way." + std::string(name_of(method));
        const bool works = is_usable(device->condition);
        ways.push_back({.method = method,
                        .title = say(key + ".name"),
                        .about = works ? say(key + ".about") : say("lay_card.not_now"),
                        .works = works,
                        .is_chosen = state.session->method == method});
    }
    if (ways.size() < 2) ways.clear();
    return ways;
}

}  // namespace

View view_of(const State& state, const Texts& texts) {
    const Say say = say_of(state, texts);
    View view;
    view.chrome = chrome_of(state, texts, "lay_card", Ways::all);
    add_steps(view.chrome, state, texts, 0);
    if (!state.session) return view;
    view.method = state.session->method;
    const auto way = "way." + std::string(name_of(view.method));
    view.heading = say(way + ".heading");
    view.hint = say(way + ".hint");
    view.picture = say(way + ".picture");
    view.ways = ways_of(state, say);
    if (!state.session->card_problem.empty()) {
        view.problem = say("card_problem." + state.session->card_problem + ".what");
        view.problem_more = say("card_problem." + state.session->card_problem + ".do");
        view.hint.clear();  // what to do stands in the banner
    }
    return view;
}

}  // namespace kiosk24::screens::lay_card
