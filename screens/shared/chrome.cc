#include "screens/shared/chrome.h"

#include "kiosk/text/date_words.h"

namespace kiosk24::screens {

namespace {

// "5月20日 星期三", "Wednesday, 20 May": everybody knows the year, and the title needs the room.
std::string header_date(Date date, Language language) {
    std::string words = text::date_words_with_weekday(date, language);
    const std::string year = std::to_string(date.year);
    for (const std::string& part : {year + "年", " " + year}) {
        const auto at = words.find(part);
        if (at != std::string::npos) words.erase(at, part.size());
    }
    return words;
}

}  // namespace

Say say_of(const State& state, const Texts& texts) {
    if (state.service) return {texts, state.service->language};
    return {texts, state.session ? state.session->language : Language::zh_hans};
}

Chrome chrome_of(const State& state, const Texts& texts, std::string_view key, Ways ways) {
    const Say say = say_of(state, texts);
    Chrome chrome;
    const std::string prefix(key);
    chrome.title = say(prefix + ".title");
    if (say.has(prefix + ".subtitle")) chrome.subtitle = say(prefix + ".subtitle");
    chrome.clock = text::time_words(time_of_day_in_china(state.last.wall));
    chrome.date = header_date(date_in_china(state.last.wall), say.language());
    chrome.footer = say.fill("chrome.footer", {{"hotline", state.terminal.hotline},
                                               {"terminal", state.terminal.id},
                                               {"site", say(state.terminal.site)}});
    chrome.back = say("chrome.back");
    chrome.home = say("chrome.home");
    chrome.help = say("chrome.help");
    const bool is_chinese = say.language() == Language::zh_hans;
    chrome.to_language = is_chinese ? Language::en : Language::zh_hans;
    chrome.other_language = say("chrome.other_language");
    const bool is_large = state.session && state.session->text_size == TextSize::large;
    chrome.to_size = is_large ? TextSize::normal : TextSize::large;
    chrome.text_size = say(is_large ? "chrome.normal_text" : "chrome.large_text");
    chrome.ways = ways;
    if (!state.platform_reachable) {
        chrome.notice = say("chrome.offline");
        chrome.notice_more = say("chrome.offline_more");
    }
    return chrome;
}

void add_steps(Chrome& chrome, const State& state, const Texts& texts, int step) {
    // Where nothing is filed there are no such steps.
    if (const auto* matter = state.matter(); matter != nullptr && !files_application(*matter)) return;
    const Say say = say_of(state, texts);
    for (const char* key :
         {"chrome.step_card", "chrome.step_form", "chrome.step_review", "chrome.step_result"})
        chrome.steps.push_back(say(key));
    chrome.step = step;
}

namespace {

std::optional<Intent> intent_of(std::string_view id, const Chrome& chrome) {
    if (id == "back") return intent::GoBack{};
    if (id == "home") return intent::GoHome{};
    if (id == "language") return intent::ChooseLanguage{chrome.to_language};
    if (id == "text_size") return intent::ChooseTextSize{chrome.to_size};
    if (id == "help") return intent::OpenHelp{};
    return std::nullopt;
}

std::vector<ui::BarItem> items_of(const Chrome& chrome) {
    using ui::ButtonKind;
    std::vector<ui::BarItem> items;
    if (chrome.ways == Ways::none) return items;
    if (chrome.ways == Ways::all)
        items.push_back({.id = "back", .words = chrome.back, .icon = ui::Icon::arrow_back});
    if (chrome.ways != Ways::help_only)
        items.push_back({.id = "home", .words = chrome.home, .icon = ui::Icon::home});
    items.push_back({.id = "language", .words = chrome.other_language, .icon = ui::Icon::language});
    items.push_back({.id = "text_size", .words = chrome.text_size, .icon = ui::Icon::format_size});
    items.push_back(
        {.id = "help", .words = chrome.help, .icon = ui::Icon::phone, .kind = ButtonKind::primary});
    return items;
}

}  // namespace

Drawn draw_chrome(const Chrome& chrome, ui::Frame& frame) {
    Drawn drawn;
    frame.background();
    frame.header_bar(
        {.title = chrome.title, .subtitle = chrome.subtitle, .clock = chrome.clock, .date = chrome.date});
    drawn.intent = intent_of(frame.bottom_bar({.items = items_of(chrome), .line = chrome.footer}), chrome);
    ui::Column column(frame.areas().content);
    if (!chrome.notice.empty()) {
        const ui::Banner banner{.words = chrome.notice,
                                .more = chrome.notice_more,
                                .kind = ui::BannerKind::warning,
                                .icon = ui::Icon::wifi_off};
        frame.banner("notice", column.take(frame.banner_height(banner, column.rest().w)), banner);
        column.gap(ui::kGap);
    }
    // Large text on a lying screen needs the height for what must be read; the title says where one is.
    const bool is_low =
        frame.orientation() == ui::Orientation::landscape && frame.text_size() == ui::TextSize::large;
    if (!chrome.steps.empty() && !is_low) {
        ui::Stepper stepper;
        for (const auto& step : chrome.steps)
            stepper.steps.push_back(step);
        stepper.current = chrome.step;
        constexpr float kStepper_px = 112;
        frame.stepper("steps", column.take(frame.scaled(kStepper_px)), stepper);
        column.gap(ui::kGap);
    }
    drawn.content = column.rest().without_bottom(ui::kGap);
    return drawn;
}

Halves halves(const ui::Frame& frame, ui::Rect content, float share) {
    if (frame.orientation() == ui::Orientation::portrait) {
        const auto parts = content.rows_by({share, 1 - share}, ui::kGap);
        return {parts[0], parts[1]};
    }
    const auto parts = content.columns_by({share, 1 - share}, ui::kGap);
    return {parts[0], parts[1]};
}

}  // namespace kiosk24::screens
