// What became of a page, concluded from the last state of its job and of the printer. Pure.
#pragma once

#include <optional>

#include "drivers/ipp/facts.h"
#include "kiosk/base/error.h"
#include "kiosk/model/device.h"

namespace kiosk24::drivers::ipp {

struct Verdict {
    Outcome outcome = Outcome::unknown;
    Fault fault = Fault::none;
    bool operator==(const Verdict&) const = default;
};

// nullopt while the job is under way. `fault` is what the printer says at the same time.
//   completed, counted or not counting, nothing stuck      done
//   completed, but no side counted, or a jam or open cover  unknown (ask again a little later: counters lag)
//   canceled or aborted with 0 sides counted                not_done
//   canceled or aborted otherwise                           unknown
// Paper that ran out after the page is no doubt about the page.
std::optional<Verdict> verdict_on(const Job& job, Fault fault);

// The error a person or a program acts on for a fault that stands in the way of a page.
Code code_of(Fault fault);

}  // namespace kiosk24::drivers::ipp
