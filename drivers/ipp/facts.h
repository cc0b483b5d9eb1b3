// What a printer says of itself and of a job, as plain values. Every text came from outside: it is cut to
// kLongestText_bytes, well-formed UTF-8 and free of control characters.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace kiosk24::drivers::ipp {

inline constexpr std::size_t kLongestText_bytes = 255;

enum class PrinterState { unknown = 0, idle = 3, processing = 4, stopped = 5 };  // RFC 8011, 5.4.11

struct Marker {
    std::string type;    // "toner", "wasteToner", ...; empty if the printer does not say
    int level = -1;      // percent; negative: the printer does not know
    int low_level = 10;  // at or under it the supply is low
};

struct PrinterFacts {
    PrinterState state = PrinterState::unknown;
    std::vector<std::string> reasons;  // printer-state-reasons, with their suffixes
    bool is_accepting_jobs = true;
    std::vector<Marker> markers;
};

// What a printer is and can do; it does not change while it is on.
struct PrinterAbilities {
    std::string make_and_model, device_id, uuid, firmware;
    bool takes_pdf = false;
    bool takes_page_ranges = false;
    bool takes_a4 = false;
    bool chooses_sides = false;       // sides may be given
    bool counts_impressions = false;  // it says how many sides of a job came out
};

enum class JobState {  // RFC 8011, 5.3.7
    pending = 3,
    held = 4,
    processing = 5,
    stopped = 6,
    canceled = 7,
    aborted = 8,
    completed = 9
};
inline bool is_final(JobState state) {
    return state >= JobState::canceled;
}

struct Job {
    int id = 0;
    std::string name;
    JobState state = JobState::pending;
    std::optional<int> impressions_completed;  // nullopt: the printer does not count
    std::vector<std::string> reasons;
};

}  // namespace kiosk24::drivers::ipp
