#include "drivers/sdk/template/driver.h"

namespace kiosk24::drivers::template_maker {
namespace {

constexpr int kBaud = 115'200;

Condition condition_of(DeviceState state, Fault fault, std::string detail) {
    return {state, fault, SupplyState::unknown, SupplyState::unknown, MediaState::unknown, std::move(detail)};
}

}  // namespace

std::vector<SettingEntry> Driver::settings() const {
    return {{"tty", "", "the serial line, best by path: /dev/serial/by-path/..."}};
}

DeviceIdentity Driver::identity() const {
    return {"maker", "model", "", "", {}};
}

Status Driver::open(const Settings& settings) {
    tty_ = settings.text("tty");
    // An absent device is a condition, reported on the way; watch() goes on trying.
    (void)connect();
    return {};
}

void Driver::watch() {
    (void)connect();
}

// Wipe here whatever is kept of a person between calls.
void Driver::forget() {}

Answer<void> Driver::connect() {
    if (line_ && line_->is_connected()) return {};
    auto line = SerialTransport::open(tty_, kBaud);
    if (!line) {
        line_.reset();
        report(condition_of(DeviceState::offline, Fault::reader_offline, line.error().text()));
        return Failure{line.error(), Fault::reader_offline};
    }
    line_ = std::move(*line);
    report(condition_of(DeviceState::online, Fault::none, {}));
    return {};
}

Answer<IdentityCard> Driver::read_card(const Limits& limits) {
    TRY_STATUS(connect());
    // Talk to the device here. Every step takes `limits` (or limits.within(its own patience)), so that cancel
    // and deadline end it; every fault is one of kiosk/model/faults.def, the device's own code travels as
    // detail.
    constexpr Milliseconds kPoll{300};
    while (true)
        TRY_STATUS(limits.pause(kPoll));
}

}  // namespace kiosk24::drivers::template_maker
