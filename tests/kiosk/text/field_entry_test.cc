// Bank cards, telephones and dates as people type them.
#include "kiosk/text/field_entry.h"

#include <gtest/gtest.h>

#include "kiosk/text/bank_card.h"

namespace kiosk24::text {
namespace {

TEST(BankCard, TheSumOfAllDigitsFindsAWrongOne) {
    for (const char* right :
         {"6228481234567890128", "6217001234567893", "622848004025648907", "4539578763621486"})
        EXPECT_TRUE(is_bank_card(right)) << right;
    EXPECT_EQ(problem_of_bank_card("6228481234567890129"), BankCardProblem::check);
    EXPECT_EQ(problem_of_bank_card("6228481234567890218"), BankCardProblem::check) << "two digits swapped";
}

TEST(BankCard, EverySingleWrongDigitIsFound) {
    const std::string right = "6228481234567890128";
    for (std::size_t i = 0; i < right.size(); ++i) {
        for (char digit = '0'; digit <= '9'; ++digit) {
            if (digit == right[i]) continue;
            auto wrong = right;
            wrong[i] = digit;
            EXPECT_EQ(problem_of_bank_card(wrong), BankCardProblem::check) << wrong;
        }
    }
}

TEST(BankCard, HasThirteenToNineteenDigitsAndNothingElse) {
    EXPECT_EQ(problem_of_bank_card(""), BankCardProblem::length);
    EXPECT_EQ(problem_of_bank_card("622848123456"), BankCardProblem::length);
    EXPECT_EQ(problem_of_bank_card("62284812345678901280"), BankCardProblem::length);
    EXPECT_EQ(problem_of_bank_card("6228 4812 3456 7890"), BankCardProblem::character);
    EXPECT_EQ(problem_of_bank_card("0000000000000000"), BankCardProblem::check) << "a sum of nothing";
}

TEST(BankCard, IsShownInFoursAsOnTheCard) {
    EXPECT_EQ(grouped_bank_card("6228481234567890128"), "6228 4812 3456 7890 128");
    EXPECT_EQ(grouped_bank_card("6217001234567893"), "6217 0012 3456 7893");
    EXPECT_EQ(grouped_bank_card("6228"), "6228") << "no blank that the person did not type past";
    EXPECT_EQ(grouped_bank_card(""), "");
}

FormField field_of(FieldKind kind) {
    FormField field;
    field.id = "f";
    field.kind = kind;
    return field;
}

TEST(FieldEntry, OfDigitsTakesDigitsAloneAndNoMoreThanThereCanBe) {
    EXPECT_EQ(tidy_entry(FieldKind::bank_card, "6228 ４８12 abc"), "62284812");
    EXPECT_EQ(tidy_entry(FieldKind::phone, "138-0013-8000-9"), "13800138000");
    EXPECT_EQ(tidy_entry(FieldKind::date, "1949-12-31x9"), "19491231");
    EXPECT_EQ(tidy_entry(FieldKind::bank_card, std::string(40, '6')).size(), 19u);
    EXPECT_EQ(tidy_entry(FieldKind::text, " 张 三 "), " 张 三 ") << "text stays as it is typed";
    EXPECT_EQ(tidy_entry(FieldKind::text, std::string(80, 'x')).size(), 60u);
}

TEST(FieldEntry, IsGroupedWhileItIsTyped) {
    EXPECT_EQ(shown_entry(FieldKind::phone, "1380013"), "138 0013");
    EXPECT_EQ(shown_entry(FieldKind::phone, "13800138000"), "138 0013 8000");
    EXPECT_EQ(shown_entry(FieldKind::date, "194912"), "1949-12");
    EXPECT_EQ(shown_entry(FieldKind::bank_card, "62284"), "6228 4");
    EXPECT_EQ(shown_entry(FieldKind::number, "12345"), "12345");
}

TEST(FieldEntry, SaysWhatIsWrongWithATelephone) {
    const auto field = field_of(FieldKind::phone);
    EXPECT_EQ(problem_of_entry(field, "13800138000"), "");
    EXPECT_EQ(problem_of_entry(field, "1380013800"), "phone_length");
    EXPECT_EQ(problem_of_entry(field, "12345678901"), "phone");
    EXPECT_EQ(problem_of_entry(field, "02012345678"), "phone");
}

TEST(FieldEntry, SaysWhatIsWrongWithADate) {
    const auto field = field_of(FieldKind::date);
    EXPECT_EQ(problem_of_entry(field, "19491231"), "");
    EXPECT_EQ(problem_of_entry(field, "20280229"), "") << "a leap year";
    EXPECT_EQ(problem_of_entry(field, "20260229"), "date");
    EXPECT_EQ(problem_of_entry(field, "1949123"), "date");
}

TEST(FieldEntry, SaysWhatIsWrongWithABankCard) {
    const auto field = field_of(FieldKind::bank_card);
    EXPECT_EQ(problem_of_entry(field, "6228481234567890128"), "");
    EXPECT_EQ(problem_of_entry(field, "62284812345678"), "bank_card_check");
    EXPECT_EQ(problem_of_entry(field, "622848"), "bank_card_length");
    EXPECT_EQ(problem_of_entry(field, ""), "") << "whether it may be left out is the form's business";
}

TEST(FieldEntry, AChoiceIsOneOfItsOwn) {
    auto field = field_of(FieldKind::choice);
    field.choices = {{"bank", {}}, {"cash", {}}};
    EXPECT_EQ(problem_of_entry(field, "cash"), "");
    EXPECT_EQ(problem_of_entry(field, "gold"), "choice");
}

TEST(FieldEntry, ADateIsIsoInTheForm) {
    EXPECT_EQ(value_of_entry(FieldKind::date, "19491231"), "1949-12-31");
    EXPECT_EQ(value_of_entry(FieldKind::bank_card, "6228481234567890128"), "6228481234567890128");
}

}  // namespace
}  // namespace kiosk24::text
