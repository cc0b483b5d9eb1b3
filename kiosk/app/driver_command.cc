#include "kiosk/app/driver_command.h"

namespace kiosk24::app {
namespace {

// Beyond what the settings allow a driver: the network for printers only, memory for whoever parses hostile
// bytes.
std::vector<std::string> powers_of(DeviceClass device_class) {
    switch (device_class) {
        case DeviceClass::document_printer:
            return {"--net", "any"};
        case DeviceClass::document_verify:
            return {"--net", "none", "--memory-mb", "1024"};
        case DeviceClass::face_camera:
            return {"--net", "none", "--memory-mb", "1024"};
        case DeviceClass::face_matcher:
            return {"--net", "none", "--memory-mb", "1024"};
        case DeviceClass::document_composer:
            return {"--net", "none", "--memory-mb", "512"};
        case DeviceClass::receipt_printer:
        case DeviceClass::code_reader:
        case DeviceClass::id_card_reader:
            return {"--net", "none"};
    }
    return {"--net", "none"};
}

bool is_software(DeviceClass device_class) {
    return device_class == DeviceClass::document_verify || device_class == DeviceClass::document_composer;
}

}  // namespace

std::vector<device::DriverSpec> driver_specs(const settings::Settings& settings) {
    std::vector<device::DriverSpec> specs;
    for (const auto& device : settings.devices) {
        device::DriverSpec spec;
        spec.id = device.slot.id;
        spec.device_class = device.slot.device_class;
        spec.keep = is_software(device.slot.device_class) ? device::Keep::on_demand : device::Keep::always;
        spec.argv = {settings.launch_program.string()};
        for (auto& power : powers_of(device.slot.device_class))
            spec.argv.push_back(std::move(power));
        if (!device.user.empty()) spec.argv.insert(spec.argv.end(), {"--user", device.user});
        for (const auto& path : device.may_read)
            spec.argv.insert(spec.argv.end(), {"--read", path});
        for (const auto& path : device.may_write)
            spec.argv.insert(spec.argv.end(), {"--device", path});
        spec.argv.emplace_back("--");
        spec.argv.push_back(device.program.string());
        spec.argv.insert(spec.argv.end(), device.command_line.begin(), device.command_line.end());
        specs.push_back(std::move(spec));
    }
    return specs;
}

}  // namespace kiosk24::app
