#include "hub/sandbox/certificate.h"

#include <fmt/format.h>

#include <vector>

#include "hub/sandbox/canvas.h"

namespace kiosk24::sandbox {
namespace {

constexpr double kMargin_pt = 56, kInner_pt = kPageWidth_pt - 2 * kMargin_pt;
constexpr double kRow_pt = 27, kHair_pt = 0.6, kBeside_pt = 3;

// All that stands on the paper besides the person's own values.
struct Words {
    std::string title, kind_current, kind_detail, case_number, statement, name, sex, number, since, employer,
        insurances, columns[5], notes_head, notes[3], scan, issuer, seal_around, seal_below, sandbox,
        list_title, list_columns[6], total, unit;
};

const Words& words_in(Language language) {
    static const Words kChinese{
        "社会保险参保证明",
        "（个人参保情况）",
        "（个人参保情况及缴费明细）",
        "办件编号",
        "兹证明以下人员在本区参加社会保险，参保情况如下：",
        "姓名",
        "性别",
        "证件号码",
        "首次参保",
        "参保单位",
        "参保险种",
        {"险种", "参保状态", "首次缴费", "最近缴费", "累计月数"},
        "说明",
        {"1. 本证明由申请人本人在政务服务自助终端申领，系统自动核验后出具，与窗口出具的证明样式一致。",
         "2. 扫描左下方二维码可核验本证明；本证明带有电子签名，内容改动后核验不通过。",
         "3. 数据截至出具之日的上一个月，之后的变动以社保经办机构记录为准。"},
        "扫码核验",
        "示范区社会保险服务中心",
        "示范区社会保险服务中心",
        "证明专用章",
        "本页由演示平台生成，仅供演示，不具法律效力",
        "社会保险缴费明细（最近24个月）",
        {"缴费年月", "缴费基数", "养老（个人）", "医疗（个人）", "失业（个人）", "工伤、生育"},
        "合计",
        "单位：元"};
    static const Words kEnglish{
        "Social Insurance Participation Certificate",
        "Individual participation",
        "Individual participation and contributions",
        "Case number",
        "This is to certify that the person named below takes part in social insurance in this district:",
        "Name",
        "Sex",
        "ID number",
        "Insured since",
        "Employer",
        "Insurances",
        {"Insurance", "State", "First paid", "Last paid", "Months"},
        "Notes",
        {"1. Applied for in person at a self-service terminal, checked and issued automatically. It equals a "
         "certificate issued at the window.",
         "2. Scan the code below to verify it. It carries an electronic signature; any change breaks it.",
         "3. The record stands as of the month before issue; later changes are with the social insurance "
         "service."},
        "Scan to verify",
        "Demonstration District\nSocial Insurance Service Centre",
        "示范区社会保险服务中心",
        "证明专用章",
        "Made by a sandbox platform for demonstration; no legal effect",
        "Contributions of the last 24 months",
        {"Month", "Base", "Pension (own)", "Medical (own)", "Unempl. (own)", "Injury, maternity"},
        "Total",
        "Yuan"};
    return language == Language::zh_hans ? kChinese : kEnglish;
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

std::string words_of_date(Date date, Language language) {
    if (language == Language::zh_hans) return fmt::format("{}年{}月{}日", date.year, date.month, date.day);
    return fmt::format("{} {}", date.day, words_of(month_of(date), language));
}

std::string yuan(long long fen) {
    return fmt::format("{}.{:02}", fen / 100, fen % 100);
}

// A table of rows with shared column edges; the first row is the head.
struct Table {
    std::vector<double> edges_pt;  // n + 1, from the left margin
    double row_pt = kRow_pt, text_pt = 10;
};
double draw_row(Canvas& canvas, const Table& table, double y, const std::vector<std::string>& cells,
                Weight weight, const Colour* ground) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const Box box{kMargin_pt + table.edges_pt[i], y, table.edges_pt[i + 1] - table.edges_pt[i],
                      table.row_pt};
        if (ground) canvas.fill(box, *ground);
        canvas.cell(box, cells[i], {.size_pt = table.text_pt, .weight = weight, .align = Align::centre});
        canvas.frame(box, kLine, kHair_pt);
    }
    return y + table.row_pt;
}

class Drawer {
  public:
    Drawer(const CertificatePaper& paper, const Person& person, const InsuranceRecord& record)
        : paper_(paper),
          person_(person),
          record_(record),
          words_(words_in(paper.language)),
          canvas_(paper.language, words_.title, words_in(paper.language).issuer) {}

    Result<DrawnDocument> draw() {
        const int pages = paper_.form == CertificateForm::detail ? 2 : 1;
        first_page(pages);
        if (pages == 2) {
            canvas_.next_page();
            second_page(pages);
        }
        TRY(pdf, canvas_.finish());
        return DrawnDocument{std::move(pdf), pages};
    }

  private:
    bool zh() const { return paper_.language == Language::zh_hans; }

    void first_page(int pages) {
        double y = head();
        y = identity_grid(y + 12);
        y = insurance_table(y + 22);
        notes(y + 20);
        issuer();
        foot(1, pages);
    }

    double head() {
        canvas_.fill({0, 0, kPageWidth_pt, 7}, {kSealRed.red, kSealRed.green, kSealRed.blue, 1});
        double y = 62;
        y += canvas_.text({kMargin_pt, y, kInner_pt, 0}, words_.title,
                          {.size_pt = zh() ? 27.0 : 21.0,
                           .weight = Weight::bold,
                           .align = Align::centre,
                           .family = Family::serif,
                           .letter_spacing_pt = zh() ? 3.0 : 0.0});
        y += canvas_.text({kMargin_pt, y + 2, kInner_pt, 0},
                          paper_.form == CertificateForm::detail ? words_.kind_detail : words_.kind_current,
                          {.size_pt = 11.5, .align = Align::centre, .colour = kQuietInk});
        y += 16;
        canvas_.line(kMargin_pt, y, kPageWidth_pt - kMargin_pt, y, kSealRed, 1.6);
        canvas_.line(kMargin_pt, y + 3, kPageWidth_pt - kMargin_pt, y + 3, kSealRed, 0.5);
        y += 18;
        y += canvas_.text({kMargin_pt, y, kInner_pt, 0}, words_.statement, {.size_pt = 11});
        return y;
    }

    // A label on its ground and the value beside it, so close that every text extraction reads them in one
    // line. Returns where the next begins.
    double pair(double x, double y, double label_pt, double value_pt, const std::string& label,
                std::string_view value, Weight weight = Weight::regular) {
        const Box left{x, y, label_pt, kRow_pt}, right{x + label_pt, y, value_pt, kRow_pt};
        canvas_.fill(left, kLabelGround);
        canvas_.cell(left, label + (zh() ? "：" : ":"),
                     {.size_pt = 10.5, .align = Align::right, .colour = kQuietInk}, kBeside_pt);
        canvas_.cell(right, value, {.size_pt = 10.5, .weight = weight}, kBeside_pt);
        canvas_.frame(left, kLine, kHair_pt);
        canvas_.frame(right, kLine, kHair_pt);
        return x + label_pt + value_pt;
    }

    double identity_grid(double y) {
        const double label = zh() ? 72 : 84, wide = kInner_pt - label;
        const double half = kInner_pt / 2 - label;
        pair(kMargin_pt, y, label, wide, words_.case_number, paper_.case_number);
        pair(kMargin_pt, y += kRow_pt, label, wide, words_.name, person_.name.reveal(), Weight::bold);
        double x =
            pair(kMargin_pt, y += kRow_pt, label, half, words_.number, masked(person_.number.reveal()));
        pair(x, y, label, half, words_.sex, words_of_sex(person_.sex, paper_.language));
        pair(kMargin_pt, y += kRow_pt, label, wide, words_.employer, record_.employer.get(paper_.language));
        pair(kMargin_pt, y += kRow_pt, label, wide, words_.since, words_of(record_.since, paper_.language));
        return y + kRow_pt;
    }

    double section(double y, const std::string& name) {
        canvas_.fill({kMargin_pt, y + 2, 3.5, 13}, {kSealRed.red, kSealRed.green, kSealRed.blue, 1});
        return y + 8 +
               canvas_.text({kMargin_pt + 10, y, kInner_pt, 0}, name,
                            {.size_pt = 12, .weight = Weight::bold});
    }

    double insurance_table(double y) {
        y = section(y, words_.insurances);
        Table table;
        for (double share : {0.0, 0.25, 0.46, 0.66, 0.86, 1.0})
            table.edges_pt.push_back(share * kInner_pt);
        y = draw_row(canvas_, table, y, {std::begin(words_.columns), std::end(words_.columns)}, Weight::bold,
                     &kLabelGround);
        for (const InsuranceState& state : record_.states) {
            const bool has = state.participation != Participation::none;
            y = draw_row(canvas_, table, y,
                         {words_of(state.insurance).get(paper_.language),
                          words_of(state.participation).get(paper_.language),
                          has ? words_of(state.first, paper_.language) : "—",
                          has ? words_of(state.last, paper_.language) : "—",
                          has ? std::to_string(state.months_paid) : "—"},
                         Weight::regular, nullptr);
        }
        return y;
    }

    void notes(double y) {
        y = section(y, words_.notes_head);
        for (const std::string& note : words_.notes)
            y += 3 + canvas_.text({kMargin_pt + 10, y, kInner_pt - 10, 0}, note,
                                  {.size_pt = 9.5, .colour = kQuietInk, .line_spacing = 1.25});
    }

    void issuer() {
        constexpr double kCode_pt = 84, kTop_pt = 668;
        canvas_.qr_code(kMargin_pt, kTop_pt, kCode_pt, paper_.verification_address);
        canvas_.text({kMargin_pt, kTop_pt + kCode_pt + 4, kCode_pt, 0}, words_.scan,
                     {.size_pt = 9, .align = Align::centre, .colour = kQuietInk});
        const double width = 250, x = kPageWidth_pt - kMargin_pt - width;
        const double height =
            canvas_.text({x, kTop_pt + 26, width, 0}, words_.issuer, {.size_pt = 12, .align = Align::centre});
        canvas_.text({x, kTop_pt + 30 + height, width, 0}, words_of_date(paper_.issued, paper_.language),
                     {.size_pt = 12, .align = Align::centre});
        canvas_.seal(x + width / 2 + 18, kTop_pt + 44, 56, words_.seal_around, words_.seal_below);
    }

    void foot(int page, int pages) {
        const double y = kPageHeight_pt - 52;
        canvas_.line(kMargin_pt, y, kPageWidth_pt - kMargin_pt, y, kLine, 0.5);
        canvas_.text({kMargin_pt, y + 7, kInner_pt, 0}, words_.sandbox,
                     {.size_pt = 8.5, .colour = kQuietInk});
        canvas_.text(
            {kMargin_pt, y + 7, kInner_pt, 0},
            zh() ? fmt::format("第{}页，共{}页", page, pages) : fmt::format("Page {} of {}", page, pages),
            {.size_pt = 8.5, .align = Align::right, .colour = kQuietInk});
    }

    void second_page(int pages) {
        canvas_.fill({0, 0, kPageWidth_pt, 7}, {kSealRed.red, kSealRed.green, kSealRed.blue, 1});
        double y = 54;
        y += canvas_.text(
            {kMargin_pt, y, kInner_pt, 0}, words_.list_title,
            {.size_pt = 17, .weight = Weight::bold, .align = Align::centre, .family = Family::serif});
        y += 8;
        canvas_.text({kMargin_pt, y, kInner_pt, 0},
                     fmt::format("{}  {}", person_.name.reveal(), masked(person_.number.reveal())),
                     {.size_pt = 9.5, .colour = kQuietInk});
        y += 4 + canvas_.text({kMargin_pt, y, kInner_pt, 0}, words_.unit,
                              {.size_pt = 9.5, .align = Align::right, .colour = kQuietInk});
        contribution_rows(y);
        foot(2, pages);
    }

    void contribution_rows(double y) {
        Table table;
        table.row_pt = 24.2;
        table.text_pt = 9.5;
        for (double share : {0.0, 0.20, 0.35, 0.52, 0.69, 0.85, 1.0})
            table.edges_pt.push_back(share * kInner_pt);
        y = draw_row(canvas_, table, y, {std::begin(words_.list_columns), std::end(words_.list_columns)},
                     Weight::bold, &kLabelGround);
        long long pension = 0, medical = 0, unemployment = 0;
        const bool five = record_.kinds == "five";
        const std::string others = !five ? "—" : zh() ? "单位缴纳" : "by employer";
        for (const Contribution& one : record_.last_months) {
            y = draw_row(
                canvas_, table, y,
                {words_of(one.month, paper_.language), yuan(one.base_yuan * 100LL), yuan(one.pension_fen),
                 yuan(one.medical_fen), five ? yuan(one.unemployment_fen) : "—", others},
                Weight::regular, nullptr);
            pension += one.pension_fen;
            medical += one.medical_fen;
            unemployment += one.unemployment_fen;
        }
        draw_row(canvas_, table, y,
                 {words_.total, "", yuan(pension), yuan(medical), five ? yuan(unemployment) : "—", ""},
                 Weight::bold, &kLabelGround);
    }

    const CertificatePaper& paper_;
    const Person& person_;
    const InsuranceRecord& record_;
    const Words& words_;
    Canvas canvas_;
};

}  // namespace

Result<DrawnDocument> draw_certificate(const CertificatePaper& paper, const Person& person,
                                       const InsuranceRecord& record) {
    return Drawer(paper, person, record).draw();
}

}  // namespace kiosk24::sandbox
