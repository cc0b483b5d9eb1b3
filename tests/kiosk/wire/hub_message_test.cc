#include "kiosk/wire/hub_message.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/kiosk/wire/samples.h"
#include "tests/support/beats.h"

namespace kiosk24::wire {
namespace {

using test::sample_beat;
using test::sample_command;
using testing::HasSubstr;

TEST(HubMessage, AHeartbeatSurvivesTheWire) {
    const Heartbeat beat = sample_beat();
    const auto bytes = encode(beat);
    ASSERT_TRUE(bytes.has_value());
    const auto read = decode_heartbeat(*bytes);
    ASSERT_TRUE(read.has_value()) << error_text(read);
    EXPECT_EQ(*read, beat);
}

TEST(HubMessage, ATerminalThatKnowsLittleYetSaysSo) {
    Heartbeat beat;
    beat.terminal_id = "LG-0001";
    beat.boot_id = std::string(32, '0');
    beat.sequence = 1;
    const auto read = decode_heartbeat(*encode(beat));
    ASSERT_TRUE(read.has_value()) << error_text(read);
    EXPECT_EQ(*read, beat);
    EXPECT_EQ(read->clock_offset_ms, std::nullopt);
    EXPECT_EQ(read->certificate_days_left, std::nullopt);
}

TEST(HubMessage, AFullTerminalFitsTheLimit) {
    Heartbeat beat = sample_beat();
    beat.devices.clear();
    for (std::size_t i = 0; i < kMostDevices; ++i) {
        beat.devices.push_back(
            {.id = std::string(60, 'd') + std::to_string(i), .fault = Fault::reader_unclassified});
    }
    ASSERT_TRUE(encode(beat).has_value());
    beat.devices.push_back({.id = "one too many"});
    EXPECT_THAT(error_text(decode_heartbeat(*encode(beat))), HasSubstr("devices: too many elements"));
}

// Garbled, lying or hostile: the first thing wrong is named by its path.
TEST(HubMessage, EveryFaultOfAHeartbeatIsNamedByItsPath) {
    const std::string good = *encode(sample_beat());
    const auto with = [&](auto from, auto to) {
        return error_text(decode_heartbeat(replaced(good, from, to)));
    };
    EXPECT_EQ(with(R"("terminal_id":"LG-0001")", R"("terminal_id":"../LG")"),
              "bad_input: terminal_id: not an identifier");
    EXPECT_EQ(with(R"("terminal_id":"LG-0001")", R"("terminal_id":".LG")"),
              "bad_input: terminal_id: not a terminal's id");
    EXPECT_EQ(with(R"("sequence":1)", R"("sequence":0)"), "bad_input: sequence: out of range");
    EXPECT_EQ(with(R"("sequence":1)", R"("sequence":18446744073709551615)"),
              "bad_input: sequence: out of range");
    EXPECT_EQ(with(R"("sequence":1)", R"("sequence":1.5)"), "bad_input: sequence: not a whole number");
    EXPECT_EQ(with(R"("boot_id":"0000)", R"("boot_id":"00G0)"),
              "bad_input: boot_id: not the hex digits expected");
    EXPECT_EQ(with(R"("service":"in_service")", R"("service":"asleep")"), "bad_input: service: unknown word");
    EXPECT_EQ(with(R"("notice_reason":"none")", R"("notice_reason":"fault")"),
              "bad_input: notice_reason: stands with out_of_service, and only there");
    EXPECT_EQ(with(R"("id":"a4")", R"("id":"reader")"), "bad_input: devices[1]: a device that stands twice");
    EXPECT_EQ(with(R"("at_ms":1795000000123)", R"("at_ms":-1)"), "bad_input: at_ms: out of range");
    EXPECT_EQ(with(R"("clock_offset_ms":-12)", R"("clock_offset_ms":99999999999999)"),
              "bad_input: clock_offset_ms: out of range");
    EXPECT_EQ(with(std::string(64, 'a'), std::string(63, 'a')),
              "bad_input: audit_head: not the hex digits expected");
    EXPECT_EQ(error_text(decode_heartbeat(std::string(kLargestBeat_bytes + 1, ' '))),
              "too_large: the message");
}

TEST(HubMessage, ADeviceMayOnlyHaveAFaultOfItsClassAndATerminalOnlyOneOfNoDevice) {
    const std::string good = *encode(sample_beat());
    const auto foreign = decode_heartbeat(
        replaced(good, R"("fault":"none","id":"a4")", R"("fault":"id_card_reader.offline","id":"a4")"));
    ASSERT_TRUE(foreign.has_value()) << error_text(foreign);
    EXPECT_EQ(foreign->devices[1].fault, Fault::printer_unclassified);
    const auto newer = decode_heartbeat(
        replaced(good, R"("fault":"none","id":"a4")", R"("fault":"document_printer.on_fire","id":"a4")"));
    ASSERT_TRUE(newer.has_value()) << error_text(newer);
    EXPECT_EQ(newer->devices[1].fault, Fault::printer_unclassified);
    EXPECT_EQ(error_text(decode_heartbeat(
                  replaced(good, R"("terminal.unconfined_driver")", R"("document_printer.jammed")"))),
              "bad_input: faults[0]: unknown word");
}

TEST(HubMessage, ARepliesCommandsSurviveTheWire) {
    BeatReply reply;
    reply.hub_time = {1'795'000'000'200};
    reply.beat_every = Milliseconds(500);
    reply.commands = {{std::string(32, 'c'), {"Ed25519", "hub-command-1", {1, 2, 3}, Bytes(64, 7)}}};
    const auto read = decode_beat_reply(*encode(reply));
    ASSERT_TRUE(read.has_value()) << error_text(read);
    EXPECT_EQ(*read, reply);
}

TEST(HubMessage, AHubThatLiesAboutItsRhythmIsRefused) {
    const std::string good = *encode(BeatReply{{1}, Milliseconds(30'000), {}});
    const auto with = [&](auto to) { return error_text(decode_beat_reply(replaced(good, "30000", to))); };
    EXPECT_EQ(with("0"), "bad_input: beat_every_ms: out of range");
    EXPECT_EQ(with("99"), "bad_input: beat_every_ms: out of range");
    EXPECT_EQ(with("600001"), "bad_input: beat_every_ms: out of range");
    EXPECT_EQ(with("-1"), "bad_input: beat_every_ms: out of range");
    const std::string one =
        R"({"id":")" + std::string(32, 'c') +
        R"(","envelope":{"alg":"Ed25519","kid":"k","payload":"AA==","signature":"AA=="}})";
    std::string many = one;
    for (std::size_t i = 0; i < kMostPendingCommands; ++i)
        many += "," + one;
    EXPECT_EQ(
        error_text(decode_beat_reply(R"({"hub_time_ms":1,"beat_every_ms":1000,"commands":[)" + many + "]}")),
        "bad_input: commands: too many elements");
}

TEST(HubMessage, BothCommandsSurviveTheWire) {
    HubCommand command = sample_command();
    EXPECT_EQ(*decode_hub_command(*encode(command)), command);
    command.what = order::InService{};
    EXPECT_EQ(*decode_hub_command(*encode(command)), command);
}

TEST(HubMessage, ACommandThatCannotBeMeantIsRefused) {
    const std::string good = *encode(sample_command());
    const auto with = [&](auto from, auto to) {
        return error_text(decode_hub_command(replaced(good, from, to)));
    };
    EXPECT_EQ(with(R"("what":"out_of_service")", R"("what":"format_disk")"), "bad_input: what: unknown word");
    EXPECT_EQ(with(R"("zh-Hans")", R"("fr")"), "bad_input: notice: no words in Chinese");
    EXPECT_EQ(with("Maintenance", std::string(kLongestNotice_bytes + 1, 'x')),
              "bad_input: notice.en: too long");
    EXPECT_EQ(with("Maintenance", "\\u0007"), "bad_input: notice.en: a control character");
    EXPECT_EQ(with("1795086400000", "1795000000000"), "bad_input: expires_ms: not after issued_ms");
    EXPECT_EQ(with(std::string(32, 'c'), std::string(31, 'c')), "bad_input: id: not the hex digits expected");
}

TEST(HubMessage, OutcomesSurviveTheWire) {
    const std::vector<CommandOutcome> outcomes{{std::string(32, 'a'), CommandRefusal::none, {5}},
                                               {std::string(32, 'b'), CommandRefusal::bad_signature, {6}}};
    EXPECT_EQ(*decode_command_outcomes(*encode(outcomes)), outcomes);
    EXPECT_EQ(error_text(decode_command_outcomes(R"({"outcomes":[]})")),
              "bad_input: outcomes: too few elements");
}

TEST(HubMessage, EnrolmentSurvivesTheWire) {
    const EnrolmentRequest request{"LG-0001", "7K2M-QX4R-9TBC-W0HE", "-----BEGIN\nx\n-----END\n"};
    EXPECT_EQ(*decode_enrolment_request(*encode(request)), request);
    const EnrolmentReply reply{"certificate\n", "authority\n", "hub-command-1", "Ed25519", "public\n", {9}};
    EXPECT_EQ(*decode_enrolment_reply(*encode(reply)), reply);
    EXPECT_EQ(error_text(decode_enrolment_request(R"({"terminal_id":"a/b","code":"C","request_pem":"P"})")),
              "bad_input: terminal_id: not an identifier");
    EXPECT_EQ(
        error_text(decode_enrolment_request(R"({"terminal_id":"a","code":"' OR 1=1","request_pem":"P"})")),
        "bad_input: code: not an identifier");
}

}  // namespace
}  // namespace kiosk24::wire
