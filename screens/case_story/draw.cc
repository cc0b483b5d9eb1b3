#include <algorithm>

#include "screens/case_story/case_story.h"
#include "screens/shared/message.h"

namespace kiosk24::screens::case_story {

namespace {

float number_height(const View& view, const ui::Frame& frame, float width) {
    return frame.measure_text(in_fives(view.number), ui::FontRole::caption_bold, width).h + 4;
}

float head_height(const View& view, const ui::Frame& frame, float width) {
    const float label = frame.line_height(ui::FontRole::caption);
    const float name = frame.measure_text(view.matter, ui::FontRole::heading, width).h + 4;
    return name + ui::kSpace + label + ui::kSpace * 2 + label + number_height(view, frame, width);
}

// Name, how it stands, number.
void draw_head(const View& view, ui::Frame& frame, ui::Rect area) {
    ui::Column column(area);
    const float label = frame.line_height(ui::FontRole::caption);
    const float name = frame.measure_text(view.matter, ui::FontRole::heading, area.w).h + 4;
    frame.text("matter", column.take(name), view.matter,
               {.font = ui::FontRole::heading, .privacy = ui::Privacy::personal});
    column.gap(ui::kSpace);
    const ui::Rect badge = column.take(label + ui::kSpace);
    frame.badge("state", {badge.x, badge.y}, view.state, view.colour, ui::Privacy::personal);
    column.gap(ui::kSpace);
    frame.text("number_label", column.take(label), view.number_label,
               {.font = ui::FontRole::caption, .colour = ui::ColourRole::text_soft, .max_lines = 1});
    frame.text("number", column.take(number_height(view, frame, area.w)), in_fives(view.number),
               {.font = ui::FontRole::caption_bold, .privacy = ui::Privacy::personal});
}

ui::ColourRole colour_of(Reached reached) {
    switch (reached) {
        case Reached::done:
            return ui::ColourRole::success;
        case Reached::now:
            return ui::ColourRole::accent;
        case Reached::refused:
            return ui::ColourRole::danger;
        case Reached::later:
            break;
    }
    return ui::ColourRole::line;
}

void draw_dot(ui::Frame& frame, ui::Point at, float radius, Reached reached) {
    const ui::Colour colour = frame.colour(colour_of(reached));
    if (reached == Reached::later) {
        frame.circle(at, radius, frame.colour(ui::ColourRole::surface));
        frame.ring(at, radius - 3, {.colour = colour, .width = 6});
        return;
    }
    frame.circle(at, radius, colour);
    const ui::Rect inside{at.x - radius * 0.7F, at.y - radius * 0.7F, radius * 1.4F, radius * 1.4F};
    const ui::Icon icon = reached == Reached::done      ? ui::Icon::check
                          : reached == Reached::refused ? ui::Icon::close
                                                        : ui::Icon::hourglass;
    frame.icon(inside, icon, ui::ColourRole::on_accent);
}

float about_height(const ui::Frame& frame, const Stop& stop, float width) {
    return stop.about.empty() ? 0 : frame.measure_text(stop.about, ui::FontRole::caption, width).h + 4;
}

struct Line {
    float dot = 0, indent = 0, gap = 0;
};
Line line_of(const ui::Frame& frame) {
    const float dot = frame.scaled(26);
    return {dot, dot * 2 + ui::kGap, ui::kGap * 1.5F};
}

float stops_height(const View& view, const ui::Frame& frame, float width) {
    const Line line = line_of(frame);
    float height = 0;
    for (const auto& stop : view.stops)
        height += frame.line_height(ui::FontRole::body_bold) +
                  about_height(frame, stop, width - line.indent) + line.gap;
    return height - line.gap;
}

// Top to bottom, a dot for each stop and a line between them; the line is solid as far as the case has come.
void draw_stops(const View& view, ui::Frame& frame, ui::Rect area) {
    const Line line = line_of(frame);
    const float title = frame.line_height(ui::FontRole::body_bold);
    ui::Column column(area);
    std::vector<ui::Point> dots;
    for (std::size_t i = 0; i < view.stops.size(); ++i) {
        const auto& stop = view.stops[i];
        const float about = about_height(frame, stop, area.w - line.indent);
        const ui::Rect strip = column.take(title + about);
        column.gap(line.gap);
        dots.push_back({strip.x + line.dot, strip.y + title / 2});
        const ui::Rect words = strip.without_left(line.indent);
        const bool is_later = stop.reached == Reached::later;
        frame.text("stop." + std::to_string(i), words.top(title), stop.title,
                   {.font = ui::FontRole::body_bold,
                    .colour = is_later ? ui::ColourRole::text_soft : ui::ColourRole::text,
                    .max_lines = 1,
                    .privacy = ui::Privacy::personal});
        if (about > 0)
            frame.text("about." + std::to_string(i), words.without_top(title), stop.about,
                       {.font = ui::FontRole::caption,
                        .colour = ui::ColourRole::text_soft,
                        .privacy = ui::Privacy::personal});
    }
    for (std::size_t i = 0; i + 1 < dots.size(); ++i) {
        const bool is_passed = view.stops[i].reached == Reached::done;
        frame.line(
            {dots[i].x, dots[i].y + line.dot}, {dots[i + 1].x, dots[i + 1].y - line.dot},
            {.colour = frame.colour(is_passed ? ui::ColourRole::success : ui::ColourRole::line), .width = 6});
    }
    for (std::size_t i = 0; i < dots.size(); ++i)
        draw_dot(frame, dots[i], line.dot, view.stops[i].reached);
}

std::optional<Intent> draw_bar(const View& view, ui::Frame& frame, ui::Rect area) {
    const float button = frame.theme().button_height();
    if (!view.may_print) {
        if (frame.button("done", area.bottom_strip(button), {.words = view.done}))
            return intent::EndSession{};
        return std::nullopt;
    }
    const bool is_stacked = area.h > button * 1.5F;
    const auto parts = is_stacked ? area.rows(2, ui::kGap) : area.columns_by({1, 2}, ui::kGap);
    const ui::Rect done = is_stacked ? parts[1] : parts[0], print = is_stacked ? parts[0] : parts[1];
    if (frame.button("print_again", print, {.words = view.print, .icon = ui::Icon::print}))
        return intent::PrintAgain{};
    if (frame.button("done", done, {.words = view.done, .kind = ui::ButtonKind::secondary}))
        return intent::EndSession{};
    return std::nullopt;
}

struct Note {
    ui::Banner banner;
    float height = 0;  // 0: nothing to say
};
Note note_of(const View& view, const ui::Frame& frame, float width) {
    const std::string& words = view.blocked.empty() ? view.reason : view.blocked;
    Note note{{.words = words,
               .kind = view.blocked.empty() ? view.reason_kind : ui::BannerKind::warning,
               .privacy = ui::Privacy::personal}};
    if (!words.empty()) note.height = frame.banner_height(note.banner, width) + ui::kGap;
    return note;
}

constexpr float kAfterHead = ui::kGap * 1.5F;

// Upright: one below the other on a card that scrolls if it must.
std::optional<Intent> draw_upright(const View& view, ui::Frame& frame, ui::Rect content) {
    const float button = frame.theme().button_height();
    const ui::Rect area = content.without_bottom(button + ui::kGap);
    const float all = area.w - ui::kPadding * 2;
    const auto whole_in = [&](float width) {
        return ui::kPadding * 2 + head_height(view, frame, width) + kAfterHead +
               stops_height(view, frame, width) + ui::kGap + note_of(view, frame, width).height;
    };
    const float width =
        whole_in(all) <= area.h ? all : beside_key(frame, area, area.h * 2).w - ui::kPadding * 2;
    const float whole = whole_in(width);
    const Note note = note_of(view, frame, width);
    {
        auto scroll = frame.scroll_area("story", area, view.more, view.less);
        const ui::Rect paper = scroll.content().top(std::max(whole, area.h));
        frame.card(paper);
        ui::Column column(paper.inset(ui::kPadding).left(width));
        draw_head(view, frame, column.take(head_height(view, frame, width)));
        column.gap(kAfterHead);
        draw_stops(view, frame, column.take(stops_height(view, frame, width)));
        column.gap(ui::kGap);
        if (note.height > 0) frame.banner("note", column.take(note.height - ui::kGap), note.banner);
        scroll.used(std::max(whole, area.h));
    }
    return draw_bar(view, frame, content.bottom_strip(button));
}

// Lying: the story at the right over the whole height, what it is about and the buttons at the left.
std::optional<Intent> draw_lying(const View& view, ui::Frame& frame, ui::Rect content) {
    const auto parts = content.columns(2, ui::kGap);
    frame.card(parts[1]);
    const float button = frame.theme().button_height();
    const float bar = view.may_print ? button * 2 + ui::kGap : button;
    const ui::Rect area = parts[0].without_bottom(bar + ui::kGap);
    const float all = area.w - ui::kPadding * 2;
    const auto whole_in = [&](float width) {
        return ui::kPadding * 2 + head_height(view, frame, width) + ui::kGap +
               note_of(view, frame, width).height;
    };
    const float width =
        whole_in(all) <= area.h ? all : beside_key(frame, area, area.h * 2).w - ui::kPadding * 2;
    const float whole = whole_in(width);
    const Note note = note_of(view, frame, width);
    {
        auto scroll = frame.scroll_area("about_it", area, view.more, view.less);
        const ui::Rect paper = scroll.content().top(std::max(whole, area.h));
        frame.card(paper);
        ui::Column column(paper.inset(ui::kPadding).left(width));
        draw_head(view, frame, column.take(head_height(view, frame, width)));
        column.gap(ui::kGap);
        if (note.height > 0) frame.banner("note", column.take(note.height - ui::kGap), note.banner);
        scroll.used(std::max(whole, area.h));
    }
    draw_stops(view, frame, parts[1].inset(ui::kPadding));
    return draw_bar(view, frame, parts[0].bottom_strip(bar));
}

}  // namespace

std::optional<Intent> draw(const View& view, ui::Frame& frame) {
    auto [content, intent] = draw_chrome(view.chrome, frame);
    const bool is_upright = frame.orientation() == ui::Orientation::portrait;
    auto mine = is_upright ? draw_upright(view, frame, content) : draw_lying(view, frame, content);
    return mine ? mine : intent;
}

}  // namespace kiosk24::screens::case_story
