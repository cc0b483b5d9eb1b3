#include "drivers/ipp/verdict.h"

#include <gtest/gtest.h>

namespace kiosk24::drivers::ipp {
namespace {

Job job_in(JobState state, std::optional<int> sides) {
    Job job;
    job.id = 1;
    job.state = state;
    job.impressions_completed = sides;
    return job;
}

TEST(IppVerdict, AJobUnderWayHasNone) {
    for (const auto state : {JobState::pending, JobState::held, JobState::processing, JobState::stopped})
        EXPECT_FALSE(verdict_on(job_in(state, 1), Fault::none));
}

TEST(IppVerdict, CompletedAndCountedIsDone) {
    EXPECT_EQ(verdict_on(job_in(JobState::completed, 1), Fault::none), (Verdict{Outcome::done, Fault::none}));
    EXPECT_EQ(verdict_on(job_in(JobState::completed, std::nullopt), Fault::none)->outcome, Outcome::done);
}

TEST(IppVerdict, CompletedWithoutASideIsNotPrinted) {
    EXPECT_EQ(verdict_on(job_in(JobState::completed, 0), Fault::none)->outcome, Outcome::unknown);
}

TEST(IppVerdict, ASheetThatMayBeStuckIsUnknown) {
    for (const auto fault : {Fault::printer_jammed, Fault::printer_cover_open, Fault::printer_output_full})
        EXPECT_EQ(verdict_on(job_in(JobState::completed, 1), fault), (Verdict{Outcome::unknown, fault}));
}

TEST(IppVerdict, TheLastSheetOfTheTrayIsPrinted) {
    EXPECT_EQ(verdict_on(job_in(JobState::completed, 1), Fault::printer_paper_out)->outcome, Outcome::done);
}

TEST(IppVerdict, AbortedOrCanceledIsNotDoneOnlyIfNothingWasCounted) {
    for (const auto state : {JobState::aborted, JobState::canceled}) {
        EXPECT_EQ(verdict_on(job_in(state, 0), Fault::none),
                  (Verdict{Outcome::not_done, Fault::printer_aborted}));
        EXPECT_EQ(verdict_on(job_in(state, 1), Fault::none)->outcome, Outcome::unknown);
        EXPECT_EQ(verdict_on(job_in(state, std::nullopt), Fault::none)->outcome, Outcome::unknown);
        EXPECT_EQ(verdict_on(job_in(state, 0), Fault::printer_jammed)->fault, Fault::printer_jammed);
    }
}

}  // namespace
}  // namespace kiosk24::drivers::ipp
