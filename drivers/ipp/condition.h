// What a printer's words mean in the fault dictionary (kiosk/model/faults.def). Pure.
// Keywords: RFC 8011 section 5.4.12, PWG 5100.9 (alerts), PWG 5100.13; a keyword may end in -report, -warning
// or -error. The severity suffix is not trusted for what we know: printers say "media-empty-report" while
// idle and "-warning" while a job waits for paper.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "drivers/ipp/facts.h"
#include "kiosk/model/device.h"

namespace kiosk24::drivers::ipp {

struct Reading {
    Condition condition;
    std::vector<std::string> unknown_reasons;  // keywords that no table row knows, as the printer spelt them
};
Reading read_condition(const PrinterFacts& facts);

// The printer cannot be reached.
Condition offline_condition(std::string detail);

// The keyword without its severity suffix.
std::string_view without_suffix(std::string_view reason);
// The fault that one keyword asks for; none for a harmless one, nullopt for an unknown one.
std::optional<Fault> fault_of_reason(std::string_view reason);

// While it stands no sheet can come out.
bool is_blocking(Fault fault);

}  // namespace kiosk24::drivers::ipp
