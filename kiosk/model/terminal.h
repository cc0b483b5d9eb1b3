// What this terminal is: facts from its settings that the flow and the screens use. Immutable for a run.
#pragma once

#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/model/device.h"
#include "kiosk/model/language.h"
#include "kiosk/model/service_mode.h"

namespace kiosk24 {

struct DeviceSlot {
    std::string id;  // "reader", "a4": the settings' name of the device
    DeviceClass device_class = DeviceClass::id_card_reader;
    bool operator==(const DeviceSlot&) const = default;
};

// How long each situation may last. Elder (large text) doubles idle and stretches the warning to 30 s.
struct Timers {
    Milliseconds idle{60'000}, warning{20'000};  // no touch, then the visible countdown
    Milliseconds idle_large{120'000}, warning_large{30'000};
    Milliseconds lay_card{60'000};      // waiting for a card
    Milliseconds decision_wait{8'000};  // then the asynchronous receipt is offered
    Milliseconds form_settle{700};      // the filled form stays at least this long before review
    Milliseconds outcome_settle{
        1'500};  // the decision stays at least this long; the paper is on its way meanwhile
    Milliseconds take_paper{20'000}, goodbye{4'000};
    Milliseconds rating{15'000};                 // how long the farewell offers a rating
    Milliseconds draft{std::chrono::hours(24)};  // a form left in the middle waits so long; 0: none is kept
    Milliseconds outcome{30'000};                // a decision without paper stays this long
    bool operator==(const Timers&) const = default;
};

struct Terminal {
    std::string id;            // "LG-0001"
    std::string type;          // one of the seven terminal types
    LocalText site, district;  // where it stands
    LocalText nearest;         // where to go if it is out of service
    std::string hotline = "12345";
    std::vector<Language> languages{Language::zh_hans, Language::en};
    std::vector<DeviceSlot> devices;
    Timers timers;
    ServiceRules service;
    bool operator==(const Terminal&) const = default;
    // The first slot of a class; nullptr if this terminal has none.
    const DeviceSlot* slot_of(DeviceClass device_class) const;
};

}  // namespace kiosk24
