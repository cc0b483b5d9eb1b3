#include "drivers/sdk/calls.h"

#include <algorithm>
#include <utility>

#include "kiosk/base/log.h"

namespace kiosk24::drivers {
namespace {

Moment later(Moment moment, Milliseconds time) {
    return moment == kNever ? kNever : moment + time;
}

bool moves_paper(const wire::Ask& ask) {
    return std::holds_alternative<wire::ask::PrintPage>(ask) ||
           std::holds_alternative<wire::ask::Recall>(ask) ||
           std::holds_alternative<wire::ask::PrintReceipt>(ask);
}

wire::Failed failed(std::uint64_t id, const Failure& failure) {
    return {id, failure.error.code(), failure.fault, failure.outcome, failure.error.detail()};
}

}  // namespace

void Calls::refuse(const wire::Call& call, Code code, std::string detail) {
    messages_.emplace_back(failed(call.id, {Error(code, std::move(detail))}));
}

void Calls::on_call(wire::Call call, Descriptor memfd, Moment now) {
    if (call.id <= newest_id_) {
        // Another answer to the same id would be misbehaviour of ours.
        log::warn("driver", "call {} came again and is dropped", call.id);
        return;
    }
    newest_id_ = call.id;
    const bool has_bulk = call.bulk_bytes > 0;
    auto bulk = Bulk::map(std::move(memfd), call.bulk_bytes);
    if (!bulk) {
        refuse(call, bulk.error().code(), bulk.error().detail());
        if (has_bulk) messages_.emplace_back(wire::Release{call.id});
        return;
    }
    if (waiting_.size() >= kMostWaitingCalls) {
        refuse(call, Code::device_busy, "too many calls wait");
        if (has_bulk) messages_.emplace_back(wire::Release{call.id});
        return;
    }
    const auto deadline = now + call.within;
    waiting_.push_back({std::move(call), std::move(*bulk), deadline});
}

void Calls::on_cancel(std::uint64_t id, Moment now) {
    if (running_ && running_->id == id) {
        if (running_->cancelled_at == kNever) running_->cancelled_at = now;
        running_->stop.request();
        return;
    }
    const auto found = std::find_if(waiting_.begin(), waiting_.end(),
                                    [id](const Waiting& waiting) { return waiting.call.id == id; });
    // A cancel that crosses its answer on the way is nothing unusual.
    if (found == waiting_.end()) return;
    refuse(found->call, Code::cancelled, "cancelled before it began");
    if (found->call.bulk_bytes > 0) messages_.emplace_back(wire::Release{id});
    waiting_.erase(found);
}

void Calls::on_finished(std::uint64_t id, Answer<wire::Give> answer) {
    if (!running_ || running_->id != id) return;
    const auto ended = std::exchange(running_, std::nullopt);
    if (ended->has_bulk) messages_.emplace_back(wire::Release{id});
    if (ended->answered_for_at != kNever) {
        log::warn("driver", "call {} ended after it had been answered for", id);
    } else if (answer) {
        messages_.emplace_back(wire::Done{id, std::move(*answer)});
    } else {
        messages_.emplace_back(failed(id, answer.error()));
    }
}

Moment Calls::answer_for_at() const {
    return std::min(later(running_->deadline, kAfterDeadline), later(running_->cancelled_at, kAfterCancel));
}

void Calls::answer_for(Moment now) {
    running_->answered_for_at = now;
    running_->stop.request();
    const auto code = running_->cancelled_at != kNever ? Code::cancelled : Code::timed_out;
    const auto outcome = running_->moves_paper ? Outcome::unknown : Outcome::not_done;
    log::warn("driver", "call {} does not end: answered {} for it", running_->id, name_of(code));
    messages_.emplace_back(
        failed(running_->id, {Error(code, "the device did not come back"), Fault::none, outcome}));
}

void Calls::on_time(Moment now) {
    if (running_ && running_->answered_for_at == kNever && now >= answer_for_at()) answer_for(now);
    for (auto waiting = waiting_.begin(); waiting != waiting_.end();) {
        if (now < waiting->deadline) {
            ++waiting;
            continue;
        }
        refuse(waiting->call, Code::timed_out, "it never began: the device is busy");
        if (waiting->call.bulk_bytes > 0) messages_.emplace_back(wire::Release{waiting->call.id});
        waiting = waiting_.erase(waiting);
    }
}

void Calls::stop_all() {
    waiting_.clear();
    if (running_) running_->stop.request();
}

std::optional<StartedCall> Calls::take_next() {
    if (running_ || waiting_.empty()) return std::nullopt;
    auto next = std::move(waiting_.front());
    waiting_.pop_front();
    Running running;
    running.id = next.call.id;
    running.moves_paper = moves_paper(next.call.ask);
    running.has_bulk = next.call.bulk_bytes > 0;
    running.deadline = next.deadline;
    running_ = std::move(running);
    return StartedCall{next.call.id, std::move(next.call.ask), std::move(next.bulk),
                       Limits{next.deadline, running_->stop.token()}};
}

Moment Calls::wake_at() const {
    Moment wake = kNever;
    for (const auto& waiting : waiting_)
        wake = std::min(wake, waiting.deadline);
    if (!running_) return wake;
    if (running_->answered_for_at == kNever) return std::min(wake, answer_for_at());
    return std::min(wake, later(running_->answered_for_at, kStuck));
}

bool Calls::is_stuck(Moment now) const {
    return running_ && now >= later(running_->answered_for_at, kStuck);
}

}  // namespace kiosk24::drivers
