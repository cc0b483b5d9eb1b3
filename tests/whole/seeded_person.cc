#include "tests/whole/seeded_person.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>

#include "kiosk/base/bytes.h"
#include "kiosk/text/bank_card.h"
#include "kiosk/text/citizen_number.h"
#include "kiosk/text/credit_code.h"
#include "tests/whole/process.h"

namespace kiosk24::whole_test {
namespace {

std::string one_of(const std::string& letters, std::random_device& chance) {
    return {letters[std::uniform_int_distribution<std::size_t>(0, letters.size() - 1)(chance)]};
}

std::string digits(std::size_t count, std::random_device& chance) {
    std::string text;
    while (text.size() < count)
        text += one_of("0123456789", chance);
    return text;
}

std::string rare_name(std::random_device& chance) {
    std::vector<std::string> letters{"翊", "霁", "琮", "晔", "旸", "琛", "頔", "昶", "骞",   "珩", "煊", "澍",
                                     "祎", "翀", "赟", "彧", "垚", "淼", "瑄", "葳", "𬱖", "𫖯", "璟"};
    std::shuffle(letters.begin(), letters.end(), chance);
    return letters[0] + letters[1] + letters[2];
}

std::string citizen_number(std::random_device& chance) {
    std::uniform_int_distribution<int> month(1, 12), day(1, 28), year(1935, 1943);
    char birth[16];
    std::snprintf(birth, sizeof birth, "%04d%02d%02d", year(chance), month(chance), day(chance));
    // The tens digit chooses the story (hub/sandbox/people.h, allowance.h): up to 6 everything is approved.
    const auto begin =
        "440399" + std::string(birth) + digits(1, chance) + one_of("0123456", chance) + digits(1, chance);
    for (const char check : std::string("0123456789X")) {
        if (text::problem_of_citizen_number(begin + check) == text::NumberProblem::none) return begin + check;
    }
    return {};
}

std::string bank_card(std::random_device& chance) {
    const auto begin = "622848" + digits(12, chance);
    for (const char check : std::string("0123456789")) {
        if (text::problem_of_bank_card(begin + check) == text::BankCardProblem::none) return begin + check;
    }
    return {};
}

std::string credit_code(std::random_device& chance) {
    const std::string letters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    std::string begin = "91440399MA";
    for (int i = 0; i < 6; ++i)
        begin += one_of(letters, chance);
    for (const char organisation : letters) {
        for (const char check : letters) {
            const auto code = begin + organisation + check;
            if (text::problem_of_credit_code(code) == text::CreditCodeProblem::none) return code;
        }
    }
    return {};
}

}  // namespace

SeededPerson make_person(const std::filesystem::path& directory) {
    std::random_device chance;
    const auto cards = source_directory() / "drivers/virtual/cards";
    auto card = nlohmann::json::parse(bytes_of(cards / "with_photo.json"));
    SeededPerson person;
    person.name = rare_name(chance);
    person.number = citizen_number(chance);
    person.address = "广东省深圳市龙岗区测试路" + digits(9, chance) + "号";
    person.telephone = "139" + digits(8, chance);
    person.call_back = "138" + digits(8, chance);
    person.bank_card = bank_card(chance);
    person.credit_code = credit_code(chance);
    person.case_number = "2026" + digits(12, chance);
    const auto photo = from_base64(card["photo"].get<std::string>());
    EXPECT_TRUE(photo);
    person.photo = as_text(photo.value_or(Bytes{}));
    for (int i = 0; i < 64; ++i)
        person.photo += static_cast<char>(std::uniform_int_distribution<int>(0, 255)(chance));
    card["name"] = person.name;
    card["id_number"] = person.number;
    card["birth"] =
        person.number.substr(6, 4) + "-" + person.number.substr(10, 2) + "-" + person.number.substr(12, 2);
    card["address"] = person.address;
    card["photo"] = to_base64(as_bytes(person.photo));
    person.card = directory / "seeded_card.json";
    std::ofstream(person.card) << card.dump();
    return person;
}

}  // namespace kiosk24::whole_test
