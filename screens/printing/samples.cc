#include "screens/printing/printing.h"

namespace kiosk24::screens::printing {

std::vector<Sample> samples() {
    const State state = sample_state_at(Situation::printing);
    Sample paper_out{"paper out", state}, asks{"asks", state}, preparing{"preparing", state},
        stopped{"stopped", state};
    paper_out.state.session->printing->fault = Fault::printer_paper_out;
    stopped.state.session->printing->fault = Fault::printer_jammed;
    stopped.state.session->waiting_for = 0;
    asks.state.session->printing->asks_whether_it_came_out = true;
    asks.state.session->waiting_for = 0;
    preparing.state.session->printing->page = 0;
    Sample receipt{"receipt printed", state};
    receipt.state.session->receipt = ReceiptProgress{.stage = ReceiptStage::printed};
    Sample guide{"guide", state}, guide_stopped{"guide stopped", stopped.state};
    for (auto* one : {&guide, &guide_stopped}) {
        one->state.session->guides = sample_state_at(Situation::guide).session->guides;
        one->state.session->card.reset();
    }
    return {guide, guide_stopped, {"page", state}, paper_out, stopped, asks, preparing, receipt};
}

}  // namespace kiosk24::screens::printing
