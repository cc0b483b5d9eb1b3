// Devices as the terminal sees them, in the words of XFS4IoT (CEN CWA 17852) where it has them.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk24 {

// Wire names are the same words ("id_card_reader").
enum class DeviceClass {
    id_card_reader,
    document_printer,
    document_verify,
    face_camera,
    code_reader,
    receipt_printer,
    document_composer,
    face_matcher
};
std::string_view name_of(DeviceClass device_class);
std::optional<DeviceClass> device_class_named(std::string_view name);

// XFS4IoT Common.Status device. Wire names in lowerCamelCase ("hardwareError").
enum class DeviceState {
    online,
    offline,
    power_off,
    no_device,
    hardware_error,
    user_error,
    device_busy,
    starting
};
std::string_view name_of(DeviceState state);
std::optional<DeviceState> device_state_named(std::string_view name);

// XFS4IoT Printer paper and toner: full, low, out, jammed, unknown.
enum class SupplyState { unknown, full, low, out, jammed };
std::string_view name_of(SupplyState state);
std::optional<SupplyState> supply_state_named(std::string_view name);

// XFS4IoT CardReader media.
enum class MediaState { unknown, present, not_present, jammed, entering };
std::string_view name_of(MediaState state);
std::optional<MediaState> media_state_named(std::string_view name);

// What became of something that moves paper or a card. `unknown` is never retried by a program: a person is
// asked.
enum class Outcome { done, not_done, unknown };
std::string_view name_of(Outcome outcome);
std::optional<Outcome> outcome_named(std::string_view name);

// What a fault asks for (XFS4IoT Error.action).
enum class FaultAction { none, reset, clear, maintenance, configuration };
std::string_view name_of(FaultAction action);
enum class Severity { info, warning, error, critical };
std::string_view name_of(Severity severity);

// The closed fault dictionary, faults.def. `Fault::none` means no fault.
enum class Fault {
    none,
#define FAULT(id, code, device_class, severity, action, blocks) id,
#include "kiosk/model/faults.def"
#undef FAULT
};
struct FaultEntry {
    Fault fault;
    std::string_view code;  // "document_printer.paper_out": stable, in logs, heartbeats and drivers' messages
    std::string_view device_class;  // its class, or "platform", "hub", "journal", "terminal"
    Severity severity;
    FaultAction action;
    bool blocks;  // while it lasts, matters that need this device cannot be finished here
};
const FaultEntry& entry_of(Fault fault);
// The fault with that code; for a code that is not in the dictionary, the class's own `unclassified`.
Fault fault_coded(std::string_view code, DeviceClass device_class);
// Every fault but none, in the order of faults.def.
const std::vector<FaultEntry>& all_faults();

// A device's condition as its driver last told it, or as the device room concludes (driver dead: offline).
struct Condition {
    DeviceState state = DeviceState::starting;
    Fault fault = Fault::none;
    SupplyState paper = SupplyState::unknown;
    SupplyState toner = SupplyState::unknown;
    MediaState media = MediaState::unknown;
    std::string detail;  // the driver's own words, for the log and the maintainer; never personal
    bool operator==(const Condition&) const = default;
};
// Can it serve now? online or busy, and no blocking fault.
bool is_usable(const Condition& condition);

// A capability of binocular and infrared cameras: they tell a face from its picture.
inline constexpr std::string_view kLiveness = "liveness";

// What a driver said of itself in `hello`.
struct DeviceIdentity {
    std::string maker, model, serial, firmware;
    std::vector<std::string> capabilities;  // "counter", "takenSensor", kLiveness, ...
    bool has(std::string_view capability) const;
    bool operator==(const DeviceIdentity&) const = default;
};

}  // namespace kiosk24
