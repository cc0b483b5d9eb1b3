#include "kiosk/model/heartbeat.h"

#include <algorithm>
#include <iterator>

namespace kiosk24 {
namespace {

// In the order of the enums.
constexpr std::string_view kServiceStates[] = {"in_service", "half_service", "out_of_service"};
constexpr std::string_view kNoticeReasons[] = {"none", "hub_command", "maintainer", "fault", "starting"};
constexpr std::string_view kOrders[] = {"out_of_service", "in_service"};
constexpr std::string_view kRefusals[] = {"none",     "bad_signature", "other_terminal", "expired",
                                          "repeated", "malformed",     "failed"};
static_assert(std::size(kOrders) == std::variant_size_v<Order>);

template <typename E, std::size_t N>
std::optional<E> find_value(const std::string_view (&names)[N], std::string_view name) {
    const auto found = std::find(std::begin(names), std::end(names), name);
    if (found == std::end(names)) return std::nullopt;
    return static_cast<E>(found - std::begin(names));
}

}  // namespace

std::string_view name_of(ServiceState state) {
    return kServiceStates[static_cast<std::size_t>(state)];
}
std::optional<ServiceState> service_state_named(std::string_view name) {
    return find_value<ServiceState>(kServiceStates, name);
}
std::string_view name_of(NoticeReason reason) {
    return kNoticeReasons[static_cast<std::size_t>(reason)];
}
std::optional<NoticeReason> notice_reason_named(std::string_view name) {
    return find_value<NoticeReason>(kNoticeReasons, name);
}
std::string_view name_of(const Order& order) {
    return kOrders[order.index()];
}
std::string_view name_of(CommandRefusal refusal) {
    return kRefusals[static_cast<std::size_t>(refusal)];
}
std::optional<CommandRefusal> command_refusal_named(std::string_view name) {
    return find_value<CommandRefusal>(kRefusals, name);
}

DeviceReport report_of(std::string id, DeviceClass device_class, const Condition& condition) {
    return {std::move(id),   device_class,    condition.state, condition.fault,
            condition.paper, condition.toner, condition.media};
}

bool is_urgent(const Heartbeat& before, const Heartbeat& now) {
    // A busy device and a card that comes and goes are everyday.
    const auto calm = [](std::vector<DeviceReport> devices) {
        for (auto& device : devices) {
            if (device.state == DeviceState::device_busy) device.state = DeviceState::online;
            device.media = MediaState::unknown;
        }
        return devices;
    };
    return before.service != now.service || before.notice_reason != now.notice_reason ||
           before.faults != now.faults || calm(before.devices) != calm(now.devices);
}

}  // namespace kiosk24
