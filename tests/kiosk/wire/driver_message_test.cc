#include "kiosk/wire/driver_message.h"

#include <gtest/gtest.h>

#include "tests/kiosk/wire/samples.h"

namespace kiosk24::wire {
namespace {

constexpr auto kPrinter = DeviceClass::document_printer;

std::string round_trip(const ToDriver& message) {
    const auto first = encode(message);
    EXPECT_TRUE(first.has_value());
    const auto read = decode_to_driver(*first);
    EXPECT_TRUE(read.has_value()) << error_text(read);
    EXPECT_EQ(*first, *encode(*read));
    return *first;
}
std::string round_trip(const FromDriver& message, DeviceClass device_class = kPrinter) {
    const auto first = encode(message);
    EXPECT_TRUE(first.has_value());
    const auto read = decode_from_driver(*first, device_class);
    EXPECT_TRUE(read.has_value()) << error_text(read);
    EXPECT_EQ(*first, *encode(*read));
    return *first;
}
std::string refusal_to(std::string_view text) {
    return error_text(decode_to_driver(text));
}
std::string refusal_from(std::string_view text) {
    return error_text(decode_from_driver(text, kPrinter));
}

TEST(DriverMessage, EveryCallSurvivesTheWire) {
    EXPECT_EQ(round_trip(Call{7, ask::ReadCard{}, Milliseconds(60'000), 0}),
              R"({"bulk_bytes":0,"do":"read_card","id":7,"with":{},"within_ms":60000})");
    EXPECT_EQ(round_trip(Call{~0ull, ask::PrintPage{2, 3, "k24-1"}, Milliseconds(1), kLargestBulk_bytes}),
              R"({"bulk_bytes":33554432,"do":"print_page","id":18446744073709551615,)"
              R"("with":{"job":"k24-1","page":2,"pages":3},"within_ms":1})");
    round_trip(Call{1, ask::Recall{"k24-1"}, Milliseconds(1), 0});
    round_trip(Call{1, ask::Clear{}, Milliseconds(1), 0});
    round_trip(Call{1, ask::Verify{PersonalText("𬱖𫖯"), "440307-1"}, Milliseconds(1), 10});
    round_trip(Call{1, ask::Forget{}, Milliseconds(1), 0});
    EXPECT_EQ(round_trip(Cancel{7}), R"({"cancel":7})");
}

TEST(DriverMessage, EveryAnswerSurvivesTheWire) {
    round_trip(Hello{1, kPrinter, {"Maker", "Model 9", "S-1", "1.0 (β)", {"counter", "takenSensor"}}});
    EXPECT_EQ(round_trip(Done{7, give::Nothing{}}), R"({"bulk_bytes":0,"done":{},"id":7})");
    EXPECT_EQ(round_trip(Done{7, give::Page{Outcome::unknown, Fault::printer_jammed}}),
              R"({"bulk_bytes":0,"done":{"fault":"document_printer.jammed","outcome":"unknown"},"id":7})");
    EXPECT_EQ(round_trip(Done{7, give::Verified{12}}), R"({"bulk_bytes":0,"done":{"pages":12},"id":7})");
    round_trip(Failed{7, Code::paper_out, Fault::printer_paper_out, Outcome::not_done, "tray 2"});
    round_trip(ConditionChanged{{DeviceState::hardware_error, Fault::printer_jammed, SupplyState::jammed,
                                 SupplyState::low, MediaState::unknown, "raw 0x17"}});
    EXPECT_EQ(round_trip(FromDriver(Release{1})), R"({"release":1})");
}

TEST(DriverMessage, ACodeIsTextThatAScreenCanShow) {
    const auto bytes =
        round_trip(Done{7, give::Code{PersonalText("办件 1"), "QRCode"}}, DeviceClass::code_reader);
    EXPECT_EQ(bytes, R"({"bulk_bytes":0,"done":{"symbology":"QRCode","text":"办件 1"},"id":7})");
    EXPECT_FALSE(decode_from_driver(R"({"id":7,"done":{"text":""}})", DeviceClass::code_reader));
    EXPECT_FALSE(decode_from_driver(R"({"id":7,"done":{"text":"a\u0007"}})", DeviceClass::code_reader));
    const auto longer = R"({"id":7,"done":{"text":")" + std::string(kLongestCode_bytes + 1, 'a') + R"("}})";
    EXPECT_FALSE(decode_from_driver(longer, DeviceClass::code_reader));
}

TEST(DriverMessage, APreviewIsAsLargeAsItSaysAndIsGivenBack) {
    constexpr auto kCamera = DeviceClass::face_camera;
    EXPECT_EQ(round_trip(Frame{12, 480, 640, {}}, kCamera),
              R"({"bulk_bytes":307200,"frame":12,"height":640,"width":480})");
    EXPECT_EQ(round_trip(Hinted{FaceHint::closer}, kCamera), R"({"hint":"closer"})");
    EXPECT_EQ(round_trip(ToDriver(Release{12})), R"({"release":12})");
    for (const auto* wrong : {R"({"frame":1,"width":480,"height":640,"bulk_bytes":307199})",
                              R"({"frame":1,"width":0,"height":640,"bulk_bytes":0})",
                              R"({"frame":1,"width":1281,"height":1,"bulk_bytes":1281})",
                              R"({"frame":1,"width":480,"height":640})", R"({"hint":"smile"})"})
        EXPECT_FALSE(decode_from_driver(wrong, kCamera)) << wrong;
}

TEST(DriverMessage, AStillIsAJpegOfALimitedSize) {
    const auto bytes = round_trip(Done{7, give::Still{nullptr, 500}, 500}, DeviceClass::face_camera);
    EXPECT_EQ(bytes, R"({"bulk_bytes":500,"done":{"still_bytes":500},"id":7})");
    const auto larger = std::to_string(kLargestJpeg_bytes + 1);
    EXPECT_FALSE(
        decode_from_driver(R"({"id":7,"done":{"still_bytes":)" + larger + R"(},"bulk_bytes":)" + larger + "}",
                           DeviceClass::face_camera));
    EXPECT_FALSE(decode_from_driver(R"({"id":7,"done":{"still_bytes":500},"bulk_bytes":499})",
                                    DeviceClass::face_camera));
}

TEST(DriverMessage, ACardArrivesAsItWasRead) {
    const auto bytes = round_trip(Done{7, give::Card{sample_card()}}, DeviceClass::id_card_reader);
    const auto read = decode_from_driver(bytes, DeviceClass::id_card_reader);
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(std::get<give::Card>(std::get<Done>(*read).give).card, sample_card());
    EXPECT_NE(bytes.find(R"("birth":"1949-12-31")"), std::string::npos);
    EXPECT_NE(bytes.find(R"("valid_to":"")"), std::string::npos);
}

TEST(DriverMessage, AFaultOfNobodyOrOfAnotherClassIsTheClassesUnclassified) {
    for (const auto* code : {"document_printer.exploded", "id_card_reader.offline", "strange"}) {
        const auto text = replaced(R"({"condition":{"state":"online","fault":"F","detail":"0x17"}})", "F\"",
                                   std::string(code) + "\"");
        const auto read = decode_from_driver(text, kPrinter);
        ASSERT_TRUE(read.has_value()) << error_text(read);
        const auto& condition = std::get<ConditionChanged>(*read).condition;
        EXPECT_EQ(condition.fault, Fault::printer_unclassified);
        EXPECT_EQ(condition.detail, std::string(code) + ": 0x17");
    }
}

TEST(DriverMessage, AnErrorCodeOfNobodyIsAFailedDevice) {
    const auto read = decode_from_driver(
        R"({"id":1,"failed":{"code":"sulking","fault":"none","outcome":"unknown","detail":"d"}})", kPrinter);
    ASSERT_TRUE(read.has_value()) << error_text(read);
    const auto& failed = std::get<Failed>(*read);
    EXPECT_EQ(failed.code, Code::device_failed);
    EXPECT_EQ(failed.outcome, Outcome::unknown);
    EXPECT_EQ(failed.detail, "code sulking: d");
}

TEST(DriverMessage, ALongDetailIsCutAtACharacter) {
    std::string detail = "x";
    while (detail.size() < 5000)
        detail += "纸";
    const auto bytes = encode(Failed{1, Code::device_failed, Fault::none, Outcome::not_done, detail});
    ASSERT_TRUE(bytes.has_value());
    const auto read = decode_from_driver(*bytes, kPrinter);
    ASSERT_TRUE(read.has_value()) << error_text(read);
    EXPECT_LE(std::get<Failed>(*read).detail.size(), 1000u);
    EXPECT_GT(std::get<Failed>(*read).detail.size(), 990u);
}

TEST(DriverMessage, UnknownFieldsOfANewerPeerAreIgnored) {
    EXPECT_EQ(refusal_to(R"({"cancel":7,"because":"later"})"), "no error");
    EXPECT_EQ(refusal_from(R"({"release":1,"newer":{"a":[1,2]}})"), "no error");
}

TEST(DriverMessage, BytesThatAreNoMessageAreRefused) {
    for (const auto* text : {"", " ", "{", "null", "7", "\"hello\"", "[]", "{}", "{\"hello\"}",
                             "{\"cancel\":1}{}", "\xFF\xFE", "{\"release\":1,}"}) {
        EXPECT_EQ(refusal_to(text).substr(0, 9), "bad_input") << text;
        EXPECT_EQ(refusal_from(text).substr(0, 9), "bad_input") << text;
    }
    EXPECT_EQ(refusal_to(std::string(kLongestMessage_bytes + 1, ' ')), "too_large: the message");
    EXPECT_EQ(refusal_from("{\"release\":1,\"x\":\"\xED\xA0\x80\"}"), "bad_input: the message: not UTF-8");
    EXPECT_EQ(refusal_from(R"({"release":1,"release":2})"), "bad_input: the message: a key stands twice");
    EXPECT_EQ(refusal_from(std::string(5000, '[')), "bad_input: the message: nested too deeply");
}

TEST(DriverMessage, TwoMessagesInOneAreRefused) {
    EXPECT_EQ(refusal_from(R"({"release":1,"id":2,"done":{}})"),
              "bad_input: the message: not exactly one message");
    EXPECT_EQ(refusal_to(R"({"cancel":1,"id":2,"do":"clear","with":{},"within_ms":1})"),
              "bad_input: the message: not exactly one message");
}

TEST(DriverMessage, EveryFaultInACallIsNamedByItsPath) {
    const std::string call =
        R"({"bulk_bytes":9,"do":"print_page","id":3,"with":{"job":"j","page":2,"pages":3},"within_ms":50})";
    const auto with = [&](auto from, auto to) { return refusal_to(replaced(call, from, to)); };
    EXPECT_EQ(with("\"id\":3", "\"id\":-3"), "bad_input: id: not an unsigned whole number");
    EXPECT_EQ(with("\"id\":3", "\"id\":\"3\""), "bad_input: id: not an unsigned whole number");
    EXPECT_EQ(with("\"id\":3,", ""), "bad_input: id: missing");
    EXPECT_EQ(with("print_page", "print_book"), "bad_input: do: unknown word");
    EXPECT_EQ(with("\"page\":2", "\"page\":4"), "bad_input: with.page: out of range");
    EXPECT_EQ(with("\"page\":2", "\"page\":2.5"), "bad_input: with.page: not a whole number");
    EXPECT_EQ(with("\"pages\":3", "\"pages\":501"), "bad_input: with.pages: out of range");
    EXPECT_EQ(with("\"j\"", "\"a job\""), "bad_input: with.job: not an identifier");
    EXPECT_EQ(with("\"j\"", "\"\""), "bad_input: with.job: empty");
    EXPECT_EQ(with("50}", "-1}"), "bad_input: within_ms: out of range");
    EXPECT_EQ(with("50}", "1e30}"), "bad_input: within_ms: not a whole number");
    EXPECT_EQ(with("50}", "18446744073709551615}"), "bad_input: within_ms: out of range");
    EXPECT_EQ(with(":9,", ":33554433,"), "bad_input: bulk_bytes: out of range");
    EXPECT_EQ(with(R"({"job":"j","page":2,"pages":3})", "[]"), "bad_input: with: not an object");
}

TEST(DriverMessage, EveryFaultInAnAnswerIsNamedByItsPath) {
    EXPECT_EQ(refusal_from(R"({"hello":{"protocol":0,"class":"document_printer"}})"),
              "bad_input: hello.protocol: out of range");
    EXPECT_EQ(refusal_from(R"({"hello":{"protocol":1,"class":"toaster"}})"),
              "bad_input: hello.class: unknown word");
    EXPECT_EQ(refusal_from(R"({"hello":{"protocol":1,"class":"document_printer","capabilities":["a",7]}})"),
              "bad_input: hello.capabilities[1]: not a text");
    EXPECT_EQ(refusal_from(R"({"id":1,"done":{"outcome":"perhaps","fault":"none"}})"),
              "bad_input: done.outcome: unknown word");
    EXPECT_EQ(refusal_from(R"({"id":1,"done":{"outcome":"done"}})"), "bad_input: done.fault: missing");
    EXPECT_EQ(refusal_from(R"({"id":1,"done":{"pages":0}})"), "bad_input: done.pages: out of range");
    EXPECT_EQ(refusal_from(R"({"id":1,"done":[]})"), "bad_input: done: not an object");
    EXPECT_EQ(refusal_from(R"({"id":1,"done":{},"bulk_bytes":5})"), "bad_input: bulk_bytes: out of range");
    EXPECT_EQ(refusal_from(R"({"done":{}})"), "bad_input: id: missing");
    EXPECT_EQ(refusal_from(R"({"condition":{"state":"fine","fault":"none"}})"),
              "bad_input: condition.state: unknown word");
    EXPECT_EQ(refusal_from(R"({"condition":{"state":"online","fault":"none","paper":5}})"),
              "bad_input: condition.paper: not a text");
    EXPECT_EQ(refusal_from(R"({"condition":{"state":"online","fault":"none","detail":")" +
                           std::string(1001, 'x') + R"("}})"),
              "bad_input: condition.detail: too long");
}

TEST(DriverMessage, ACardWithAnImpossibleFieldIsRefusedWithoutShowingIt) {
    const auto bytes = *encode(Done{7, give::Card{sample_card()}});
    const auto with = [&](auto from, auto to) {
        return error_text(decode_from_driver(replaced(bytes, from, to), DeviceClass::id_card_reader));
    };
    EXPECT_EQ(with("1949-12-31", "1949-02-30"), "bad_input: done.card.birth: not a date");
    EXPECT_EQ(with("1949-12-31", "19491231"), "bad_input: done.card.birth: not a date");
    EXPECT_EQ(with("11010519491231002X", "110105 1949"), "bad_input: done.card.number: not an identifier");
    EXPECT_EQ(with("深圳市公安局", "深圳\\u0000"), "bad_input: done.card.issuer: a control character");
    EXPECT_EQ(with("\"female\"", "\"f\""), "bad_input: done.card.sex: unknown word");
    EXPECT_EQ(with("\"resident\"", "\"martian\""), "bad_input: done.card.kind: unknown word");
    EXPECT_EQ(with("\"paWl", "\"*aWl"), "bad_input: done.card.photo: not base64");
    EXPECT_EQ(with("ZHANG SAN", std::string(600, 'A')), "bad_input: done.card.english_name: too long");
}

TEST(DriverMessage, ACardWithoutAnyNameIsRefused) {
    auto card = sample_card();
    card.name = card.english_name = PersonalText();
    const auto bytes = *encode(Done{7, give::Card{card}});
    EXPECT_NE(error_text(decode_from_driver(bytes, DeviceClass::id_card_reader)).find("done.card.name"),
              std::string::npos);
}

TEST(DriverMessage, WhatCannotBeWrittenIsAnErrorOfTheCaller) {
    EXPECT_EQ(encode(Call{1, ask::Recall{"\xFF"}, Milliseconds(1), 0}).error().code(), Code::bad_argument);
    EXPECT_EQ(encode(Call{1, ask::Recall{std::string(70'000, 'x')}, Milliseconds(1), 0}).error().code(),
              Code::too_large);
}

}  // namespace
}  // namespace kiosk24::wire
