#include "kiosk/device/restart_policy.h"

#include <algorithm>

namespace kiosk24::device {
namespace {

void drop_before(std::deque<Moment>& moments, Moment earliest) {
    while (!moments.empty() && moments.front() < earliest)
        moments.pop_front();
}

}  // namespace

Restart RestartPolicy::failed(Moment now) {
    drop_before(recent_, now + -rules_.failures_window);
    drop_before(today_, now + -rules_.day);
    recent_.push_back(now);
    today_.push_back(now);

    const auto delay = rules_.restart_after[std::min(step_, rules_.restart_after.size() - 1)];
    ++step_;
    Restart restart{now + delay, Standing::in_service};
    if (recent_.size() >= static_cast<std::size_t>(rules_.failures)) {
        recent_.clear();
        restart = {now + rules_.out_of_service, Standing::out_of_service};
    }
    if (today_.size() > static_cast<std::size_t>(rules_.restarts_a_day)) {
        const auto budget_again = today_.front() + rules_.day;
        restart = {std::max(restart.at, budget_again), Standing::out_of_service};
    }
    return restart;
}

void RestartPolicy::forgive() {
    step_ = 0;
    recent_.clear();
}

}  // namespace kiosk24::device
