#include <gtest/gtest.h>

#include "kiosk/wire/platform_message.h"
#include "tests/kiosk/wire/samples.h"

namespace kiosk24::wire {
namespace {

TEST(PlatformRating, SurvivesTheWire) {
    const Rating rating{"440307-1", 4, PersonalText("很好 👍"), "k-1"};
    EXPECT_EQ(*decode_rating(*encode(rating), "k-1"), rating);
    EXPECT_EQ(error_text(decode_rating(R"({"case_number":"1","stars":6})", "k-1")),
              "bad_input: stars: out of range");
    EXPECT_EQ(error_text(decode_rating(R"({"case_number":"1","stars":"5"})", "k-1")),
              "bad_input: stars: not a whole number");
}

TEST(PlatformCallBack, SurvivesTheWireWithItsKeyInTheHeader) {
    for (const auto* telephone : {"13800138000", ""}) {
        const CallBackRequest request{"k-1", PersonalText(telephone), "matter SI01"};
        const auto bytes = encode(request);
        ASSERT_TRUE(bytes.has_value());
        EXPECT_EQ(bytes->find("k-1"), std::string::npos);
        EXPECT_EQ(*decode_call_back(*bytes, "k-1"), request);
    }
    EXPECT_EQ(error_text(decode_call_back(R"({"telephone":"1","about":"x"})", "")),
              "bad_input: Idempotency-Key: not an identifier");
    EXPECT_EQ(error_text(decode_call_back(R"({"telephone":13800138000,"about":"x"})", "k")),
              "bad_input: telephone: not a text");
}

TEST(PlatformProblem, SurvivesTheWire) {
    const Problem problem{"https://example.org/problems/key-void", "The key is void", 410, "asked at 9:00",
                          "key_void"};
    EXPECT_EQ(*decode_problem(*encode(problem)), problem);
}

TEST(PlatformProblem, AGatewaysOwnProblemIsUnderstoodToo) {
    const auto problem = decode_problem(R"({"title":"Bad Gateway"})");
    ASSERT_TRUE(problem.has_value());
    EXPECT_EQ(problem->type, "about:blank");
    EXPECT_EQ(problem->title, "Bad Gateway");
    EXPECT_EQ(problem->code, "");
    EXPECT_TRUE(decode_problem("{}").has_value());
    EXPECT_EQ(error_text(decode_problem("[]")), "bad_input: the message: not an object");
    EXPECT_EQ(error_text(decode_problem(R"({"status":99})")), "bad_input: status: out of range");
}

TEST(PlatformStatus, SaysWhoCanMendIt) {
    EXPECT_EQ(code_of_status(404), Code::not_found);
    EXPECT_EQ(code_of_status(409), Code::conflict);
    EXPECT_EQ(code_of_status(410), Code::not_found);
    EXPECT_EQ(code_of_status(413), Code::too_large);
    EXPECT_EQ(code_of_status(422), Code::server_refused);
    EXPECT_EQ(code_of_status(429), Code::server_busy);
    EXPECT_EQ(code_of_status(503), Code::server_busy);
    EXPECT_EQ(code_of_status(500), Code::server_failed);
    EXPECT_EQ(code_of_status(302), Code::unknown_reply);
    EXPECT_EQ(code_of_status(0), Code::unknown_reply);
}

}  // namespace
}  // namespace kiosk24::wire
