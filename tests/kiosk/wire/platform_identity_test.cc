// The e-ID's code and the comparison of faces, as bytes.
#include <gtest/gtest.h>

#include "kiosk/wire/platform_message.h"
#include "tests/kiosk/wire/samples.h"

namespace kiosk24::wire {
namespace {

TEST(PlatformIdentity, ACodeTravelsAsItWasScanned) {
    const auto bytes = encode_eid_request(PersonalText("eid:电子身份"));
    ASSERT_TRUE(bytes);
    EXPECT_EQ(*bytes, R"({"code":"eid:电子身份"})");
    EXPECT_EQ(decode_eid_request(*bytes)->reveal(), "eid:电子身份");
    EXPECT_FALSE(decode_eid_request(R"({"code":""})"));
    EXPECT_FALSE(decode_eid_request(R"({"code":"a\u0001b"})"));
    EXPECT_FALSE(decode_eid_request(R"({"code":")" + std::string(kLongestEid_bytes + 1, 'a') + R"("})"));
}

TEST(PlatformIdentity, AHolderIsAPersonAndACardWithoutItsPhoto) {
    auto card = sample_card();
    const auto bytes = encode(EidHolder{{PersonalText("r-1"), PersonalText("李测试")}, card});
    ASSERT_TRUE(bytes);
    EXPECT_EQ(bytes->find("photo"), std::string::npos);
    const auto holder = decode_eid_holder(*bytes);
    ASSERT_TRUE(holder) << error_text(holder);
    card.photo = {};
    EXPECT_EQ(holder->holder, card);
    EXPECT_EQ(holder->person.reference.reveal(), "r-1");
}

TEST(PlatformIdentity, AStillTravelsAsBase64AndHasALimit) {
    const FaceQuestion asked{PersonalText("r-1"), Personal<Bytes>(Bytes{0xFF, 0xD8, 0x00})};
    const auto bytes = encode(asked);
    ASSERT_TRUE(bytes);
    EXPECT_EQ(*bytes, R"({"person_reference":"r-1","still":"/9gA"})");
    EXPECT_EQ(*decode_face_question(*bytes), asked);
    const FaceQuestion largest{PersonalText("r-1"), Personal<Bytes>(Bytes(kLargestStill_bytes, 1))};
    EXPECT_TRUE(encode(largest)) << "the largest still fits a request";
    const FaceQuestion larger{PersonalText("r-1"), Personal<Bytes>(Bytes(kLargestStill_bytes + 1, 1))};
    EXPECT_EQ(encode(larger).error().code(), Code::too_large);
    EXPECT_FALSE(decode_face_question(R"({"person_reference":"r-1","still":""})"));
    EXPECT_FALSE(decode_face_question(R"({"person_reference":"r-1","still":"no base64"})"));
}

TEST(PlatformIdentity, AMatchIsOneOfTwoWordsAndAScoreOfAThousand) {
    const FaceMatch match{FaceDecision::same, 931, "model-1"};
    EXPECT_EQ(*decode_face_match(*encode(match)), match);
    for (const char* wrong :
         {R"({"decision":"perhaps","score":1,"model":"m"})",
          R"({"decision":"same","score":1001,"model":"m"})", R"({"decision":"same","score":-1,"model":"m"})",
          R"({"decision":"same","score":1,"model":"a b"})", R"({"decision":"same","score":1})"})
        EXPECT_FALSE(decode_face_match(wrong)) << wrong;
}

}  // namespace
}  // namespace kiosk24::wire
