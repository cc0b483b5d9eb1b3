// The paper of EN02: a copy of the business licence (营业执照副本), one A4 page, printed for the legal
// representative. The labels "姓名" / "Name" and "办件编号" / "Case number" stand on it as on every paper.
#pragma once

#include "hub/sandbox/enterprises.h"
#include "hub/sandbox/sheet.h"

namespace kiosk24::sandbox {

Result<DrawnDocument> draw_licence_copy(const Enterprise& enterprise, const Person& person,
                                        const PaperHead& head);

}  // namespace kiosk24::sandbox
