// What must hold for every message alike: whatever single place in it is damaged, reading it ends with a
// value or with bad_input, and the error never shows what stood there.
#include <gtest/gtest.h>

#include <functional>
#include <map>

#include "kiosk/wire/envelope.h"
#include "kiosk/wire/hub_message.h"
#include "kiosk/wire/ledger.h"
#include "kiosk/wire/probe_message.h"
#include "tests/kiosk/wire/samples.h"
#include "tests/support/beats.h"

namespace kiosk24::wire {
namespace {

struct Message {
    std::string bytes;
    std::function<std::optional<Error>(std::string_view)> read;
};

template <typename Decoder>
Message message(std::string bytes, Decoder decode) {
    return {std::move(bytes), [decode](std::string_view text) -> std::optional<Error> {
                const auto result = decode(text);
                return result ? std::nullopt : std::optional(result.error());
            }};
}

std::map<std::string, Message> every_message() {
    std::map<std::string, Message> all;
    all["call"] =
        message(*encode(ToDriver(Call{1, ask::Verify{PersonalText("张三"), "c"}, Milliseconds(1), 5})),
                decode_to_driver);
    const auto from_reader = [](std::string_view text) {
        return decode_from_driver(text, DeviceClass::id_card_reader);
    };
    all["card"] = message(*encode(FromDriver(Done{1, give::Card{sample_card()}})), from_reader);
    all["hello"] = message(
        *encode(FromDriver(Hello{1, DeviceClass::id_card_reader, {"m", "o", "s", "f", {"c"}}})), from_reader);
    all["condition"] = message(*encode(FromDriver(ConditionChanged{})), from_reader);
    all["failed"] =
        message(*encode(FromDriver(Failed{1, Code::no_card, Fault::reader_garbled, Outcome::not_done, "d"})),
                from_reader);
    all["identity request"] = message(*encode_identity_request(sample_card()), decode_identity_request);
    all["identity reply"] =
        message(*encode_identity_reply({PersonalText("p"), PersonalText("张三")}), decode_identity_reply);
    all["prefill"] = message(*encode(Prefill{sample_application().form}), decode_prefill);
    all["application"] = message(*encode(sample_application()),
                                 [](std::string_view text) { return decode_application(text, "key"); });
    all["decision"] = message(*encode(sample_approval()), decode_decision);
    all["settlement"] = message(*encode_settlement(sample_approval()), decode_settlement);
    Guide guide;
    guide.summary = {"SI01", GuideKind::matter,          sample_matter().name,
                     {},     sample_matter().department, {2026, 1, 8}};
    guide.sections = {{sample_matter().name, sample_matter().summary}};
    guide.papers[Language::en] = {"guide.SI01.en", "ZN-1", 1};
    all["guide"] = message(*encode(guide), decode_guide);
    all["guides"] = message(*encode(std::vector{guide.summary}), decode_guides);
    all["verify for all"] =
        message(*encode(ToDriver(Call{1, ask::Verify{{}, {}, "指南", "ZN-1"}, Milliseconds(1), 5})),
                decode_to_driver);
    all["problem"] = message(*encode(Problem()), decode_problem);
    all["catalogue"] = message(*encode(sample_catalogue()), decode_catalogue);
    all["envelope"] = message(*encode(Envelope{"Ed25519", "k", Bytes(9), Bytes(64)}), decode_envelope);
    all["outbox"] = message(encode_outbox(sample_application())->reveal(), decode_outbox_application);
    all["probe"] = message(*encode(ProbeRequest{ProbeVerb::type, "i", "t", "", 0, Milliseconds(1)}),
                           decode_probe_request);
    all["heartbeat"] = message(*encode(test::sample_beat()), decode_heartbeat);
    all["beat reply"] = message(
        *encode(BeatReply{
            {7}, Milliseconds(30'000), {{std::string(32, 'b'), {"Ed25519", "k", Bytes(9), Bytes(64)}}}}),
        decode_beat_reply);
    all["hub command"] = message(*encode(test::sample_command()), decode_hub_command);
    all["command outcomes"] =
        message(*encode(std::vector{CommandOutcome{std::string(32, 'a'), CommandRefusal::none, {1}}}),
                decode_command_outcomes);
    all["enrolment"] = message(*encode(EnrolmentRequest{"LG-0001", "7K2M", "PEM"}), decode_enrolment_request);
    all["enrolled"] =
        message(*encode(EnrolmentReply{"PEM", "PEM", "k", "Ed25519", "PEM", {1}}), decode_enrolment_reply);
    return all;
}

void expect_civil(const Message& read, const std::string& damaged, const std::string& name) {
    const auto error = read.read(damaged);
    if (!error) return;
    EXPECT_EQ(error->code(), Code::bad_input) << name << ": " << error->text();
    for (const auto* secret : {"张三", "𬱖", "11010519491231002X", "p-7Fz_2"})
        EXPECT_EQ(error->text().find(secret), std::string::npos) << name << ": " << error->text();
}

TEST(EveryMessage, IsReadAsItWasWritten) {
    for (const auto& [name, one] : every_message())
        EXPECT_EQ(one.read(one.bytes), std::nullopt) << name;
}

TEST(EveryMessage, CutAnywhereIsRefused) {
    for (const auto& [name, one] : every_message()) {
        const std::size_t step = one.bytes.size() / 400 + 1;
        for (std::size_t size = 0; size < one.bytes.size(); size += step)
            EXPECT_NE(one.read(one.bytes.substr(0, size)), std::nullopt) << name << " cut at " << size;
    }
}

TEST(EveryMessage, WithAnyByteChangedIsAValueOrBadInput) {
    for (const auto& [name, one] : every_message()) {
        const std::size_t step = one.bytes.size() / 400 + 1;
        for (std::size_t i = 0; i < one.bytes.size(); i += step) {
            for (const char to : {'\0', '"', '{', '9', '-', '\xFF', ' '}) {
                auto damaged = one.bytes;
                damaged[i] = to;
                expect_civil(one, damaged, name);
            }
        }
    }
}

// Every value in turn becomes null, a number, a list, an object: whatever follows a colon.
TEST(EveryMessage, WithAnyValueOfAnotherTypeIsAValueOrBadInput) {
    for (const auto& [name, one] : every_message()) {
        for (std::size_t i = one.bytes.find("\":"); i != std::string::npos;
             i = one.bytes.find("\":", i + 1)) {
            for (const std::string_view other :
                 {"null,\"x\":", "-1e9,\"x\":", "[[]],\"x\":", "{\"y\":[]},\"x\":",
                  "18446744073709551616,\"x\":", "\"\",\"x\":"}) {
                auto damaged = one.bytes;
                damaged.insert(i + 2, other);
                expect_civil(one, damaged, name);
            }
        }
    }
}

}  // namespace
}  // namespace kiosk24::wire
