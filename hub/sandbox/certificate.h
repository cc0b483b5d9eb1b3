// The paper of SI01: the participation certificate (社会保险参保证明), one page, and with the case "detail" a
// second page with the contributions of the last 24 months.
//
// A machine that checks the document finds, as text on page 1, each label followed by its value in one line:
//   Chinese  "姓名：…"  "办件编号：…"        English  "Name: …"  "Case number: …"
// The seal is an outline, not text. The issuer is fictional and every page says that a sandbox made it.
#pragma once

#include "hub/sandbox/insurance.h"
#include "hub/sandbox/sheet.h"

namespace kiosk24::sandbox {

enum class CertificateForm { current, detail };

struct CertificatePaper {
    CertificateForm form = CertificateForm::current;
    PaperHead head;
};
// Draws the (unsigned) PDF.
Result<DrawnDocument> draw_certificate(const CertificatePaper& paper, const Person& person,
                                       const InsuranceRecord& record);

}  // namespace kiosk24::sandbox
