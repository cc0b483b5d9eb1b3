#include "tests/simulation/person.h"

#include <fmt/format.h>

#include <array>

#include "tests/simulation/dice.h"

namespace kiosk24::simulation {
namespace {

// ISO 7064 MOD 11-2, GB 11643.
std::string with_check_character(const std::string& digits) {
    constexpr std::array<int, 17> kWeights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < kWeights.size(); ++i)
        sum += (digits[i] - '0') * kWeights[i];
    return digits + "10X98765432"[sum % 11];
}

// ISO/IEC 7812-1 Annex B.
std::string with_luhn_digit(const std::string& digits) {
    int sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        int digit = digits[digits.size() - 1 - i] - '0';
        if (i % 2 == 0) digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
        sum += digit;
    }
    return digits + static_cast<char>('0' + (10 - sum % 10) % 10);
}

// Long enough that neither sealed bytes nor digests in hex hold one by chance.
constexpr std::array<std::string_view, 7> kMarks{"99887719600", "99887720190",  "甄模拟", "密址路",
                                                 "1991234567",  "621799000000", "EIDK24-"};

}  // namespace

Person make_person(std::uint64_t seed, int index) {
    Dice dice{seed, 0x9e500, static_cast<std::uint64_t>(index)};
    Person person;
    person.index = index;
    auto& card = person.card;
    const bool is_child = dice.permille(30);
    const Date birth{is_child ? 2019 : 1960, 1 + static_cast<int>(dice.below(9)),
                     1 + static_cast<int>(dice.below(28))};
    card.birth = Personal<Date>(birth);
    card.number = PersonalText(with_check_character(
        fmt::format("998877{:04}{:02}{:02}{:03}", birth.year, birth.month, birth.day, index % 1000)));
    card.name = PersonalText(fmt::format("甄模拟{:c}", static_cast<char>('A' + index % 26)));
    card.address = PersonalText(fmt::format("龙岗区密址路{}号", 1 + index));
    card.sex = dice.permille(500) ? Sex::male : Sex::female;
    card.nation_code = "01";
    card.issuer = PersonalText("密址路公安局");
    card.valid_from = Personal<Date>(Date{2015, 1, 1});
    card.valid_to = Personal<Date>(dice.permille(30)    ? Date{2020, 1, 1}
                                   : dice.permille(200) ? Date{}
                                                        : Date{2040, 1, 1});
    if (dice.permille(700)) card.photo = Personal<Bytes>(Bytes(1024, 0x5a));
    person.telephone = fmt::format("1991234567{}", index % 10);
    person.bank_card = with_luhn_digit(fmt::format("6217990{:011}", index));
    person.eid_code = fmt::format("EIDK24-{}", index);
    person.credit_code = "91440300MA5FKMARKF";
    return person;
}

std::string_view personal_mark_in(std::string_view bytes) {
    for (const auto mark : kMarks) {
        if (bytes.find(mark) != bytes.npos) return mark;
    }
    return {};
}

}  // namespace kiosk24::simulation
