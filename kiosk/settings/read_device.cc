#include "kiosk/settings/read_device.h"

#include <fmt/format.h>
#include <algorithm>

namespace kiosk24::settings {
namespace {

using Presence = TableReader::Presence;

constexpr DeviceClass kDeviceClasses[] = {DeviceClass::id_card_reader,    DeviceClass::document_printer,
                                          DeviceClass::document_verify,   DeviceClass::face_camera,
                                          DeviceClass::code_reader,       DeviceClass::receipt_printer,
                                          DeviceClass::document_composer, DeviceClass::face_matcher};

std::string resolved(const std::string& path, const Place& place) {
    if (place.line == 0 || path.starts_with('/'))
        return std::filesystem::path(path).lexically_normal().string();
    return (std::filesystem::path(place.source).parent_path() / path).lexically_normal().string();
}

void read_paths(TableReader& table, std::string_view key, std::vector<std::string>& paths) {
    table.texts(key, Presence::optional, paths);
    for (auto& path : paths)
        path = resolved(path, table.place_of(key));
}

// How a driver's own setting stands on its command line; empty if it is of a kind that has no spelling there.
std::string spelled(const Entry& entry) {
    const auto& value = entry.value;
    switch (value.kind) {
        case Node::Kind::text:
            if (value.text.starts_with("./") || value.text.starts_with("../"))
                return resolved(value.text, value.place);
            return value.text;
        case Node::Kind::integer:
            return std::to_string(value.integer);
        case Node::Kind::number:
            return fmt::format("{}", value.number);
        case Node::Kind::boolean:
            return value.truth ? "true" : "false";
        default:
            return {};
    }
}

void read_own_settings(TableReader& table, Device& device) {
    for (const auto* entry : table.others()) {
        const auto meant = closest(entry->key, table.known());
        const auto kind = entry->value.kind;
        const bool has_spelling =
            kind != Node::Kind::array && kind != Node::Kind::table && kind != Node::Kind::other;
        if (!meant.empty()) {
            table.problem(entry->key, "unknown key, did you mean '" + meant + "'?");
        } else if (!has_spelling) {
            table.problem(entry->key, "is " + std::string(name_of(kind)) +
                                          ", expected a text, a number, true or false for the driver");
        } else {
            device.command_line.emplace_back("--set");
            device.command_line.push_back(entry->key + "=" + spelled(*entry));
        }
    }
}

bool is_device_id(std::string_view id) {
    return !id.empty() && id.size() <= 20 && std::all_of(id.begin(), id.end(), [](unsigned char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    });
}

}  // namespace

std::filesystem::path program_path(const std::string& program, const std::filesystem::path& programs,
                                   const Place& place) {
    if (program.find('/') == std::string::npos) return programs / program;
    return resolved(program, place);
}

std::string expected_classes() {
    std::string text = ", expected";
    for (const auto device_class : kDeviceClasses) {
        text += text.back() == 'd' ? " " : ", ";
        text += name_of(device_class);
    }
    return text;
}

Device read_device(TableReader& table, const std::filesystem::path& programs, Site site) {
    Device device;
    table.text("id", Presence::required, device.slot.id);
    if (!device.slot.id.empty() && !is_device_id(device.slot.id))
        table.problem("id", "expected 1 to 20 lower-case letters, digits, - and _, like reader");
    std::string class_name, program;
    table.text("class", Presence::required, class_name);
    if (const auto device_class = device_class_named(class_name))
        device.slot.device_class = *device_class;
    else if (!class_name.empty())
        table.problem("class", "'" + class_name + "' is not a device class" + expected_classes());
    table.text("program", Presence::required, program);
    if (!program.empty()) device.program = program_path(program, programs, table.place_of("program"));
    table.texts("arguments", Presence::optional, device.command_line);
    table.text("user", Presence::optional, device.user);
    if (site == Site::production && (device.user.empty() || device.user == "root"))
        table.problem("user", "in production a driver runs as an account of its own, not as root");
    read_paths(table, "may_read", device.may_read);
    read_paths(table, "may_write", device.may_write);
    read_own_settings(table, device);
    return device;
}

}  // namespace kiosk24::settings
