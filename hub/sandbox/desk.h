// The desks of the sandbox's office, one for each matter it decides: what the register says beforehand, the
// decision, the paper. A further matter is a row in desk.cc; its rules are pure functions beside rules.h, its
// paper a file of its own on Sheet.
#pragma once

#include <string_view>

#include "hub/sandbox/rules.h"
#include "hub/sandbox/sheet.h"
#include "kiosk/model/application.h"

namespace kiosk24::sandbox {

// All that a decision may look at.
struct Filing {
    const Application& application;
    const Person& person;
    NamePrinting printing = NamePrinting::possible;
    bool was_granted = false;  // the same matter was approved for this person before
    Date today;
};

struct Desk {
    std::string_view matter_id;
    std::string_view paper;  // under which name its paper is signed
    Prefill (*prefill)(const Person& person, Date today);
    // Fills verdict, reason and deadline; case number, pick-up code and document are the platform's.
    Decision (*decide)(const Filing& filing);
    // The (unsigned) PDF of an approval.
    Result<DrawnDocument> (*draw)(const Filing& filing, const PaperHead& head);
};
// nullptr: the matter is not decided here.
const Desk* desk_of(std::string_view matter_id);

// What was entered or prefilled into a field; empty if nothing was.
std::string_view value_in(const Application& application, std::string_view field);

}  // namespace kiosk24::sandbox
