// The receipt (回执) as values: what it says (Receipt), how it reads as lines of an 80 mm strip (PaperStrip),
// the picture that the printer gets (StripPicture), and how far it is (ReceiptProgress). The flow gives the
// facts, kiosk/paper the lines, the driver of class document_composer the picture, the receipt printer the
// paper.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/model/application.h"
#include "kiosk/model/case_file.h"
#include "kiosk/model/intent.h"

namespace kiosk24 {

inline constexpr int kStripWidth_px = 576;  // 72 mm at 203 dpi, what an 80 mm printer can mark
inline constexpr int kLongestStrip_px = 4096;

// The facts, in no words yet.
struct Receipt {
    Language language = Language::zh_hans;
    TextSize text_size = TextSize::normal;
    LocalText matter_name, department;
    Verdict verdict = Verdict::none;
    std::string case_number;
    LocalText reason;  // refused: the rule; human: what is looked at
    std::string deadline, pick_up_code;
    PersonalText masked_name;  // "*测试"
    int pages = 0;             // of paper that belong to it; 0: the receipt is all
    WallTime at;
    std::string terminal_id, hotline;
    LocalText site;
    std::string kept_as;   // not sent yet: the terminal's own number for it; empty: the platform has it
    bool is_test = false;  // of service mode: nobody's, it only shows that the printer prints and cuts
    bool operator==(const Receipt&) const = default;
};

enum class StripLineKind {
    title,    // large, in the middle
    heading,  // bold, in the middle: the verdict
    row,      // label, and text beside it (below it where it does not fit)
    code,     // label, and text in large digits below it
    text,     // a paragraph
    note,     // a small paragraph in the middle
    rule,     // a line across
    gap,
    qr,  // text is the payload, in the middle
};
std::string_view name_of(StripLineKind kind);
std::optional<StripLineKind> strip_line_kind_named(std::string_view name);
struct StripLine {
    StripLineKind kind = StripLineKind::text;
    std::string label;
    PersonalText text;
    bool operator==(const StripLine&) const = default;
};
struct PaperStrip {
    Language language = Language::zh_hans;
    TextSize text_size = TextSize::normal;
    std::vector<StripLine> lines;
    bool operator==(const PaperStrip&) const = default;
};

// One bit a dot, set: black; a row is width_px / 8 bytes, its leftmost dot the highest bit.
struct StripPicture {
    int width_px = 0, height_px = 0;  // multiples of 8; at most kStripWidth_px and kLongestStrip_px
    DocumentBytes bits;
};

// How far this session's receipt is.
enum class ReceiptStage { composing, printing, printed, not_printed, unknown };
struct ReceiptProgress {
    ReceiptStage stage = ReceiptStage::composing;
    Fault fault = Fault::none;  // why it is not printed
    CommandId waiting_for = 0;
};

}  // namespace kiosk24
