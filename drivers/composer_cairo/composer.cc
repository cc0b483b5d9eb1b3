#include "drivers/composer_cairo/composer.h"

#include "drivers/composer_cairo/page.h"

namespace kiosk24::drivers::composer_cairo {

struct Composer::Fonts {
    std::unique_ptr<PangoFontMap, Ended<g_object_unref>> map{pango_cairo_font_map_new()};
    Context context{pango_font_map_create_context(map.get())};
};

Composer::Composer() = default;
Composer::~Composer() = default;

Result<StripPicture> Composer::compose(const PaperStrip& strip) {
    if (!fonts_) fonts_ = std::make_unique<Fonts>();
    auto* context = fonts_->context.get();
    pango_context_set_language(
        context, pango_language_from_string(strip.language == Language::zh_hans ? "zh-cn" : "en"));
    Page page(context, strip.text_size);
    for (const auto& line : strip.lines)
        TRY_STATUS(page.add(line));
    return page.finish();
}

// Cairo keeps the glyphs of fonts that nobody uses any more, pixman their pictures, both for the whole
// process. Nothing of Cairo's is alive now, which is when it may be told to begin anew.
void Composer::forget() {
    fonts_.reset();
    cairo_debug_reset_static_data();
}

}  // namespace kiosk24::drivers::composer_cairo
