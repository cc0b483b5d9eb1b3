// A4 pages as PDF, by Cairo and Pango: text with any character of the fonts on the machine, lines, boxes,
// and outlines for what must not be read as text (the seal). One thread at a time. Lengths are points (1/72
// inch), y grows downwards.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "kiosk/base/bytes.h"
#include "kiosk/model/language.h"

namespace kiosk24::sandbox {

inline constexpr double kPageWidth_pt = 595.28, kPageHeight_pt = 841.89;

struct Colour {
    double red = 0, green = 0, blue = 0, alpha = 1;
};
inline constexpr Colour kInk{0.10, 0.12, 0.16}, kQuietInk{0.38, 0.42, 0.49}, kLine{0.62, 0.67, 0.74},
    kLabelGround{0.945, 0.955, 0.972}, kSealRed{0.83, 0.10, 0.10, 0.86}, kAccent{0.07, 0.29, 0.58};

enum class Family { sans, serif };
enum class Weight { regular, bold };
enum class Align { left, centre, right };
struct TextStyle {
    double size_pt = 10.5;
    Weight weight = Weight::regular;
    Align align = Align::left;
    Family family = Family::sans;
    Colour colour = kInk;
    double line_spacing = 1.35;
    double letter_spacing_pt = 0;
};
struct Box {
    double x = 0, y = 0, width = 0, height = 0;
};

// Has this machine a glyph for every character? Whoever's name it has not is served by a person instead of
// being given a paper with a hole. No to private-use characters of old cards, too: what a font shows there
// (an icon, perhaps) is not what the card means. `words` is UTF-8.
bool can_draw(std::string_view words);

class Canvas {
  public:
    // The language picks the form of Han characters and hyphenation.
    Canvas(Language language, const std::string& title, const std::string& author);
    ~Canvas();
    Canvas(const Canvas&) = delete;
    Canvas& operator=(const Canvas&) = delete;

    // Text from the top of `box`, wrapped at its width; returns its height. A height of 0 in `box` is
    // ignored.
    double text(const Box& box, std::string_view words, const TextStyle& style);
    // The height that text() would take.
    double height_of(std::string_view words, const TextStyle& style, double width_pt);
    // One line or a few in the vertical middle of `box`, smaller if they do not fit.
    void cell(const Box& box, std::string_view words, TextStyle style, double padding_pt = 6);
    void fill(const Box& box, Colour colour);
    void frame(const Box& box, Colour colour, double width_pt);
    void line(double x1, double y1, double x2, double y2, Colour colour, double width_pt);
    void next_page();

    // A round seal: `around` along the upper rim, a star, `below` under it. Drawn as outlines.
    void seal(double centre_x, double centre_y, double radius_pt, std::string_view around,
              std::string_view below);
    // A QR code (error correction M). Nothing is drawn if `content` does not fit a code.
    void qr_code(double x, double y, double size_pt, const std::string& content);

    // Ends the document. Call once.
    Result<Bytes> finish();

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace kiosk24::sandbox
