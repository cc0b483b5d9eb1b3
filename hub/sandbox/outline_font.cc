#include "hub/sandbox/outline_font.h"

#include <vector>

namespace kiosk24::sandbox {
namespace {

cairo_user_data_key_t kOriginal;
constexpr double kDesign_size = 1000;  // outlines are taken unhinted at this size

cairo_font_face_t* original_of(cairo_scaled_font_t* ours) {
    cairo_font_face_t* face = cairo_scaled_font_get_font_face(ours);
    return static_cast<cairo_font_face_t*>(cairo_font_face_get_user_data(face, &kOriginal));
}

// Cairo asks for one glyph, in a space where the em is 1.
cairo_status_t render_glyph(cairo_scaled_font_t* ours, unsigned long index, cairo_t* cairo,
                            cairo_text_extents_t* extents) {
    cairo_scale(cairo, 1 / kDesign_size, 1 / kDesign_size);
    cairo_set_font_face(cairo, original_of(ours));
    cairo_set_font_size(cairo, kDesign_size);
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_set_font_options(cairo, options);
    cairo_font_options_destroy(options);
    const cairo_glyph_t glyph{index, 0, 0};
    cairo_text_extents_t size{};
    cairo_glyph_extents(cairo, &glyph, 1, &size);
    extents->x_advance = size.x_advance / kDesign_size;
    cairo_glyph_path(cairo, &glyph, 1);
    cairo_fill(cairo);
    return CAIRO_STATUS_SUCCESS;
}

}  // namespace

OutlineFonts::~OutlineFonts() {
    for (auto& [original, ours] : faces_) {
        cairo_font_face_destroy(ours);
        cairo_font_face_destroy(original);
    }
}

cairo_font_face_t* OutlineFonts::outlines_of(PangoFont* font) {
    cairo_scaled_font_t* scaled = pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font));
    cairo_font_face_t* original = cairo_scaled_font_get_font_face(scaled);
    const auto found = faces_.find(original);
    if (found != faces_.end()) return found->second;
    cairo_font_face_t* ours = cairo_user_font_face_create();
    cairo_user_font_face_set_render_glyph_func(ours, render_glyph);
    cairo_font_face_set_user_data(ours, &kOriginal, original, nullptr);
    faces_.emplace(cairo_font_face_reference(original), ours);
    return ours;
}

void OutlineFonts::show(cairo_t* cairo, PangoLayout* layout, double x, double y) {
    PangoLayoutIter* lines = pango_layout_get_iter(layout);
    const char* text = pango_layout_get_text(layout);
    do {
        const PangoGlyphItem* run = pango_layout_iter_get_run_readonly(lines);
        if (!run) continue;  // a line's end
        PangoRectangle logical{};
        pango_layout_iter_get_run_extents(lines, nullptr, &logical);
        show_run(cairo, *run, text, x + static_cast<double>(logical.x) / PANGO_SCALE,
                 y + static_cast<double>(pango_layout_iter_get_baseline(lines)) / PANGO_SCALE);
    } while (pango_layout_iter_next_run(lines));
    pango_layout_iter_free(lines);
}

void OutlineFonts::show_run(cairo_t* cairo, const PangoGlyphItem& run, const char* text, double x,
                            double baseline) {
    const PangoItem& item = *run.item;
    std::vector<cairo_glyph_t> glyphs;
    std::vector<cairo_text_cluster_t> clusters;
    for (int i = 0; i < run.glyphs->num_glyphs; ++i) {
        const PangoGlyphInfo& info = run.glyphs->glyphs[i];
        const int from = run.glyphs->log_clusters[i];
        const bool begins = i == 0 || run.glyphs->log_clusters[i - 1] != from;
        if (begins) {
            if (!clusters.empty()) clusters.back().num_bytes = from - run.glyphs->log_clusters[i - 1];
            clusters.push_back({0, 0});
        }
        if (info.glyph != PANGO_GLYPH_EMPTY && !(info.glyph & PANGO_GLYPH_UNKNOWN_FLAG)) {
            glyphs.push_back({info.glyph, x + static_cast<double>(info.geometry.x_offset) / PANGO_SCALE,
                              baseline + static_cast<double>(info.geometry.y_offset) / PANGO_SCALE});
            ++clusters.back().num_glyphs;
        }
        x += static_cast<double>(info.geometry.width) / PANGO_SCALE;
    }
    if (glyphs.empty()) return;
    clusters.back().num_bytes = item.length - run.glyphs->log_clusters[run.glyphs->num_glyphs - 1];
    PangoFontDescription* described = pango_font_describe_with_absolute_size(item.analysis.font);
    cairo_set_font_face(cairo, outlines_of(item.analysis.font));
    cairo_set_font_size(cairo, static_cast<double>(pango_font_description_get_size(described)) / PANGO_SCALE);
    pango_font_description_free(described);
    cairo_show_text_glyphs(cairo, text + item.offset, item.length, glyphs.data(),
                           static_cast<int>(glyphs.size()), clusters.data(),
                           static_cast<int>(clusters.size()), static_cast<cairo_text_cluster_flags_t>(0));
}

}  // namespace kiosk24::sandbox
