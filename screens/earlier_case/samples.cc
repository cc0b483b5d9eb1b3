#include "screens/earlier_case/earlier_case.h"

namespace kiosk24::screens::earlier_case {

std::vector<Sample> samples() {
    const State state = sample_state_at(Situation::earlier_case);
    const auto with = [&](const char* name, auto change) {
        Sample sample{name, state};
        change(sample.state.cases.begin()->second);
        return sample;
    };
    return {with("unprinted", [](CaseFile&) {}),
            with("printed", [](CaseFile& file) { file.pages = {PageState::fed}; }),
            with("not filed",
                 [](CaseFile& file) {
                     file.verdict = Verdict::none;
                     file.is_absent = true;
                     file.case_number.clear();
                 }),
            with("unsettled",
                 [](CaseFile& file) {
                     file.verdict = Verdict::none;
                     file.case_number.clear();
                 }),
            with("queued",
                 [](CaseFile& file) {
                     file.verdict = Verdict::none;
                     file.was_sent = false;
                     file.was_queued = true;
                     file.case_number.clear();
                 }),
            with("queued another",
                 [](CaseFile& file) {
                     file.verdict = Verdict::none;
                     file.was_sent = false;
                     file.was_queued = true;
                     file.case_number.clear();
                     file.matter_id = "SI02";
                 }),
            with("pending", [](CaseFile& file) { file.verdict = Verdict::pending; }),
            with("human", [](CaseFile& file) { file.verdict = Verdict::human; }),
            with("refused", [](CaseFile& file) { file.verdict = Verdict::refused; })};
}

}  // namespace kiosk24::screens::earlier_case
