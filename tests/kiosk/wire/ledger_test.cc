#include "kiosk/wire/ledger.h"

#include <gtest/gtest.h>

#include "tests/kiosk/wire/samples.h"

namespace kiosk24::wire {
namespace {

TEST(LedgerText, FactsSurviveAndAreWrittenTheSameEveryTime) {
    const Facts facts{{"matter", "SI01"}, {"case", ""}, {"reason.zh-Hans", "需人工\n审核"}};
    const auto bytes = encode_facts(facts);
    ASSERT_TRUE(bytes.has_value());
    EXPECT_EQ(*bytes, R"({"case":"","matter":"SI01","reason.zh-Hans":"需人工\n审核"})");
    EXPECT_EQ(*decode_facts(*bytes), facts);
    EXPECT_EQ(*encode_facts({}), "{}");
    EXPECT_TRUE(decode_facts("{}")->empty());
}

TEST(LedgerText, PersonalFactsSurvive) {
    const PersonalFacts facts{{"id_number", PersonalText("11010519491231002X")}};
    const auto bytes = encode_personal(facts);
    ASSERT_TRUE(bytes.has_value());
    EXPECT_EQ(*decode_personal(bytes->reveal()), facts);
    EXPECT_EQ(encode_personal({})->reveal(), "{}");
}

TEST(LedgerText, TheOutboxKeepsTheKey) {
    const auto application = decode_outbox_application(encode_outbox(sample_application())->reveal());
    ASSERT_TRUE(application.has_value()) << error_text(application);
    EXPECT_EQ(*application, sample_application());
    const CallBackRequest request{"k-1", PersonalText("13800138000"), "home"};
    const auto call_back = decode_outbox_call_back(encode_outbox(request)->reveal());
    ASSERT_TRUE(call_back.has_value()) << error_text(call_back);
    EXPECT_EQ(*call_back, request);
    const Rating rating{"11440399MB1", 4, PersonalText("快"), "k-2"};
    const auto kept = decode_outbox_rating(encode_outbox(rating)->reveal());
    ASSERT_TRUE(kept.has_value()) << error_text(kept);
    EXPECT_EQ(*kept, rating);
}

TEST(LedgerText, ADamagedRowIsRefusedWithoutShowingIt) {
    EXPECT_EQ(error_text(decode_facts("")), "bad_input: the message: not JSON");
    EXPECT_EQ(error_text(decode_facts("[]")), "bad_input: the message: not an object");
    EXPECT_EQ(error_text(decode_facts(R"({"a":1})")), "bad_input: a: not a text");
    EXPECT_EQ(error_text(decode_facts(R"({"":"x"})")), "bad_input: the message: a key that cannot be");
    EXPECT_EQ(error_text(decode_facts(R"({"张三":1})")), "bad_input: ?: not a text");
    EXPECT_EQ(error_text(decode_personal(R"({"id_number":["110105"]})")), "bad_input: id_number: not a text");
    EXPECT_EQ(error_text(decode_outbox_application("{}")).substr(0, 9), "bad_input");
    EXPECT_EQ(error_text(decode_outbox_call_back(R"({"telephone":"1","about":"x"})")),
              "bad_input: key: missing");
    std::string many = R"({"0":"")";
    for (int i = 1; i < 65; ++i)
        many += ",\"" + std::to_string(i) + "\":\"\"";
    EXPECT_EQ(error_text(decode_facts(many + "}")), "bad_input: the message: too many members");
}

TEST(LedgerText, WhatIsNotUtf8CannotBeWritten) {
    EXPECT_EQ(encode_facts({{"a", "\xFF"}}).error().code(), Code::bad_argument);
    EXPECT_EQ(encode_personal({{"a", PersonalText("\xFF")}}).error().code(), Code::bad_argument);
}

// It would be committed, and no book with it could be read again.
TEST(LedgerText, WhatCouldNotBeReadAgainIsNotWritten) {
    const std::string escape = "x\x1b[2J";
    for (const auto& text : {escape, std::string(1, '\0'), std::string(70'000, 'x')}) {
        const auto facts = encode_facts({{"case", text}});
        ASSERT_FALSE(facts);
        EXPECT_EQ(facts.error().code(), Code::bad_argument);
        EXPECT_FALSE(encode_personal({{"name", PersonalText(text)}}));
        EXPECT_FALSE(encode_outbox(CallBackRequest{"key", PersonalText(text), "help"}));
    }
    EXPECT_TRUE(encode_facts({{"case", "行\n二"}}));
}

}  // namespace
}  // namespace kiosk24::wire
