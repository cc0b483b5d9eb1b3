// The hub's decisions in virtual time: nothing here knows a clock, a socket or a file.
#include "hub/fleet/fleet.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "hub/fleet/enrolment.h"
#include "hub/fleet/orders.h"
#include "tests/support/beats.h"

namespace kiosk24::hub {
namespace {

using test::kBoot;
using test::kNextBoot;
using test::sample_beat;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::int64_t kStart_ms = 1'795'000'000'000;

class FleetTest : public testing::Test {
  protected:
    FleetTest() { fleet.enrol("LG-0001", "first", now()); }

    Now now() const { return {{kStart_ms + past.count()}, {Milliseconds(5'000) + past}}; }
    void wait(Milliseconds time) { past += time; }
    Verdict hear(const Heartbeat& beat) { return fleet.hear(peer, beat, now()); }
    const TerminalRecord& terminal() const { return *fleet.terminal("LG-0001"); }

    Milliseconds past{0};
    Peer peer{"LG-0001", "first"};
    Fleet fleet;
};

TEST_F(FleetTest, ATerminalThatWasNeverHeardIsNotLost) {
    wait(Milliseconds(3'600'000));
    EXPECT_THAT(fleet.find_lost(now()), IsEmpty());
    EXPECT_EQ(terminal().link, Link::never);
    EXPECT_EQ(fleet.next_wake(), kNever);
}

TEST_F(FleetTest, ThreeMissedBeatsMeanLinkLostAndTheNextBeatClearsIt) {
    EXPECT_EQ(hear(sample_beat(1)), Verdict::accepted);
    wait(Milliseconds(90'000));  // the third is due now, and may still be on its way
    EXPECT_THAT(fleet.find_lost(now()), IsEmpty());
    EXPECT_EQ(terminal().link, Link::up);
    wait(Milliseconds(15'000));
    EXPECT_EQ(fleet.next_wake(), now().moment);
    EXPECT_THAT(fleet.find_lost(now()), ElementsAre("LG-0001"));
    EXPECT_EQ(terminal().link, Link::lost);
    EXPECT_EQ(terminal().link_since, now().wall);
    wait(Milliseconds(600'000));
    EXPECT_THAT(fleet.find_lost(now()), IsEmpty()) << "told once";
    EXPECT_EQ(hear(sample_beat(2)), Verdict::accepted);
    EXPECT_EQ(terminal().link, Link::up);
    EXPECT_EQ(terminal().link_since, now().wall);
}

TEST_F(FleetTest, BeatsOnTimeKeepTheLinkUp) {
    for (std::uint64_t sequence = 1; sequence <= 100; ++sequence) {
        EXPECT_EQ(hear(sample_beat(sequence)), Verdict::accepted);
        wait(Milliseconds(33'000));  // late by all its jitter
        EXPECT_THAT(fleet.find_lost(now()), IsEmpty());
    }
}

TEST_F(FleetTest, ARepeatedBeatIsAnsweredAndChangesNothing) {
    hear(sample_beat(7));
    const TerminalRecord before = terminal();
    wait(Milliseconds(10'000));
    EXPECT_EQ(hear(sample_beat(7)), Verdict::repeated);
    EXPECT_EQ(terminal(), before) << "last seen is when it was accepted";
    wait(Milliseconds(95'000));
    EXPECT_THAT(fleet.find_lost(now()), ElementsAre("LG-0001")) << "nor is it a sign of life";
}

TEST_F(FleetTest, TheSameNumberWithAnotherContentIsAnOldBeat) {
    hear(sample_beat(7));
    Heartbeat other = sample_beat(7);
    other.service = ServiceState::half_service;
    EXPECT_EQ(hear(other), Verdict::old_beat);
    EXPECT_EQ(terminal().beat->service, ServiceState::in_service);
}

TEST_F(FleetTest, AnEarlierBeatThatComesLateChangesNothing) {
    hear(sample_beat(7));
    EXPECT_EQ(hear(sample_beat(6)), Verdict::old_beat);
    EXPECT_EQ(terminal().beat->sequence, 7u);
}

TEST_F(FleetTest, ANewBootBeginsAgainAndTheOldOneDoesNotComeBack) {
    hear(sample_beat(900));
    EXPECT_EQ(hear(sample_beat(1, kNextBoot)), Verdict::accepted);
    EXPECT_EQ(hear(sample_beat(901)), Verdict::old_beat);
    EXPECT_EQ(terminal().beat->boot_id, kNextBoot);
}

// Two machines that were given the same certificate: only one of them is heard, and the log says so.
TEST_F(FleetTest, OfTwoMachinesWithOneCertificateTheLaterCounts) {
    hear(sample_beat(1));
    hear(sample_beat(1, kNextBoot));
    for (std::uint64_t sequence = 2; sequence < 5; ++sequence) {
        EXPECT_EQ(hear(sample_beat(sequence)), Verdict::old_beat);
        EXPECT_EQ(hear(sample_beat(sequence, kNextBoot)), Verdict::accepted);
    }
}

TEST_F(FleetTest, PastBootsAreBounded) {
    for (int boot = 0; boot < 200; ++boot) {
        wait(Milliseconds(1'000));
        const std::string id = std::string(29, 'b') + std::to_string(100 + boot);
        EXPECT_EQ(hear(sample_beat(1, id)), Verdict::accepted);
    }
    EXPECT_EQ(terminal().past_boots.size(), kMostPastBoots);
}

TEST_F(FleetTest, AFloodOfBeatsDoesNotFillTheDisk) {
    std::uint64_t sequence = 0;
    for (int i = 0; i < kMostBeatsInWindow; ++i)
        EXPECT_EQ(hear(sample_beat(++sequence)), Verdict::accepted);
    EXPECT_EQ(hear(sample_beat(++sequence)), Verdict::too_often);
    EXPECT_EQ(hear(sample_beat(1, kNextBoot)), Verdict::too_often);
    EXPECT_EQ(terminal().beat->sequence, sequence - 1);
    wait(kWindow);
    EXPECT_EQ(hear(sample_beat(sequence)), Verdict::accepted);
}

TEST_F(FleetTest, ABeatThatNamesAnotherTerminalIsRefused) {
    fleet.enrol("LG-0002", "second", now());
    EXPECT_EQ(hear(sample_beat(1, kBoot, "LG-0002")), Verdict::other_terminal);
    EXPECT_FALSE(fleet.terminal("LG-0002")->beat.has_value());
    EXPECT_FALSE(terminal().beat.has_value());
}

TEST_F(FleetTest, AClockThatLiesIsShownAndNotBelieved) {
    Heartbeat beat = sample_beat(1);
    beat.at = {0};  // 1970: the battery is dead
    EXPECT_EQ(hear(beat), Verdict::accepted);
    EXPECT_EQ(terminal().last_seen, now().wall);
    EXPECT_EQ(terminal().clock_offset_ms, -now().wall.unix_ms);
    wait(Milliseconds(30'000));
    beat = sample_beat(2);
    beat.at = {now().wall.unix_ms + 86'400'000};
    EXPECT_EQ(hear(beat), Verdict::accepted);
    EXPECT_EQ(terminal().clock_offset_ms, 86'400'000);
}

TEST_F(FleetTest, WhoAPeerIsComesFromItsCertificate) {
    EXPECT_EQ(fleet.standing_of({}), Standing::nobody);
    EXPECT_EQ(fleet.standing_of({"LG-0001", ""}), Standing::nobody);
    EXPECT_EQ(fleet.standing_of({"LG-0009", "first"}), Standing::unknown);
    EXPECT_EQ(fleet.standing_of(peer), Standing::enrolled);
    fleet.enrol("LG-0001", "second", now());
    EXPECT_EQ(fleet.standing_of(peer), Standing::superseded);
    EXPECT_EQ(fleet.standing_of({"LG-0001", "second"}), Standing::enrolled);
}

TEST_F(FleetTest, EnrollingAnewKeepsWhatWasHeard) {
    hear(sample_beat(3));
    fleet.enrol("LG-0001", "second", now());
    EXPECT_EQ(terminal().beat->sequence, 3u);
    EXPECT_EQ(terminal().link, Link::up);
}

TEST_F(FleetTest, AHubThatStartsAgainGivesEverybodyTime) {
    hear(sample_beat(3));
    TerminalRecord lost = terminal();
    lost.terminal_id = "LG-0002";
    lost.link = Link::lost;
    Fleet again;
    wait(Milliseconds(3'600'000));  // it was down for an hour
    again.restore(terminal(), now());
    again.restore(lost, now());
    EXPECT_THAT(again.find_lost(now()), IsEmpty());
    EXPECT_EQ(again.terminal("LG-0002")->link, Link::lost) << "who was lost still is";
    wait(Milliseconds(105'000));
    EXPECT_THAT(again.find_lost(now()), ElementsAre("LG-0001"));
    EXPECT_EQ(again.hear(peer, sample_beat(3), now()), Verdict::repeated) << "it remembers what it heard";
}

// ---- codes

constexpr std::int64_t kDay_ms = 86'400'000;

TEST(EnrolmentCode, IsReadAsPeopleTypeIt) {
    const Bytes random{0x00, 0x44, 0x32, 0x14, 0xc7, 0x42, 0x54, 0xb6, 0x35, 0xcf};
    const std::string printed = printed_code(random);
    EXPECT_EQ(printed, "0123-4567-89AB-CDEF");
    EXPECT_EQ(plain_code(printed), "0123456789ABCDEF");
    EXPECT_EQ(plain_code("o123456789abcdef"), "0123456789ABCDEF");
    EXPECT_EQ(plain_code("OL23-4567-89aB-CDEF"), "0123456789ABCDEF");
    EXPECT_EQ(plain_code("0123-4567-89AB-CDE"), std::nullopt);
    EXPECT_EQ(plain_code("0123-4567-89AB-CDEU"), std::nullopt);
    EXPECT_EQ(plain_code(""), std::nullopt);
    EXPECT_EQ(plain_code("0123-4567-89AB-CDEF-0"), std::nullopt);
}

TEST(EnrolmentCode, IsForOneTerminalOneRequestAndOneDay) {
    CodeRecord code;
    code.terminal_id = "LG-0001";
    code.issued = {0};
    code.expires = {kDay_ms};
    EXPECT_EQ(use_of(std::nullopt, "LG-0001", "key", {1}), CodeUse::refused);
    EXPECT_EQ(use_of(code, "LG-0001", "key", {1}), CodeUse::issue);
    EXPECT_EQ(use_of(code, "LG-0002", "key", {1}), CodeUse::refused);
    EXPECT_EQ(use_of(code, "LG-0001", "key", {kDay_ms}), CodeUse::refused);
    code.key_sha256 = "key";
    EXPECT_EQ(use_of(code, "LG-0001", "key", {2}), CodeUse::repeat);
    EXPECT_EQ(use_of(code, "LG-0001", "another", {2}), CodeUse::refused);
    EXPECT_EQ(use_of(code, "LG-0001", "key", {kDay_ms}), CodeUse::refused);
}

TEST(EnrolmentCode, WhoGuessesTooOftenIsNotListenedToForAMinute) {
    AttemptLimit limit;
    Moment now{Milliseconds(0)};
    for (std::size_t i = 0; i < AttemptLimit::kMost; ++i) {
        EXPECT_FALSE(limit.is_over("10.0.0.1", now));
        limit.refused("10.0.0.1", now);
    }
    EXPECT_TRUE(limit.is_over("10.0.0.1", now));
    EXPECT_FALSE(limit.is_over("10.0.0.2", now)) << "others are";
    EXPECT_TRUE(limit.is_over("10.0.0.1", now + Milliseconds(59'999)));
    EXPECT_FALSE(limit.is_over("10.0.0.1", now + Milliseconds(60'000)));
}

// ---- orders

TEST(Order, WhatTheTerminalWouldRefuseIsNotEvenMade) {
    const std::string id(32, 'a');
    const auto closing = [](std::string zh) {
        return order::OutOfService{LocalText{{{Language::zh_hans, std::move(zh)}}}};
    };
    const Milliseconds day(kDay_ms);
    EXPECT_TRUE(new_command(id, "LG-0001", closing("检修"), {1}, day).has_value());
    EXPECT_TRUE(new_command(id, "LG-0001", order::InService{}, {1}, day).has_value());
    for (const auto& wrong : {new_command(id, "LG 0001", closing("检修"), {1}, day),
                              new_command(id, "LG-0001", closing(""), {1}, day),
                              new_command(id, "LG-0001", closing(std::string(601, 'x')), {1}, day),
                              new_command(id, "LG-0001", closing("\a"), {1}, day),
                              new_command(id, "LG-0001", closing("\xff"), {1}, day),
                              new_command(id, "LG-0001", closing("检修"), {1}, Milliseconds(0))}) {
        ASSERT_FALSE(wrong.has_value());
        EXPECT_EQ(wrong.error().code(), Code::bad_argument);
    }
}

}  // namespace
}  // namespace kiosk24::hub
