// QR codes by ZXing.
#include <BarcodeFormat.h>
#include <BitMatrix.h>
#include <MultiFormatWriter.h>

#include <exception>

#include "kiosk/base/personal.h"
#include "kiosk/ui/stage.h"

namespace kiosk24::ui {

const CodeSquares* Stage::squares_of(std::string_view content) {
    if (content == code_content_ && code_squares_.side > 0) return &code_squares_;
    constexpr std::size_t kMost_bytes = 2953;  // of the largest code, version 40
    if (content.empty() || content.size() > kMost_bytes) return nullptr;
    wipe_value(code_content_);
    code_squares_ = {};
    try {
        ZXing::MultiFormatWriter writer(ZXing::BarcodeFormat::QRCode);
        writer.setEncoding(ZXing::CharacterSet::UTF8);
        writer.setEccLevel(4);  // of 8: medium, for screens behind scratched glass
        writer.setMargin(0);
        const ZXing::BitMatrix matrix = writer.encode(std::string(content), 0, 0);
        code_squares_.side = matrix.width();
        for (int y = 0; y < matrix.height(); ++y)
            for (int x = 0; x < matrix.width(); ++x)
                code_squares_.dark.push_back(matrix.get(x, y));
    } catch (const std::exception&) {  // ZXing throws at content that no code can hold
        return nullptr;
    }
    if (code_squares_.side == 0) return nullptr;
    code_content_ = content;
    return &code_squares_;
}

}  // namespace kiosk24::ui
