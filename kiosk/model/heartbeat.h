// What the terminal and the central hub tell each other, as plain values. Nothing personal can be in them: no
// free text but the terminal's own site and the hub's notice, no case, no session. As bytes:
// kiosk/wire/hub_message.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/model/device.h"
#include "kiosk/model/language.h"

namespace kiosk24 {

// Half service: some matters cannot be finished here now because a device or the platform is missing.
enum class ServiceState { in_service, half_service, out_of_service };
std::string_view name_of(ServiceState state);
std::optional<ServiceState> service_state_named(std::string_view name);

// Why a terminal is out of service; `none` while it serves.
enum class NoticeReason { none, hub_command, maintainer, fault, starting };
std::string_view name_of(NoticeReason reason);
std::optional<NoticeReason> notice_reason_named(std::string_view name);

// One device as the centre sees it: Condition without the driver's own words.
struct DeviceReport {
    std::string id;  // the settings' name of the device
    DeviceClass device_class = DeviceClass::id_card_reader;
    DeviceState state = DeviceState::starting;
    Fault fault = Fault::none;
    SupplyState paper = SupplyState::unknown;
    SupplyState toner = SupplyState::unknown;
    MediaState media = MediaState::unknown;
    bool operator==(const DeviceReport&) const = default;
};
DeviceReport report_of(std::string id, DeviceClass device_class, const Condition& condition);

struct Heartbeat {
    std::string terminal_id;
    std::string terminal_type;
    LocalText site;
    std::string boot_id;         // 32 hex digits, random, new at every start of the program
    std::uint64_t sequence = 0;  // 1, 2, 3 … within a boot; a beat that is sent again takes a new number
    WallTime at;                 // the terminal's own clock
    ServiceState service = ServiceState::out_of_service;
    NoticeReason notice_reason = NoticeReason::starting;
    std::vector<DeviceReport> devices;
    std::vector<Fault> faults;                    // of no device: platform, journal, terminal, hub
    std::uint64_t frames_presented = 0;           // since this boot
    std::optional<std::int64_t> clock_offset_ms;  // the terminal's clock minus the hub's; none before a reply
    std::optional<int> certificate_days_left;     // negative: ended; none: not known
    std::uint64_t journal_backlog = 0;            // what must still reach the platform
    std::string program_version, catalogue_version;
    std::string audit_head;  // 64 hex digits; empty before the first entry
    bool operator==(const Heartbeat&) const = default;
};
// Does `now` say something that should not wait for the next beat: service, a device's state, fault or
// supplies, a terminal's fault?
bool is_urgent(const Heartbeat& before, const Heartbeat& now);

namespace order {
struct OutOfService {
    LocalText notice;  // what the screen tells citizens; Chinese is always there
    bool operator==(const OutOfService&) const = default;
};
struct InService {
    bool operator==(const InService&) const = default;
};
}  // namespace order
using Order = std::variant<order::OutOfService, order::InService>;
// "out_of_service", "in_service"
std::string_view name_of(const Order& order);

// The payload of a signed envelope. The terminal obeys only what is signed, for itself, issued before its
// expiry, and not seen before.
struct HubCommand {
    std::string id;  // 32 hex digits, random
    std::string terminal_id;
    WallTime issued, expires;
    Order what;
    bool operator==(const HubCommand&) const = default;
};

// Why a command was not carried out; `none` if it was done.
enum class CommandRefusal { none, bad_signature, other_terminal, expired, repeated, malformed, failed };
std::string_view name_of(CommandRefusal refusal);
std::optional<CommandRefusal> command_refusal_named(std::string_view name);

struct CommandOutcome {
    std::string command_id;
    CommandRefusal refusal = CommandRefusal::none;  // none: done
    WallTime at;                                    // the terminal's own clock
    bool operator==(const CommandOutcome&) const = default;
};

}  // namespace kiosk24
