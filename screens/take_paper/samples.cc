#include "screens/take_paper/take_paper.h"

namespace kiosk24::screens::take_paper {

std::vector<Sample> samples() {
    const auto with = [](const char* name, ReceiptProgress receipt) {
        Sample sample{name, sample_state_at(Situation::take_paper)};
        sample.state.session->receipt = receipt;
        return sample;
    };
    Sample no_printer = with("no receipt printer", {.stage = ReceiptStage::not_printed});
    std::erase_if(no_printer.state.devices, [](const DeviceView& device) {
        return device.slot.device_class == DeviceClass::receipt_printer;
    });
    Sample without_card = with("without card", {.stage = ReceiptStage::printed});
    without_card.state.session->method = IdentifyMethod::e_id;
    Sample guide{"guide", sample_state_at(Situation::take_paper)};
    guide.state.session->guides = sample_state_at(Situation::guide).session->guides;
    guide.state.session->card.reset();
    return {guide,
            without_card,
            {"take", sample_state_at(Situation::take_paper)},
            with("receipt", {.stage = ReceiptStage::printed}),
            with("receipt coming", {.stage = ReceiptStage::printing}),
            with("no receipt", {.stage = ReceiptStage::not_printed, .fault = Fault::receipt_cover_open}),
            with("receipt unsure", {.stage = ReceiptStage::unknown, .fault = Fault::receipt_offline}),
            no_printer};
}

}  // namespace kiosk24::screens::take_paper
