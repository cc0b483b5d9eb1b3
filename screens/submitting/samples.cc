#include "screens/submitting/submitting.h"

namespace kiosk24::screens::submitting {

std::vector<Sample> samples() {
    Sample late{"long", sample_state_at(Situation::submitting)};
    late.state.session->waits_long = true;
    late.state.cases.begin()->second.verdict = Verdict::pending;
    Sample coming{"receipt coming", late.state}, printed{"receipt printed", late.state},
        none{"no receipt", late.state};
    coming.state.session->receipt = ReceiptProgress{};
    printed.state.session->receipt = ReceiptProgress{.stage = ReceiptStage::printed};
    none.state.session->receipt =
        ReceiptProgress{.stage = ReceiptStage::not_printed, .fault = Fault::receipt_paper_out};
    return {{"sent", sample_state_at(Situation::submitting)}, late, coming, printed, none};
}

}  // namespace kiosk24::screens::submitting
