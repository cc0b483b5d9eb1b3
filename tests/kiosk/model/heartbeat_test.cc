#include "kiosk/model/heartbeat.h"

#include <gtest/gtest.h>

namespace kiosk24 {
namespace {

Heartbeat calm() {
    Heartbeat beat;
    beat.service = ServiceState::in_service;
    beat.notice_reason = NoticeReason::none;
    beat.devices = {{.id = "reader", .state = DeviceState::online}};
    return beat;
}

TEST(Heartbeat, WhatHelpIsNeededForIsUrgent) {
    Heartbeat now = calm();
    now.service = ServiceState::half_service;
    EXPECT_TRUE(is_urgent(calm(), now));
    now = calm();
    now.devices[0].fault = Fault::reader_offline;
    EXPECT_TRUE(is_urgent(calm(), now));
    now = calm();
    now.devices[0].paper = SupplyState::out;
    EXPECT_TRUE(is_urgent(calm(), now));
    now = calm();
    now.faults = {Fault::journal_full};
    EXPECT_TRUE(is_urgent(calm(), now));
}

// Or each citizen would cost beats, and the beats would tell when somebody stands at the machine.
TEST(Heartbeat, WhatEveryCitizenCausesIsNotUrgent) {
    Heartbeat now = calm();
    now.devices[0].state = DeviceState::device_busy;
    now.devices[0].media = MediaState::present;
    now.frames_presented = 99;
    now.sequence = 5;
    now.journal_backlog = 1;
    EXPECT_FALSE(is_urgent(calm(), now));
}

TEST(Heartbeat, TheDriversOwnWordsDoNotTravel) {
    Condition condition;
    condition.state = DeviceState::online;
    condition.paper = SupplyState::low;
    condition.detail = "raw words";
    const DeviceReport report = report_of("a4", DeviceClass::document_printer, condition);
    EXPECT_EQ(report.id, "a4");
    EXPECT_EQ(report.device_class, DeviceClass::document_printer);
    EXPECT_EQ(report.state, DeviceState::online);
    EXPECT_EQ(report.paper, SupplyState::low);
}

TEST(Heartbeat, EveryWordIsReadBack) {
    for (const auto state :
         {ServiceState::in_service, ServiceState::half_service, ServiceState::out_of_service})
        EXPECT_EQ(service_state_named(name_of(state)), state);
    for (const auto reason : {NoticeReason::none, NoticeReason::hub_command, NoticeReason::maintainer,
                              NoticeReason::fault, NoticeReason::starting})
        EXPECT_EQ(notice_reason_named(name_of(reason)), reason);
    for (const auto refusal : {CommandRefusal::none, CommandRefusal::bad_signature,
                               CommandRefusal::other_terminal, CommandRefusal::expired,
                               CommandRefusal::repeated, CommandRefusal::malformed, CommandRefusal::failed})
        EXPECT_EQ(command_refusal_named(name_of(refusal)), refusal);
    EXPECT_EQ(service_state_named("asleep"), std::nullopt);
}

}  // namespace
}  // namespace kiosk24
