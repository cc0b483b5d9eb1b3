#include "screens/operator/service_device/service_device.h"

namespace kiosk24::screens::service_device {

namespace {

State at_device(const std::string& id, TestState test) {
    State state = sample_service_at(ServicePlace::device);
    state.service->device = id;
    state.service->test = test;
    if (test == TestState::running) state.service->waiting_for = 1;
    for (auto& device : state.devices)
        device.identity = {"Example", "X-200", "", "1.04", {}};
    state.test_page = std::make_shared<const Personal<Bytes>>(Bytes{1});
    state.service_record.supplies["document_printer"] = {.pages = 212, .refilled_at = {1'778'800'000'000}};
    return state;
}

}  // namespace

std::vector<Sample> samples() {
    Sample read{"card read", at_device("reader", TestState::done)},
        silent{"nothing laid", at_device("reader", TestState::failed)},
        jammed{"printer jammed", at_device("a4", TestState::failed)},
        printed{"page printed", at_device("a4", TestState::done)};
    read.state.service->test_detail = "resident, 1104";
    silent.state.service->test_detail = "timed_out";
    auto& condition = jammed.state.devices[1].condition;
    condition.fault = Fault::printer_jammed;
    condition.paper = SupplyState::jammed;
    condition.toner = SupplyState::low;
    condition.detail = "media-jam-error, marker-supply-low-warning";
    jammed.state.devices[1].driver_failures = 2;
    jammed.state.service->test_fault = Fault::printer_jammed;
    return {{"reader", at_device("reader", TestState::none)},
            {"reading", at_device("reader", TestState::running)},
            read,
            silent,
            {"receipt printer", at_device("receipt", TestState::none)},
            {"receipt printed", at_device("receipt", TestState::done)},
            {"printer", at_device("a4", TestState::none)},
            {"page running", at_device("a4", TestState::running)},
            printed,
            {"page unknown", at_device("a4", TestState::unknown)},
            jammed,
            {"cannot be tried", at_device("verify", TestState::none)}};
}

}  // namespace kiosk24::screens::service_device
