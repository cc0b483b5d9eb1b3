#include "kiosk/wire/envelope.h"

#include <gtest/gtest.h>

#include "tests/kiosk/wire/samples.h"

namespace kiosk24::wire {
namespace {

TEST(EnvelopeJson, SurvivesTheWire) {
    const Envelope envelope{"Ed25519", "district-1", {0, 1, 2, 255}, Bytes(64, 7)};
    const auto bytes = encode(envelope);
    ASSERT_TRUE(bytes.has_value());
    EXPECT_NE(bytes->find(R"("payload":"AAEC/w==")"), std::string::npos);
    const auto read = decode_envelope(*bytes);
    ASSERT_TRUE(read.has_value()) << error_text(read);
    EXPECT_EQ(*read, envelope);
}

TEST(EnvelopeJson, EveryFaultIsNamedByItsPath) {
    const std::string good = R"({"alg":"Ed25519","kid":"k","payload":"AAEC","signature":"Bw=="})";
    const auto with = [&](auto from, auto to) {
        return error_text(decode_envelope(replaced(good, from, to)));
    };
    EXPECT_EQ(with("\"Ed25519\"", "null"), "bad_input: alg: not a text");
    EXPECT_EQ(with("\"k\"", "\"a\\nb\""), "bad_input: kid: not an identifier");
    EXPECT_EQ(with("AAEC", "AAE"), "bad_input: payload: not base64");
    EXPECT_EQ(with("AAEC", "AA\\nEC"), "bad_input: payload: not base64");
    EXPECT_EQ(with("Bw==", std::string(400, 'A')), "bad_input: signature: too long");
    EXPECT_EQ(with(R"("kid":"k",)", ""), "bad_input: kid: missing");
}

}  // namespace
}  // namespace kiosk24::wire
