#include "screens/out_of_service/out_of_service.h"

namespace kiosk24::screens::out_of_service {

View view_of(const State& state, const Texts& texts) {
    const Say say = say_of(state, texts);
    View view;
    view.chrome = chrome_of(state, texts, "out_of_service", Ways::none);
    view.chrome.notice.clear();
    const bool lacks_catalogue = state.catalogue == nullptr && state.platform_fault == Fault::none;
    const bool starting = state.journal_fault == Fault::none && (!state.journal_open || lacks_catalogue);
    view.heading = say(starting ? "out_of_service.starting" : "out_of_service.heading");
    view.words = say(starting ? "out_of_service.starting_words" : "out_of_service.words");
    const auto& remote = state.remote.orders.service;
    if (remote.is_out && !starting && state.journal_fault == Fault::none) {
        view.words = say(remote.notice);
        for (const auto language : state.terminal.languages) {
            const auto words = remote.notice.in.find(language);
            if (words != remote.notice.in.end() && words->second != view.words)
                view.other_words.push_back(words->second);
        }
        constexpr std::size_t kLong_bytes = 240;
        std::size_t bytes = view.words.size();
        for (const auto& words : view.other_words)
            bytes += words.size();
        view.has_long_notice = bytes > kLong_bytes;
    }
    const bool is_closed = !state.service_record.closed_for.empty();
    if (is_closed && !remote.is_out && !starting && state.journal_fault == Fault::none)
        view.words = say("out_of_service.upkeep");
    view.nearest_label = say("help.nearest");
    view.nearest = say(state.terminal.nearest);
    view.hotline_label = say("help.hotline");
    view.hotline = state.terminal.hotline;
    return view;
}

}  // namespace kiosk24::screens::out_of_service
