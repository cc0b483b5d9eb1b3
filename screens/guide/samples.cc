#include "screens/guide/guide.h"

namespace kiosk24::screens::guide {

std::vector<Sample> samples() {
    const State state = sample_state_at(Situation::guide);
    Sample here{"here", state}, one_page{"one page", state}, waiting{"waiting", state},
        no_paper{"no paper", state};
    for (auto& [language, paper] : one_page.state.session->guides->guide->papers)
        paper.pages = 1;
    waiting.state.session->guides->guide.reset();
    waiting.state.session->waiting_for = 1;
    for (auto& device : no_paper.state.devices) {
        if (device.slot.device_class == DeviceClass::document_printer)
            device.condition.fault = Fault::printer_paper_out;
    }
    return {here, one_page, waiting, no_paper};
}

}  // namespace kiosk24::screens::guide
