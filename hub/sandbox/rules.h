// How the sandbox decides: the rules of each matter, as pure functions. An instant decision has three
// outcomes: approved, a person will decide, refused with the rule in words.
#pragma once

#include "hub/sandbox/insurance.h"
#include "kiosk/model/application.h"

namespace kiosk24::sandbox {

// SI01, participation certificate. Fills verdict, reason and deadline; case number, pick-up code and document
// are the platform's. A name that cannot be printed goes to a person.
enum class NamePrinting { possible, impossible };
Decision decide_participation_certificate(const Person& person, const InsuranceRecord& record,
                                          NamePrinting printing, Date today);

// `days` working days (Monday to Friday; the sandbox keeps no table of holidays) after `from`.
Date working_days_after(Date from, int days);
// "2026-11-27"
std::string iso_date(Date date);

}  // namespace kiosk24::sandbox
