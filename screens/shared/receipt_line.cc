#include "screens/shared/receipt_line.h"

#include <algorithm>

#include "screens/shared/message.h"

namespace kiosk24::screens {
namespace {

bool can_work(const State& state, DeviceClass device_class) {
    const auto* device = state.device(device_class);
    return device != nullptr && is_usable(device->condition);
}

ui::Banner banner_of(const ReceiptLine& line) {
    const auto kind = line.is_out           ? ui::BannerKind::success
                      : line.is_told_loudly ? ui::BannerKind::warning
                                            : ui::BannerKind::info;
    return {.words = line.words, .more = line.more, .kind = kind, .icon = ui::Icon::receipt};
}

constexpr float kLeastCode = 200;  // a telephone reads it from there
constexpr ui::FontRole kNumberFont = ui::FontRole::caption_bold, kMoreFont = ui::FontRole::caption;

struct Heights {
    float number = 0, words = 0, more = 0, button = 0, code = 0;
    float lower() const { return std::max(code, words + more + button + ui::kSpace * 2); }
};
ui::FontRole words_font(const ui::Frame& frame) {
    return frame.text_size() == ui::TextSize::large ? ui::FontRole::caption_bold : ui::FontRole::body_bold;
}
Heights heights_of(const InsteadOfReceipt& instead, const ui::Frame& frame, float inside) {
    Heights heights;
    heights.number = frame.measure_text(in_fives(instead.case_number), kNumberFont, inside).h + 4;
    heights.code = frame.scaled(kLeastCode);
    const float beside = inside - heights.code - ui::kGap;
    heights.words = frame.measure_text(instead.line.words, words_font(frame), beside).h + 4;
    // Large letters need the room: number and code say it too.
    if (frame.text_size() == ui::TextSize::normal)
        heights.more = frame.measure_text(instead.line.more, kMoreFont, beside).h + 4;
    if (!instead.line.again.empty()) heights.button = frame.theme().button_height() + ui::kSpace;
    return heights;
}

float instead_of_receipt_height(const InsteadOfReceipt& instead, const ui::Frame& frame, float width) {
    const auto heights = heights_of(instead, frame, width - ui::kPadding * 2);
    return heights.number + ui::kSpace + heights.lower() + ui::kGap * 2;
}

bool draw_instead_of_receipt(const InsteadOfReceipt& instead, ui::Frame& frame, ui::Rect area) {
    frame.card(area, {.kind = ui::CardKind::flat, .colour = ui::ColourRole::surface_soft});
    const ui::Rect inner = area.inset(ui::kPadding, ui::kGap);
    auto heights = heights_of(instead, frame, inner.w);
    const float left = inner.h - heights.number - ui::kSpace;
    if (heights.lower() > left) heights.more = 0;
    heights.code = std::min(heights.code, left);
    frame.text("receipt.number", inner.top(heights.number), in_fives(instead.case_number),
               {.font = kNumberFont, .privacy = ui::Privacy::personal});
    const ui::Rect lower = inner.without_top(heights.number + ui::kSpace);
    frame.qr_code("receipt.code", lower.right_strip(heights.code).top(heights.code), instead.case_number,
                  instead.code_words, ui::Privacy::personal);
    ui::Column column(lower.without_right(heights.code + ui::kGap));
    frame.text("receipt.words", column.take(heights.words), instead.line.words, {.font = words_font(frame)});
    column.gap(ui::kSpace);
    if (heights.more > 0)
        frame.text("receipt.more", column.take(heights.more), instead.line.more,
                   {.font = kMoreFont, .colour = ui::ColourRole::text_soft});
    if (instead.line.again.empty()) return false;
    return draw_receipt_again(instead.line, frame, column.rest().bottom_strip(frame.theme().button_height()));
}

}  // namespace

ReceiptLine receipt_line_of(const State& state, const Say& say) {
    ReceiptLine line;
    if (!state.session || !state.session->receipt) return line;
    const auto& receipt = *state.session->receipt;
    const bool can_try =
        can_work(state, DeviceClass::receipt_printer) && can_work(state, DeviceClass::document_composer);
    switch (receipt.stage) {
        case ReceiptStage::composing:
        case ReceiptStage::printing:
            line.words = say("receipt.printing");
            line.is_drawing = receipt.stage == ReceiptStage::composing;
            break;
        case ReceiptStage::printed:
            line.words = say("receipt.printed");
            line.is_out = true;
            break;
        case ReceiptStage::not_printed:
        case ReceiptStage::unknown:
            line.needs_code = line.is_told_loudly = true;
            line.words = say("receipt.none");
            if (receipt.fault != Fault::none)
                line.words = say("fault." + std::string(entry_of(receipt.fault).code) + ".citizen");
            if (receipt.stage == ReceiptStage::unknown) line.words = say("receipt.unsure");
            line.more = say("receipt.number_instead");
            if (can_try) line.again = say("receipt.again");
            break;
    }
    return line;
}

float receipt_line_height(const ReceiptLine& line, const ui::Frame& frame, float width) {
    return line.words.empty() ? 0 : frame.banner_height(banner_of(line), width);
}

void draw_receipt_line(const ReceiptLine& line, ui::Frame& frame, ui::Rect area) {
    if (!line.words.empty()) frame.banner("receipt", area, banner_of(line));
}

bool draw_receipt_place(const InsteadOfReceipt& instead, ui::Frame& frame, ui::Rect& area) {
    constexpr float kRightShare = 0.5F;
    const ui::Rect whole = area;
    if (instead.line.words.empty()) return false;
    if (!instead.line.needs_code) {
        const float height = receipt_line_height(instead.line, frame, whole.w);
        area = whole.without_bottom(height + ui::kGap);
        draw_receipt_line(instead.line, frame, whole.bottom_strip(height));
        return false;
    }
    if (frame.orientation() == ui::Orientation::portrait) {
        const float height = instead_of_receipt_height(instead, frame, whole.w);
        area = whole.without_bottom(height + ui::kGap);
        return draw_instead_of_receipt(instead, frame, whole.bottom_strip(height));
    }
    const ui::Rect right = whole.right_strip(whole.w * kRightShare);
    area = whole.without_right(right.w + ui::kGap);
    const float height = instead_of_receipt_height(instead, frame, right.w);
    return draw_instead_of_receipt(instead, frame, right.centred({right.w, std::min(height, right.h)}));
}

bool draw_receipt_again(const ReceiptLine& line, ui::Frame& frame, ui::Rect area) {
    return !line.again.empty() &&
           frame.button("receipt.again", area,
                        {.words = line.again, .kind = ui::ButtonKind::secondary, .icon = ui::Icon::receipt});
}

}  // namespace kiosk24::screens
