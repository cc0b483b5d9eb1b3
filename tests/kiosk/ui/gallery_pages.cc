#include "gallery_pages.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace kiosk24::ui::gallery {
namespace {

Rect begin_page(Frame& frame, std::string_view title, std::string_view subtitle = {}) {
    frame.background();
    frame.header_bar({.title = title,
                      .subtitle = subtitle,
                      .clock = "14:32",
                      .date = "5月20日 星期一",
                      .back_words = "返回"});
    return frame.areas(-1, 0).content;
}

constexpr struct {
    const char* name;
    Icon icon;
} kIcons[] = {
#define ICON(name, code_point) {#name, Icon::name},
#include "kiosk/ui/icons.def"
#undef ICON
};

}  // namespace

std::vector<Page> pages() {
    return {{"home", draw_home},
            {"widgets", draw_widgets},
            {"form", draw_form},
            {"waiting", draw_waiting},
            {"illustrations", draw_illustrations},
            {"search", draw_search},
            {"digits", draw_digits},
            {"long_list", draw_long_list},
            {"dialog", draw_dialog},
            {"result", draw_result},
            {"characters", draw_characters},
            {"icons", draw_icons}};
}

void draw_widgets(Frame& frame) {
    Column page(begin_page(frame, "控件一览", "每一种按钮与状态"));
    const float button = frame.theme().button_height();
    auto places = page.take(button).columns(3, kGap);
    frame.button("b.primary", places[0], {.words = "确认提交", .icon = Icon::check});
    frame.button("b.secondary", places[1], {.words = "重新核对", .kind = ButtonKind::secondary});
    frame.button("b.quiet", places[2], {.words = "暂不办理", .kind = ButtonKind::quiet});
    page.gap(kGap);
    places = page.take(button).columns(3, kGap);
    frame.button("b.danger", places[0],
                 {.words = "结束办理", .kind = ButtonKind::danger, .icon = Icon::logout});
    frame.button("b.disabled", places[1], {.words = "下一步", .availability = Availability::disabled});
    frame.button("b.busy", places[2], {.words = "正在提交", .availability = Availability::busy});
    page.gap(kGap);
    const auto chips = page.take(frame.theme().minimum_target()).columns(4, kGap);
    frame.chip("c.all", chips[0], {.words = "全部", .state = Chip::State::on});
    frame.chip("c.person", chips[1], {.words = "个人", .icon = Icon::person});
    frame.chip("c.firm", chips[2], {.words = "企业", .icon = Icon::business});
    frame.chip("c.off", chips[3], {.words = "停用", .availability = Availability::disabled});
    page.gap(kGap);
    const float row = frame.scaled(128);
    const auto halves =
        page.take(2 * row + kGap).columns(frame.orientation() == Orientation::landscape ? 2 : 1, kGap);
    const Rect second = halves.size() > 1 ? halves[1] : halves[0].moved(0, row + kGap);
    frame.row("r.plain", halves[0].top(row),
              {.title = "居民身份证补领",
               .subtitle = "已受理 · 预计 3 个工作日办结",
               .icon = Icon::badge,
               .tint = Tint::blue,
               .trailing = "办理中",
               .trailing_colour = ColourRole::success});
    frame.row("r.mark", second.top(row),
              {.title = "社保参保缴费凭证",
               .subtitle = "近 12 个月",
               .ordinal = "2",
               .mark = Row::Mark::ticked_box});
    page.gap(kGap);
    const bool is_narrow =
        frame.text_size() == TextSize::large && frame.orientation() == Orientation::portrait;
    const TileShape shape = is_narrow ? TileShape::upright : TileShape::beside;
    const auto tiles = page.take(is_narrow ? 280 : frame.scaled(180)).columns(3, kGap);
    frame.tile("t.chosen", tiles[0],
               {.title = "已选中",
                .subtitle = "再次点按取消",
                .icon = Icon::done_all,
                .tint = Tint::teal,
                .shape = shape,
                .mark = Tile::Mark::chosen});
    frame.tile("t.note", tiles[1],
               {.title = "打印",
                .subtitle = "2 份",
                .icon = Icon::print,
                .tint = Tint::violet,
                .shape = shape,
                .note = "2 分钟"});
    frame.tile("t.off", tiles[2],
               {.title = "暂停服务",
                .subtitle = "打印机缺纸",
                .icon = Icon::print,
                .shape = shape,
                .availability = Availability::disabled});
    page.gap(kGap);
    frame.stepper("s", page.take(frame.scaled(110)),
                  {.steps = {"核验身份", "填写信息", "确认提交", "打印领取"}, .current = 1});
    page.gap(kGap);
    constexpr std::array kKinds{BannerKind::info, BannerKind::success, BannerKind::warning,
                                BannerKind::danger};
    constexpr std::array kWords{"材料已自动调取，无需上传", "申请已提交，受理编号 SZ20240520-0187",
                                "打印机纸张不足，可选择邮寄或电子证照", "读卡失败，请将身份证平放后重试"};
    for (std::size_t i = 0; i < kKinds.size() && page.rest().h > frame.scaled(80); ++i) {
        const Banner banner{.words = kWords[i], .kind = kKinds[i]};
        frame.banner("n." + std::to_string(i), page.take(frame.banner_height(banner, page.rest().w)), banner);
        page.gap(kSpace * 2);
    }
    if (page.rest().h > 90) frame.progress("p", page.take(90), 0.62F, "正在打印第 2 页，共 3 页");
}

void draw_form(Frame& frame) {
    const Rect page = begin_page(frame, "核对申请信息", "老年人优待证 · 第 2 步，共 4 步");
    Column column(page);
    frame.stepper("steps", column.take(frame.scaled(110)),
                  {.steps = {"核验身份", "填写信息", "确认提交", "打印领取"}, .current = 1});
    column.gap(kGap);
    const Field fields[] = {{.label = "姓名",
                             .value = "王𠮷𬱖·艾力江",
                             .source = "身份证读取",
                             .editing = Field::Editing::fixed},
                            {.label = "公民身份号码",
                             .value = "440301195405201234",
                             .source = "身份证读取",
                             .editing = Field::Editing::fixed},
                            {.label = "户籍地址",
                             .value = "广东省深圳市南山区粤海街道科技园社区科苑路15号科兴科学园A4单元2206室",
                             .source = "公安人口库",
                             .source_colour = ColourRole::success,
                             .editing = Field::Editing::fixed},
                            {.label = "联系电话",
                             .value = "1380013",
                             .source = "您填写",
                             .error = "手机号码应为 11 位，请检查后重新填写"},
                            {.label = "邮寄地址", .placeholder = "点按填写，或选择到窗口自取"}};
    const bool is_wide = frame.orientation() == Orientation::landscape;
    const float width = is_wide ? (page.w - kGap) / 2 : page.w;
    const float button = frame.theme().button_height();
    auto scroll = frame.scroll_area("fields", column.rest().without_bottom(button + 24), "往下看", "往上看");
    const Rect page_area = scroll.content();
    float y[2] = {page_area.y, page_area.y};
    int index = 0;
    for (const Field& field : fields) {
        const int side = is_wide ? index % 2 : 0;
        const float height = frame.field_height(field, width);
        frame.field("f." + std::to_string(index++),
                    {page.x + static_cast<float>(side) * (width + kGap), y[side], width, height}, field);
        y[side] += height + kMinimumGap;
    }
    scroll.used(std::max(y[0], y[1]) - page_area.y);
    const auto buttons = page.bottom_strip(button).columns_by({1, 2}, kGap);
    frame.button("form.back", buttons[0], {.words = "上一步", .kind = ButtonKind::secondary});
    frame.button("form.next", buttons[1], {.words = "确认无误，下一步", .icon = Icon::arrow_forward});
}

void draw_waiting(Frame& frame) {
    const Rect page = begin_page(frame, "正在办理");
    const auto parts = page.rows_by({3, 2, 2}, kGap);
    frame.card(parts[0]);
    frame.spinner("wait", parts[0].centred({600, 340}), "正在向市社保局核对参保记录…");
    frame.card(parts[1]);
    const auto halves = parts[1].inset(kPadding).columns(3, kGap);
    frame.countdown("left", halves[0], 45000, 60000, "秒后返回首页");
    frame.countdown("soon", halves[1], 8000, 60000, "秒");
    frame.countdown("small", halves[2].centred({90, 90}), 27000, 60000);
    frame.card(parts[2]);
    Column column(parts[2].inset(kPadding));
    frame.progress("print", column.take(frame.scaled(90)), 0.33F, "正在打印第 1 页，共 3 页");
    column.gap(32);
    frame.progress("thin", column.take(24), 0.8F);
    column.gap(16);
    const Rect badge = frame.badge("badge.a", {column.rest().x, column.y()}, "秒批", ColourRole::success);
    frame.badge("badge.b", {badge.right() + 16, column.y()}, "人工审核", ColourRole::warning);
}

void draw_illustrations(Frame& frame) {
    const Rect page = begin_page(frame, "图示");
    constexpr std::array kWhat{Illustration::card_on_reader, Illustration::paper_from_slot,
                               Illustration::face_before_camera, Illustration::phone_before_scanner};
    constexpr std::array kWords{"请将身份证平放在读卡区", "请从出纸口取走您的凭证", "请正对屏幕上方的摄像头",
                                "请将手机二维码对准扫码窗"};
    const auto rows = page.rows(2, kGap);
    for (std::size_t i = 0; i < kWhat.size(); ++i) {
        const Rect place = rows[i / 2].columns(2, kGap)[i % 2];
        frame.card(place);
        const float words_h = 2 * frame.line_height(FontRole::body);
        frame.illustration(fmt::format("picture.{}", i), place.inset(kPadding).without_bottom(words_h),
                           kWhat[i], kWords[i]);
        frame.text(place.inset(kPadding).bottom_strip(words_h), kWords[i],
                   {.font = FontRole::body_bold,
                    .align = Align::centre,
                    .vertical = AlignVertical::middle,
                    .max_lines = 2});
    }
}

void draw_search(Frame& frame) {
    const Rect page = begin_page(frame, "查找事项", "输入拼音首字母，如 gjj");
    Column column(page);
    const float field = frame.scaled(104);
    frame.text_field("search.field", column.take(field),
                     {.text = "公积金",
                      .composition = "tq",
                      .placeholder = "请输入拼音或文字",
                      .icon = Icon::search,
                      .privacy = Privacy::open});
    column.gap(kGap);
    const float row = frame.scaled(116);
    const float keys = frame.keyboard_height(KeyboardLayout::letters);
    const int rows = static_cast<int>((column.rest().h - keys - kGap) / (row + kMinimumGap));
    const char* titles[] = {"公积金提取（租房）", "公积金提取（购房）", "公积金账户查询",
                            "公积金贷款还清证明", "公积金转移接续",     "公积金缴存证明",
                            "公积金年度结息"};
    for (int i = 0; i < std::min<int>(rows, 7); ++i) {
        frame.row("search.hit." + std::to_string(i), column.take(row),
                  {.title = titles[i],
                   .subtitle = "深圳市住房公积金管理中心",
                   .icon = Icon::savings,
                   .tint = Tint::amber,
                   .trailing = i == 0 ? "秒批" : "",
                   .trailing_colour = ColourRole::success});
        column.gap(kMinimumGap);
    }
    frame.keyboard("keys", page.bottom_strip(keys),
                   {.done_words = "搜索", .clear_words = "清空", .space_words = "空格"});
}

void draw_digits(Frame& frame) {
    const Rect page = begin_page(frame, "联系电话");
    const bool is_wide = frame.orientation() == Orientation::landscape;
    const auto parts = is_wide ? page.columns(2, kGap) : page.rows_by({1, 2}, kGap);
    Column column(parts[0]);
    frame.text_field("phone", column.take(frame.scaled(196)),
                     {.label = "手机号码", .text = "1380013800", .error = "还差 1 位"});
    column.gap(kGap);
    frame.text_field(
        "empty", column.take(frame.scaled(150)),
        {.label = "固定电话（选填）", .placeholder = "区号和号码", .show_caret = TextField::Caret::hidden});
    frame.keyboard(
        "keys", is_wide ? parts[1] : parts[1].bottom_strip(frame.keyboard_height(KeyboardLayout::identity)),
        {.layout = KeyboardLayout::identity, .done_words = "完成", .clear_words = "清空"});
}

void draw_long_list(Frame& frame) {
    const Rect page = begin_page(frame, "我的办件", "共 30 件");
    auto list = frame.scroll_area("list", page, "往下看", "往上看");
    Column column(list.content());
    const float row = frame.scaled(128);
    for (int i = 0; i < 30; ++i) {
        frame.row("list." + std::to_string(i),
                  column.take(row).without_right(frame.theme().minimum_target() + 24),
                  {.title = "高龄津贴申请",
                   .subtitle = "SZ20240520-0187 · 南山区民政局",
                   .ordinal = std::to_string(i + 1),
                   .trailing = i % 3 == 0 ? "已办结" : "办理中",
                   .trailing_colour = i % 3 == 0 ? ColourRole::success : ColourRole::accent});
        column.gap(kMinimumGap);
    }
    list.used(column.y() - list.content().y - kMinimumGap);
}

void draw_dialog(Frame& frame) {
    draw_home(frame);
    const Size size{840, frame.text_size() == TextSize::large ? 700.0F : 600.0F};
    const auto dialog = frame.dialog("leave", size, "还在办理吗？");
    Column column(dialog.content());
    frame.countdown("leave.left", column.take(160), 17000, 20000);
    column.gap(24);
    column.gap(8 + frame.text("leave.title", column.rest().top(90), "还在办理吗？",
                              {.font = FontRole::title, .align = Align::centre}));
    frame.text(column.rest().top(120), "为保护您的隐私，长时间无操作将自动退出并清除信息",
               {.font = FontRole::body, .colour = ColourRole::text_soft, .align = Align::centre});
    const auto buttons =
        dialog.content().bottom_strip(frame.theme().button_height()).columns_by({2, 3}, kGap);
    frame.button("leave.end", buttons[0], {.words = "结束办理", .kind = ButtonKind::quiet});
    frame.button("leave.stay", buttons[1], {.words = "继续办理"});
}

void draw_result(Frame& frame) {
    const Rect page = begin_page(frame, "办理结果");
    const bool is_wide = frame.orientation() == Orientation::landscape;
    const auto parts = is_wide ? page.columns_by({3, 2}, kGap) : page.rows_by({3, 2}, kGap);
    frame.card(parts[0]);
    const Rect inside = parts[0].inset(kMargin);
    const float side = 160;
    frame.circle({inside.centre().x, inside.y + 40 + side / 2}, side / 2 + 24,
                 frame.colour(ColourRole::success_soft));
    frame.icon({inside.centre().x - side / 2, inside.y + 40, side, side}, Icon::check_circle,
               ColourRole::success);
    Column column(inside.without_top(side + 104));
    column.gap(12 + frame.text("result.title", column.rest().top(100), "批准了",
                               {.font = FontRole::display, .align = Align::centre}));
    column.gap(24 +
               frame.text(column.rest().top(110), "您的高龄津贴申请已即时批准，6 月起每月 15 日发放。",
                          {.font = FontRole::body, .colour = ColourRole::text_soft, .align = Align::centre}));
    frame.field("result.number",
                column.take(frame.field_height({.label = "受理编号", .value = "SZ20240520-0187"}, inside.w)),
                {.label = "受理编号",
                 .value = "SZ20240520-0187",
                 .source = "请保存",
                 .editing = Field::Editing::fixed,
                 .privacy = Privacy::personal});
    frame.card(parts[1]);
    const Rect code = parts[1].inset(kPadding).without_bottom(150);
    frame.qr_code("result.code", code, "https://example.gov.cn/c/SZ20240520-0187?k=7fQ2", "扫码查看办理进度");
    const Rect below = parts[1].inset(kPadding).bottom_strip(150);
    frame.text(
        below.top(54), "微信扫码查看办理进度",
        {.font = FontRole::caption, .colour = ColourRole::text_soft, .align = Align::centre, .max_lines = 1});
    frame.button("result.done", below.bottom_strip(frame.text_size() == TextSize::large ? 100 : 88),
                 {.words = "完成并退出", .icon = Icon::logout});
}

void draw_characters(Frame& frame) {
    const Rect page = begin_page(frame, "生僻字");
    frame.card(page);
    Column column(page.inset(kPadding));
    const char* lines[] = {"王𠮷 · 𬭎 · 䶮㑇㛃 · 𠅤𡚸𦈡",
                           "𫖯𫍽𬎆𬱖𬍛𰻝𮧵",
                           "买买提·艾力江  阿卜杜热合曼·买买提",
                           "没有字形： \xEE\xA0\x9E \xF3\xB0\x80\x80 坏字节 \xC3\x28",
                           "ABC abc 0123456789，。：；？（）",
                           "全角：ＡＢＣ１２３  ¥1,234.50  25℃  №7"};
    for (const char* line : lines) {
        for (const FontRole font : {FontRole::title, FontRole::body, FontRole::caption}) {
            column.gap(8 + frame.text(column.rest().top(frame.line_height(font)), line,
                                      {.font = font, .max_lines = 1}));
            if (column.rest().h < 300) return;
        }
    }
    frame.text(column.rest(),
               "一个很长的段落用来看换行：申请人应当在收到《受理通知书》之日起15个工作日内（法定节假日除外）"
               "，携带身份证原件到南山区政务服务中心 Window B12 "
               "领取；逾期未领取的，视为放弃。如需帮助，请拨打12345，或者扫描二维码。",
               {.font = FontRole::body});
}

void draw_icons(Frame& frame) {
    const Rect page = begin_page(frame, "图标");
    const int across = frame.orientation() == Orientation::landscape ? 18 : 9;
    const auto places = page.grid(static_cast<int>(std::size(kIcons)), across,
                                  frame.orientation() == Orientation::landscape ? 100 : 116, 8);
    for (std::size_t i = 0; i < places.size(); ++i) {
        frame.icon(places[i].top(56), kIcons[i].icon, ColourRole::text);
        frame.text(places[i].without_top(60), kIcons[i].name,
                   {.font = FontRole::caption, .align = Align::centre, .max_lines = 1});
    }
}

}  // namespace kiosk24::ui::gallery
