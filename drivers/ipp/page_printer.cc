#include "drivers/ipp/page_printer.h"

#include <algorithm>

#include "drivers/ipp/condition.h"
#include "kiosk/base/log.h"

namespace kiosk24::drivers::ipp {
namespace {

constexpr Milliseconds kBetweenLooks{200};
constexpr Milliseconds kBetweenLooksAtCancel{60};
// serve answers a cancelled call for us after 1.5 s and a late one 500 ms after its deadline: by then a job
// must be taken back and seen to be gone.
constexpr Milliseconds kToTakeBack{1300};
constexpr Milliseconds kToFindAgain{5000};
constexpr Milliseconds kToSettle{1500};  // counters and reasons may lag behind job-state

// The part of a call's time in which a page may still come out.
Limits leave_time_to_take_back(const Limits& limits) {
    const auto left = limits.left();
    return limits.within(left - std::min(kToTakeBack, left / 4));
}

Limits just_enough(Milliseconds longest) {
    return Limits{monotonic_now() + longest, {}};
}

bool is_out_of_reach(const Error& error) {
    return error.code() == Code::unreachable || error.code() == Code::timed_out ||
           error.code() == Code::cancelled;
}

Failure offline_failure(const Error& error, Outcome outcome) {
    return {Error(Code::device_offline, error.detail()), Fault::printer_offline, outcome};
}

Answer<PageOutcome> answer_of(const Verdict& verdict, const std::string& detail) {
    if (verdict.outcome == Outcome::done) return PageOutcome{verdict.outcome, Fault::none};
    const auto code = verdict.fault == Fault::none ? Code::outcome_unknown : code_of(verdict.fault);
    return Failure{Error(code, detail), verdict.fault, verdict.outcome};
}

std::string described(const Job& job) {
    static constexpr const char* kNames[] = {"pending",  "held",    "processing", "stopped",
                                             "canceled", "aborted", "completed"};
    std::string text = "job " + std::to_string(job.id) + " " + kNames[static_cast<int>(job.state) - 3];
    if (job.impressions_completed) text += ", " + std::to_string(*job.impressions_completed) + " sides";
    return text;
}

}  // namespace

Fault PagePrinter::look(const Limits& limits) {
    const auto facts = printer_.facts(limits);
    // Out of our own time says nothing about the printer.
    if (!facts && !limits.check()) return Fault::none;
    return told_(facts);
}

Answer<void> PagePrinter::wait_until_fit(const Limits& limits) {
    while (true) {
        TRY_STATUS(limits.check());
        const auto fault = look(limits);
        if (fault == Fault::printer_offline)
            return offline_failure(Error(Code::unreachable), Outcome::not_done);
        const auto go_on = limits.check();
        if (go_on && !is_blocking(fault)) return {};
        if (const auto waited = limits.pause(kBetweenLooks); !waited) {
            const bool is_cancelled = waited.error().code() == Code::cancelled;
            const auto code = is_cancelled || fault == Fault::none ? waited.error().code() : code_of(fault);
            return Failure{Error(code, "the printer did not become fit"), fault, Outcome::not_done};
        }
    }
}

Status PagePrinter::empty_our_queue(const Limits& limits) {
    while (true) {
        TRY(waiting, printer_.jobs(WhichJobs::waiting, limits));
        if (waiting.empty()) {
            doomed_.clear();
            return {};
        }
        for (const auto& job : waiting) {
            TRY_STATUS(printer_.cancel(job.id, limits));
            doomed_.insert(job.name);
        }
        TRY_STATUS(limits.pause(kBetweenLooksAtCancel));
    }
}

Answer<PageOutcome> PagePrinter::print(const PageRequest& page, ByteView pdf,
                                       const PrinterAbilities& abilities, const Limits& limits) {
    const auto work = leave_time_to_take_back(limits);
    if (page.pages > 1 && !abilities.takes_page_ranges)
        return Failure{Error(Code::unsupported, "the printer can't pick a page of a document"),
                       Fault::printer_refused, Outcome::not_done};
    while (true) {
        if (auto fit = wait_until_fit(work); !fit) return fit.error();
        if (auto emptied = empty_our_queue(work); !emptied) {
            const auto& error = emptied.error();
            if (error.code() == Code::unreachable) return offline_failure(error, Outcome::not_done);
            return Failure{error.with("an earlier job would not go"), Fault::none, Outcome::not_done};
        }
        auto answer = hand_over(page, pdf, abilities, work);
        const bool is_busy = !answer && answer.error().error.code() == Code::server_busy;
        if (!is_busy) return answer;
        if (auto waited = work.pause(kBetweenLooks); !waited)
            return Failure{Error(Code::device_busy, "the printer prints for somebody else"), Fault::none,
                           Outcome::not_done};
    }
}

Answer<PageOutcome> PagePrinter::hand_over(const PageRequest& page, ByteView pdf,
                                           const PrinterAbilities& abilities, const Limits& limits) {
    const auto handover = printer_.print(page, pdf, abilities, limits);
    switch (handover.kind) {
        case Handover::Kind::not_sent:
            if (!limits.check()) return Failure{handover.error, Fault::none, Outcome::not_done};
            return offline_failure(handover.error, Outcome::not_done);
        case Handover::Kind::refused:
            if (handover.error.code() == Code::server_busy)
                return Failure{handover.error, Fault::none, Outcome::not_done};
            return Failure{Error(Code::device_failed, handover.error.detail()), Fault::printer_refused,
                           Outcome::not_done};
        case Handover::Kind::uncertain:
            return find_again(page.job_name, handover.error, limits);
        case Handover::Kind::accepted:
            break;
    }
    Job job;
    job.id = handover.job_id;
    job.name = page.job_name;
    return follow(std::move(job), limits);
}

Answer<PageOutcome> PagePrinter::follow(Job job, const Limits& limits) {
    std::optional<Moment> out_of_reach_since;
    while (true) {
        auto known = printer_.job(job.id, limits);
        const auto fault = look(limits);
        if (known) {
            known->name = job.name;
            job = std::move(*known);
            out_of_reach_since.reset();
            if (const auto verdict = verdict_on(job, fault)) return settle(std::move(job), *verdict, limits);
        } else if (!is_out_of_reach(known.error())) {
            doomed_.insert(job.name);
            const auto code =
                known.error().code() == Code::not_found ? Code::outcome_unknown : Code::device_failed;
            return Failure{Error(code, known.error().detail()), Fault::none, Outcome::unknown};
        } else if (limits.check()) {
            if (!out_of_reach_since) out_of_reach_since = monotonic_now();
            if (monotonic_now() - *out_of_reach_since > kToFindAgain) {
                doomed_.insert(job.name);
                return offline_failure(known.error(), Outcome::unknown);
            }
        }
        if (auto go_on = limits.pause(kBetweenLooks); !go_on) return take_back(job, go_on.error());
    }
}

Answer<PageOutcome> PagePrinter::settle(Job job, Verdict first, const Limits& limits) {
    auto verdict = first;
    const auto patience = limits.within(kToSettle);
    while (job.state == JobState::completed && verdict.outcome == Outcome::unknown &&
           patience.pause(kBetweenLooks)) {
        auto known = printer_.job(job.id, patience);
        const auto fault = look(patience);
        if (!known || !patience.check()) break;
        job = std::move(*known);
        verdict = verdict_on(job, fault).value_or(verdict);
    }
    return answer_of(verdict, described(job));
}

Answer<PageOutcome> PagePrinter::take_back(const Job& job, Error why) {
    const auto grace = just_enough(kToTakeBack);
    doomed_.insert(job.name);
    std::string detail = why.detail();
    Verdict verdict;
    if (const auto asked = printer_.cancel(job.id, grace); !asked) detail = asked.error().detail();
    while (true) {
        const auto fault = look(grace);
        const auto known = printer_.job(job.id, grace);
        if (known && is_final(known->state)) {
            verdict = *verdict_on(*known, fault);
            detail = described(*known);
            if (const auto left = find(job.name, grace);
                left.is_reached && left.job && is_final(left.job->state))
                doomed_.erase(job.name);
            break;
        }
        if (!known && known.error().code() == Code::not_found) {
            doomed_.erase(job.name);
            detail = "the printer forgot the job";
            break;
        }
        if (!grace.pause(kBetweenLooksAtCancel)) break;
    }
    if (verdict.outcome == Outcome::done) return PageOutcome{Outcome::done, Fault::none};
    // Taken back by us: "aborted" would be a fault that nobody has to mend.
    if (verdict.fault == Fault::printer_aborted) verdict.fault = Fault::none;
    const bool is_cancelled = why.code() == Code::cancelled || verdict.fault == Fault::none;
    return Failure{Error(is_cancelled ? why.code() : code_of(verdict.fault), detail), verdict.fault,
                   verdict.outcome};
}

PagePrinter::Found PagePrinter::find(const std::string& job_name, const Limits& limits) {
    Found found;
    for (const auto which : {WhichJobs::waiting, WhichJobs::ended}) {
        auto jobs = printer_.jobs(which, limits);
        if (!jobs) return {};
        for (auto& job : *jobs)
            if (job.name == job_name && (!found.job || found.job->id < job.id)) found.job = std::move(job);
        if (found.job) break;
    }
    found.is_reached = true;
    return found;
}

Answer<PageOutcome> PagePrinter::find_again(const std::string& job_name, const Error& why,
                                            const Limits& limits) {
    doomed_.insert(job_name);
    // Out of time already: still look, within the time kept for taking back.
    const auto search = limits.check() ? limits.within(kToFindAgain) : just_enough(kToTakeBack);
    while (true) {
        const auto found = find(job_name, search);
        if (found.job) {
            doomed_.erase(job_name);
            if (!limits.check() && !is_final(found.job->state))
                return take_back(*found.job, limits.check().error());
            return follow(*found.job, limits);
        }
        if (!search.pause(kBetweenLooks)) break;
    }
    look(just_enough(Milliseconds(300)));
    const bool is_cancelled = why.code() == Code::cancelled;
    return Failure{Error(is_cancelled ? why.code() : Code::device_offline, why.detail()),
                   is_cancelled ? Fault::none : Fault::printer_offline, Outcome::unknown};
}

Answer<PageOutcome> PagePrinter::recall(const std::string& job_name, const Limits& limits) {
    const auto work = leave_time_to_take_back(limits);
    const auto found = find(job_name, work);
    if (!found.is_reached) return offline_failure(Error(Code::unreachable), Outcome::unknown);
    if (!found.job) return PageOutcome{Outcome::unknown, Fault::none};
    auto answer = [&]() -> Answer<PageOutcome> {
        if (is_final(found.job->state)) return follow(*found.job, work);
        if (is_blocking(look(work))) return take_back(*found.job, Error(Code::cancelled, "recalled"));
        return follow(*found.job, work);
    }();
    if (answer) return answer;
    const auto& failure = answer.error();
    if (failure.error.code() == Code::device_offline) return answer;
    return PageOutcome{failure.outcome, failure.fault};
}

Answer<void> PagePrinter::clear(const Limits& limits) {
    const auto emptied = empty_our_queue(limits);
    look(limits);
    if (emptied) return {};
    if (emptied.error().code() == Code::unreachable)
        return offline_failure(emptied.error(), Outcome::not_done);
    if (emptied.error().code() == Code::timed_out)
        return Failure{Error(Code::device_busy, "a job would not go"), Fault::none, Outcome::not_done};
    return Failure{emptied.error(), Fault::none, Outcome::not_done};
}

void PagePrinter::look_between_calls(const Limits& limits) {
    if (look(limits) == Fault::printer_offline || doomed_.empty()) return;
    const auto waiting = printer_.jobs(WhichJobs::waiting, limits);
    if (!waiting) return;
    std::set<std::string> still_there;
    for (const auto& job : *waiting) {
        if (!doomed_.contains(job.name)) continue;
        still_there.insert(job.name);
        log::warn("ipp", "job {} outlived its page and is taken back", job.id);
        if (const auto asked = printer_.cancel(job.id, limits); !asked)
            log::warn("ipp", "taking back job {}: {}", job.id, asked.error().text());
    }
    doomed_ = std::move(still_there);
}

}  // namespace kiosk24::drivers::ipp
