#include "hub/sandbox/allowance.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "hub/sandbox/decisions.h"

namespace kiosk24::sandbox {
namespace {

// The tens digit of the sequence; '0' for numbers of another layout.
char story_digit(const Person& person) {
    const std::string& number = person.number.reveal();
    constexpr std::size_t kLength = 18, kTens = 15;
    return number.size() == kLength ? number[kTens] : '0';
}

// One of a few invented places, the same for the same number.
std::size_t pick(const Person& person, std::size_t count) {
    std::uint64_t hash = 1469598103934665603u;
    for (const char c : person.number.reveal())
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
    return static_cast<std::size_t>((hash ^ (hash >> 31)) % count);
}

const LocalText& local_place(const Person& person) {
    static const std::array<LocalText, 5> kPlaces{
        both("示范区龙泉街道新桥社区", "Xinqiao Community, Longquan Street, Demonstration District"),
        both("示范区龙泉街道荔枝园社区", "Lizhiyuan Community, Longquan Street, Demonstration District"),
        both("示范区海澜街道渔人社区", "Yuren Community, Hailan Street, Demonstration District"),
        both("示范区海澜街道东埔社区", "Dongpu Community, Hailan Street, Demonstration District"),
        both("示范区翠屏街道梅林坑社区", "Meilinkeng Community, Cuiping Street, Demonstration District")};
    return kPlaces[pick(person, kPlaces.size())];
}

const LocalText& other_place(const Person& person) {
    static const std::array<LocalText, 3> kPlaces{
        both("外市户籍（湖南省衡阳市）", "Elsewhere (Hengyang, Hunan)"),
        both("外市户籍（广东省梅州市）", "Elsewhere (Meizhou, Guangdong)"),
        both("外市户籍（江西省赣州市）", "Elsewhere (Ganzhou, Jiangxi)")};
    return kPlaces[pick(person, kPlaces.size())];
}

Decision no_local_household() {
    return refused(
        "no_local_household",
        both("规则：高龄津贴发给本市户籍、年满80周岁的老人。人口库中您的户籍不在本市。请向户籍所在地"
             "的民政部门申请；户口迁入本市后，可以再来办理。",
             "Rule: the allowance is for people of 80 and more whose household is registered in this "
             "city. Yours is registered elsewhere. Ask the civil affairs office there; once your "
             "household is registered here, come again."));
}

Decision not_old_enough(const Person& person) {
    const Date from = birthday(person.birth, kAllowanceFrom_years);
    return refused(
        "not_yet_80",
        both(fmt::format("规则：高龄津贴从年满80周岁起发放。您{}年{}月{}日满80周岁，从这一天起就可以再来"
                         "申请，只需带身份证和银行卡。",
                         from.year, from.month, from.day),
             fmt::format(
                 "Rule: the allowance is paid from the age of 80. You turn 80 on {}: from that day on you "
                 "may come again, with your ID card and your bank card.",
                 iso_date(from))));
}

Decision drawing_already() {
    return refused(
        "drawing_already",
        both("您已经在领取高龄津贴，不用再次申请。要换收款的银行卡，请选“变更银行卡”。",
             "You draw the allowance already and need not apply again. To change the bank card it is "
             "paid to, choose “Change of bank card”."));
}

Decision not_drawing_yet() {
    return refused(
        "not_drawing_yet",
        both("您还没有领取高龄津贴，没有可以变更的银行卡。请选“首次申请”，可以当场办好。",
             "You do not draw the allowance yet, so there is no bank card to change. Choose “First "
             "application”: it is settled at once."));
}

}  // namespace

Household household_of(const Person& person, Date today) {
    Household household;
    if (person.kind != CardKind::resident) {
        household.place = both("无户籍登记", "No household register");
        return household;
    }
    const char story = story_digit(person);
    if (story == '8') {
        household.place = other_place(person);
        return household;
    }
    household.is_local = true;
    household.place = local_place(person);
    household.is_being_checked = story == '9';
    constexpr int kSomeYears = 12;
    household.since = {std::max(person.birth.year, 1980 + static_cast<int>(pick(person, kSomeYears))), 9, 1};
    if (household.is_being_checked) {
        const int months = today.year * 12 + today.month - 1 - 2;  // two months ago
        household.since = {months / 12, months % 12 + 1, 18};
    }
    return household;
}

int allowance_yuan(int age_years) {
    constexpr int kFrom90 = 90, kFrom100 = 100;
    if (age_years >= kFrom100) return 500;
    return age_years >= kFrom90 ? 300 : 200;
}

Date birthday(Date birth, int age_years) {
    const Date day{birth.year + age_years, birth.month, birth.day};
    return is_valid(day) ? day : Date{day.year, 3, 1};
}

AllowanceCase allowance_case_named(std::string_view matter_case) {
    return matter_case == "change_account" ? AllowanceCase::change_account : AllowanceCase::first;
}

bool draws_already(const Person& person, Date today) {
    return story_digit(person) == '7' && age_on(person.birth, today) >= kAllowanceFrom_years;
}

Decision decide_allowance(const Person& person, const AllowanceFacts& facts, NamePrinting printing,
                          Date today) {
    if (!facts.household.is_local) return no_local_household();
    if (age_on(person.birth, today) < kAllowanceFrom_years) return not_old_enough(person);
    if (facts.kind == AllowanceCase::first && facts.is_drawing) return drawing_already();
    if (facts.kind == AllowanceCase::change_account && !facts.is_drawing) return not_drawing_yet();
    if (facts.household.is_being_checked)
        return to_a_person(
            "household_being_checked",
            both("您的户籍最近有迁移，人口库的两处记录还不一致，由工作人员核对后决定。您不用再来交材料，"
                 "结果凭取件码随时可以查到。",
                 "Your household was moved lately and two entries of the population base differ. A member "
                 "of staff checks them and decides. You need not bring anything; the pick-up code shows the "
                 "result."),
            today);
    if (printing == NamePrinting::impossible) return name_not_printable(today);
    return approved();
}

}  // namespace kiosk24::sandbox
