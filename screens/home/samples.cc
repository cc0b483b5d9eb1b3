#include "screens/home/home.h"

namespace kiosk24::screens::home {

namespace {

// The matter that tells how far a case is has a place of its own.
State with_my_cases(State state) {
    Matter query;
    query.id = "PB01";
    query.group = "life";
    query.name = {{{Language::zh_hans, "我的办件（进度查询）"}, {Language::en, "My cases (progress)"}}};
    query.steps = {{"query", StepKind::query, {}}};
    auto catalogue = std::make_shared<Catalogue>(*state.catalogue);
    catalogue->matters.push_back(std::move(query));
    state.catalogue = std::move(catalogue);
    return state;
}

}  // namespace

std::vector<Sample> samples() {
    const State home = with_my_cases(sample_state_at(Situation::home));
    Sample group{"one group", home}, empty{"empty group", home}, search{"search", home},
        offline{"offline", home}, no_printer{"half service", home};
    group.state.session->group = "social";
    empty.state.session->group = "tax";
    search.state.session->group = kSearchGroup;
    search.state.session->search.text = PersonalText("SI");
    offline.state.platform_reachable = false;
    no_printer.state.devices[1].condition.state = DeviceState::offline;
    Sample kept{"kept here", offline.state};
    auto catalogue = std::make_shared<Catalogue>(*kept.state.catalogue);
    catalogue->matters.front().offline_safe = true;
    kept.state.catalogue = std::move(catalogue);
    return {{"groups", home}, group, empty, search, offline, kept, no_printer};
}

}  // namespace kiosk24::screens::home
