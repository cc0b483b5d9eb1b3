// Guides and policy documents that anybody may read and print: the platform's list, one with its text, and
// what the person here is reading. Nothing in them is personal. The contract is
// hub/api/platform.openapi.yaml, /v1/guides.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/model/language.h"

namespace kiosk24 {

enum class GuideKind { matter, policy };  // how a matter is done; a document made public
std::string_view name_of(GuideKind kind);
std::optional<GuideKind> guide_kind_named(std::string_view name);

struct GuideSummary {
    std::string id;
    GuideKind kind = GuideKind::matter;
    LocalText title, about, issuer;
    Date updated;
    bool operator==(const GuideSummary&) const = default;
};
struct GuideSection {
    LocalText heading, body;  // body: paragraphs, a line each
    bool operator==(const GuideSection&) const = default;
};
// The signed PDF of a guide in one language. `number` stands on it (文件编号), and so does the title.
struct GuidePaper {
    std::string document_id, number;
    int pages = 0;
    bool operator==(const GuidePaper&) const = default;
};
struct Guide {
    GuideSummary summary;
    std::vector<GuideSection> sections;
    std::map<Language, GuidePaper> papers;
    bool operator==(const Guide&) const = default;
};

// What the person at the terminal is reading.
struct GuideReading {
    std::vector<GuideSummary> list;
    bool is_listed = false;      // the platform has told its list
    std::string wanted;          // the guide that is being fetched or read; empty: choosing
    std::optional<Guide> guide;  // once it is here
};

}  // namespace kiosk24
