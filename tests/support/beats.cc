#include "tests/support/beats.h"

namespace kiosk24::test {

Heartbeat sample_beat(std::uint64_t sequence, const std::string& boot_id, const std::string& terminal_id) {
    Heartbeat beat;
    beat.terminal_id = terminal_id;
    beat.terminal_type = "hall";
    beat.site.in = {{Language::zh_hans, "龙岗区政务服务大厅"}, {Language::en, "Longgang service hall"}};
    beat.boot_id = boot_id;
    beat.sequence = sequence;
    beat.at = {1'795'000'000'123};
    beat.service = ServiceState::in_service;
    beat.notice_reason = NoticeReason::none;
    beat.devices = {{.id = "reader",
                     .device_class = DeviceClass::id_card_reader,
                     .state = DeviceState::online,
                     .media = MediaState::not_present},
                    {.id = "a4",
                     .device_class = DeviceClass::document_printer,
                     .state = DeviceState::online,
                     .paper = SupplyState::full,
                     .toner = SupplyState::full}};
    beat.faults = {Fault::launch_unconfined};
    beat.frames_presented = 18'233;
    beat.clock_offset_ms = -12;
    beat.certificate_days_left = 364;
    beat.journal_backlog = 2;
    beat.program_version = "0.1.0";
    beat.catalogue_version = "1";
    beat.audit_head = std::string(64, 'a');
    return beat;
}

HubCommand sample_command() {
    HubCommand command;
    command.id = std::string(32, 'c');
    command.terminal_id = "LG-0001";
    command.issued = {1'795'000'000'000};
    command.expires = {1'795'086'400'000};
    command.what = order::OutOfService{{{{Language::zh_hans, "设备检修"}, {Language::en, "Maintenance"}}}};
    return command;
}

}  // namespace kiosk24::test
