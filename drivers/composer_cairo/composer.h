// Draws a paper strip (kiosk/model/receipt.h) as black dots: text by Pango, lines and codes by Cairo, on an
// image surface in memory. One thread; the fonts stay warm between two receipts.
#pragma once

#include <memory>

#include "kiosk/base/result.h"
#include "kiosk/model/receipt.h"

namespace kiosk24::drivers::composer_cairo {

class Composer {
  public:
    Composer();
    ~Composer();
    Composer(const Composer&) = delete;
    Composer& operator=(const Composer&) = delete;

    // kStripWidth_px wide. bad_input if a character has no glyph on this machine or no code can hold a
    // payload; too_large if it gets longer than kLongestStrip_px; device_failed if Cairo has no memory.
    Result<StripPicture> compose(const PaperStrip& strip);
    // Drops the fonts and with them the shapes of the characters that were drawn.
    void forget();

  private:
    struct Fonts;
    std::unique_ptr<Fonts> fonts_;
};

}  // namespace kiosk24::drivers::composer_cairo
