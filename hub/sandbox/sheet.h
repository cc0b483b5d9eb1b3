// What the sandbox's papers have in common: the red band and title, labels with values, sections, notes, the
// code to verify, issuer and seal, and the foot that says who made it. One page after the other on a Canvas.
// Lengths are points, y grows downwards.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "hub/sandbox/canvas.h"
#include "hub/sandbox/people.h"

namespace kiosk24::sandbox {

// What every paper says besides its own content.
struct PaperHead {
    Language language = Language::zh_hans;
    std::string case_number;
    std::string verification_address;  // what the code on page 1 says
    Date issued;
};
struct DrawnDocument {
    Bytes pdf;
    int pages = 0;
};

class Sheet {
  public:
    static constexpr double kMargin_pt = 56, kInner_pt = kPageWidth_pt - 2 * kMargin_pt;
    static constexpr double kRow_pt = 27, kHair_pt = 0.6;

    Sheet(const PaperHead& head, const std::string& title, const std::string& author);

    Canvas& canvas() { return canvas_; }
    bool zh() const { return head_.language == Language::zh_hans; }

    // The red band, the title and a line under it; each returns where the next may begin.
    double title(const std::string& title, const std::string& under);
    double statement(double y, const std::string& words);
    // A label on its ground and the value beside it, so close that every text extraction reads them in one
    // line. Returns the right edge.
    double pair(double x, double y, double label_pt, double value_pt, const std::string& label,
                std::string_view value, Weight weight = Weight::regular);
    // The same over the whole width; returns where the next row begins.
    double row(double y, const std::string& label, std::string_view value, Weight weight = Weight::regular);
    // Two pairs in one row.
    double row_of_two(double y, const std::string& label, std::string_view value,
                      const std::string& second_label, std::string_view second_value);
    double label_width() const { return zh() ? 72 : 84; }
    double section(double y, const std::string& name);
    double notes(double y, const std::string& name, std::span<const std::string> notes);
    // The code at the left, the issuer with the date and the round seal at the right, near the page's end.
    void issuer(const std::string& name, const std::string& seal_around, const std::string& seal_below);
    void foot(int page, int pages);
    Result<DrawnDocument> finish(int pages);

  private:
    const PaperHead& head_;
    Canvas canvas_;
};

// "2026年11月22日", "22 November 2026"
std::string words_of_date(Date date, Language language);
std::string words_of_sex(Sex sex, Language language);

}  // namespace kiosk24::sandbox
