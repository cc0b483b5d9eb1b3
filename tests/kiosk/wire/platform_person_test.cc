#include <gtest/gtest.h>

#include "kiosk/wire/platform_message.h"
#include "tests/kiosk/wire/samples.h"

namespace kiosk24::wire {
namespace {

TEST(PlatformIdentity, TheCardTravelsWithoutItsPhoto) {
    const auto bytes = encode_identity_request(sample_card());
    ASSERT_TRUE(bytes.has_value());
    EXPECT_EQ(bytes->find("photo"), std::string::npos);
    const auto read = decode_identity_request(*bytes);
    ASSERT_TRUE(read.has_value()) << error_text(read);
    auto expected = sample_card();
    expected.photo = {};
    EXPECT_EQ(*read, expected);
}

TEST(PlatformIdentity, ThePersonComesBack) {
    const ConfirmedPerson person{PersonalText("p-7Fz_2"), PersonalText("𬱖𫖯")};
    const auto bytes = encode_identity_reply(person);
    ASSERT_TRUE(bytes.has_value());
    EXPECT_EQ(*bytes, R"({"display_name":"𬱖𫖯","reference":"p-7Fz_2"})");
    const auto read = decode_identity_reply(*bytes);
    ASSERT_TRUE(read.has_value()) << error_text(read);
    EXPECT_EQ(*read, person);
}

TEST(PlatformIdentity, APersonWithoutReferenceOrNameIsRefused) {
    const auto refusal = [](auto text) { return error_text(decode_identity_reply(text)); };
    EXPECT_EQ(refusal(R"({"display_name":"A"})"), "bad_input: reference: missing");
    EXPECT_EQ(refusal(R"({"display_name":"A","reference":""})"), "bad_input: reference: empty");
    EXPECT_EQ(refusal(R"({"display_name":"A","reference":null})"), "bad_input: reference: not a text");
    EXPECT_EQ(refusal(R"({"display_name":"","reference":"r"})"), "bad_input: display_name: empty");
    EXPECT_EQ(refusal(R"({"display_name":["A"],"reference":"r"})"), "bad_input: display_name: not a text");
    EXPECT_EQ(refusal("<html>"), "bad_input: the message: not JSON");
    EXPECT_EQ(refusal(std::string(kLargestReply_bytes + 1, ' ')), "too_large: the message");
}

TEST(PlatformPrefill, SurvivesTheWire) {
    const PrefillRequest request{"SI01", "for_myself", PersonalText("p-1")};
    const auto asked = decode_prefill_request(*encode(request));
    ASSERT_TRUE(asked.has_value()) << error_text(asked);
    EXPECT_EQ(*asked, request);
    const Prefill prefill{{{"insured_since", PersonalText("2011-07"), Source::platform, "社保库"},
                           {"empty", PersonalText(), Source::licence, ""}}};
    const auto read = decode_prefill(*encode(prefill));
    ASSERT_TRUE(read.has_value()) << error_text(read);
    EXPECT_EQ(*read, prefill);
}

TEST(PlatformPrefill, EveryFaultIsNamedByItsPath) {
    const std::string good =
        R"({"values":[{"field":"f","value":"v","source":"platform","source_name":"n"}]})";
    const auto with = [&](auto from, auto to) {
        return error_text(decode_prefill(replaced(good, from, to)));
    };
    EXPECT_EQ(with("\"f\"", "\"f f\""), "bad_input: values[0].field: not an identifier");
    EXPECT_EQ(with("\"v\"", "7"), "bad_input: values[0].value: not a text");
    EXPECT_EQ(with("\"platform\"", "\"hearsay\""), "bad_input: values[0].source: unknown word");
    EXPECT_EQ(with("\"value\":\"v\",", ""), "bad_input: values[0].value: missing");
    EXPECT_EQ(with("\"v\"", "\"" + std::string(4001, 'v') + "\""), "bad_input: values[0].value: too long");
    EXPECT_EQ(error_text(decode_prefill(R"({"values":{}})")), "bad_input: values: not a list");
    std::string many = R"({"values":[0)";
    for (int i = 0; i < 200; ++i)
        many += ",0";
    EXPECT_EQ(error_text(decode_prefill(many + "]}")), "bad_input: values: too many elements");
}

TEST(PlatformLicences, SurviveTheWire) {
    const LicenceQuery query{PersonalText("p-1"), "SI01", "id_card"};
    EXPECT_EQ(*decode_licence_query(*encode(query)), query);
    const LicenceQuery all{PersonalText("p-1"), "SI01", ""};
    EXPECT_EQ(*decode_licence_query(*encode(all)), all);
    const std::vector<LicenceSummary> licences{
        {PersonalText("粤A-1"),
         "driving",
         {{{Language::zh_hans, "驾驶证"}}},
         "公安局",
         {2020, 1, 1},
         {2030, 1, 1}},
        {PersonalText("2"), "id_card", {{{Language::en, "ID"}}}, "", {2020, 1, 1}, {}}};
    const auto read = decode_licences(*encode(licences));
    ASSERT_TRUE(read.has_value()) << error_text(read);
    EXPECT_EQ(*read, licences);
    EXPECT_TRUE(decode_licences(*encode(std::vector<LicenceSummary>()))->empty());
}

TEST(PlatformLicences, AnImpossibleDateIsRefused) {
    EXPECT_EQ(error_text(decode_licences(
                  R"({"licences":[{"number":"1","type":"t","name":{},"issuer":"i","issued":"2020-13-01",)"
                  R"("valid_to":""}]})")),
              "bad_input: licences[0].issued: not a date");
}

}  // namespace
}  // namespace kiosk24::wire
