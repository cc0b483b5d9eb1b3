#include "hub/sandbox/sheet.h"

#include <fmt/format.h>

#include "hub/sandbox/insurance.h"

namespace kiosk24::sandbox {
namespace {

constexpr double kBeside_pt = 3;

}  // namespace

std::string words_of_date(Date date, Language language) {
    if (language == Language::zh_hans) return fmt::format("{}年{}月{}日", date.year, date.month, date.day);
    return fmt::format("{} {}", date.day, words_of(month_of(date), language));
}

std::string words_of_sex(Sex sex, Language language) {
    const bool zh = language == Language::zh_hans;
    switch (sex) {
        case Sex::male:
            return zh ? "男" : "Male";
        case Sex::female:
            return zh ? "女" : "Female";
        default:
            return zh ? "未说明" : "Not stated";
    }
}

Sheet::Sheet(const PaperHead& head, const std::string& title, const std::string& author)
    : head_(head), canvas_(head.language, title, author) {}

double Sheet::title(const std::string& title, const std::string& under) {
    canvas_.fill({0, 0, kPageWidth_pt, 7}, {kSealRed.red, kSealRed.green, kSealRed.blue, 1});
    double y = 62;
    y += canvas_.text({kMargin_pt, y, kInner_pt, 0}, title,
                      {.size_pt = zh() ? 27.0 : 21.0,
                       .weight = Weight::bold,
                       .align = Align::centre,
                       .family = Family::serif,
                       .letter_spacing_pt = zh() ? 3.0 : 0.0});
    y += canvas_.text({kMargin_pt, y + 2, kInner_pt, 0}, under,
                      {.size_pt = 11.5, .align = Align::centre, .colour = kQuietInk});
    y += 16;
    canvas_.line(kMargin_pt, y, kPageWidth_pt - kMargin_pt, y, kSealRed, 1.6);
    canvas_.line(kMargin_pt, y + 3, kPageWidth_pt - kMargin_pt, y + 3, kSealRed, 0.5);
    return y + 18;
}

double Sheet::statement(double y, const std::string& words) {
    return y + canvas_.text({kMargin_pt, y, kInner_pt, 0}, words, {.size_pt = 11});
}

double Sheet::pair(double x, double y, double label_pt, double value_pt, const std::string& label,
                   std::string_view value, Weight weight) {
    const Box left{x, y, label_pt, kRow_pt}, right{x + label_pt, y, value_pt, kRow_pt};
    canvas_.fill(left, kLabelGround);
    canvas_.cell(left, label + (zh() ? "：" : ":"),
                 {.size_pt = 10.5, .align = Align::right, .colour = kQuietInk}, kBeside_pt);
    canvas_.cell(right, value, {.size_pt = 10.5, .weight = weight}, kBeside_pt);
    canvas_.frame(left, kLine, kHair_pt);
    canvas_.frame(right, kLine, kHair_pt);
    return x + label_pt + value_pt;
}

double Sheet::row(double y, const std::string& label, std::string_view value, Weight weight) {
    pair(kMargin_pt, y, label_width(), kInner_pt - label_width(), label, value, weight);
    return y + kRow_pt;
}

double Sheet::row_of_two(double y, const std::string& label, std::string_view value,
                         const std::string& second_label, std::string_view second_value) {
    const double half = kInner_pt / 2 - label_width();
    const double x = pair(kMargin_pt, y, label_width(), half, label, value);
    pair(x, y, label_width(), half, second_label, second_value);
    return y + kRow_pt;
}

double Sheet::section(double y, const std::string& name) {
    canvas_.fill({kMargin_pt, y + 2, 3.5, 13}, {kSealRed.red, kSealRed.green, kSealRed.blue, 1});
    return y + 8 +
           canvas_.text({kMargin_pt + 10, y, kInner_pt, 0}, name, {.size_pt = 12, .weight = Weight::bold});
}

double Sheet::notes(double y, const std::string& name, std::span<const std::string> notes) {
    y = section(y, name);
    for (const std::string& note : notes)
        y += 3 + canvas_.text({kMargin_pt + 10, y, kInner_pt - 10, 0}, note,
                              {.size_pt = 9.5, .colour = kQuietInk, .line_spacing = 1.25});
    return y;
}

void Sheet::issuer(const std::string& name, const std::string& seal_around, const std::string& seal_below) {
    constexpr double kCode_pt = 84, kTop_pt = 668;
    canvas_.qr_code(kMargin_pt, kTop_pt, kCode_pt, head_.verification_address);
    canvas_.text({kMargin_pt, kTop_pt + kCode_pt + 4, kCode_pt, 0}, zh() ? "扫码核验" : "Scan to verify",
                 {.size_pt = 9, .align = Align::centre, .colour = kQuietInk});
    const double width = 250, x = kPageWidth_pt - kMargin_pt - width;
    const double height =
        canvas_.text({x, kTop_pt + 26, width, 0}, name, {.size_pt = 12, .align = Align::centre});
    canvas_.text({x, kTop_pt + 30 + height, width, 0}, words_of_date(head_.issued, head_.language),
                 {.size_pt = 12, .align = Align::centre});
    canvas_.seal(x + width / 2 + 18, kTop_pt + 44, 56, seal_around, seal_below);
}

void Sheet::foot(int page, int pages) {
    const double y = kPageHeight_pt - 52;
    canvas_.line(kMargin_pt, y, kPageWidth_pt - kMargin_pt, y, kLine, 0.5);
    canvas_.text({kMargin_pt, y + 7, kInner_pt, 0},
                 zh() ? "本页由演示平台生成，仅供演示，不具法律效力"
                      : "Made by a sandbox platform for demonstration; no legal effect",
                 {.size_pt = 8.5, .colour = kQuietInk});
    canvas_.text(
        {kMargin_pt, y + 7, kInner_pt, 0},
        zh() ? fmt::format("第{}页，共{}页", page, pages) : fmt::format("Page {} of {}", page, pages),
        {.size_pt = 8.5, .align = Align::right, .colour = kQuietInk});
}

Result<DrawnDocument> Sheet::finish(int pages) {
    TRY(pdf, canvas_.finish());
    return DrawnDocument{std::move(pdf), pages};
}

}  // namespace kiosk24::sandbox
