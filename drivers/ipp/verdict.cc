#include "drivers/ipp/verdict.h"

#include "drivers/ipp/condition.h"

namespace kiosk24::drivers::ipp {
namespace {

// A sheet may be stuck on its way although the printer calls the job completed.
bool may_hold_the_sheet(Fault fault) {
    return fault == Fault::printer_jammed || fault == Fault::printer_cover_open ||
           fault == Fault::printer_output_full;
}

}  // namespace

std::optional<Verdict> verdict_on(const Job& job, Fault fault) {
    if (!is_final(job.state)) return std::nullopt;
    if (job.state == JobState::completed) {
        const bool is_counted = job.impressions_completed.value_or(1) >= 1;
        if (may_hold_the_sheet(fault)) return Verdict{Outcome::unknown, fault};
        return Verdict{is_counted ? Outcome::done : Outcome::unknown, Fault::none};
    }
    const auto outcome = job.impressions_completed == 0 ? Outcome::not_done : Outcome::unknown;
    return Verdict{outcome, is_blocking(fault) ? fault : Fault::printer_aborted};
}

Code code_of(Fault fault) {
    switch (fault) {
        case Fault::printer_paper_out:
            return Code::paper_out;
        case Fault::printer_jammed:
            return Code::paper_jammed;
        case Fault::printer_cover_open:
            return Code::cover_open;
        case Fault::printer_toner_out:
            return Code::toner_out;
        case Fault::printer_offline:
            return Code::device_offline;
        default:
            return Code::device_failed;
    }
}

}  // namespace kiosk24::drivers::ipp
