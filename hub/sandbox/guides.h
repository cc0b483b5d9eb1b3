// What anybody may read at the sandbox's office: how each matter of the catalogue is done, in the catalogue's
// own words, and a few (fictional) documents made public. With their papers, drawn and signed when they are
// first asked for: one A4 document a guide and language, its id "guide.<guide>.<language>".
//
// A machine that checks the paper finds on page 1, as text, "文件名称：…" and "文件编号：…" (English "Title:
// …" and "Document number: …"), and nowhere the labels of a person's paper.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "hub/sandbox/sheet.h"
#include "kiosk/model/guide.h"
#include "kiosk/model/matter.h"

namespace kiosk24::sandbox {

// Without papers' lengths: drawing tells them.
std::vector<Guide> guides_of(const Catalogue& catalogue);
std::string guide_document_id(const std::string& guide_id, Language language);
// The guide and language of such an id; nothing for another document's.
struct GuideDocument {
    std::string guide_id;
    Language language = Language::zh_hans;
};
std::optional<GuideDocument> guide_document_named(std::string_view document_id);

// What a lying platform would put there.
struct GuideLies {
    bool other_number = false, names_somebody = false;
};
Result<DrawnDocument> draw_guide(const Guide& guide, Language language, GuideLies lies = {});

}  // namespace kiosk24::sandbox
