#include "screens/shared/illustrations.h"

#include <algorithm>
#include <cmath>

namespace kiosk24::screens {
namespace {

constexpr int kMotion_ms = 2600;

void draw_card(ui::Frame& frame, ui::Rect card) {
    const float unit = card.w / 100;
    frame.shadow(card, 6 * unit, 14, 0.8F);
    frame.fill_gradient(card, {ui::colour(0xFFFFFF), ui::colour(0xDCE9FF)}, 6 * unit);
    frame.outline(card, {ui::colour(0xB7CBEE), 2}, 6 * unit);
    const ui::Colour ink = ui::colour(0x9DB4DC);
    // A portrait on the right, lines of writing on the left, the emblem's circle above them.
    frame.circle({card.x + 16 * unit, card.y + 15 * unit}, 6 * unit, ui::colour(0xF2B35B));
    const ui::Rect photo{card.x + 66 * unit, card.y + 12 * unit, 24 * unit, 30 * unit};
    frame.fill(photo, ui::colour(0xC9D9F5), 3 * unit);
    frame.circle({photo.centre().x, photo.y + 11 * unit}, 6 * unit, ink);
    frame.push_clip(photo);
    frame.circle({photo.centre().x, photo.bottom() + 3 * unit}, 11 * unit, ink);
    frame.pop_clip();
    for (int i = 0; i < 3; ++i) {
        const float width = i == 2 ? 30 * unit : 42 * unit;
        frame.fill({card.x + 10 * unit, card.y + (26 + 9 * static_cast<float>(i)) * unit, width, 4 * unit},
                   ink, 2 * unit);
    }
    frame.fill({card.x + 10 * unit, card.y + 53 * unit, 60 * unit, 4 * unit}, ui::colour(0x7C98CC), 2 * unit);
}

void draw_reader(ui::Frame& frame, ui::Rect pad, bool busy) {
    const float radius = pad.h * 0.12F;
    frame.shadow(pad, radius, std::min(18.0F, pad.h * 0.1F), 0.9F);
    frame.fill_gradient(pad, {ui::colour(0x3C4A63), ui::colour(0x232E43)}, radius, ui::GradientRun::down);
    const ui::Rect well = pad.inset(pad.w * 0.1F, pad.h * 0.12F);
    frame.outline(well, {ui::colour(0x5FA8FF).with_alpha(busy ? 0.4F : 0.9F), 4}, radius * 0.7F);
    frame.icon(well.centred({well.h * 0.5F, well.h * 0.5F}), ui::Icon::badge, ui::colour(0x6FB1FF));
    const float lamp = pad.h * 0.035F;
    frame.circle({pad.right() - pad.w * 0.05F, pad.y + pad.h * 0.06F + lamp}, lamp,
                 ui::colour(busy ? 0x3EE08F : 0x6FB1FF));
}

}  // namespace

void draw_card_on_reader(ui::Frame& frame, ui::Rect area, CardMotion motion) {
    const float height = std::min(area.h, area.w * 0.75F);
    ui::Rect stage = area.centred({height / 0.75F, height});
    // A card that lies still needs no room above the reader.
    if (motion == CardMotion::resting || motion == CardMotion::reading)
        stage = stage.moved(0, -stage.h * 0.2F);
    const ui::Rect pad{stage.x + stage.w * 0.16F, stage.y + stage.h * 0.5F, stage.w * 0.68F, stage.h * 0.44F};
    const bool busy = motion == CardMotion::reading;
    draw_reader(frame, pad, busy);
    const float card_width = pad.w * 0.72F;
    const ui::Rect rest{pad.centre().x - card_width / 2, pad.centre().y - card_width * 0.31F, card_width,
                        card_width * 0.62F};
    const float phase = motion == CardMotion::resting ? 0 : frame.phase(kMotion_ms);
    float lift = 0;
    if (motion == CardMotion::laying) lift = 1 - ui::eased(std::min(1.0F, phase * 2));
    if (motion == CardMotion::taking) lift = ui::eased(std::min(1.0F, phase * 1.6F));
    for (const float begun : {0.0F, 0.5F}) {
        if (!busy) break;
        const float age = std::fmod(phase * 2 + begun, 1.0F), grown = pad.w * 0.12F * age;
        frame.outline({rest.x - grown, rest.y - grown, rest.w + 2 * grown, rest.h + 2 * grown},
                      {ui::colour(0x3EE08F).with_alpha(0.9F * (1 - age)), 6}, pad.h * 0.08F + grown);
    }
    draw_card(frame, rest.moved(stage.w * 0.06F * lift, -stage.h * 0.46F * lift));
}

void draw_phone_at_scanner(ui::Frame& frame, ui::Rect area) {
    const float height = std::min(area.h, area.w * 0.75F);
    const ui::Rect stage = area.centred({height / 0.75F, height});
    const ui::Rect body{stage.x + stage.w * 0.2F, stage.y + stage.h * 0.68F, stage.w * 0.6F, stage.h * 0.28F};
    const float radius = body.h * 0.18F;
    frame.shadow(body, radius, std::min(18.0F, body.h * 0.12F), 0.9F);
    frame.fill_gradient(body, {ui::colour(0x3C4A63), ui::colour(0x232E43)}, radius, ui::GradientRun::down);
    const ui::Rect window = body.inset(body.w * 0.14F, body.h * 0.24F);
    frame.fill(window, ui::colour(0x101827), window.h * 0.2F);
    const float phase = frame.phase(kMotion_ms), near = ui::eased(std::min(1.0F, phase * 2));
    const float light = 0.35F + 0.65F * near;
    const float beam = window.h * 0.14F;
    frame.fill({window.x + beam, window.centre().y - beam / 2, window.w - beam * 2, beam},
               ui::colour(0xFF5A52).with_alpha(light), beam / 2);
    const float phone_height = stage.h * 0.6F, phone_width = phone_height * 0.54F;
    const ui::Rect phone{stage.centre().x - phone_width / 2, stage.y + stage.h * 0.14F * near, phone_width,
                         phone_height};
    frame.shadow(phone, phone_width * 0.12F, 16, 0.9F);
    frame.fill_gradient(phone, {ui::colour(0x2B3A55), ui::colour(0x172136)}, phone_width * 0.12F);
    const ui::Rect glass = phone.inset(phone_width * 0.06F);
    frame.fill(glass, ui::colour(0xFFFFFF), phone_width * 0.08F);
    frame.fill(glass.top(glass.h * 0.14F).inset(glass.w * 0.2F, glass.h * 0.04F), ui::colour(0x9DB4DC),
               glass.h * 0.03F);
    const float side = glass.w * 0.82F;
    frame.icon(glass.without_top(glass.h * 0.12F).centred({side, side}), ui::Icon::qr_code,
               ui::colour(0x172136));
}

void draw_paper(ui::Frame& frame, ui::Rect area, float share) {
    const float height = std::min(area.h, area.w * 0.8F);
    const ui::Rect stage = area.centred({height / 0.8F, height});
    const float out = share < 0 ? ui::eased(std::min(1.0F, frame.phase(kMotion_ms) * 1.4F)) : share;
    const ui::Rect body{stage.x + stage.w * 0.1F, stage.y + stage.h * 0.04F, stage.w * 0.8F, stage.h * 0.34F};
    const float radius = stage.h * 0.05F;
    frame.shadow(body, radius, std::min(18.0F, body.h * 0.14F), 0.9F);
    frame.fill_gradient(body, {ui::colour(0xFDFEFF), ui::colour(0xD8E2F2)}, radius, ui::GradientRun::down);
    const ui::Rect slot{body.x + body.w * 0.14F, body.bottom() - body.h * 0.24F, body.w * 0.72F,
                        body.h * 0.1F};
    frame.fill(slot, ui::colour(0x25314A), slot.h / 2);
    const ui::Rect opening{stage.x, slot.centre().y, stage.w, stage.bottom() - slot.centre().y};
    const float paper_height = stage.h * 0.6F;
    const ui::Rect paper{slot.x + slot.w * 0.08F, slot.centre().y - paper_height * (1 - out), slot.w * 0.84F,
                         paper_height};
    frame.push_clip(opening);
    frame.shadow(paper, 4, std::min(10.0F, paper.h * 0.05F), 0.6F);
    frame.fill(paper, ui::colour(0xFFFFFF), 4);
    const float line = paper_height / 12;
    for (int i = 0; i < 6; ++i) {
        const float width = i == 0 ? 0.4F : i % 3 == 2 ? 0.5F : 0.76F;
        frame.fill({paper.x + paper.w * (i == 0 ? 0.3F : 0.12F),
                    paper.y + line * (2 + 1.3F * static_cast<float>(i)), paper.w * width, line * 0.42F},
                   ui::colour(i == 0 ? 0x8FA6CF : 0xCBD7EA), line * 0.2F);
    }
    frame.ring({paper.right() - paper.w * 0.24F, paper.bottom() - line * 2.2F}, line * 1.3F,
               {ui::colour(0xE0544C), 5});
    frame.pop_clip();
    frame.circle({body.right() - body.w * 0.07F, body.y + body.h * 0.2F}, body.h * 0.05F,
                 ui::colour(0x35C77C));
}

void draw_receipt(ui::Frame& frame, ui::Rect area) {
    const float height = std::min(area.h, area.w);
    const ui::Rect stage = area.centred({height, height});
    const ui::Rect body{stage.x + stage.w * 0.2F, stage.y + stage.h * 0.04F, stage.w * 0.6F, stage.h * 0.3F};
    const float radius = stage.h * 0.05F;
    frame.shadow(body, radius, std::min(18.0F, body.h * 0.14F), 0.9F);
    frame.fill_gradient(body, {ui::colour(0x3C4A63), ui::colour(0x232E43)}, radius, ui::GradientRun::down);
    const ui::Rect slot{body.x + body.w * 0.16F, body.bottom() - body.h * 0.26F, body.w * 0.68F,
                        body.h * 0.1F};
    frame.fill(slot, ui::colour(0x101827), slot.h / 2);
    const float out = ui::eased(std::min(1.0F, frame.phase(kMotion_ms) * 1.4F));
    const float paper_height = stage.h * 0.62F;
    const ui::Rect paper{slot.x + slot.w * 0.1F, slot.centre().y - paper_height * (1 - out), slot.w * 0.8F,
                         paper_height};
    frame.push_clip({stage.x, slot.centre().y, stage.w, stage.bottom() - slot.centre().y});
    frame.shadow(paper, 2, std::min(10.0F, paper.h * 0.05F), 0.6F);
    frame.fill(paper, ui::colour(0xFFFFFF), 2);
    const float line = paper_height / 12;
    for (int i = 0; i < 4; ++i) {
        const float width = i == 0 ? 0.5F : i % 2 == 0 ? 0.56F : 0.76F;
        frame.fill({paper.x + paper.w * (i == 0 ? 0.25F : 0.12F),
                    paper.y + line * (1.6F + 1.3F * static_cast<float>(i)), paper.w * width, line * 0.45F},
                   ui::colour(i == 0 ? 0x8FA6CF : 0xCBD7EA), line * 0.2F);
    }
    const float code = paper.w * 0.46F;
    frame.icon({paper.centre().x - code / 2, paper.bottom() - code - line * 0.7F, code, code},
               ui::Icon::qr_code, ui::colour(0x25314A));
    frame.pop_clip();
    frame.circle({body.right() - body.w * 0.09F, body.y + body.h * 0.22F}, body.h * 0.06F,
                 ui::colour(0x35C77C));
}

void draw_mark(ui::Frame& frame, ui::Rect area, Mark mark) {
    struct Look {
        ui::Icon icon;
        std::uint32_t from, to;
    };
    constexpr Look kLooks[] = {
        {ui::Icon::check, 0x35D08A, 0x0FA968},         {ui::Icon::person, 0x5AA2FF, 0x1A66F0},
        {ui::Icon::close, 0xFF9A8B, 0xE5484D},         {ui::Icon::hourglass, 0xFFC55A, 0xF59E0B},
        {ui::Icon::error_outline, 0xFFC55A, 0xF08A0B}, {ui::Icon::favorite, 0x5AA2FF, 0x1A66F0}};
    const auto& look = kLooks[static_cast<int>(mark)];
    const float side = std::min(area.w, area.h);
    const ui::Rect square = area.centred({side, side});
    frame.circle(square.centre(), side * 0.5F, ui::colour(look.from).with_alpha(0.16F));
    const ui::Rect disc = square.inset(side * 0.12F);
    frame.fill_gradient(disc, {ui::colour(look.from), ui::colour(look.to)}, disc.w / 2);
    frame.icon(disc.inset(disc.w * 0.2F), look.icon, ui::ColourRole::on_accent);
}

}  // namespace kiosk24::screens
