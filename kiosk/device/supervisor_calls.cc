#include <fmt/format.h>

#include <algorithm>

#include "kiosk/device/supervisor.h"

namespace kiosk24::device {

void Supervisor::release(Moment now, Command command, DriverAsk ask, Outputs& out) {
    const auto fault = told_.fault;
    const bool comes_up = life_ == Life::starting || life_ == Life::running || life_ == Life::resting ||
                          (life_ == Life::ending && after_end_ == AfterEnd::rest);
    if (!comes_up)
        return complete(
            command, failed_with(Code::device_offline, "the driver does not run", Outcome::not_done, fault),
            out);
    if (needs_bulk(ask.ask) && (!ask.bulk || ask.bulk->reveal().empty()))
        return complete(command, failed_with(Code::bad_argument, "no document", Outcome::not_done), out);
    const bool is_busy = held_ || (open_ && open_->command && !open_->is_cancelled);
    if (is_busy)
        return complete(command, failed_with(Code::device_busy, "another command is open", Outcome::not_done),
                        out);

    const auto within = within_of(command, rules_);
    if (clear_ == Clear::failed && prints(ask.ask)) clear_ = Clear::owed;
    held_ = HeldCommand{std::move(command), std::move(ask), now + within};
    if (life_ == Life::resting) return start_process(now, out);
    pump(now, out);
}

bool Supervisor::cancel(Moment now, CommandId target, Outputs& out) {
    if (held_ && held_->command.id == target) {
        refuse_held(Code::cancelled, "before it was asked", Fault::none, out);
        idle_since_ = now;
        return true;
    }
    if (!open_ || !open_->command || open_->command->id != target) return false;
    if (open_->is_cancelled) return true;
    open_->is_cancelled = true;
    end_preview(out);
    open_->answer_due = std::min(open_->answer_due, now + rules_.cancel_grace);
    auto bytes = wire::encode(wire::ToDriver(wire::Cancel{open_->id}));
    if (bytes) out.push_back(output::SendMessage{index_, std::move(*bytes), {}});
    return true;
}

void Supervisor::forget(Moment now, Milliseconds within, Outputs& out) {
    if (life_ != Life::starting && life_ != Life::running && life_ != Life::ending) return;
    owes_forget_ = true;
    forget_within_ = within;
    pump(now, out);
}

void Supervisor::pump(Moment now, Outputs& out) {
    if (life_ != Life::running || open_) return;
    if (owes_forget_) return open_call(now, Kind::forget, wire::ask::Forget{}, {}, forget_within_, {}, out);
    if (clear_ == Clear::owed)
        return open_call(now, Kind::clear, wire::ask::Clear{}, {}, rules_.clear, {}, out);
    if (held_) send_held(now, out);
}

void Supervisor::send_held(Moment now, Outputs& out) {
    auto held = std::move(*held_);
    held_.reset();
    if (held.ask.bulk && on_loan_.size() >= rules_.bulk_on_loan) {
        const std::string why = "keeps the pages of answered calls";
        complete(held.command, failed_with(Code::device_misbehaved, why, Outcome::not_done), out);
        return fail(now, why, Process::alive, out);
    }
    open_call(now, Kind::command, std::move(held.ask.ask), std::move(held.ask.bulk), held.due - now,
              std::move(held.command), out);
}

void Supervisor::open_call(Moment now, Kind kind, wire::Ask ask, DocumentBytes bulk, Milliseconds within,
                           std::optional<Command> command, Outputs& out) {
    const auto for_driver = std::max(within - rules_.silence, within / 2);
    const auto id = ++last_call_id_;
    const std::size_t bulk_bytes = bulk ? bulk->reveal().size() : 0;
    auto bytes = bulk_bytes > wire::kLargestBulk_bytes
                     ? Result<std::string>(Error(Code::too_large, "the document"))
                     : wire::encode(wire::ToDriver(wire::Call{id, ask, for_driver, bulk_bytes}));
    if (!bytes) {
        if (command) complete(*command, result::Failed{bytes.error(), Fault::none, Outcome::not_done}, out);
        return;
    }
    OpenCall call;
    call.kind = kind;
    call.id = id;
    call.ask = std::move(ask);
    call.command = std::move(command);
    if (call.command) call.command_due = now + within;
    call.answer_due = now + for_driver + rules_.silence;
    open_ = std::move(call);
    if (bulk_bytes > 0)
        on_loan_.insert(id);
    else
        bulk.reset();
    out.push_back(output::SendMessage{index_, std::move(*bytes), std::move(bulk)});
}

bool Supervisor::is_open(Moment now, std::uint64_t id, Outputs& out) {
    if (open_ && open_->id == id) return true;
    fail(now, fmt::format("answered call {}, which is not open", id), Process::alive, out);
    return false;
}

void Supervisor::on_done(Moment now, wire::Done done, Outputs& out) {
    if (!is_open(now, done.id, out)) return;
    auto result = result_of(open_->ask, std::move(done.give));
    if (!result) return fail(now, "answered in the wrong shape", Process::alive, out);
    if (open_->command && std::holds_alternative<command::TestRead>(open_->command->what))
        result = tested(std::move(*result));
    if (open_->kind == Kind::forget) owes_forget_ = false;
    if (std::holds_alternative<wire::ask::Clear>(open_->ask)) clear_ = Clear::not_needed;
    if (open_->is_cancelled && !moves_paper(open_->ask))
        return close_call(now, failed_with(Code::cancelled, "on request", Outcome::not_done), out);
    close_call(now, std::move(*result), out);
}

void Supervisor::on_failed(Moment now, wire::Failed failed, Outputs& out) {
    if (!is_open(now, failed.id, out)) return;
    if (open_->kind == Kind::forget)
        return fail(now, "could not forget: " + failed.detail, Process::alive, out);
    if (open_->kind == Kind::clear) {
        log(log::Level::warn, fmt::format("could not be cleared: {} {}", name_of(failed.code), failed.detail),
            out);
        clear_ = Clear::failed;
        if (held_ && prints(held_->ask.ask))
            refuse_held(failed.code, "the printer could not be cleared first", failed.fault, out);
        return close_call(now, result::Done{}, out);
    }
    const bool is_void = open_->is_cancelled && !moves_paper(open_->ask);
    auto result = failed_with(is_void ? Code::cancelled : failed.code, std::move(failed.detail),
                              moves_paper(open_->ask) ? failed.outcome : Outcome::not_done, failed.fault);
    close_call(now, std::move(result), out);
}

void Supervisor::on_released(Moment now, const wire::Release& release, Outputs& out) {
    if (on_loan_.erase(release.id) == 0)
        fail(now, fmt::format("gave back the bulk of call {}, which it did not have", release.id),
             Process::alive, out);
}

bool Supervisor::is_capturing() const {
    return open_ && std::holds_alternative<wire::ask::CaptureFace>(open_->ask);
}

void Supervisor::end_preview(Outputs& out) const {
    if (is_capturing()) out.emplace_back(std::in_place_type<output::Preview>);
}

void Supervisor::on_hinted(Moment now, const wire::Hinted& hinted, Outputs& out) {
    if (!is_capturing()) return fail(now, "gave a hint that nobody asked for", Process::alive, out);
    if (open_->command && !open_->is_cancelled) out.push_back(event::FaceHinted{spec_.id, hinted.hint});
}

void Supervisor::on_frame(Moment now, wire::Frame frame, Outputs& out) {
    if (!is_capturing()) return fail(now, "sent a picture that nobody asked for", Process::alive, out);
    auto bytes = wire::encode(wire::ToDriver(wire::Release{frame.id}));
    if (bytes) out.push_back(output::SendMessage{index_, std::move(*bytes), {}});
    if (open_->command && !open_->is_cancelled)
        out.emplace_back(output::Preview{{frame.width_px, frame.height_px, std::move(frame.grey)}});
}

void Supervisor::close_call(Moment now, CommandResult result, Outputs& out) {
    end_preview(out);
    auto call = std::move(*open_);
    open_.reset();
    idle_since_ = now;
    if (call.command) complete(*call.command, std::move(result), out);
    pump(now, out);
}

void Supervisor::end_calls(Code code, const std::string& why, Fault fault, Outputs& out) {
    if (!open_) return;
    end_preview(out);
    auto call = std::move(*open_);
    open_.reset();
    if (call.is_cancelled && !moves_paper(call.ask)) code = Code::cancelled;
    if (call.command)
        complete(*call.command, failed_with(code, why, outcome_unanswered(call.ask), fault), out);
}

void Supervisor::refuse_held(Code code, const std::string& why, Fault fault, Outputs& out) {
    if (!held_) return;
    auto held = std::move(*held_);
    held_.reset();
    complete(held.command, failed_with(code, why, Outcome::not_done, fault), out);
}

void Supervisor::complete(Command& command, CommandResult result, Outputs& out) const {
    out.push_back(Completed{command.id, command.case_id, std::move(result), {}});
}

void Supervisor::check_calls(Moment now, Outputs& out) {
    if (held_ && now >= held_->due)
        refuse_held(Code::timed_out, "the driver had no time for it", Fault::none, out);
    if (!open_) return;
    if (now >= open_->answer_due)
        return fail(now, open_->is_cancelled ? "did not answer a cancelled call" : "silent past a deadline",
                    Process::alive, out);
    if (open_->command && now >= open_->command_due) {
        const auto code = open_->is_cancelled ? Code::cancelled : Code::timed_out;
        complete(*open_->command, failed_with(code, "no answer yet", outcome_unanswered(open_->ask)), out);
        open_->command.reset();
        open_->command_due = kNever;
    }
}

Moment Supervisor::calls_wake() const {
    Moment next = kNever;
    if (held_) next = std::min(next, held_->due);
    if (open_) next = std::min({next, open_->answer_due, open_->command_due});
    return next;
}

}  // namespace kiosk24::device
