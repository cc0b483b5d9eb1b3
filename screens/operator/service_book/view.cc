#include <array>
#include <cstdio>

#include "screens/operator/service_book/service_book.h"

namespace kiosk24::screens::service_book {

namespace {

// "05-20 14:32:08"
std::string time_of(WallTime at) {
    const auto date = date_in_china(at);
    const auto time = time_of_day_in_china(at);
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%02d-%02d %02d:%02d:%02d", date.month, date.day, time.hour,
                  time.minute, time.second);
    return text.data();
}

}  // namespace

View view_of(const State& state, const Texts& texts) {
    const Say say = say_of(state, texts);
    View view;
    view.chrome = service_chrome_of(state, texts, "service_book");
    view.hint = say("service_book.hint");
    view.page_on = say("service.page_on");
    view.page_back = say("service.page_back");
    if (!state.service) return view;
    view.is_reading = state.service->waiting_for != 0;
    view.empty = say(view.is_reading ? "service_book.reading" : "service_book.empty");
    for (const auto& line : state.service->book) {
        std::string more = line.device;
        if (!line.result.empty()) more += (more.empty() ? "" : "  ") + say("test_state." + line.result);
        view.lines.push_back(
            {time_of(line.at), say("book." + std::string(name_of(line.kind))), std::move(more)});
    }
    return view;
}

}  // namespace kiosk24::screens::service_book
