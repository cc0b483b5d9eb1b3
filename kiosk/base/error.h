// What went wrong, as a value: a closed code for programs, a sentence for the log. Never shown to a citizen
// (screens have words of their own) and never carries personal data.
#pragma once

#include <string>
#include <string_view>

namespace kiosk24 {

enum class Code {
#define CODE(name, mender) name,
#include "kiosk/base/codes.def"
#undef CODE
};

enum class Mender { citizen, staff, later, builders };

// The code as written in codes.def ("paper_out").
std::string_view name_of(Code code);
// The code of that name; Code::unknown_reply if there is none.
Code code_named(std::string_view name);
Mender mender_of(Code code);

class [[nodiscard]] Error {
  public:
    explicit Error(Code code, std::string detail = {}) : code_(code), detail_(std::move(detail)) {}

    Code code() const { return code_; }
    const std::string& detail() const { return detail_; }
    // Adds where it happened, outermost first: "reading the card: no answer".
    Error with(std::string_view doing) const;
    // "timed_out: reading the card: no answer"
    std::string text() const;

    bool operator==(const Error&) const = default;

  private:
    Code code_;
    std::string detail_;
};

}  // namespace kiosk24
