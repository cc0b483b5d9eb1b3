#include "screens/case_list/case_list.h"

namespace kiosk24::screens::case_list {

std::vector<Sample> samples() {
    const State state = sample_state_at(Situation::case_list);
    Sample several{"several", state}, here{"not filed, unsettled", state}, waiting{"waiting", state},
        nothing{"nothing", state};
    CaseFile not_filed;
    not_filed.id = "1";
    not_filed.matter_id = "SI01";
    not_filed.was_sent = not_filed.is_absent = true;
    CaseFile unsettled = not_filed;
    unsettled.is_absent = false;
    here.state.session->look->here = {not_filed, unsettled};
    Sample kept{"kept here", state};
    CaseFile queued = unsettled;
    queued.was_sent = false;
    queued.was_queued = true;
    kept.state.session->look->here = {queued};
    waiting.state.session->look->is_told = false;
    waiting.state.session->waiting_for = 1;
    nothing.state.session->look->cases.clear();
    return {several, here, kept, waiting, nothing};
}

}  // namespace kiosk24::screens::case_list
