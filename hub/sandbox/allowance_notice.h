// The paper of CV01: the approval notice of the old-age allowance (高龄津贴审核通知书), one page; with a
// change of account the notice of that. The labels that a machine looks for stand as on certificate.h's
// paper.
#pragma once

#include "hub/sandbox/allowance.h"
#include "hub/sandbox/sheet.h"

namespace kiosk24::sandbox {

struct AllowanceNotice {
    PaperHead head;
    AllowanceCase kind = AllowanceCase::first;
    PersonalText account;  // the bank card's digits; the paper shows the first four and the last four
    Household household;
};
Result<DrawnDocument> draw_allowance_notice(const AllowanceNotice& notice, const Person& person);

}  // namespace kiosk24::sandbox
