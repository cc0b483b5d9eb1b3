// Beats, their replies, commands and outcomes.
#include "kiosk/wire/hub_message.h"

#include <algorithm>

#include "kiosk/wire/json_shapes.h"

namespace kiosk24::wire {
namespace {

constexpr std::size_t kLongestSite_bytes = 300, kLongestVersion_bytes = 64, kLongestFaultCode_bytes = 80;
constexpr std::size_t kMostFaults = 64, kLargestCommand_bytes = 8u << 10;
constexpr std::int64_t kLongestOffset_ms = 400LL * 365 * 24 * 3600 * 1000;  // any two clocks
constexpr std::int64_t kShortestBeat_ms = 100, kLongestBeat_ms = 600'000;

std::string_view code_of(Fault fault) {
    return fault == Fault::none ? std::string_view("none") : entry_of(fault).code;
}

std::string read_terminal_id(const JsonNode& node) {
    auto id = node.word(64);
    if (!id.empty() && !is_terminal_id(id)) node.fail("not a terminal's id");
    return id;
}

// A fault of another class is as unknown as one that nobody has heard of.
Fault read_device_fault(const JsonNode& node, DeviceClass device_class) {
    const auto code = node.word(kLongestFaultCode_bytes);
    if (code.empty() || code == "none") return Fault::none;
    const auto fault = fault_coded(code, device_class);
    if (entry_of(fault).device_class == kiosk24::name_of(device_class)) return fault;
    return fault_coded(std::string(kiosk24::name_of(device_class)) + ".unclassified", device_class);
}

std::optional<Fault> terminal_fault_coded(std::string_view code) {
    for (const auto& entry : all_faults()) {
        if (entry.code == code && !device_class_named(entry.device_class)) return entry.fault;
    }
    return std::nullopt;
}

Json json_of(const DeviceReport& device) {
    return {{"id", device.id},
            {"class", kiosk24::name_of(device.device_class)},
            {"state", kiosk24::name_of(device.state)},
            {"fault", code_of(device.fault)},
            {"paper", kiosk24::name_of(device.paper)},
            {"toner", kiosk24::name_of(device.toner)},
            {"media", kiosk24::name_of(device.media)}};
}

DeviceReport read_device(const JsonNode& node) {
    DeviceReport device;
    device.id = node.member("id").word(64);
    device.device_class = node.member("class").one_of(device_class_named);
    device.state = node.member("state").one_of(device_state_named);
    device.fault = read_device_fault(node.member("fault"), device.device_class);
    device.paper = node.member("paper").one_of(supply_state_named);
    device.toner = node.member("toner").one_of(supply_state_named);
    device.media = node.member("media").one_of(media_state_named);
    return device;
}

std::vector<DeviceReport> read_devices(const JsonNode& node) {
    std::vector<DeviceReport> devices;
    for (const auto& item : node.items(kMostDevices)) {
        devices.push_back(read_device(item));
        const auto is_same = [&](const auto& earlier) { return earlier.id == devices.back().id; };
        if (std::any_of(devices.begin(), devices.end() - 1, is_same)) item.fail("a device that stands twice");
    }
    return devices;
}

void read_counts(const JsonNode& root, Heartbeat& beat) {
    beat.frames_presented = root.member("frames_presented").counter();
    if (root.has("clock_offset_ms"))
        beat.clock_offset_ms = root.member("clock_offset_ms").integer(-kLongestOffset_ms, kLongestOffset_ms);
    if (root.has("certificate_days_left"))
        beat.certificate_days_left = root.member("certificate_days_left").small(-100'000, 100'000);
    beat.journal_backlog = root.member("journal_backlog").counter();
    beat.program_version = root.member("program_version").text(kLongestVersion_bytes);
    beat.catalogue_version = root.member("catalogue_version").text(kLongestVersion_bytes);
    const auto audit_head = root.member("audit_head");
    if (!audit_head.text(64).empty()) beat.audit_head = audit_head.hex(64);
}

LocalText read_notice(const JsonNode& node) {
    auto notice = read_local_text(node, kLongestNotice_bytes);
    if (notice.get(Language::zh_hans).empty()) node.fail("no words in Chinese");
    return notice;
}

}  // namespace

bool is_terminal_id(std::string_view text) {
    const auto is_allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
               c == '_' || c == '-';
    };
    return !text.empty() && text.size() <= 64 && text[0] != '.' &&
           std::all_of(text.begin(), text.end(), is_allowed);
}

Result<std::string> encode(const Heartbeat& beat) {
    Json faults = Json::array(), devices = Json::array();
    for (const auto fault : beat.faults)
        faults.push_back(code_of(fault));
    for (const auto& device : beat.devices)
        devices.push_back(json_of(device));
    Json json{{"terminal_id", beat.terminal_id},
              {"terminal_type", beat.terminal_type},
              {"site", json_of(beat.site)},
              {"boot_id", beat.boot_id},
              {"sequence", beat.sequence},
              {"at_ms", beat.at.unix_ms},
              {"service", kiosk24::name_of(beat.service)},
              {"notice_reason", kiosk24::name_of(beat.notice_reason)},
              {"devices", std::move(devices)},
              {"faults", std::move(faults)},
              {"frames_presented", beat.frames_presented},
              {"journal_backlog", beat.journal_backlog},
              {"program_version", beat.program_version},
              {"catalogue_version", beat.catalogue_version},
              {"audit_head", beat.audit_head}};
    if (beat.clock_offset_ms) json["clock_offset_ms"] = *beat.clock_offset_ms;
    if (beat.certificate_days_left) json["certificate_days_left"] = *beat.certificate_days_left;
    return write_json(json, kLargestBeat_bytes);
}

Result<Heartbeat> decode_heartbeat(std::string_view bytes) {
    TRY(document, JsonDocument::parse(bytes, kLargestBeat_bytes));
    const auto root = document.root();
    Heartbeat beat;
    beat.terminal_id = read_terminal_id(root.member("terminal_id"));
    beat.terminal_type = root.member("terminal_type").word_or_empty(64);
    beat.site = read_local_text(root.member("site"), kLongestSite_bytes);
    beat.boot_id = root.member("boot_id").hex(32);
    beat.sequence = static_cast<std::uint64_t>(root.member("sequence").integer(1, INT64_MAX));
    beat.at = root.member("at_ms").wall_time();
    beat.service = root.member("service").one_of(service_state_named);
    beat.notice_reason = root.member("notice_reason").one_of(notice_reason_named);
    const bool is_closed = beat.service == ServiceState::out_of_service;
    if (is_closed != (beat.notice_reason != NoticeReason::none))
        root.member("notice_reason").fail("stands with out_of_service, and only there");
    beat.devices = read_devices(root.member("devices"));
    for (const auto& fault : root.member("faults").items(kMostFaults))
        beat.faults.push_back(fault.one_of(terminal_fault_coded));
    read_counts(root, beat);
    return document.finish(std::move(beat));
}

Result<std::string> encode(const BeatReply& reply) {
    Json commands = Json::array();
    for (const auto& command : reply.commands)
        commands.push_back({{"id", command.id}, {"envelope", json_of(command.envelope)}});
    return write_json(Json{{"hub_time_ms", reply.hub_time.unix_ms},
                           {"beat_every_ms", reply.beat_every.count()},
                           {"commands", std::move(commands)}},
                      kLargestHubReply_bytes);
}

Result<BeatReply> decode_beat_reply(std::string_view bytes) {
    TRY(document, JsonDocument::parse(bytes, kLargestHubReply_bytes));
    const auto root = document.root();
    BeatReply reply;
    reply.hub_time = root.member("hub_time_ms").wall_time();
    reply.beat_every = Milliseconds(root.member("beat_every_ms").integer(kShortestBeat_ms, kLongestBeat_ms));
    for (const auto& node : root.member("commands").items(kMostPendingCommands))
        reply.commands.push_back(
            {node.member("id").hex(32), read_envelope(node.member("envelope"), kLargestCommand_bytes)});
    return document.finish(std::move(reply));
}

Result<std::string> encode(const HubCommand& command) {
    Json json{{"id", command.id},
              {"terminal_id", command.terminal_id},
              {"issued_ms", command.issued.unix_ms},
              {"expires_ms", command.expires.unix_ms},
              {"what", kiosk24::name_of(command.what)}};
    if (const auto* closing = std::get_if<order::OutOfService>(&command.what))
        json["notice"] = json_of(closing->notice);
    return write_json(json, kLargestCommand_bytes);
}

Result<HubCommand> decode_hub_command(std::string_view bytes) {
    TRY(document, JsonDocument::parse(bytes, kLargestCommand_bytes));
    const auto root = document.root();
    HubCommand command;
    command.id = root.member("id").hex(32);
    command.terminal_id = read_terminal_id(root.member("terminal_id"));
    command.issued = root.member("issued_ms").wall_time();
    command.expires = root.member("expires_ms").wall_time();
    if (command.expires <= command.issued) root.member("expires_ms").fail("not after issued_ms");
    const auto what = root.member("what").word(32);
    if (what == "out_of_service")
        command.what = order::OutOfService{read_notice(root.member("notice"))};
    else if (what == "in_service")
        command.what = order::InService{};
    else
        root.member("what").fail("unknown word");
    return document.finish(std::move(command));
}

Result<std::string> encode(const std::vector<CommandOutcome>& outcomes) {
    Json list = Json::array();
    for (const auto& outcome : outcomes)
        list.push_back({{"command_id", outcome.command_id},
                        {"refusal", kiosk24::name_of(outcome.refusal)},
                        {"at_ms", outcome.at.unix_ms}});
    return write_json(Json{{"outcomes", std::move(list)}}, kLargestBeat_bytes);
}

Result<std::vector<CommandOutcome>> decode_command_outcomes(std::string_view bytes) {
    TRY(document, JsonDocument::parse(bytes, kLargestBeat_bytes));
    std::vector<CommandOutcome> outcomes;
    for (const auto& node : document.root().member("outcomes").items(kMostOutcomes, 1))
        outcomes.push_back({node.member("command_id").hex(32),
                            node.member("refusal").one_of(command_refusal_named),
                            node.member("at_ms").wall_time()});
    return document.finish(std::move(outcomes));
}

}  // namespace kiosk24::wire
