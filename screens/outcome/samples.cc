#include "screens/outcome/outcome.h"

namespace kiosk24::screens::outcome {

std::vector<Sample> samples() {
    const State state = sample_state_at(Situation::outcome);
    const auto with = [&](const char* name, auto change) {
        Sample sample{name, state};
        change(sample.state);
        return sample;
    };
    const auto file = [](State& changed) -> CaseFile& { return changed.cases.begin()->second; };
    return {with("approved", [](State& changed) { changed.session->printing = Printing{}; }),
            with("human",
                 [&](State& changed) {
                     file(changed).verdict = Verdict::human;
                     file(changed).deadline = "2026-06-03";
                     file(changed).pick_up_code = "7K2-94M";
                     file(changed).reason = {
                         {{Language::zh_hans, "您的参保记录正在核对，需要人工确认。"},
                          {Language::en, "Your record is being checked and a person must confirm it."}}};
                 }),
            with("refused",
                 [&](State& changed) {
                     file(changed).verdict = Verdict::refused;
                     file(changed).reason = {
                         {{Language::zh_hans,
                           "未查到您在本市的参保记录：只有参加过本市社会保险的人才能开具参保证明。"},
                          {Language::en,
                           "No record of you being insured in this city: the certificate is for people who "
                           "have been."}}};
                 }),
            with("kept here",
                 [&](State& changed) {
                     changed.platform_reachable = false;
                     changed.session->receipt = ReceiptProgress{.stage = ReceiptStage::printed};
                     auto& kept = file(changed);
                     kept.verdict = Verdict::none;
                     kept.was_sent = false;
                     kept.was_queued = true;
                     kept.case_number.clear();
                 }),
            with("not taken",
                 [&](State& changed) {
                     file(changed).verdict = Verdict::refused;
                     file(changed).reason_code = kNotTaken;
                     file(changed).case_number.clear();
                 }),
            with("pending", [&](State& changed) { file(changed).verdict = Verdict::pending; }),
            with("receipt printed",
                 [&](State& changed) {
                     file(changed).verdict = Verdict::human;
                     file(changed).deadline = "2026-06-03";
                     file(changed).pick_up_code = "7K2-94M";
                     changed.session->receipt = ReceiptProgress{.stage = ReceiptStage::printed};
                 }),
            with("receipt coming",
                 [&](State& changed) {
                     changed.session->printing = Printing{};
                     changed.session->receipt = ReceiptProgress{.stage = ReceiptStage::printing};
                 }),
            with("no receipt", [&](State& changed) {
                file(changed).verdict = Verdict::refused;
                file(changed).reason = {{{Language::zh_hans, "未查到您在本市的参保记录。"},
                                         {Language::en, "No record of you being insured in this city."}}};
                changed.session->receipt =
                    ReceiptProgress{.stage = ReceiptStage::not_printed, .fault = Fault::receipt_paper_out};
            })};
}

}  // namespace kiosk24::screens::outcome
