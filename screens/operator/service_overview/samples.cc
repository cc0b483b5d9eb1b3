#include "screens/operator/service_overview/service_overview.h"

namespace kiosk24::screens::service_overview {

std::vector<Sample> samples() {
    const State fine = sample_service_at(ServicePlace::overview);
    Sample closed{"closed", fine}, broken{"faults", fine}, ledger{"ledger broken", fine};
    closed.state.service_record.closed_for = "supplies";
    auto& devices = broken.state.devices;
    devices[0].condition.state = DeviceState::offline;
    devices[0].condition.fault = Fault::reader_driver_failed;
    devices[0].driver_failures = 3;
    devices[1].condition.paper = SupplyState::low;
    devices[1].condition.fault = Fault::printer_paper_low;
    broken.state.platform_reachable = false;
    broken.state.catalogue = nullptr;
    ledger.state.journal_fault = Fault::journal_full;
    return {{"in service", fine}, closed, broken, ledger};
}

}  // namespace kiosk24::screens::service_overview
