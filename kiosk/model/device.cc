#include "kiosk/model/device.h"

#include <algorithm>
#include <string>

namespace kiosk24 {

const std::vector<FaultEntry>& all_faults() {
    static const std::vector<FaultEntry> entries{
#define FAULT(id, code, device_class, severity, action, blocks) \
    {Fault::id, code, device_class, Severity::severity, FaultAction::action, blocks},
#include "kiosk/model/faults.def"
#undef FAULT
    };
    return entries;
}

const FaultEntry& entry_of(Fault fault) {
    static const FaultEntry kNone{Fault::none, "none", "", Severity::info, FaultAction::none, false};
    for (const auto& entry : all_faults()) {
        if (entry.fault == fault) return entry;
    }
    return kNone;
}

Fault fault_coded(std::string_view code, DeviceClass device_class) {
    const std::string unclassified = std::string(name_of(device_class)) + ".unclassified";
    Fault fallback = Fault::none;
    for (const auto& entry : all_faults()) {
        if (entry.code == code) return entry.fault;
        if (entry.code == unclassified) fallback = entry.fault;
    }
    return fallback;
}

bool DeviceIdentity::has(std::string_view capability) const {
    return std::find(capabilities.begin(), capabilities.end(), capability) != capabilities.end();
}

bool is_usable(const Condition& condition) {
    if (condition.state != DeviceState::online && condition.state != DeviceState::device_busy) return false;
    return !entry_of(condition.fault).blocks;
}

}  // namespace kiosk24
