#include "hub/sandbox/allowance_notice.h"

#include <fmt/format.h>

#include "hub/sandbox/insurance.h"

namespace kiosk24::sandbox {
namespace {

struct Words {
    std::string title, first, change, case_number, name, sex, number, birth, age, household, since, granted,
        kind, kind_words[3], amount, from, account, pay_day, pay_day_words, notes_head, notes[3], issuer;
};

const Words& words_in(Language language) {
    static const Words kChinese{
        "高龄津贴审核通知书",
        "（首次申请）",
        "（变更收款账户）",
        "办件编号",
        "姓名",
        "性别",
        "证件号码",
        "出生日期",
        "周岁",
        "户籍所在",
        "户籍登记",
        "审核结果",
        "津贴档次",
        {"80至89周岁", "90至99周岁", "100周岁及以上"},
        "每月金额",
        "发放起始",
        "收款账户",
        "发放时间",
        "每月15日前，转入上列账户",
        "说明",
        {"1. 本通知书由申请人本人在政务服务自助终端申领，系统依据人口库自动审核，与窗口出具的样式一致。",
         "2. 满90周岁、100周岁时，津贴自动调到相应档次，不用再申请。户籍迁出本市的，从次月起停发。",
         "3. 扫描左下方二维码可核验本通知书；本通知书带有电子签名，内容改动后核验不通过。"},
        "示范区民政局"};
    static const Words kEnglish{
        "Old-Age Allowance: Notice of Approval",
        "First application",
        "Change of account",
        "Case number",
        "Name",
        "Sex",
        "ID number",
        "Date of birth",
        "Age",
        "Household",
        "Registered",
        "Decision",
        "Band",
        {"80 to 89 years", "90 to 99 years", "100 years and more"},
        "A month",
        "From",
        "Paid to",
        "Pay day",
        "By the 15th of each month, to the account above",
        "Notes",
        {"1. Applied for in person at a self-service terminal and checked against the population base. It "
         "equals a notice issued at the window.",
         "2. At 90 and at 100 the allowance rises by itself. It ends the month after the household moves out "
         "of the city.",
         "3. Scan the code below to verify it. It carries an electronic signature; any change breaks it."},
        "Civil Affairs Bureau\nDemonstration District"};
    return language == Language::zh_hans ? kChinese : kEnglish;
}

// "6222 **** **** 8128": enough to recognise one's own card by.
std::string masked_account(const std::string& digits) {
    constexpr std::size_t kShown = 4;
    if (digits.size() <= 2 * kShown) return std::string(digits.size(), '*');
    return digits.substr(0, kShown) + " **** **** " + digits.substr(digits.size() - kShown);
}

class Drawer {
  public:
    Drawer(const AllowanceNotice& notice, const Person& person)
        : notice_(notice),
          person_(person),
          words_(words_in(notice.head.language)),
          sheet_(notice.head, words_.title, words_.issuer) {}

    Result<DrawnDocument> draw() {
        double y = sheet_.title(words_.title, is_change() ? words_.change : words_.first);
        y = sheet_.statement(y, statement());
        y = person_grid(y + 14);
        y = sheet_.section(y + 22, words_.granted);
        y = grant_grid(y);
        sheet_.notes(y + 24, words_.notes_head, words_.notes);
        sheet_.issuer(words_.issuer, "示范区民政局", "业务专用章");
        sheet_.foot(1, 1);
        return sheet_.finish(1);
    }

  private:
    bool is_change() const { return notice_.kind == AllowanceCase::change_account; }
    int age() const { return age_on(person_.birth, notice_.head.issued); }

    std::string statement() const {
        const std::string date = words_of_date(notice_.head.issued, notice_.head.language);
        if (sheet_.zh())
            return is_change()
                       ? fmt::format("您于{}提出的变更收款账户申请，经审核予以通过，从下月起按新账户发放。",
                                     date)
                       : fmt::format("您于{}提出的高龄津贴申请，经审核符合条件，予以通过，具体如下。", date);
        return is_change() ? fmt::format(
                                 "Your application of {} to change the account is granted; the allowance "
                                 "goes to the new account from next month on.",
                                 date)
                           : fmt::format(
                                 "Your application of {} for the old-age allowance meets the conditions and "
                                 "is granted as follows.",
                                 date);
    }

    double person_grid(double y) {
        const Language language = notice_.head.language;
        y = sheet_.row(y, words_.case_number, notice_.head.case_number);
        y = sheet_.row(y, words_.name, person_.name.reveal(), Weight::bold);
        y = sheet_.row_of_two(y, words_.number, masked(person_.number.reveal()), words_.sex,
                              words_of_sex(person_.sex, language));
        y = sheet_.row_of_two(y, words_.birth, words_of_date(person_.birth, language), words_.age,
                              std::to_string(age()));
        y = sheet_.row(y, words_.household, notice_.household.place.get(language));
        return sheet_.row(y, words_.since, words_of(month_of(notice_.household.since), language));
    }

    double grant_grid(double y) {
        constexpr int kFrom90 = 90, kFrom100 = 100;
        const auto& band = words_.kind_words[age() >= kFrom100 ? 2 : age() >= kFrom90 ? 1 : 0];
        const auto amount =
            fmt::format(fmt::runtime(sheet_.zh() ? "人民币 {} 元" : "CNY {}"), allowance_yuan(age()));
        // A new account is used from the month after, a first grant from the month of the application.
        const Month from{month_of(notice_.head.issued).count + (is_change() ? 1 : 0)};
        y = sheet_.row_of_two(y, words_.kind, band, words_.amount, amount);
        y = sheet_.row(y, words_.from, words_of(from, notice_.head.language));
        y = sheet_.row(y, words_.account, masked_account(notice_.account.reveal()), Weight::bold);
        return sheet_.row(y, words_.pay_day, words_.pay_day_words);
    }

    const AllowanceNotice& notice_;
    const Person& person_;
    const Words& words_;
    Sheet sheet_;
};

}  // namespace

Result<DrawnDocument> draw_allowance_notice(const AllowanceNotice& notice, const Person& person) {
    return Drawer(notice, person).draw();
}

}  // namespace kiosk24::sandbox
