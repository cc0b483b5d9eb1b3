#include "screens/operator/service_overview/service_overview.h"
#include "screens/shared/device_words.h"

namespace kiosk24::screens::service_overview {

namespace {

// Why nobody is served, the most telling first; empty while citizens are.
std::string reason_of(const State& state, const Say& say) {
    const auto& record = state.service_record;
    if (state.journal_fault != Fault::none)
        return say("fault." + std::string(entry_of(state.journal_fault).code) + ".maintainer");
    if (!record.closed_for.empty()) return say("service_reason." + record.closed_for);
    if (!is_out_of_service(state)) return "";
    if (state.catalogue == nullptr) return say("service_overview.no_catalogue");
    return say(state.journal_open ? "service_overview.by_centre" : "service_overview.starting");
}

ServiceFact link_fact(std::string id, std::string label, bool is_reachable, const Say& say) {
    return {std::move(id), std::move(label),
            say(is_reachable ? "service_overview.connected" : "service_overview.not_connected"),
            is_reachable ? ui::ColourRole::success : ui::ColourRole::danger};
}

std::vector<ServiceFact> facts_of(const State& state, const Say& say) {
    const bool has_journal = state.journal_open && state.journal_fault == Fault::none;
    const std::string catalogue = state.catalogue ? std::to_string(state.catalogue->version) : "-";
    std::vector<ServiceFact> facts;
    facts.push_back({"program", say("service_overview.program"), KIOSK24_VERSION});
    facts.push_back({"catalogue", say("service_overview.catalogue"), catalogue});
    facts.push_back(link_fact("platform", say("service_overview.platform"), state.platform_reachable, say));
    if (state.remote.is_used)
        facts.push_back(link_fact("hub", say("service_overview.hub"), state.remote.is_reachable, say));
    facts.push_back({"journal", say("service_overview.journal"),
                     say(has_journal ? "service_overview.journal_fine" : "service_overview.journal_broken"),
                     has_journal ? ui::ColourRole::success : ui::ColourRole::danger});
    facts.push_back({"starts", say("service_overview.starts"), std::to_string(state.boot)});
    return facts;
}

Device device_of(const DeviceView& device, const Say& say) {
    const auto& condition = device.condition;
    Device shown;
    shown.id = device.slot.id;
    shown.title = say("device_class." + std::string(name_of(device.slot.device_class)));
    shown.standing = standing_words(device, say);
    shown.icon = icon_of(device.slot.device_class);
    const bool is_usable_now = is_usable(condition);
    if (condition.fault != Fault::none)
        shown.verdict = say("fault." + std::string(entry_of(condition.fault).code) + ".citizen");
    else
        shown.verdict = say(is_usable_now ? "service_overview.works" : "service_overview.works_not");
    shown.colour = !is_usable_now                   ? ui::ColourRole::danger
                   : condition.fault == Fault::none ? ui::ColourRole::success
                                                    : ui::ColourRole::warning;
    return shown;
}

}  // namespace

View view_of(const State& state, const Texts& texts) {
    const Say say = say_of(state, texts);
    View view;
    view.chrome = service_chrome_of(state, texts, "service_overview");
    view.serves = !is_out_of_service(state);
    view.standing = say(view.serves ? "service_overview.serves" : "service_overview.serves_not");
    view.standing_more = reason_of(state, say);
    view.facts = facts_of(state, say);
    view.devices_heading = say("service_overview.devices");
    for (const auto& device : state.devices)
        view.devices.push_back(device_of(device, say));
    view.page_on = say("service.page_on");
    view.page_back = say("service.page_back");
    view.book = say("service_overview.book");
    view.may_open = !state.service_record.closed_for.empty();
    view.close_or_open = say(view.may_open ? "service_overview.open" : "service_overview.close");
    return view;
}

}  // namespace kiosk24::screens::service_overview
