#include "hub/sandbox/certificate.h"

#include <fmt/format.h>

#include <vector>

#include "hub/sandbox/canvas.h"

namespace kiosk24::sandbox {
namespace {

constexpr double kMargin_pt = Sheet::kMargin_pt, kInner_pt = Sheet::kInner_pt;

// All that stands on the paper besides the person's own values.
struct Words {
    std::string title, kind_current, kind_detail, case_number, statement, name, sex, number, since, employer,
        insurances, columns[5], notes_head, notes[3], issuer, seal_around, seal_below, list_title,
        list_columns[6], total, unit;
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
        "示范区社会保险服务中心",
        "示范区社会保险服务中心",
        "证明专用章",
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
        "Demonstration District\nSocial Insurance Service Centre",
        "示范区社会保险服务中心",
        "证明专用章",
        "Contributions of the last 24 months",
        {"Month", "Base", "Pension (own)", "Medical (own)", "Unempl. (own)", "Injury, maternity"},
        "Total",
        "Yuan"};
    return language == Language::zh_hans ? kChinese : kEnglish;
}

std::string yuan(long long fen) {
    return fmt::format("{}.{:02}", fen / 100, fen % 100);
}

// A table of rows with shared column edges; the first row is the head.
struct Table {
    std::vector<double> edges_pt;  // n + 1, from the left margin
    double row_pt = Sheet::kRow_pt, text_pt = 10;
};
double draw_row(Canvas& canvas, const Table& table, double y, const std::vector<std::string>& cells,
                Weight weight, const Colour* ground) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const Box box{kMargin_pt + table.edges_pt[i], y, table.edges_pt[i + 1] - table.edges_pt[i],
                      table.row_pt};
        if (ground) canvas.fill(box, *ground);
        canvas.cell(box, cells[i], {.size_pt = table.text_pt, .weight = weight, .align = Align::centre});
        canvas.frame(box, kLine, Sheet::kHair_pt);
    }
    return y + table.row_pt;
}

class Drawer {
  public:
    Drawer(const CertificatePaper& paper, const Person& person, const InsuranceRecord& record)
        : paper_(paper),
          person_(person),
          record_(record),
          words_(words_in(paper.head.language)),
          sheet_(paper.head, words_.title, words_.issuer),
          canvas_(sheet_.canvas()) {}

    Result<DrawnDocument> draw() {
        const int pages = paper_.form == CertificateForm::detail ? 2 : 1;
        first_page(pages);
        if (pages == 2) {
            canvas_.next_page();
            second_page(pages);
        }
        return sheet_.finish(pages);
    }

  private:
    bool zh() const { return sheet_.zh(); }

    void first_page(int pages) {
        const bool has_list = paper_.form == CertificateForm::detail;
        double y = sheet_.title(words_.title, has_list ? words_.kind_detail : words_.kind_current);
        y = sheet_.statement(y, words_.statement);
        y = identity_grid(y + 12);
        y = insurance_table(y + 22);
        sheet_.notes(y + 20, words_.notes_head, words_.notes);
        sheet_.issuer(words_.issuer, words_.seal_around, words_.seal_below);
        sheet_.foot(1, pages);
    }

    double identity_grid(double y) {
        const Language language = paper_.head.language;
        y = sheet_.row(y, words_.case_number, paper_.head.case_number);
        y = sheet_.row(y, words_.name, person_.name.reveal(), Weight::bold);
        y = sheet_.row_of_two(y, words_.number, masked(person_.number.reveal()), words_.sex,
                              words_of_sex(person_.sex, language));
        y = sheet_.row(y, words_.employer, record_.employer.get(language));
        return sheet_.row(y, words_.since, words_of(record_.since, language));
    }

    double insurance_table(double y) {
        y = sheet_.section(y, words_.insurances);
        Table table;
        for (double share : {0.0, 0.25, 0.46, 0.66, 0.86, 1.0})
            table.edges_pt.push_back(share * kInner_pt);
        y = draw_row(canvas_, table, y, {std::begin(words_.columns), std::end(words_.columns)}, Weight::bold,
                     &kLabelGround);
        for (const InsuranceState& state : record_.states) {
            const bool has = state.participation != Participation::none;
            y = draw_row(canvas_, table, y,
                         {words_of(state.insurance).get(paper_.head.language),
                          words_of(state.participation).get(paper_.head.language),
                          has ? words_of(state.first, paper_.head.language) : "—",
                          has ? words_of(state.last, paper_.head.language) : "—",
                          has ? std::to_string(state.months_paid) : "—"},
                         Weight::regular, nullptr);
        }
        return y;
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
        sheet_.foot(2, pages);
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
            y = draw_row(canvas_, table, y,
                         {words_of(one.month, paper_.head.language), yuan(one.base_yuan * 100LL),
                          yuan(one.pension_fen), yuan(one.medical_fen),
                          five ? yuan(one.unemployment_fen) : "—", others},
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
    Sheet sheet_;
    Canvas& canvas_;
};

}  // namespace

Result<DrawnDocument> draw_certificate(const CertificatePaper& paper, const Person& person,
                                       const InsuranceRecord& record) {
    return Drawer(paper, person, record).draw();
}

}  // namespace kiosk24::sandbox
