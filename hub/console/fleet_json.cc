#include "hub/console/fleet_json.h"

#include "kiosk/wire/json_writer.h"

namespace kiosk24::hub {
namespace {

using wire::JsonWriter;

std::string_view code_of(Fault fault) {
    return fault == Fault::none ? std::string_view("none") : entry_of(fault).code;
}

void write_site(JsonWriter& json, const LocalText& site) {
    json.begin_object("site");
    for (const auto& [language, words] : site.in)
        json.field(tag_of(language), words);
    json.end();
}

void write_devices(JsonWriter& json, const Heartbeat& beat) {
    json.begin_list("devices");
    for (const auto& device : beat.devices) {
        json.begin_object()
            .field("id", device.id)
            .field("class", kiosk24::name_of(device.device_class))
            .field("state", kiosk24::name_of(device.state))
            .field("fault", code_of(device.fault))
            .field("paper", kiosk24::name_of(device.paper))
            .field("toner", kiosk24::name_of(device.toner))
            .field("media", kiosk24::name_of(device.media))
            .end();
    }
    json.end().begin_list("faults");
    for (const auto fault : beat.faults)
        json.value(code_of(fault));
    json.end();
}

void write_beat(JsonWriter& json, const Heartbeat& beat) {
    json.field("type", beat.terminal_type);
    write_site(json, beat.site);
    json.field("boot_id", beat.boot_id)
        .field("sequence", static_cast<std::int64_t>(beat.sequence))
        .field("service", kiosk24::name_of(beat.service))
        .field("notice_reason", kiosk24::name_of(beat.notice_reason))
        .field("frames_presented", static_cast<std::int64_t>(beat.frames_presented))
        .field("journal_backlog", static_cast<std::int64_t>(beat.journal_backlog))
        .field("program_version", beat.program_version)
        .field("catalogue_version", beat.catalogue_version)
        .field("audit_head", beat.audit_head);
    if (beat.certificate_days_left) json.field("certificate_days_left", *beat.certificate_days_left);
    write_devices(json, beat);
}

void write_command(JsonWriter& json, const CommandRecord& record, WallTime now) {
    const char* standing = now >= record.command.expires ? "expired" : "pending";
    if (record.outcome) standing = record.outcome->refusal == CommandRefusal::none ? "done" : "refused";
    json.begin_object("last_command")
        .field("id", record.command.id)
        .field("what", kiosk24::name_of(record.command.what))
        .field("issued_ms", record.command.issued.unix_ms)
        .field("expires_ms", record.command.expires.unix_ms)
        .field("standing", standing);
    if (record.outcome)
        json.field("refusal", kiosk24::name_of(record.outcome->refusal))
            .field("outcome_ms", record.outcome_at.unix_ms);
    json.end();
}

}  // namespace

std::string fleet_json(const FleetView& view) {
    JsonWriter json;
    json.begin_object()
        .field("hub_time_ms", view.now.unix_ms)
        .field("beat_every_ms", static_cast<std::int64_t>(view.rules.beat_every.count()))
        .begin_list("terminals");
    for (const auto& [id, terminal] : *view.terminals) {
        json.begin_object()
            .field("terminal_id", id)
            .field("enrolled_ms", terminal.enrolled.unix_ms)
            .field("link", name_of(terminal.link))
            .field("link_since_ms", terminal.link_since.unix_ms);
        if (terminal.beat) {
            json.field("last_seen_ms", terminal.last_seen.unix_ms)
                .field("clock_offset_ms", terminal.clock_offset_ms);
            write_beat(json, *terminal.beat);
        }
        if (const auto command = view.commands.find(id); command != view.commands.end())
            write_command(json, command->second, view.now);
        json.end();
    }
    return json.end().end().text();
}

}  // namespace kiosk24::hub
