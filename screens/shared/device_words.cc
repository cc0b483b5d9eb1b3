#include "screens/shared/device_words.h"

namespace kiosk24::screens {

ui::Icon icon_of(DeviceClass device_class) {
    switch (device_class) {
        case DeviceClass::id_card_reader:
            return ui::Icon::badge;
        case DeviceClass::document_printer:
            return ui::Icon::print;
        case DeviceClass::document_verify:
            return ui::Icon::verified_user;
        case DeviceClass::face_camera:
            return ui::Icon::camera;
        case DeviceClass::code_reader:
            return ui::Icon::qr_scanner;
        case DeviceClass::face_matcher:
            return ui::Icon::face;
        case DeviceClass::receipt_printer:
            return ui::Icon::receipt;
        default:
            return ui::Icon::memory;
    }
}

std::string state_words(const Condition& condition, const Say& say) {
    return say("device_state." + std::string(name_of(condition.state)));
}

std::string supply_words(SupplyState supply, const Say& say) {
    return say("supply_state." + std::string(name_of(supply)));
}

std::string standing_words(const DeviceView& device, const Say& say) {
    const auto& condition = device.condition;
    std::string words = state_words(condition, say);
    if (!takes_paper(device.slot.device_class)) return words;
    words += say.fill("service_device.paper_is", {{"state", supply_words(condition.paper, say)}});
    if (condition.toner != SupplyState::unknown)
        words += say.fill("service_device.toner_is", {{"state", supply_words(condition.toner, say)}});
    return words;
}

}  // namespace kiosk24::screens
