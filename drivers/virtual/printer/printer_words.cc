// What people and tests can tell the virtual printer.
#include <algorithm>
#include <charconv>
#include <optional>

#include "drivers/virtual/printer/virtual_printer.h"

namespace kiosk24::virtual_devices {
namespace {

// "slow 300" -> "300"; nullopt if `line` does not begin with `word` and a blank.
std::optional<std::string_view> after(std::string_view line, std::string_view word) {
    if (!line.starts_with(word) || line.size() <= word.size() || line[word.size()] != ' ')
        return std::nullopt;
    return line.substr(word.size() + 1);
}

}  // namespace

std::vector<PeerCommand> VirtualPrinter::commands() const {
    return {
        {"paper out", "take the paper out of the tray", {"paper out"}},
        {"paper low", "leave a few sheets in the tray", {"paper low"}},
        {"refill", "fill the tray", {"refill"}},
        {"jam", "a sheet gets stuck", {"jam"}},
        {"unjam", "the stuck sheet is pulled out", {"unjam"}},
        {"cover open", "open the cover", {"cover open"}},
        {"cover close", "close the cover", {"cover close"}},
        {"toner low", "little toner is left", {"toner low"}},
        {"toner out", "no toner is left", {"toner out"}},
        {"toner new", "put in new toner", {"toner new"}},
        {"abort next", "the next job fails inside the printer", {"abort next"}},
        {"slow MS", "a sheet takes so many milliseconds", {"slow 3000", "slow 0"}},
        {"hold", "a sheet stops on its way until it is released", {}},
        {"release", "let the held sheet go on", {}},
        {"raise REASON", "say a printer-state-reason, such as marker-waste-full", {}},
        {"lower REASON", "say it no longer", {}},
        {"off", "pull the mains plug", {"off"}},
        {"on", "plug it in", {"on"}},
        {"printed", "list what came out", {"printed"}},
        {"take", "take the sheets out of the output tray", {"take"}},
    };
}

Result<std::string> VirtualPrinter::raise(std::string_view reason, std::string_view said) {
    if (!can_say(reason))
        return Error(Code::bad_argument, "ippeveprinter does not know " + std::string(reason));
    auto machine = machine_;
    machine.reasons.emplace(reason);
    TRY_STATUS(change(std::move(machine)));
    return std::string(said);
}

Result<std::string> VirtualPrinter::lower(std::initializer_list<std::string_view> reasons,
                                          std::string_view said) {
    auto machine = machine_;
    for (const auto reason : reasons)
        machine.reasons.erase(std::string(reason));
    TRY_STATUS(change(std::move(machine)));
    return std::string(said);
}

Result<std::string> VirtualPrinter::tell(std::string_view line) {
    // The engine counts aborts down by itself.
    if (auto now = load(file("machine"))) machine_ = std::move(*now);
    if (line == "paper out") return raise("media-empty", "the tray is empty");
    if (line == "paper low") return raise("media-low", "a few sheets are left");
    if (line == "refill") return lower({"media-empty", "media-low", "media-needed"}, "the tray is full");
    if (line == "jam") return raise("media-jam", "a sheet is stuck");
    if (line == "unjam") return lower({"media-jam"}, "the way is free");
    if (line == "cover open") return raise("cover-open", "the cover is open");
    if (line == "cover close") return lower({"cover-open"}, "the cover is closed");
    if (line == "toner low") return raise("toner-low", "little toner is left");
    if (line == "toner out") return raise("toner-empty", "no toner is left");
    if (line == "toner new") return lower({"toner-low", "toner-empty"}, "new toner is in");
    if (const auto reason = after(line, "raise")) return raise(*reason, "raised");
    if (const auto reason = after(line, "lower")) return lower({*reason}, "lowered");
    return tell_hand(line);
}

Result<std::string> VirtualPrinter::tell_hand(std::string_view line) {
    auto machine = machine_;
    std::string said;
    if (line == "abort next") {
        ++machine.abort_next;
        said = "the next job will fail";
    } else if (line == "hold") {
        machine.gate = Gate::held;
        said = "sheets stop on their way";
    } else if (line == "release") {
        machine.gate = Gate::open;
        said = "sheets go on";
    } else if (const auto slow = after(line, "slow")) {
        const auto* end = slow->data() + slow->size();
        if (std::from_chars(slow->data(), end, machine.slow_ms).ptr != end || machine.slow_ms < 0)
            return Error(Code::bad_argument, "slow wants milliseconds");
        said = "a sheet takes " + std::to_string(machine.slow_ms) + " ms";
    } else {
        return tell_owner(line);
    }
    TRY_STATUS(change(std::move(machine)));
    return said;
}

Result<std::string> VirtualPrinter::tell_owner(std::string_view line) {
    if (line == "off") {
        switch_off();
        return std::string("the printer is off");
    }
    if (line == "on") {
        TRY_STATUS(switch_on());
        return std::string("the printer starts");
    }
    const auto papers = printed();
    if (line == "take") {
        const auto count = papers.size() - std::min(taken_, papers.size());
        taken_ = papers.size();
        return std::to_string(count) + (count == 1 ? " sheet taken" : " sheets taken");
    }
    if (line == "printed") {
        std::string list;
        for (std::size_t i = 0; i < papers.size(); ++i) {
            const auto& paper = papers[i];
            list += (list.empty() ? "" : "; ") + paper.document.string();
            if (!paper.pages.empty()) list += " page " + paper.pages;
            if (i < taken_) list += " (taken)";
        }
        return list.empty() ? std::string("nothing yet") : list;
    }
    return Error(Code::not_found, "the printer does not understand: " + std::string(line));
}

}  // namespace kiosk24::virtual_devices
