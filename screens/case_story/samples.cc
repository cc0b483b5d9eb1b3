#include "screens/case_story/case_story.h"

namespace kiosk24::screens::case_story {

std::vector<Sample> samples() {
    const State state = sample_state_at(Situation::case_story);
    const auto with = [&](const char* name, auto change) {
        Sample sample{name, state};
        change(sample.state, sample.state.session->look->cases.front());
        return sample;
    };
    const LocalText rule{
        {{Language::zh_hans,
          "规则：有参保记录的人才能开具参保证明。如果您在其他城市参保，请向参保地社保机构申请。"},
         {Language::en,
          "Rule: only somebody with a participation record can be given this certificate. If "
          "you are insured in another city, ask there."}}};
    return {with("approved, print again", [](State&, CaseSummary&) {}),
            with("approved, no paper",
                 [](State& changed, CaseSummary&) {
                     for (auto& device : changed.devices)
                         if (device.slot.device_class == DeviceClass::document_printer)
                             device.condition.fault = Fault::printer_paper_out;
                 }),
            with("human",
                 [](State&, CaseSummary& one) {
                     one.verdict = Verdict::human;
                     one.decided = {};
                     one.deadline = {2026, 5, 27};
                     one.document_id.clear();
                     one.pick_up_code = "482913";
                 }),
            with("refused",
                 [&](State&, CaseSummary& one) {
                     one.verdict = Verdict::refused;
                     one.document_id.clear();
                     one.reason = rule;
                 }),
            with("pending",
                 [](State&, CaseSummary& one) {
                     one.verdict = Verdict::pending;
                     one.decided = {};
                     one.document_id.clear();
                 }),
            with("by number", [](State& changed, CaseSummary& one) {
                changed.session->look->by_card = false;
                changed.session->person.reset();
                changed.session->card.reset();
                one.document_id.clear();
            })};
}

}  // namespace kiosk24::screens::case_story
