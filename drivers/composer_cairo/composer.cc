#include "drivers/composer_cairo/composer.h"

#include <malloc.h>

#include <semaphore>

#include "drivers/composer_cairo/page.h"

namespace kiosk24::drivers::composer_cairo {
namespace {

void on_last(gpointer is_last, GObject*, gboolean is_last_now) {
    if (is_last_now != 0) static_cast<std::binary_semaphore*>(is_last)->release();
}

// Pango sorts fonts in a thread of its own, which goes on after a text is drawn and keeps the map (and what
// the map has of Cairo's) until it is done. Waits for it, some milliseconds, so that the map ends here and
// now.
void end_map(PangoFontMap* map) {
    std::binary_semaphore is_last(0);
    g_object_add_toggle_ref(G_OBJECT(map), on_last, &is_last);
    g_object_unref(map);
    is_last.acquire();
    g_object_remove_toggle_ref(G_OBJECT(map), on_last, &is_last);
}

}  // namespace

struct Composer::Fonts {
    std::unique_ptr<PangoFontMap, Ended<end_map>> map{pango_cairo_font_map_new()};
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
// What is free between blocks that stay goes back to the system: the heap's holes would else grow over days.
void Composer::forget() {
    fonts_.reset();
    cairo_debug_reset_static_data();
    ::malloc_trim(0);
}

}  // namespace kiosk24::drivers::composer_cairo
