// The home screen as the first proof showed it, upright and across.
#include "gallery_pages.h"

namespace kiosk24::ui::gallery {
namespace {

struct Matter {
    const char *title, *subtitle;
    Icon icon;
    Tint tint;
};
constexpr Matter kMatters[] = {{"身份证办理", "首次申领 补领换领", Icon::person_outline, Tint::blue},
                               {"社会保险", "参保证明 缴费明细", Icon::verified_user, Tint::green},
                               {"住房公积金", "查询 提取 贷款", Icon::home, Tint::amber},
                               {"不动产登记", "产权 查册证明", Icon::location_city, Tint::violet},
                               {"车驾管业务", "驾驶证 行驶证", Icon::car, Tint::sky},
                               {"出入境业务", "港澳签注 护照", Icon::flight, Tint::indigo},
                               {"医疗保障", "医保 报销查询", Icon::health, Tint::pink},
                               {"税务办理", "完税证明 发票", Icon::receipt, Tint::orange},
                               {"企业开办", "营业执照 自助打印", Icon::business, Tint::teal},
                               {"婚育服务", "婚姻 生育登记", Icon::favorite, Tint::rose},
                               {"法律援助", "咨询 公证预约", Icon::gavel, Tint::slate},
                               {"生活缴费", "水电 燃气 话费", Icon::payment, Tint::lime}};

void draw_matters(Frame& frame, const std::vector<Rect>& places) {
    for (std::size_t i = 0; i < places.size() && i < std::size(kMatters); ++i) {
        const Matter& matter = kMatters[i];
        frame.tile(
            "home.matter." + std::to_string(i), places[i],
            {.title = matter.title, .subtitle = matter.subtitle, .icon = matter.icon, .tint = matter.tint});
    }
}

void draw_invitation(Frame& frame, Rect area) {
    frame.shadow(area, kRadius, 12, 1.4F);
    frame.card(area, {.kind = CardKind::flat});
    const float side = frame.scaled(96);
    frame.tinted_icon({area.x + kPadding, area.centre().y - side / 2, side, side}, Icon::credit_card,
                      Tint::orange);
    const float wide = frame.button_width("刷脸登录");
    const float high = frame.theme().button_height() - 8;
    frame.button("home.face", {area.right() - kPadding - wide, area.centre().y - high / 2, wide, high},
                 {.words = "刷脸登录"});
    const Rect words = area.without_left(kPadding + side + 28).without_right(kPadding + wide + 24);
    const float both = frame.line_height(FontRole::heading) + frame.line_height(FontRole::caption);
    Column column(words.without_top((area.h - both) / 2));
    frame.text(column.take(frame.line_height(FontRole::heading)), "请将身份证放置于读卡区",
               {.font = FontRole::heading, .max_lines = 1});
    frame.text(column.take(frame.line_height(FontRole::caption)), "未携带证件可选择刷脸登录",
               {.font = FontRole::caption, .colour = ColourRole::text_soft, .max_lines = 1});
}

BottomBar bottom_bar() {
    return {.items = {{"bar.home", "返回首页", Icon::home},
                      {"bar.progress", "办事进度", Icon::assignment},
                      {"bar.voice", "语音导办", Icon::mic},
                      {"bar.help", "人工帮助", Icon::phone, ButtonKind::primary}},
            .line = "服务热线 12345    设备编号 SZ-0123    深圳市政务服务中心"};
}

}  // namespace

void draw_home(Frame& frame) {
    if (frame.orientation() == Orientation::landscape) return draw_home_landscape(frame);
    frame.background();
    frame.header_bar({.title = "政务服务自助终端",
                      .subtitle = "身份证 · 社保 · 公积金 · 不动产  一站办理",
                      .clock = "14:32",
                      .date = "5月20日 星期一",
                      .height = 320});
    const Areas areas = frame.areas(224);
    Column column(areas.content.without_top(-24));
    draw_invitation(frame, column.take(156));
    column.gap(32);
    const float banner = frame.scaled(64);
    const Rect tiles = column.rest().without_bottom(banner + 24);
    const float height = (tiles.h - 3 * kGap) / 4;
    draw_matters(frame, tiles.grid(12, 3, height, kGap));
    frame.banner("home.notice", column.rest().bottom_strip(banner),
                 {.words = "温馨提示：办理业务前请准备好本人有效身份证件原件",
                  .kind = BannerKind::warning,
                  .icon = Icon::volume_up});
    frame.bottom_bar(bottom_bar());
}

void draw_home_landscape(Frame& frame) {
    frame.background();
    const auto header =
        frame.header_bar({.title = "政务服务自助终端", .clock = "14:32", .date = "5月20日 星期一"});
    const Rect large = header.actions.right_strip(frame.button_width("大字版", Icon::format_size));
    frame.button("home.large", large.centred({large.w, frame.theme().minimum_target()}),
                 {.words = "大字版", .kind = ButtonKind::on_header, .icon = Icon::format_size});
    const Rect content = frame.areas().content;
    const auto halves = content.columns_by({1, 2.6F}, 40);
    const Rect side = halves[0];
    frame.card(side);
    Column column(side.inset(kPadding));
    frame.tinted_icon(column.take(144).left(144), Icon::credit_card, Tint::orange);
    column.gap(24);
    const float title =
        frame.text(column.rest().top(170), "请将身份证放置于读卡区", {.font = FontRole::title});
    column.gap(title + 8);
    frame.text(column.rest().top(100), "未携带证件可选择刷脸登录",
               {.font = FontRole::caption, .colour = ColourRole::text_soft});
    frame.button("home.face", side.inset(kPadding).bottom_strip(frame.theme().button_height()),
                 {.words = "刷脸登录", .icon = Icon::face});
    const float height = (halves[1].h - 2 * kGap) / 3;
    draw_matters(frame, halves[1].grid(12, 4, height, kGap));
    frame.bottom_bar(bottom_bar());
}

}  // namespace kiosk24::ui::gallery
