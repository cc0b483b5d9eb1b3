#include "screens/shared/service_chrome.h"

namespace kiosk24::screens {

ServiceChrome service_chrome_of(const State& state, const Texts& texts, std::string_view key) {
    const Say say = say_of(state, texts);
    const Chrome citizen = chrome_of(state, texts, key, Ways::none);
    ServiceChrome chrome;
    chrome.title = citizen.title;
    chrome.subtitle = say.fill(is_out_of_service(state) ? "service.closed" : "service.open",
                               {{"terminal", state.terminal.id}});
    chrome.clock = citizen.clock;
    chrome.date = citizen.date;
    chrome.footer = citizen.footer;
    chrome.back = say("chrome.back");
    chrome.other_language = citizen.other_language;
    chrome.to_language = citizen.to_language;
    chrome.leave = say("service.leave");
    const auto place = state.service ? state.service->place : ServicePlace::pin;
    chrome.has_back = place != ServicePlace::pin && place != ServicePlace::overview;
    return chrome;
}

Drawn draw_service_chrome(const ServiceChrome& chrome, ui::Frame& frame) {
    Drawn drawn;
    frame.background();
    frame.header_bar({.title = chrome.title,
                      .subtitle = chrome.subtitle,
                      .clock = chrome.clock,
                      .date = chrome.date,
                      .emblem = ui::Icon::build});
    ui::BottomBar bar{.line = chrome.footer};
    if (chrome.has_back)
        bar.items.push_back({.id = "back", .words = chrome.back, .icon = ui::Icon::arrow_back});
    bar.items.push_back({.id = "language", .words = chrome.other_language, .icon = ui::Icon::language});
    bar.items.push_back({.id = "leave", .words = chrome.leave, .icon = ui::Icon::logout});
    const auto tapped = frame.bottom_bar(bar);
    if (tapped == "back") drawn.intent = intent::GoBack{};
    if (tapped == "language") drawn.intent = intent::ChooseLanguage{chrome.to_language};
    if (tapped == "leave") drawn.intent = intent::ServiceLeave{};
    drawn.content = frame.areas().content.without_bottom(ui::kGap);
    return drawn;
}

namespace {

float fact_height(const ui::Frame& frame) {
    return frame.line_height(ui::FontRole::caption) + frame.line_height(ui::FontRole::body_bold) + ui::kSpace;
}

}  // namespace

float service_facts_height(const ui::Frame& frame, std::size_t facts, int across) {
    const auto rows = (facts + static_cast<std::size_t>(across) - 1) / static_cast<std::size_t>(across);
    return static_cast<float>(rows) * (fact_height(frame) + ui::kSpace) + 2 * ui::kGap - ui::kSpace;
}

void draw_service_facts(ui::Frame& frame, ui::Rect area, const std::vector<ServiceFact>& facts, int across) {
    frame.card(area, {.kind = ui::CardKind::outlined});
    const auto places = area.inset(ui::kPadding, ui::kGap)
                            .grid(static_cast<int>(facts.size()), across, fact_height(frame), ui::kSpace);
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const auto& fact = facts[i];
        const float label = frame.line_height(ui::FontRole::caption);
        frame.text("label." + fact.id, places[i].top(label), fact.label,
                   {.font = ui::FontRole::caption, .colour = ui::ColourRole::text_soft, .max_lines = 1});
        frame.text("fact." + fact.id, places[i].without_top(label), fact.value,
                   {.font = ui::FontRole::body_bold, .colour = fact.colour, .max_lines = 1});
    }
}

}  // namespace kiosk24::screens
