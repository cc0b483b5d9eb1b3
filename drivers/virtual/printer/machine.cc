#include "drivers/virtual/printer/machine.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <string_view>

namespace kiosk24::virtual_devices {
namespace {

// In ippeveprinter's own spelling (CUPS 2.4, ippeve_preason_strings).
constexpr std::string_view kSayable[] = {"other",
                                         "cover-open",
                                         "input-tray-missing",
                                         "marker-supply-empty",
                                         "marker-supply-low",
                                         "marker-waste-almost-full",
                                         "marker-waste-full",
                                         "media-empty",
                                         "media-jam",
                                         "media-low",
                                         "media-needed",
                                         "moving-to-paused",
                                         "paused",
                                         "spool-area-full",
                                         "toner-empty",
                                         "toner-low"};

constexpr std::string_view kBlocking[] = {
    "cover-open",  "input-tray-missing", "marker-supply-empty", "marker-waste-full",
    "media-empty", "media-jam",          "media-needed",        "paused",
    "toner-empty"};

}  // namespace

bool can_say(std::string_view reason) {
    return std::find(std::begin(kSayable), std::end(kSayable), reason) != std::end(kSayable);
}

bool is_blocked(const Machine& machine) {
    return std::any_of(std::begin(kBlocking), std::end(kBlocking), [&](std::string_view reason) {
        return machine.reasons.contains(std::string(reason));
    });
}

std::string reasons_text(const Machine& machine) {
    std::string text;
    for (const auto& reason : machine.reasons)
        text += (text.empty() ? "" : ",") + reason;
    return text.empty() ? "none" : text;
}

Status store(const Machine& machine, const std::string& path) {
    const auto draft = path + ".draft";
    std::ofstream file(draft, std::ios::trunc);
    file << "slow_ms " << machine.slow_ms << "\nheld " << (machine.gate == Gate::held ? 1 : 0)
         << "\nabort_next " << machine.abort_next << '\n';
    for (const auto& reason : machine.reasons)
        file << "reason " << reason << '\n';
    file.close();
    if (!file || std::rename(draft.c_str(), path.c_str()) != 0) return Error(Code::broken_storage, path);
    return {};
}

Result<Machine> load(const std::string& path) {
    std::ifstream file(path);
    if (!file) return Error(Code::broken_storage, path);
    Machine machine;
    std::string key, value;
    while (file >> key >> value) {
        if (key == "reason")
            machine.reasons.insert(value);
        else if (key == "slow_ms")
            machine.slow_ms = std::atoi(value.c_str());
        else if (key == "held")
            machine.gate = value == "1" ? Gate::held : Gate::open;
        else if (key == "abort_next")
            machine.abort_next = std::atoi(value.c_str());
        else
            return Error(Code::bad_input, path);
    }
    return machine;
}

}  // namespace kiosk24::virtual_devices
