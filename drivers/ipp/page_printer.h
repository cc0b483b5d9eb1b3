// How one page is printed: wait until the printer is fit and nothing of ours waits in it, hand over one job,
// follow it to its end, and take it back when it may not go on. Knows no socket and no driver process.
#pragma once

#include <functional>
#include <set>
#include <string>

#include "drivers/ipp/printer.h"
#include "drivers/ipp/verdict.h"
#include "drivers/sdk/device.h"

namespace kiosk24::drivers::ipp {

class PagePrinter {
  public:
    // `told` hears every look at the printer's state, also the failed ones, and answers what fault stands.
    using Told = std::function<Fault(const Result<PrinterFacts>&)>;
    PagePrinter(Printer& printer, Told told) : printer_(printer), told_(std::move(told)) {}

    // An outcome (done) or a Failure with the outcome as far as it is known.
    Answer<PageOutcome> print(const PageRequest& page, ByteView pdf, const PrinterAbilities& abilities,
                              const Limits& limits);
    // A job that still runs is followed to its end, or taken back if it can't go on.
    Answer<PageOutcome> recall(const std::string& job_name, const Limits& limits);
    // Takes back all jobs of ours. device_busy if one would not go in time.
    Answer<void> clear(const Limits& limits);

    // Between calls: one look at the printer, and once more taking back what would not go before.
    void look_between_calls(const Limits& limits);

  private:
    struct Found {
        std::optional<Job> job;
        bool is_reached = false;
    };
    Fault look(const Limits& limits);
    Answer<void> wait_until_fit(const Limits& limits);
    Status empty_our_queue(const Limits& limits);
    Answer<PageOutcome> hand_over(const PageRequest& page, ByteView pdf, const PrinterAbilities& abilities,
                                  const Limits& limits);
    Answer<PageOutcome> follow(Job job, const Limits& limits);
    Answer<PageOutcome> settle(Job job, Verdict first, const Limits& limits);
    Answer<PageOutcome> take_back(const Job& job, Error why);
    Answer<PageOutcome> find_again(const std::string& job_name, const Error& why, const Limits& limits);
    Found find(const std::string& job_name, const Limits& limits);

    Printer& printer_;
    Told told_;
    std::set<std::string> doomed_;  // names of jobs that must not print any more but were not seen to be gone
};

}  // namespace kiosk24::drivers::ipp
