#include "hub/sandbox/canvas.h"

#include "hub/sandbox/canvas_parts.h"

namespace kiosk24::sandbox {

namespace {

cairo_status_t append(void* closure, const unsigned char* from, unsigned int length) {
    auto* bytes = static_cast<Bytes*>(closure);
    bytes->insert(bytes->end(), from, from + length);
    return CAIRO_STATUS_SUCCESS;
}

PangoAlignment alignment_of(Align align) {
    switch (align) {
        case Align::centre:
            return PANGO_ALIGN_CENTER;
        case Align::right:
            return PANGO_ALIGN_RIGHT;
        case Align::left:
            break;
    }
    return PANGO_ALIGN_LEFT;
}

double layout_height(PangoLayout* layout) {
    int width = 0, height = 0;
    pango_layout_get_size(layout, &width, &height);
    return static_cast<double>(height) / PANGO_SCALE;
}

}  // namespace

namespace drawing {

void use(cairo_t* cairo, Colour colour) {
    cairo_set_source_rgba(cairo, colour.red, colour.green, colour.blue, colour.alpha);
}

Layout layout_of(cairo_t* cairo, PangoLanguage* language, std::string_view words, const TextStyle& style,
                 double width_pt) {
    Layout layout(pango_cairo_create_layout(cairo));
    PangoContext* context = pango_layout_get_context(layout.get());
    pango_context_set_language(context, language);
    pango_context_set_round_glyph_positions(context, FALSE);
    cairo_font_options_t* unhinted = cairo_font_options_create();
    cairo_font_options_set_hint_style(unhinted, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(unhinted, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, unhinted);
    cairo_font_options_destroy(unhinted);
    pango_layout_context_changed(layout.get());
    PangoFontDescription* font = pango_font_description_new();
    pango_font_description_set_family(font, style.family == Family::serif
                                                ? "Noto Serif CJK SC,HanaMinA,HanaMinB"
                                                : "Noto Sans CJK SC,HanaMinA,HanaMinB");
    pango_font_description_set_absolute_size(font, style.size_pt * PANGO_SCALE);
    pango_font_description_set_weight(font,
                                      style.weight == Weight::bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout.get(), font);
    pango_font_description_free(font);
    if (width_pt > 0) pango_layout_set_width(layout.get(), static_cast<int>(width_pt * PANGO_SCALE));
    pango_layout_set_alignment(layout.get(), alignment_of(style.align));
    pango_layout_set_line_spacing(layout.get(), static_cast<float>(style.line_spacing));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    if (style.letter_spacing_pt > 0) {
        PangoAttrList* attributes = pango_attr_list_new();
        pango_attr_list_insert(attributes, pango_attr_letter_spacing_new(
                                               static_cast<int>(style.letter_spacing_pt * PANGO_SCALE)));
        pango_layout_set_attributes(layout.get(), attributes);
        pango_attr_list_unref(attributes);
    }
    pango_layout_set_text(layout.get(), words.data(), static_cast<int>(words.size()));
    return layout;
}

}  // namespace drawing

using drawing::layout_of;
using drawing::use;

bool can_draw(std::string_view words) {
    const std::string text(words);
    for (const char* at = text.c_str(); *at; at = g_utf8_next_char(at))
        if (g_unichar_type(g_utf8_get_char(at)) == G_UNICODE_PRIVATE_USE) return false;
    cairo_surface_t* nowhere = cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, nullptr);
    cairo_t* cairo = cairo_create(nowhere);
    const int missing = pango_layout_get_unknown_glyphs_count(
        layout_of(cairo, pango_language_from_string("zh-cn"), words, TextStyle{}, 0).get());
    cairo_destroy(cairo);
    cairo_surface_destroy(nowhere);
    return missing == 0;
}

Canvas::Canvas(Language language, const std::string& title, const std::string& author)
    : parts_(std::make_unique<Parts>()) {
    parts_->surface =
        cairo_pdf_surface_create_for_stream(append, &parts_->bytes, kPageWidth_pt, kPageHeight_pt);
    cairo_pdf_surface_set_metadata(parts_->surface, CAIRO_PDF_METADATA_TITLE, title.c_str());
    cairo_pdf_surface_set_metadata(parts_->surface, CAIRO_PDF_METADATA_AUTHOR, author.c_str());
    cairo_pdf_surface_set_metadata(parts_->surface, CAIRO_PDF_METADATA_CREATOR, "Kiosk24 sandbox platform");
    parts_->cairo = cairo_create(parts_->surface);
    parts_->language = pango_language_from_string(language == Language::zh_hans ? "zh-cn" : "en");
}

Canvas::~Canvas() {
    if (parts_->cairo) cairo_destroy(parts_->cairo);
    if (parts_->surface) cairo_surface_destroy(parts_->surface);
}

double Canvas::text(const Box& box, std::string_view words, const TextStyle& style) {
    drawing::Layout layout = layout_of(parts_->cairo, parts_->language, words, style, box.width);
    use(parts_->cairo, style.colour);
    parts_->fonts.show(parts_->cairo, layout.get(), box.x, box.y);
    return layout_height(layout.get());
}

double Canvas::height_of(std::string_view words, const TextStyle& style, double width_pt) {
    return layout_height(layout_of(parts_->cairo, parts_->language, words, style, width_pt).get());
}

void Canvas::cell(const Box& box, std::string_view words, TextStyle style, double padding_pt) {
    constexpr double kSmallest_pt = 6;
    const double width = box.width - 2 * padding_pt;
    style.line_spacing = 1.0;
    drawing::Layout layout = layout_of(parts_->cairo, parts_->language, words, style, width);
    while (layout_height(layout.get()) > box.height - 2 && style.size_pt > kSmallest_pt) {
        style.size_pt -= 0.5;
        layout = layout_of(parts_->cairo, parts_->language, words, style, width);
    }
    use(parts_->cairo, style.colour);
    parts_->fonts.show(parts_->cairo, layout.get(), box.x + padding_pt,
                       box.y + (box.height - layout_height(layout.get())) / 2);
}

void Canvas::fill(const Box& box, Colour colour) {
    use(parts_->cairo, colour);
    cairo_rectangle(parts_->cairo, box.x, box.y, box.width, box.height);
    cairo_fill(parts_->cairo);
}

void Canvas::frame(const Box& box, Colour colour, double width_pt) {
    use(parts_->cairo, colour);
    cairo_set_line_width(parts_->cairo, width_pt);
    cairo_rectangle(parts_->cairo, box.x, box.y, box.width, box.height);
    cairo_stroke(parts_->cairo);
}

void Canvas::line(double x1, double y1, double x2, double y2, Colour colour, double width_pt) {
    use(parts_->cairo, colour);
    cairo_set_line_width(parts_->cairo, width_pt);
    cairo_move_to(parts_->cairo, x1, y1);
    cairo_line_to(parts_->cairo, x2, y2);
    cairo_stroke(parts_->cairo);
}

void Canvas::next_page() {
    cairo_show_page(parts_->cairo);
}

Result<Bytes> Canvas::finish() {
    cairo_show_page(parts_->cairo);
    cairo_surface_finish(parts_->surface);
    if (const cairo_status_t status = cairo_surface_status(parts_->surface); status != CAIRO_STATUS_SUCCESS)
        return Error(Code::device_failed, cairo_status_to_string(status)).with("drawing a document");
    return std::move(parts_->bytes);
}

}  // namespace kiosk24::sandbox
