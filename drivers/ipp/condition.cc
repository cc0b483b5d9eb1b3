#include "drivers/ipp/condition.h"

#include <algorithm>
#include <array>

namespace kiosk24::drivers::ipp {
namespace {

struct Row {
    std::string_view keyword;
    Fault fault;
};

// In the order of what a person has to do first: of several faults at once, the one that stands first is
// told.
constexpr Row kRows[] = {
    {"shutdown", Fault::printer_offline},
    {"power-down", Fault::printer_offline},
    {"connecting-to-device", Fault::printer_offline},
    {"timed-out", Fault::printer_offline},
    {"media-jam", Fault::printer_jammed},
    {"cover-open", Fault::printer_cover_open},
    {"door-open", Fault::printer_cover_open},
    {"interlock-open", Fault::printer_cover_open},
    {"media-empty", Fault::printer_paper_out},
    {"media-needed", Fault::printer_paper_out},
    {"input-tray-missing", Fault::printer_tray_missing},
    {"output-tray-missing", Fault::printer_tray_missing},
    {"input-media-tray-missing", Fault::printer_tray_missing},
    {"output-area-full", Fault::printer_output_full},
    {"toner-empty", Fault::printer_toner_out},
    {"marker-supply-empty", Fault::printer_toner_out},
    {"marker-supply-missing", Fault::printer_toner_out},
    {"marker-ink-empty", Fault::printer_toner_out},
    {"marker-toner-empty", Fault::printer_toner_out},
    {"marker-toner-missing", Fault::printer_toner_out},
    {"developer-empty", Fault::printer_toner_out},
    {"marker-waste-full", Fault::printer_waste_full},
    {"marker-waste-toner-receptacle-full", Fault::printer_waste_full},
    {"marker-waste-missing", Fault::printer_waste_full},
    {"paused", Fault::printer_paused},
    {"moving-to-paused", Fault::printer_paused},
    {"stopping", Fault::printer_paused},
    {"spool-area-full", Fault::printer_paused},
    {"media-low", Fault::printer_paper_low},
    {"toner-low", Fault::printer_toner_low},
    {"marker-supply-low", Fault::printer_toner_low},
    {"marker-ink-almost-empty", Fault::printer_toner_low},
    {"marker-toner-almost-empty", Fault::printer_toner_low},
    {"marker-developer-almost-empty", Fault::printer_toner_low},
    {"developer-low", Fault::printer_toner_low},
};

// Said by printers that work: asks nothing of anybody.
constexpr std::string_view kHarmless[] = {
    "none",
    "marker-waste-almost-full",
    "output-area-almost-full",
    "identify-printer-requested",
    "hibernate",
    "suspend",
    "standby",
    "power-up",
    "warming-up",
    "configuration-change",
    "alert-removal-of-binary-change-entry",
    "opc-near-eol",
    "deactivated-on-user-request",
    "stopped-partly",
    "wifi-not-configured",
};

constexpr std::array kSuffixes = {std::string_view("-report"), std::string_view("-warning"),
                                  std::string_view("-error")};

bool says_error(std::string_view reason) {
    return reason.ends_with("-error");
}

int rank_of(Fault fault) {
    int rank = 0;
    for (const auto& row : kRows) {
        if (row.fault == fault) return rank;
        ++rank;
    }
    return rank;  // unclassified and refused: after everything we understand that blocks
}

// The more urgent of the two: blocking before not blocking, then the order of kRows.
Fault more_urgent(Fault a, Fault b) {
    if (a == Fault::none) return b;
    if (b == Fault::none) return a;
    if (is_blocking(a) != is_blocking(b)) return is_blocking(a) ? a : b;
    return rank_of(a) <= rank_of(b) ? a : b;
}

SupplyState paper_of(Fault fault, SupplyState before) {
    if (fault == Fault::printer_jammed) return SupplyState::jammed;
    if (before == SupplyState::jammed) return before;
    if (fault == Fault::printer_paper_out) return SupplyState::out;
    if (before == SupplyState::out) return before;
    return fault == Fault::printer_paper_low ? SupplyState::low : before;
}

SupplyState toner_of(Fault fault, SupplyState before) {
    if (fault == Fault::printer_toner_out || before == SupplyState::out) return SupplyState::out;
    return fault == Fault::printer_toner_low ? SupplyState::low : before;
}

// "wasteToner" is filled, not consumed: 5 % is a good thing.
bool is_consumed(const Marker& marker) {
    if (marker.type.find("waste") != std::string::npos) return false;
    return marker.type.empty() || marker.type.find("toner") != std::string::npos ||
           marker.type.find("ink") != std::string::npos;
}

// A level of 0 is only "low": printers go on for pages after it, and say so with a reason when they stop.
SupplyState toner_level(const std::vector<Marker>& markers) {
    auto state = SupplyState::unknown;
    for (const auto& marker : markers) {
        if (!is_consumed(marker) || marker.level < 0 || marker.level > 100) continue;
        if (marker.level <= marker.low_level) return SupplyState::low;
        state = SupplyState::full;
    }
    return state;
}

std::string joined(const std::vector<std::string>& reasons) {
    std::string text;
    for (const auto& reason : reasons) {
        if (text.size() > 400) return text + ",...";
        text += (text.empty() ? "" : ",") + reason;
    }
    return text;
}

}  // namespace

std::string_view without_suffix(std::string_view reason) {
    for (const auto suffix : kSuffixes)
        if (reason.ends_with(suffix)) return reason.substr(0, reason.size() - suffix.size());
    return reason;
}

std::optional<Fault> fault_of_reason(std::string_view reason) {
    const auto keyword = without_suffix(reason);
    for (const auto& row : kRows)
        if (row.keyword == keyword) return row.fault;
    const bool is_harmless =
        std::find(std::begin(kHarmless), std::end(kHarmless), keyword) != std::end(kHarmless);
    // A spooler in between speaks of its own affairs with this prefix.
    if (is_harmless || keyword.starts_with("cups-")) return Fault::none;
    return std::nullopt;
}

bool is_blocking(Fault fault) {
    return fault != Fault::none && entry_of(fault).blocks;
}

Reading read_condition(const PrinterFacts& facts) {
    Reading reading;
    auto& condition = reading.condition;
    condition.state = DeviceState::online;
    condition.paper = SupplyState::full;
    condition.toner = toner_level(facts.markers);
    if (condition.toner == SupplyState::low) condition.fault = Fault::printer_toner_low;
    for (const auto& reason : facts.reasons) {
        auto fault = fault_of_reason(reason);
        if (!fault) {
            reading.unknown_reasons.push_back(reason);
            fault = says_error(reason) ? Fault::printer_unclassified : Fault::none;
        }
        condition.paper = paper_of(*fault, condition.paper);
        condition.toner = toner_of(*fault, condition.toner);
        condition.fault = more_urgent(condition.fault, *fault);
    }
    if (facts.state == PrinterState::stopped && !is_blocking(condition.fault))
        condition.fault = Fault::printer_paused;
    if (!facts.is_accepting_jobs && !is_blocking(condition.fault)) condition.fault = Fault::printer_refused;
    if (condition.fault == Fault::printer_offline) condition.state = DeviceState::offline;
    if (condition.fault == Fault::printer_unclassified) condition.state = DeviceState::hardware_error;
    condition.detail = joined(facts.reasons);
    return reading;
}

Condition offline_condition(std::string detail) {
    Condition condition;
    condition.state = DeviceState::offline;
    condition.fault = Fault::printer_offline;
    condition.detail = std::move(detail);
    return condition;
}

}  // namespace kiosk24::drivers::ipp
