#include "hub/console/page_words.h"

#include <fmt/format.h>

#include <algorithm>

namespace kiosk24::hub {

std::string_view PageWords::of(ServiceState state) const {
    switch (state) {
        case ServiceState::in_service:
            return say("服务中", "In service");
        case ServiceState::half_service:
            return say("部分服务", "Half service");
        case ServiceState::out_of_service:
            break;
    }
    return say("暂停服务", "Out of service");
}

std::string_view PageWords::of(NoticeReason reason) const {
    switch (reason) {
        case NoticeReason::hub_command:
            return say("中心指令", "ordered here");
        case NoticeReason::maintainer:
            return say("现场维护", "by maintainer");
        case NoticeReason::fault:
            return say("故障", "fault");
        case NoticeReason::starting:
            return say("正在启动", "starting");
        case NoticeReason::none:
            break;
    }
    return {};
}

std::string_view PageWords::of(Link link) const {
    switch (link) {
        case Link::up:
            return say("在线", "Online");
        case Link::lost:
            return say("失联", "Link lost");
        case Link::never:
            break;
    }
    return say("未上线", "Not heard yet");
}

std::string_view PageWords::of(DeviceClass device_class) const {
    switch (device_class) {
        case DeviceClass::id_card_reader:
            return say("证件阅读器", "ID reader");
        case DeviceClass::document_printer:
            return say("A4 打印机", "A4 printer");
        case DeviceClass::document_verify:
            return say("文件核验", "Document check");
        case DeviceClass::face_camera:
            return say("人像摄像头", "Camera");
        case DeviceClass::code_reader:
            return say("扫码器", "Code reader");
        case DeviceClass::receipt_printer:
            return say("凭条打印机", "Receipt printer");
        case DeviceClass::face_matcher:
            return say("人像比对", "Face matcher");
        case DeviceClass::document_composer:
            return say("凭条排版", "Composer");
        default:
            return kiosk24::name_of(device_class);
    }
}

std::string_view PageWords::of(CommandRefusal refusal) const {
    switch (refusal) {
        case CommandRefusal::bad_signature:
            return say("签名不符", "bad signature");
        case CommandRefusal::other_terminal:
            return say("非本终端", "another terminal's");
        case CommandRefusal::expired:
            return say("已过期", "expired");
        case CommandRefusal::repeated:
            return say("重复", "repeated");
        case CommandRefusal::malformed:
            return say("格式有误", "malformed");
        case CommandRefusal::failed:
            return say("未能执行", "failed");
        case CommandRefusal::none:
            break;
    }
    return say("已执行", "done");
}

std::string_view PageWords::of(DeviceState state) const {
    switch (state) {
        case DeviceState::offline:
            return say("离线", "offline");
        case DeviceState::power_off:
            return say("断电", "no power");
        case DeviceState::no_device:
            return say("未接入", "not there");
        case DeviceState::hardware_error:
            return say("硬件故障", "hardware error");
        case DeviceState::user_error:
            return say("待清理", "to be cleared");
        case DeviceState::starting:
            return say("启动中", "starting");
        case DeviceState::online:
        case DeviceState::device_busy:
            break;
    }
    return {};
}

std::string PageWords::trouble_of(const DeviceReport& device) const {
    std::string words;
    const auto add = [&](std::string_view more) {
        if (!more.empty()) words += (words.empty() ? "" : " · ") + std::string(more);
    };
    if (device.paper == SupplyState::out) add(say("缺纸", "paper out"));
    if (device.paper == SupplyState::jammed) add(say("卡纸", "jammed"));
    if (device.paper == SupplyState::low) add(say("纸少", "paper low"));
    if (device.toner == SupplyState::out) add(say("墨粉用尽", "toner out"));
    if (device.toner == SupplyState::low) add(say("墨粉少", "toner low"));
    if (device.media == MediaState::jammed) add(say("卡住", "card stuck"));
    if (words.empty()) add(of(device.state));
    return words;
}

std::string PageWords::ago(Milliseconds time) const {
    const auto seconds = std::max<std::int64_t>(0, time.count() / 1000);
    if (seconds < 120) return fmt::format("{} {}", seconds, say("秒", "s"));
    if (seconds < 120 * 60) return fmt::format("{} {}", seconds / 60, say("分钟", "min"));
    if (seconds < 48 * 3600) return fmt::format("{} {}", seconds / 3600, say("小时", "h"));
    return fmt::format("{} {}", seconds / 86400, say("天", "d"));
}

Tone tone_of(Fault fault) {
    if (fault == Fault::none) return Tone::good;
    const auto& entry = entry_of(fault);
    return entry.blocks || entry.severity == Severity::critical ? Tone::bad : Tone::warn;
}

Tone tone_of(const DeviceReport& device) {
    const bool is_there = device.state == DeviceState::online || device.state == DeviceState::device_busy;
    if (device.state == DeviceState::starting) return Tone::quiet;
    if (!is_there) return Tone::bad;
    return tone_of(device.fault);
}

}  // namespace kiosk24::hub
