// How far is my case? What the platform is asked and what it tells (POST /v1/case-queries), and what the
// person here is looking at. Asked by number, the answer holds nothing that tells of a person.
#pragma once

#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/personal.h"
#include "kiosk/model/case_file.h"
#include "kiosk/model/language.h"

namespace kiosk24 {

// By person (a confirmed one), or by number: the whole case number (43 characters) or its tail of twelve
// digits YYYYMMDDNNNN, with a code that only the applicant knows.
struct CaseQuery {
    PersonalText person_reference;
    std::string case_number;
    PersonalText code;  // pick-up code, or the last four of the telephone given or of the identity number
    bool operator==(const CaseQuery&) const = default;
};
struct CaseSummary {
    std::string case_number, matter_id;
    Verdict verdict = Verdict::pending;
    Date filed, deadline;               // deadline {0,0,0}: none
    LocalText reason;                   // by person only
    LocalText matter_name, department;  // of a matter that this terminal may not know
    Date decided;                       // {0,0,0}: not yet
    std::string pick_up_code;           // by person only, as is the paper below
    std::string document_id;            // empty: nothing to print
    int pages = 0;
    bool operator==(const CaseSummary&) const = default;
};

// What the person at the terminal is looking at.
struct CaseLook {
    std::vector<CaseSummary> cases;  // newest first
    std::vector<CaseFile> here;      // by card: what this terminal's ledger holds of the person's open cases
    bool is_told = false;            // the platform has answered
    bool by_card = false;
    std::string chosen;  // the case number whose story is open; empty: the list
};

}  // namespace kiosk24
