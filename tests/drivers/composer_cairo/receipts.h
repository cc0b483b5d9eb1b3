// Receipts as the terminal would order them, and what can be asked of their pictures.
#pragma once

#include <string>

#include "kiosk/model/receipt.h"
#include "kiosk/paper/receipt_strip.h"
#include "kiosk/settings/settings.h"

namespace kiosk24 {

inline Texts words() {
    return settings::read_texts(KIOSK24_SOURCE_DIR "/assets/words").value();
}

inline Receipt receipt_for(Verdict verdict, Language language, TextSize size) {
    Receipt receipt;
    receipt.language = language;
    receipt.text_size = size;
    receipt.matter_name = {{{Language::zh_hans, "社会保险参保证明（个人）"},
                            {Language::en, "Social insurance participation certificate"}}};
    receipt.department = {{{Language::zh_hans, "示范区社会保险服务中心"},
                           {Language::en, "Demonstration District Social Insurance Service Centre"}}};
    receipt.verdict = verdict;
    receipt.case_number = "11440399MB000000094442000001000202605200001";
    if (verdict == Verdict::human || verdict == Verdict::refused)
        receipt.reason = {{{Language::zh_hans, "您的参保记录正在核对，需要人工确认。"},
                           {Language::en, "Your record is being checked and a person must confirm it."}}};
    if (verdict == Verdict::human) {
        receipt.deadline = "2026-06-03";
        receipt.pick_up_code = "7K2-94M";
    }
    receipt.pages = verdict == Verdict::approved ? 2 : 0;
    receipt.masked_name = PersonalText("*测试");
    receipt.at = {1'779'258'720'000};  // 2026-05-20 14:32 in China
    receipt.terminal_id = "LG-0001";
    receipt.hotline = "12345";
    receipt.site = {{{Language::zh_hans, "龙岗区政务服务中心 24 小时自助服务区"},
                     {Language::en, "Longgang Government Service Centre, 24-hour area"}}};
    return receipt;
}

inline bool is_black(const StripPicture& picture, int x, int y) {
    const auto& bits = picture.bits->reveal();
    const auto at = static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width_px / 8) +
                    static_cast<std::size_t>(x / 8);
    return (bits[at] >> (7 - x % 8) & 1) != 0;
}

// Black dots in these columns, over the whole length.
inline int black_in_columns(const StripPicture& picture, int from, int to) {
    int count = 0;
    for (int y = 0; y < picture.height_px; ++y) {
        for (int x = from; x < to; ++x)
            count += is_black(picture, x, y);
    }
    return count;
}
inline int black_dots(const StripPicture& picture) {
    return black_in_columns(picture, 0, picture.width_px);
}

}  // namespace kiosk24
