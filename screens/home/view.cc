#include "screens/home/home.h"

#include <algorithm>

#include "kiosk/text/search_index.h"

namespace kiosk24::screens::home {

namespace {

constexpr std::size_t kPopular = 2;

MatterRow row_of(const Matter& matter, const State& state, const Say& say) {
    MatterRow row;
    row.id = matter.id;
    row.name = say(matter.name);
    row.summary = say(matter.summary);
    row.icon = ui::icon_named(matter.icon).value_or(ui::Icon::description);
    if (const auto* group = state.catalogue->find_group(matter.group))
        row.tint = static_cast<ui::Tint>(group->tint % ui::kTints);
    const Offer offer = offer_of(matter, state);
    row.is_available = offer == Offer::available;
    if (offer == Offer::available && is_taken_offline(matter, state)) row.summary = say("home.kept_here");
    if (offer == Offer::available) return row;
    row.note = say("home.paused");
    if (offer == Offer::device_missing) row.summary = say("home.device_missing");
    if (offer == Offer::offline) row.summary = say("home.offline");
    if (offer == Offer::not_here) row.summary = say("home.not_here");
    return row;
}

void list_matters(View& view, const State& state, const Say& say) {
    const auto& session = *state.session;
    if (view.mode == Mode::search) {
        for (const auto* matter : text::find_matters(*state.catalogue, session.search.text.reveal()))
            view.matters.push_back(row_of(*matter, state, say));
        return;
    }
    std::vector<const Matter*> matters;
    for (const auto& matter : state.catalogue->matters) {
        const bool has_own_place = !matter.steps.empty() && matter.steps.front().kind == StepKind::query;
        const bool is_shown = view.mode == Mode::groups ? !has_own_place : matter.group == session.group;
        if (is_shown) matters.push_back(&matter);
    }
    std::stable_sort(matters.begin(), matters.end(),
                     [](auto* a, auto* b) { return a->popularity > b->popularity; });
    if (view.mode == Mode::groups && matters.size() > kPopular) matters.resize(kPopular);
    for (const auto* matter : matters)
        view.matters.push_back(row_of(*matter, state, say));
}

}  // namespace

View view_of(const State& state, const Texts& texts) {
    const Say say = say_of(state, texts);
    View view;
    view.chrome = chrome_of(state, texts, "home", Ways::all);
    view.has_long_words = say.language() != Language::zh_hans;
    if (!state.session || state.catalogue == nullptr) return view;
    const auto& group = state.session->group;
    view.mode = group.empty() ? Mode::groups : group == kSearchGroup ? Mode::search : Mode::one_group;
    if (view.mode == Mode::groups) view.chrome.ways = Ways::no_back;
    if (view.mode == Mode::one_group) {
        if (const auto* chosen = state.catalogue->find_group(group)) view.chrome.title = say(chosen->name);
    }
    if (view.mode == Mode::search) view.chrome.title = say("home.search_title");
    view.card_hint = say("home.card_hint");
    view.card_hint_more = say("home.card_hint_more");
    view.search_words = say("home.search");
    view.search_placeholder = say("home.search_placeholder");
    view.search_text = state.session->search.text.reveal();
    view.popular = say("home.popular");
    view.nothing = say(view.mode == Mode::search ? "home.nothing_found" : "home.nothing_here");
    view.nothing_more = say.fill("home.nothing_more", {{"hotline", state.terminal.hotline}});
    view.all_groups = say("home.all_groups");
    view.clear = say("home.clear");
    view.more = say("home.more");
    view.back = say("home.less");
    for (const auto& catalogue_group : state.catalogue->groups) {
        view.groups.push_back({catalogue_group.id, say(catalogue_group.name), say(catalogue_group.about),
                               ui::icon_named(catalogue_group.icon).value_or(ui::Icon::apps),
                               static_cast<ui::Tint>(catalogue_group.tint % ui::kTints)});
    }
    list_matters(view, state, say);
    for (const auto& matter : state.catalogue->matters) {
        if (matter.steps.empty() || matter.steps.front().kind != StepKind::query) continue;
        view.my_cases = row_of(matter, state, say);
        view.my_cases->name = say("home.my_cases");
        if (view.my_cases->is_available) view.my_cases->summary = say("home.my_cases_more");
        break;
    }
    return view;
}

}  // namespace kiosk24::screens::home
