#include "kiosk/wire/probe_message.h"

#include <gtest/gtest.h>

#include "tests/kiosk/wire/samples.h"

namespace kiosk24::wire {
namespace {

TEST(ProbeMessage, EveryRequestSurvivesTheWire) {
    const std::vector<ProbeRequest> requests{
        {ProbeVerb::tap, "home.matter.SI01", "", "", 0, {}},
        {ProbeVerb::type, "home.search", "社保", "", 0, {}},
        {ProbeVerb::type, "home.search", "", "", 0, {}},
        {ProbeVerb::scroll, "matter.page", "", "", -400, {}},
        {ProbeVerb::wait, "review.submit", "", "", 0, Milliseconds(5000)},
        {ProbeVerb::wait_situation, "outcome", "", "", 0, Milliseconds(60'000)},
        {ProbeVerb::tree, "", "", "", 0, {}},
        {ProbeVerb::picture, "", "", "/tmp/out/01 home.png", 0, {}},
        {ProbeVerb::ledger, "", "", "", 0, {}},
        {ProbeVerb::quit, "", "", "", 0, {}}};
    for (const auto& request : requests) {
        const auto read = decode_probe_request(*encode(request));
        ASSERT_TRUE(read.has_value()) << error_text(read);
        EXPECT_EQ(*read, request);
    }
}

TEST(ProbeMessage, AReplyWithNodesAndEntriesSurvivesTheWire) {
    ProbeReply reply;
    reply.situation = "home";
    reply.nodes = {{"home.search", "text_field", "搜索", 10, -20, 300, 96, true, true},
                   {"", "text", "多行\n文字", 0, 0, 1, 1, false, false}};
    reply.entries = {{"0123", "opened", {1'735'689'600'123}, {{"case", "x"}, {"matter", "SI01"}}}};
    reply.frames_presented = 1234;
    const auto read = decode_probe_reply(*encode(reply));
    ASSERT_TRUE(read.has_value()) << error_text(read);
    EXPECT_EQ(*read, reply);
    const ProbeReply refused{false, "no such widget", "", {}, {}, 0};
    EXPECT_EQ(*decode_probe_reply(*encode(refused)), refused);
    EXPECT_EQ(encode(reply)->find('\n'), std::string::npos);
}

TEST(ProbeMessage, EveryFaultIsNamedByItsPath) {
    const auto refusal = [](auto text) { return error_text(decode_probe_request(text)); };
    EXPECT_EQ(refusal(R"({"do":"dance"})"), "bad_input: do: unknown word");
    EXPECT_EQ(refusal(R"({"do":"tap"})"), "bad_input: id: missing");
    EXPECT_EQ(refusal(R"({"do":"tap","id":""})"), "bad_input: id: empty");
    EXPECT_EQ(refusal(R"({"do":"tap","di":"x"})"), "bad_input: di: unknown field");
    EXPECT_EQ(refusal(R"({"do":"type","id":"x"})"), "bad_input: text: missing");
    EXPECT_EQ(refusal(R"({"do":"picture"})"), "bad_input: path: missing");
    EXPECT_EQ(refusal(R"({"do":"wait","id":"x","timeout_ms":-1})"), "bad_input: timeout_ms: out of range");
    EXPECT_EQ(refusal("tap"), "bad_input: the message: not JSON");
    EXPECT_EQ(error_text(decode_probe_reply(R"({"ok":true,"nodes":[{"id":"x"}]})")),
              "bad_input: nodes[0].role: missing");
}

}  // namespace
}  // namespace kiosk24::wire
