// The field maintainer at the machine: how service mode is entered, where the maintainer is in it, and what
// the book remembers of it. Nothing here is about a citizen; service mode and a session never exist together.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/personal.h"
#include "kiosk/model/case_file.h"
#include "kiosk/model/language.h"

namespace kiosk24 {

// Settings of one terminal. The PIN's hash is not here: only the journal room has it.
struct ServiceRules {
    bool is_offered = false;  // false: no PIN was set, the hidden sequence leads nowhere
    int free_tries = 3;       // so many wrong PINs cost nothing
    Milliseconds first_lock{30'000}, longest_lock{3'600'000};  // then 30 s, 60 s, 120 s ...
    Milliseconds idle{180'000};                                // no touch for so long: it ends by itself
    Milliseconds knock_pause{1'500};                           // at most, between two corners of the sequence
    bool operator==(const ServiceRules&) const = default;
};
// How long no PIN is taken after so many wrong ones in a row.
Milliseconds lock_after(const ServiceRules& rules, int wrong_pins);

// What the ledger's entries say about service. Kept through restarts and beyond the entries' retention.
struct ServiceRecord {
    struct Supply {
        int pages = 0;         // out since it was refilled
        WallTime refilled_at;  // {0}: never
        bool operator==(const Supply&) const = default;
    };
    int wrong_pins = 0;  // tried since the last right one; the try that is being checked counts
    WallTime last_try_at;
    std::string closed_for;  // a words key under [service_reason]; empty: the maintainer has not closed it
    WallTime closed_at;
    std::map<std::string, Supply> supplies;  // by the name of the device class
    bool operator==(const ServiceRecord&) const = default;
};
// The record after one more entry; entries that say nothing about service leave it as it is.
ServiceRecord fold(ServiceRecord record, const LedgerEntry& entry);
bool tells_of_service(LedgerKind kind);

// One line of the book for the maintainer: what kind of thing happened when, never to whom.
struct BookLine {
    WallTime at;
    LedgerKind kind = LedgerKind::opened;
    std::string device;  // entries of service mode: the settings' name of the device; else empty
    std::string result;  // entries of a test: "done", "failed", "unknown"; else empty
    bool operator==(const BookLine&) const = default;
};

enum class ScreenCorner { top_left, top_right, bottom_left, bottom_right };
std::string_view name_of(ScreenCorner corner);
std::optional<ScreenCorner> screen_corner_named(std::string_view name);

// How a device of that class can be tried out; none: only its condition tells.
enum class TestKind { none, read, page };
TestKind test_of(DeviceClass device_class);
// Does a person fill paper into it?
bool takes_paper(DeviceClass device_class);
// Why a maintainer takes a terminal out of service: words keys under [service_reason].
inline constexpr std::array<std::string_view, 4> kServiceReasons{"supplies", "repair", "upkeep", "site"};

// Before the PIN: how far the hidden sequence has come, and whether a PIN is taken at all.
struct ServiceGate {
    int knocks = 0;  // corners touched in the right order
    Moment knocked_at;
    Moment locked_until;  // in the past: not locked
};

enum class ServicePlace { pin, overview, device, book, closing };
enum class TestState { none, running, done, failed, unknown };
std::string_view name_of(TestState state);

// A maintainer is at the machine.
struct ServiceMode {
    ServicePlace place = ServicePlace::pin;
    Moment began, last_touch;
    Language language = Language::zh_hans;
    PersonalText pin;                  // digits typed so far; wiped when they are handed over
    std::string pin_problem;           // a words key under [service_pin_problem]; empty: none
    std::string device;                // on screen, the settings' name
    TestState test = TestState::none;  // of that device
    std::string test_detail;           // "resident, 1024": what was read, never whose
    Fault test_fault = Fault::none;
    std::vector<BookLine> book;  // newest first
    CommandId waiting_for = 0;   // the command whose Completed this place waits for; 0: none
};

}  // namespace kiosk24
