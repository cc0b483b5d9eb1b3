#include "drivers/camera/code_finder.h"

#define ZX_USE_UTF8 1  // ZXing 1.4: text() is UTF-8
#include <ReadBarcode.h>

#include "kiosk/base/personal.h"

namespace kiosk24::drivers::camera {

Result<std::optional<ScannedCode>> find_code(const Picture& picture) {
    using ZXing::BarcodeFormat;
    // What stands on papers and telephones. Linear codes of goods are nobody's business here, and the more is
    // looked for the more is seen where nothing is.
    const auto hints = ZXing::DecodeHints()
                           .setFormats(BarcodeFormat::QRCode | BarcodeFormat::DataMatrix |
                                       BarcodeFormat::PDF417 | BarcodeFormat::Aztec | BarcodeFormat::Code128)
                           .setTryHarder(true)
                           .setTryRotate(true);
    std::string text, symbology;
    try {
        const ZXing::ImageView view(picture.grey.data(), picture.width, picture.height,
                                    ZXing::ImageFormat::Lum);
        const auto found = ZXing::ReadBarcode(view, hints);
        if (!found.isValid()) return std::optional<ScannedCode>();
        text = found.text();
        symbology = ZXing::ToString(found.format());
    } catch (const std::exception&) {  // ZXing throws at contents it cannot put into words
        return Error(Code::bad_input, "a code that cannot be read as text");
    }
    auto code = scanned_code(text, std::move(symbology));
    wipe_value(text);
    if (!code) return code.error();
    return std::optional(std::move(*code));
}

}  // namespace kiosk24::drivers::camera
