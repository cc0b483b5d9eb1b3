#include "kiosk/net/hub_link.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/kiosk/net/machine_bench.h"

namespace kiosk24::net {
namespace {

constexpr const char* kId = "0123456789abcdef0123456789abcdef";
constexpr std::int64_t kBegin_ms = 1'800'000'000'000;

// The terminal's hub link in virtual time, with the hub's side played by the test.
class HubLinkBench : public testing::Test {
  protected:
    HubLinkBench() {
        beat_.terminal_id = "LG-0001";
        beat_.terminal_type = "comprehensive";
        beat_.site.in[Language::zh_hans] = "站点";
        beat_.boot_id = std::string(32, 'b');
        beat_.service = ServiceState::in_service;
        beat_.notice_reason = NoticeReason::none;
        beat_.program_version = "0.1.0";
        beat_.catalogue_version = "1";
        DeviceReport printer;
        printer.id = "a4";
        printer.device_class = DeviceClass::document_printer;
        printer.state = DeviceState::online;
        beat_.devices = {printer};
    }

    HubOutputs put(HubInput input) {
        Stamp stamp{now_, WallTime{kBegin_ms + now_.since_boot.count()}, {}};
        stamp.entropy[0] = ++turns_;
        return link_.handle(stamp, std::move(input));
    }
    HubOutputs report() { return put(input::Report{beat_, outcomes_}); }
    HubOutputs wake() {
        if (link_.next_wake() != kNever) now_ = std::max(now_, link_.next_wake());
        return put(input::Wake{});
    }
    HubOutputs wait(Milliseconds time) {
        now_ = now_ + time;
        return put(input::Wake{});
    }
    HubOutputs reply(RequestId id, int status, std::string_view body = {}, std::string_view after = {}) {
        const auto bytes = as_bytes(body);
        return put(HttpReply{id, status, "application/json", "", std::string(after),
                             Personal<Bytes>(Bytes(bytes.begin(), bytes.end()))});
    }
    HubOutputs fail(RequestId id, HttpProblem problem = HttpProblem::cannot_connect) {
        return put(HttpFailure{id, problem, Effect::none, "as told"});
    }
    HubOutputs answer(RequestId id, std::vector<wire::PendingCommand> commands = {},
                      Milliseconds every = Milliseconds(30'000)) {
        wire::BeatReply reply_body;
        reply_body.hub_time = WallTime{kBegin_ms + now_.since_boot.count() + hub_ahead_ms_};
        reply_body.beat_every = every;
        reply_body.commands = std::move(commands);
        return reply(id, 200, wire::encode(reply_body).value());
    }
    // Until the first beat is answered.
    void become_known() {
        report();
        answer(request_in_hub(wake()).id);
    }

    template <typename Kind>
    static std::vector<Kind> all_of(const HubOutputs& outputs) {
        std::vector<Kind> found;
        for (const auto& output : outputs) {
            if (const auto* kind = std::get_if<Kind>(&output)) found.push_back(*kind);
        }
        return found;
    }
    static HttpRequest request_in_hub(const HubOutputs& outputs) {
        const auto requests = all_of<HttpRequest>(outputs);
        return requests.size() == 1 ? requests[0] : HttpRequest{};
    }
    static Heartbeat beat_in(const HttpRequest& request) {
        EXPECT_EQ(request.path, "/v1/beats");
        const auto beat = wire::decode_heartbeat(request.body.reveal());
        EXPECT_TRUE(beat) << (beat ? "" : beat.error().text());
        return beat.value_or(Heartbeat{});
    }
    static std::vector<CommandOutcome> outcomes_in(const HttpRequest& request) {
        EXPECT_EQ(request.path, "/v1/command-outcomes");
        return wire::decode_command_outcomes(request.body.reveal()).value_or(std::vector<CommandOutcome>{});
    }
    void take_paper_out() { beat_.devices[0].paper = SupplyState::out; }

    HubCommand command(const std::string& id = kId) const {
        return {id, "LG-0001", WallTime{kBegin_ms}, WallTime{kBegin_ms + 600'000}, order::InService{}};
    }
    wire::PendingCommand pending(const HubCommand& command, std::string_view purpose = "hub_command") const {
        const auto payload = wire::encode(command).value();
        return {command.id, seal::sign(key_, purpose, as_bytes(payload)).value()};
    }

    seal::SigningKey key_ =
        seal::SigningKey::generate("hub-command-1", seal::SignatureAlgorithm::ed25519).value();
    HubRules rules_;
    HubLink link_{{{"hub-command-1", "Ed25519", key_.public_key_pem().value()}}, rules_};
    Moment now_{Milliseconds(1'000)};
    Heartbeat beat_;
    std::vector<CommandOutcome> outcomes_;
    std::int64_t hub_ahead_ms_ = 0;

  private:
    std::uint8_t turns_ = 0;
};

using Heartbeats = HubLinkBench;
using HubCommands = HubLinkBench;

TEST_F(Heartbeats, NothingIsSentBeforeTheTerminalKnowsWhatToSay) {
    EXPECT_TRUE(put(input::Begin{}).empty());
    EXPECT_EQ(link_.next_wake(), kNever);
}

TEST_F(Heartbeats, TheFirstComesSoonAfterTheStartAtAMomentOfChance) {
    report();
    EXPECT_LE(link_.next_wake() - now_, rules_.first_within);
    const auto request = request_in_hub(wake());
    EXPECT_EQ(request.method, Method::post);
    const auto beat = beat_in(request);
    EXPECT_EQ(beat.sequence, 1u);
    EXPECT_EQ(beat.at.unix_ms, kBegin_ms + now_.since_boot.count());
    EXPECT_EQ(beat.clock_offset_ms, std::nullopt) << "the hub has said nothing yet";
}

TEST_F(Heartbeats, GoOnEveryThirtySecondsNeverLaterAndNotInStep) {
    become_known();
    std::set<std::int64_t> pauses;
    for (int i = 0; i < 20; ++i) {
        const auto before = now_;
        const auto request = request_in_hub(wake());
        ASSERT_NE(request.id, 0u);
        const auto pause = now_ - before;
        EXPECT_LE(pause, Milliseconds(30'000));
        EXPECT_GE(pause, Milliseconds(24'000));
        pauses.insert(pause.count());
        EXPECT_EQ(beat_in(request).sequence, static_cast<std::uint64_t>(i + 2));
        answer(request.id);
    }
    EXPECT_GT(pauses.size(), 10u) << "jitter";
}

TEST_F(Heartbeats, ThePaceIsTheHubs) {
    report();
    answer(request_in_hub(wake()).id, {}, Milliseconds(1'000));
    EXPECT_LE(link_.next_wake() - now_, Milliseconds(1'000));
}

TEST_F(Heartbeats, AnUrgentChangeGoesAtOnceWithWhatElseChangesMeanwhile) {
    become_known();
    wait(Milliseconds(5'000));
    take_paper_out();
    EXPECT_TRUE(all_of<HttpRequest>(report()).empty());
    EXPECT_EQ(link_.next_wake() - now_, rules_.urgent_after);
    beat_.service = ServiceState::half_service;
    now_ = now_ + Milliseconds(100);
    report();
    EXPECT_EQ(link_.next_wake() - now_, Milliseconds(50)) << "the second change does not put it off";
    const auto beat = beat_in(request_in_hub(wake()));
    EXPECT_EQ(beat.devices[0].paper, SupplyState::out);
    EXPECT_EQ(beat.service, ServiceState::half_service);
}

TEST_F(Heartbeats, ADeviceThatFlapsIsToldOnceASecond) {
    become_known();
    const auto began = now_;
    int beats = 0;
    while (now_ - began < Milliseconds(10'000)) {
        beat_.devices[0].paper =
            beat_.devices[0].paper == SupplyState::out ? SupplyState::full : SupplyState::out;
        now_ = now_ + Milliseconds(70);
        report();
        if (link_.next_wake() > now_) continue;
        const auto request = request_in_hub(wake());
        if (request.id == 0) continue;
        ++beats;
        answer(request.id);
    }
    EXPECT_GE(beats, 5);
    EXPECT_LE(beats, Milliseconds(10'000) / rules_.urgent_pause + 1);
}

TEST_F(Heartbeats, WhatChangesWhileABeatIsOnItsWayFollowsIt) {
    become_known();
    const auto request = request_in_hub(wake());
    take_paper_out();
    report();
    answer(request.id);
    EXPECT_LE(link_.next_wake() - now_, rules_.urgent_pause);
    EXPECT_EQ(beat_in(request_in_hub(wake())).devices[0].paper, SupplyState::out);
}

TEST_F(Heartbeats, FramesAndACardThatComesAndGoesAreNotUrgent) {
    become_known();
    beat_.frames_presented += 1'000;
    beat_.devices[0].media = MediaState::present;
    report();
    EXPECT_GE(link_.next_wake() - now_, Milliseconds(24'000));
    EXPECT_EQ(beat_in(request_in_hub(wake())).frames_presented, 1'000u) << "the next one says it";
}

TEST_F(Heartbeats, AHubThatIsAwayIsAskedLessAndLessOften) {
    report();
    auto request = request_in_hub(wake());
    Milliseconds longest(0);
    std::uint64_t sequence = 0;
    for (int i = 0; i < 12; ++i) {
        EXPECT_GT(beat_in(request).sequence, sequence) << "a beat that is sent again takes a new number";
        sequence = beat_in(request).sequence;
        fail(request.id);
        const auto before = now_;
        take_paper_out();
        report();  // an urgent change does not press a hub that is away
        request = request_in_hub(wake());
        ASSERT_NE(request.id, 0u);
        longest = std::max(longest, now_ - before);
        EXPECT_LE(now_ - before, rules_.retry_longest);
    }
    EXPECT_GE(longest, Milliseconds(30'000));
    answer(request.id);
    EXPECT_LE(link_.next_wake() - now_, Milliseconds(30'000)) << "and at its pace again when it is back";
}

TEST_F(Heartbeats, OneFailureIsNotAnOutageTwoAreAndAnAnswerEndsIt) {
    become_known();
    EXPECT_TRUE(all_of<event::HubChanged>(fail(request_in_hub(wake()).id)).empty());
    const auto out = all_of<event::HubChanged>(fail(request_in_hub(wake()).id));
    ASSERT_EQ(out.size(), 1u);
    EXPECT_FALSE(out[0].reachable);
    EXPECT_EQ(out[0].fault, Fault::hub_unreachable);
    EXPECT_TRUE(all_of<event::HubChanged>(fail(request_in_hub(wake()).id)).empty());
    const auto back = all_of<event::HubChanged>(answer(request_in_hub(wake()).id));
    ASSERT_EQ(back.size(), 1u);
    EXPECT_TRUE(back[0].reachable);
    EXPECT_EQ(back[0].fault, Fault::none);
}

TEST_F(Heartbeats, ARefusedCertificateIsAnOutageAtOnce) {
    report();
    const auto out =
        all_of<event::HubChanged>(fail(request_in_hub(wake()).id, HttpProblem::certificate_refused));
    ASSERT_EQ(out.size(), 1u);
    EXPECT_EQ(out[0].fault, Fault::hub_certificate);
    const auto again = all_of<event::HubChanged>(reply(request_in_hub(wake()).id, 403));
    EXPECT_TRUE(again.empty()) << "the hub says the same in its own words: " << again.size();
}

TEST_F(Heartbeats, ASilentHubIsGivenUpAfterTenSecondsAndItsLateAnswerIsNotWanted) {
    report();
    const auto request = request_in_hub(wake());
    EXPECT_EQ(link_.next_wake() - now_, rules_.answer_within);
    const auto out = wake();
    ASSERT_EQ(all_of<output::Abandon>(out).size(), 1u);
    EXPECT_EQ(all_of<output::Abandon>(out)[0].id, request.id);
    EXPECT_TRUE(answer(request.id).empty());
}

TEST_F(Heartbeats, NonsenseIsAFailureLikeSilence) {
    report();
    auto request = request_in_hub(wake());
    for (const std::string_view body : {"", "{}", "[1]", "<html>", "{\"hub_time_ms\": \"soon\"}"}) {
        EXPECT_TRUE(all_of<event::HubCommandArrived>(reply(request.id, 200, body)).empty());
        request = request_in_hub(wake());
        ASSERT_NE(request.id, 0u) << body;
    }
}

TEST_F(Heartbeats, ABusyHubIsGivenTheTimeItAsksFor) {
    report();
    reply(request_in_hub(wake()).id, 503, {}, "120");
    EXPECT_GE(link_.next_wake() - now_, Milliseconds(120'000));
}

TEST_F(Heartbeats, TheClocksDifferenceGoesWithTheNextBeat) {
    report();
    hub_ahead_ms_ = 90'000;
    const auto request = request_in_hub(wake());
    now_ = now_ + Milliseconds(200);
    hub_ahead_ms_ -= 100;  // it looked at its clock when half of the way was done
    answer(request.id);
    EXPECT_EQ(beat_in(request_in_hub(wake())).clock_offset_ms, -90'000);
}

TEST_F(Heartbeats, StoppingLeavesNothingOnItsWay) {
    report();
    const auto request = request_in_hub(wake());
    const auto out = put(input::Stop{});
    ASSERT_EQ(all_of<output::Abandon>(out).size(), 1u);
    EXPECT_EQ(all_of<output::Abandon>(out)[0].id, request.id);
    EXPECT_EQ(link_.next_wake(), kNever);
}

TEST_F(HubCommands, ASignedCommandIsPassedOn) {
    report();
    const auto arrived =
        all_of<event::HubCommandArrived>(answer(request_in_hub(wake()).id, {pending(command())}));
    ASSERT_EQ(arrived.size(), 1u);
    EXPECT_EQ(arrived[0].command, command());
    EXPECT_EQ(arrived[0].refusal, CommandRefusal::none);
}

TEST_F(HubCommands, AForgedOneIsPassedOnAsForgedAndRaisesTheAlarm) {
    const auto stranger =
        seal::SigningKey::generate("hub-command-1", seal::SignatureAlgorithm::ed25519).value();
    auto by_stranger = pending(command());
    by_stranger.envelope = seal::sign(stranger, "hub_command", by_stranger.envelope.payload).value();
    auto changed = pending(command(std::string(32, '1')));
    changed.envelope.payload[10] ^= 1;
    report();
    const auto out = answer(request_in_hub(wake()).id,
                            {by_stranger, changed, pending(command(std::string(32, '2')), "catalogue")});
    const auto arrived = all_of<event::HubCommandArrived>(out);
    ASSERT_EQ(arrived.size(), 3u);
    for (const auto& each : arrived)
        EXPECT_EQ(each.refusal, CommandRefusal::bad_signature) << each.command.id;
    ASSERT_EQ(all_of<event::HubChanged>(out).size(), 1u);
    EXPECT_EQ(all_of<event::HubChanged>(out)[0].fault, Fault::hub_command_refused);
    const auto calm = all_of<event::HubChanged>(answer(request_in_hub(wake()).id));
    ASSERT_EQ(calm.size(), 1u);
    EXPECT_EQ(calm[0].fault, Fault::none);
}

TEST_F(HubCommands, ASignedEnvelopeUnderAnotherIdIsMalformed) {
    auto other = pending(command());
    other.id = std::string(32, '9');
    report();
    const auto arrived = all_of<event::HubCommandArrived>(answer(request_in_hub(wake()).id, {other}));
    ASSERT_EQ(arrived.size(), 1u);
    EXPECT_EQ(arrived[0].refusal, CommandRefusal::malformed);
    EXPECT_EQ(arrived[0].command.id, other.id);
}

TEST_F(HubCommands, OneThatStandsInEveryReplyIsPassedOnOnceWhileItIsDecided) {
    report();
    answer(request_in_hub(wake()).id, {pending(command())}, Milliseconds(1'000));
    EXPECT_TRUE(all_of<event::HubCommandArrived>(
                    answer(request_in_hub(wake()).id, {pending(command())}, Milliseconds(10'000)))
                    .empty());
    EXPECT_EQ(
        all_of<event::HubCommandArrived>(answer(request_in_hub(wake()).id, {pending(command())})).size(), 1u)
        << "nobody decided: it is offered again";
}

TEST_F(HubCommands, WhatBecameOfOneIsToldAtOnceAndOnce) {
    become_known();
    outcomes_ = {{kId, CommandRefusal::none, WallTime{kBegin_ms}}};
    const auto request = request_in_hub(report());
    EXPECT_EQ(outcomes_in(request), outcomes_);
    EXPECT_TRUE(report().empty()) << "it is on its way";
    EXPECT_TRUE(reply(request.id, 204).empty());
    EXPECT_TRUE(report().empty()) << "it has arrived";
    outcomes_.push_back({std::string(32, '3'), CommandRefusal::expired, WallTime{kBegin_ms}});
    EXPECT_EQ(outcomes_in(request_in_hub(report())).size(), 1u) << "only the new one";
}

TEST_F(HubCommands, WhatBecameOfOneIsToldAgainUntilTheHubHasIt) {
    become_known();
    outcomes_ = {{kId, CommandRefusal::none, WallTime{kBegin_ms}}};
    auto request = request_in_hub(report());
    fail(request.id, HttpProblem::connection_lost);
    EXPECT_LE(link_.next_wake() - now_, Milliseconds(1'000));
    request = request_in_hub(wake());
    EXPECT_EQ(outcomes_in(request), outcomes_);
    EXPECT_TRUE(all_of<event::HubCommandArrived>(
                    answer(request_in_hub(wait(Milliseconds(30'000))).id, {pending(command())}))
                    .empty())
        << "decided already: the hub is about to hear of it";
}

}  // namespace
}  // namespace kiosk24::net
