#include "kiosk/app/heartbeat.h"

#include <gtest/gtest.h>

#include "kiosk/wire/hub_message.h"
#include "screens/shared/sample.h"

namespace kiosk24::app {
namespace {

ProcessFacts facts() {
    return {.boot_id = std::string(32, 'b'),
            .program_version = "0.1.0",
            .certificate_end = std::nullopt,
            .frames_presented = 7};
}

DeviceView& printer_of(State& state) {
    for (auto& device : state.devices) {
        if (device.slot.device_class == DeviceClass::document_printer) return device;
    }
    ADD_FAILURE() << "the sample has no printer";
    return state.devices.front();
}

TEST(HeartbeatOf, ATerminalInServiceSaysWhoAndWhereItIsAndHowItsDevicesAre) {
    const State state = screens::sample_state();
    const auto beat = heartbeat_of(state, facts());
    EXPECT_EQ(beat.terminal_id, state.terminal.id);
    EXPECT_EQ(beat.site, state.terminal.site);
    EXPECT_EQ(beat.service, ServiceState::in_service);
    EXPECT_EQ(beat.notice_reason, NoticeReason::none);
    EXPECT_TRUE(beat.faults.empty());
    EXPECT_EQ(beat.devices.size(), state.devices.size());
    EXPECT_EQ(beat.frames_presented, 7u);
    EXPECT_EQ(beat.catalogue_version, std::to_string(state.catalogue->version));
    EXPECT_EQ(beat.certificate_days_left, std::nullopt);
}

TEST(HeartbeatOf, WithoutPaperItIsInHalfServiceAndThePrinterSaysWhy) {
    State state = screens::sample_state();
    printer_of(state).condition.fault = Fault::printer_paper_out;
    printer_of(state).condition.paper = SupplyState::out;
    const auto beat = heartbeat_of(state, facts());
    EXPECT_EQ(beat.service, ServiceState::half_service);
    const auto printer = std::find_if(beat.devices.begin(), beat.devices.end(), [](const auto& device) {
        return device.device_class == DeviceClass::document_printer;
    });
    ASSERT_NE(printer, beat.devices.end());
    EXPECT_EQ(printer->fault, Fault::printer_paper_out);
    EXPECT_EQ(printer->paper, SupplyState::out);
    EXPECT_TRUE(is_urgent(heartbeat_of(screens::sample_state(), facts()), beat));
}

TEST(HeartbeatOf, OutOfServiceItSaysByWhom) {
    State ordered = screens::sample_state(), broken = screens::sample_state(),
          young = screens::sample_state();
    ordered.remote.orders.service.is_out = true;
    broken.journal_fault = Fault::journal_full;
    young.journal_open = false;
    EXPECT_EQ(heartbeat_of(ordered, facts()).notice_reason, NoticeReason::hub_command);
    EXPECT_EQ(heartbeat_of(broken, facts()).notice_reason, NoticeReason::fault);
    EXPECT_EQ(heartbeat_of(broken, facts()).faults, std::vector{Fault::journal_full});
    EXPECT_EQ(heartbeat_of(young, facts()).notice_reason, NoticeReason::starting);
    for (const auto& state : {ordered, broken, young})
        EXPECT_EQ(heartbeat_of(state, facts()).service, ServiceState::out_of_service);
}

TEST(HeartbeatOf, AnOrderThatWaitsForACitizenToGoIsNotYetInForce) {
    State state = screens::sample_state_at(Situation::review);
    state.remote.next = RemoteService{true, {}};
    EXPECT_EQ(heartbeat_of(state, facts()).notice_reason, NoticeReason::none);
}

TEST(HeartbeatOf, DaysOfTheCertificateAreWholeDaysAndNegativeOnceItEnded) {
    State state = screens::sample_state();
    constexpr std::int64_t kDay_ms = 86'400'000;
    const auto now = state.last.wall.unix_ms;
    const auto days = [&](std::int64_t left_ms) {
        auto known = facts();
        known.certificate_end = WallTime{now + left_ms};
        return heartbeat_of(state, known).certificate_days_left;
    };
    EXPECT_EQ(days(kDay_ms * 30 + 1), 30);
    EXPECT_EQ(days(1), 0);
    EXPECT_EQ(days(-1), -1);
}

// A heartbeat has no place for a person: in the middle of a visit it says the same as before it.
TEST(HeartbeatOf, InTheMiddleOfAVisitNothingOfTheCitizenIsInIt) {
    int looked_at = 0;
    for (const auto situation : {Situation::form, Situation::review, Situation::submitting,
                                 Situation::outcome, Situation::earlier_case, Situation::take_paper}) {
        State state = screens::sample_state_at(situation);
        if (!state.session || !state.session->card) continue;
        ++looked_at;
        const auto bytes = wire::encode(heartbeat_of(state, facts()));
        ASSERT_TRUE(bytes) << bytes.error().text();
        const auto& card = *state.session->card;
        for (const auto& personal : {card.name, card.number, card.address})
            EXPECT_EQ(bytes->find(personal.reveal()), std::string::npos) << name_of(situation);
        EXPECT_EQ(bytes->find(state.session->id), std::string::npos);
        const auto& case_id = state.session->case_id;
        EXPECT_TRUE(case_id.empty() || bytes->find(case_id) == std::string::npos);
    }
    EXPECT_GE(looked_at, 3);
}

}  // namespace
}  // namespace kiosk24::app
