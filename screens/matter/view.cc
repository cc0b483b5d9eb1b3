#include "screens/matter/matter.h"

namespace kiosk24::screens::matter {

namespace {

std::string blocked_key(Offer offer) {
    if (offer == Offer::device_missing) return "matter.device_missing";
    if (offer == Offer::offline) return "matter.offline";
    return offer == Offer::not_here ? "matter.not_here" : "";
}

}  // namespace

View view_of(const State& state, const Texts& texts) {
    const Say say = say_of(state, texts);
    View view;
    view.chrome = chrome_of(state, texts, "matter", Ways::all);
    const auto* matter = state.matter();
    if (matter == nullptr) return view;
    view.name = say(matter->name);
    view.summary = say(matter->summary);
    view.icon = ui::icon_named(matter->icon).value_or(ui::Icon::description);
    if (const auto* group = state.catalogue->find_group(matter->group))
        view.tint = static_cast<ui::Tint>(group->tint % ui::kTints);
    std::string needed;
    for (const auto& item : matter->needed)
        needed += (needed.empty() ? "" : say("matter.and")) + say(item);
    view.facts = {{say("matter.who"), say(matter->who_may_apply), ui::Icon::person},
                  {say("matter.needed"), needed, ui::Icon::badge},
                  {say("matter.how_long"), say(matter->time_limit), ui::Icon::schedule},
                  {say("matter.cost"), say(matter->fee_words), ui::Icon::payment},
                  {say("matter.department"), say(matter->department), ui::Icon::account_balance}};
    view.which = say("matter.which");
    for (const auto& matter_case : matter->cases)
        view.cases.push_back({matter_case.id, say(matter_case.name), say(matter_case.about),
                              matter_case.id == state.session->matter_case});
    view.start = say("matter.start");
    if (is_taken_offline(*matter, state)) {
        view.chrome.notice = say("matter.kept_here");
        view.chrome.notice_more = say("matter.kept_here_more");
    }
    const auto key = blocked_key(offer_of(*matter, state));
    if (!key.empty()) {
        view.chrome.notice.clear();  // said once, where the button would be
        view.blocked = say(key);
        view.blocked_more = say.fill("matter.blocked_more", {{"nearest", say(state.terminal.nearest)}});
    }
    view.more = say("home.more");
    view.less = say("home.less");
    return view;
}

}  // namespace kiosk24::screens::matter
