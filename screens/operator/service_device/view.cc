#include <array>
#include <cstdio>

#include "screens/operator/service_device/service_device.h"
#include "screens/shared/device_words.h"

namespace kiosk24::screens::service_device {

namespace {

const DeviceView* device_of(const State& state) {
    for (const auto& device : state.devices) {
        if (state.service && device.slot.id == state.service->device) return &device;
    }
    return nullptr;
}

// "2026-05-20 14:32"
std::string time_of(WallTime at) {
    const auto date = date_in_china(at);
    const auto time = time_of_day_in_china(at);
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02d-%02d %02d:%02d", date.year, date.month, date.day,
                  time.hour, time.minute);
    return text.data();
}

void add_supplies(View& view, const DeviceView& device, const State& state, const Say& say) {
    const auto& condition = device.condition;
    view.facts.push_back({"paper", say("service_device.paper"), supply_words(condition.paper, say)});
    if (condition.toner != SupplyState::unknown)
        view.facts.push_back({"toner", say("service_device.toner"), supply_words(condition.toner, say)});
    const auto& supplies = state.service_record.supplies;
    const auto found = supplies.find(std::string(name_of(device.slot.device_class)));
    const auto supply = found == supplies.end() ? ServiceRecord::Supply{} : found->second;
    view.facts.push_back({"pages", say("service_device.pages"), std::to_string(supply.pages)});
    const bool is_known = supply.refilled_at != WallTime{};
    view.facts.push_back({"refilled_at", say("service_device.refilled_at"),
                          is_known ? time_of(supply.refilled_at) : say("service_device.never")});
    view.refilled = say("service_device.refilled");
}

void add_fault(View& view, const Condition& condition, const Say& say) {
    if (condition.fault == Fault::none) return;
    const auto& entry = entry_of(condition.fault);
    const std::string code(entry.code);
    view.fault = say("fault." + code + ".citizen") + "  (" + code + ")";
    view.steps = say("fault." + code + ".maintainer");
    view.is_grave = entry.blocks;
}

// What was read, from "resident, 1024".
std::string read_words(const ServiceMode& service, const DeviceView& device, const Say& say) {
    const auto comma = service.test_detail.rfind(", ");
    if (comma == std::string::npos) return service.test_detail;
    std::string kind = service.test_detail.substr(0, comma);
    if (device.slot.device_class == DeviceClass::id_card_reader) kind = say("card_kind." + kind);
    const std::string bytes = service.test_detail.substr(comma + 2);
    return say.fill("service_device.read_done", {{"kind", kind}, {"bytes", bytes}});
}

void add_result(View& view, const DeviceView& device, const ServiceMode& service, const Say& say) {
    const bool is_page = test_of(device.slot.device_class) == TestKind::page;
    const bool is_receipt = device.slot.device_class == DeviceClass::receipt_printer;
    switch (service.test) {
        case TestState::none:
            return;
        case TestState::running:
            view.is_testing = true;
            view.result = say(is_page ? "service_device.page_running" : "service_device.read_running");
            return;
        case TestState::done:
            view.result = !is_page     ? read_words(service, device, say)
                          : is_receipt ? say("service_device.receipt_done")
                                       : say("service_device.page_done");
            view.result_colour = ui::ColourRole::success;
            return;
        case TestState::unknown:
            view.result = say("service_device.page_unknown");
            view.result_colour = ui::ColourRole::warning;
            return;
        case TestState::failed:
            break;
    }
    view.result_colour = ui::ColourRole::danger;
    const bool has_fault = service.test_fault != Fault::none;
    const auto why = has_fault ? std::string(entry_of(service.test_fault).code) : service.test_detail;
    view.result = say.fill("service_device.failed", {{"why", why}});
}

}  // namespace

View view_of(const State& state, const Texts& texts) {
    const Say say = say_of(state, texts);
    View view;
    view.chrome = service_chrome_of(state, texts, "service_device");
    const auto* device = device_of(state);
    if (device == nullptr) return view;
    const auto& condition = device->condition;
    view.title = say("device_class." + std::string(name_of(device->slot.device_class)));
    view.facts = {{"id", say("service_device.id"), device->slot.id},
                  {"state", say("service_device.state"), state_words(condition, say),
                   is_usable(condition) ? ui::ColourRole::success : ui::ColourRole::danger},
                  {"failures", say("service_device.failures"), std::to_string(device->driver_failures)}};
    const auto& identity = device->identity;
    if (!identity.model.empty()) {
        const std::string firmware = identity.firmware.empty() ? "" : ", " + identity.firmware;
        view.facts.push_back(
            {"model", say("service_device.model"), identity.maker + " " + identity.model + firmware});
    }
    if (takes_paper(device->slot.device_class)) add_supplies(view, *device, state, say);
    if (!condition.detail.empty())
        view.detail = say.fill("service_device.detail", {{"words", condition.detail}});
    add_fault(view, condition, say);
    const auto kind = test_of(device->slot.device_class);
    if (can_be_tested(*device, state)) {
        const bool is_page = kind == TestKind::page;
        const bool is_receipt = device->slot.device_class == DeviceClass::receipt_printer;
        view.test_heading = say(is_page ? "service_device.page_heading" : "service_device.read_heading");
        view.test_hint = say(is_receipt ? "service_device.receipt_hint"
                             : is_page  ? "service_device.page_hint"
                                        : "service_device.read_hint");
        view.test = say(is_page ? "service_device.page_test" : "service_device.read_test");
    }
    add_result(view, *device, *state.service, say);
    view.is_busy = state.service->waiting_for != 0;
    view.reset = say("service_device.reset");
    return view;
}

}  // namespace kiosk24::screens::service_device
