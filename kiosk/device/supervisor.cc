#include "kiosk/device/supervisor.h"

#include <fmt/format.h>

#include <algorithm>

namespace kiosk24::device {

Supervisor::Supervisor(DriverIndex index, const DriverSpec& spec, const Rules& rules)
    : index_(index), spec_(spec), rules_(rules), policy_(rules) {}

void Supervisor::begin(Moment now, Outputs& out) {
    announce(out);
    start_process(now, out);
}

void Supervisor::start_process(Moment now, Outputs& out) {
    life_ = Life::starting;
    hello_due_ = now + rules_.hello;
    end_due_ = kNever;
    rate_since_ = now;
    rate_count_ = 0;
    unconfined_.clear();
    on_loan_.clear();
    clear_ = is_cleared_first(spec_.device_class) ? Clear::owed : Clear::not_needed;
    log(log::Level::info, "starting", out);
    out.push_back(output::StartProcess{index_});
}

void Supervisor::end_process(Moment now, output::KillHow how, AfterEnd after, Outputs& out) {
    life_ = Life::ending;
    after_end_ = after;
    kill_due_ = how == output::KillHow::let_go ? now + rules_.let_go : kNever;
    out.push_back(output::Kill{index_, how});
}

void Supervisor::fail(Moment now, const std::string& why, Process process, Outputs& out) {
    restart_ = policy_.failed(now);
    const auto fault = driver_failed(spec_.device_class);
    std::string detail = why;
    if (restart_.standing == Standing::out_of_service)
        detail += fmt::format("; out of service for {} min", (restart_.at - now).count() / 60'000);
    log(log::Level::error,
        fmt::format("driver failed: {}; next start in {} s", detail, (restart_.at - now).count() / 1000),
        out);
    end_calls(Code::device_misbehaved, why, fault, out);
    refuse_held(Code::device_offline, "the driver failed: " + why, fault, out);
    conclude(DeviceState::offline, fault, std::move(detail), out);
    if (process == Process::alive) {
        end_process(now, output::KillHow::now, AfterEnd::restart, out);
    } else {
        life_ = Life::waiting;
        owes_forget_ = false;
    }
}

void Supervisor::exited(Moment now, const std::string& how, Outputs& out) {
    switch (life_) {
        case Life::starting:
        case Life::running:
            return fail(now, "the process ended: " + how, Process::gone, out);
        case Life::ending:
            break;
        case Life::resting:
        case Life::waiting:
        case Life::over:
            return;
    }
    log(log::Level::info, "process ended: " + how, out);
    owes_forget_ = false;
    kill_due_ = kNever;
    if (after_end_ == AfterEnd::stop) {
        life_ = Life::over;
    } else if (after_end_ == AfterEnd::restart) {
        life_ = Life::waiting;
        wake(now, out);
    } else {
        life_ = Life::resting;
        if (held_) start_process(now, out);
    }
}

void Supervisor::start_failed(Moment now, const std::string& why, Outputs& out) {
    if (life_ == Life::starting) return fail(now, "cannot be started: " + why, Process::gone, out);
    exited(now, why, out);
}

void Supervisor::send_failed(Moment now, const std::string& why, Outputs& out) {
    if (end_due_ != kNever) return;  // its end tells more
    if (life_ == Life::starting || life_ == Life::running) fail(now, why, Process::alive, out);
}

void Supervisor::hung_up(Moment now) {
    if (life_ == Life::starting || life_ == Life::running) end_due_ = now + rules_.last_breath;
}

void Supervisor::received(Moment now, const input::Received& message, Outputs& out) {
    if (life_ != Life::starting && life_ != Life::running) return;
    if (message.wholeness == Wholeness::cut_off)
        return fail(now, "sent a message over 64 KiB", Process::alive, out);
    if (is_flooding(now))
        return fail(now, fmt::format("sent over {} messages in a second", rules_.messages_a_second),
                    Process::alive, out);
    auto decoded = wire::decode_from_driver(message.bytes, spec_.device_class);
    if (!decoded)
        return fail(now, "sent a malformed message: " + decoded.error().text(), Process::alive, out);
    const std::size_t announced = wire::bulk_bytes_of(*decoded);
    if (message.descriptors != (announced > 0 ? 1 : 0))
        return fail(now, fmt::format("sent {} descriptors that nobody asked for", message.descriptors),
                    Process::alive, out);
    if (announced > 0 && (!message.bulk || message.bulk->reveal().size() != announced))
        return fail(now, "sent bulk that is not what it announced", Process::alive, out);
    if (announced > 0) set_bulk(*decoded, message.bulk);
    on_message(now, std::move(*decoded), out);
}

bool Supervisor::is_flooding(Moment now) {
    if (now - rate_since_ >= Milliseconds(1000)) {
        rate_since_ = now;
        rate_count_ = 0;
    }
    return ++rate_count_ > rules_.messages_a_second;
}

void Supervisor::on_message(Moment now, wire::FromDriver message, Outputs& out) {
    if (auto* hello = std::get_if<wire::Hello>(&message)) return greeted(now, *hello, out);
    if (life_ == Life::starting) return fail(now, "spoke before its hello", Process::alive, out);
    if (auto* done = std::get_if<wire::Done>(&message)) return on_done(now, std::move(*done), out);
    if (auto* failed = std::get_if<wire::Failed>(&message)) return on_failed(now, std::move(*failed), out);
    if (auto* changed = std::get_if<wire::ConditionChanged>(&message))
        return told(now, changed->condition, out);
    if (auto* release = std::get_if<wire::Release>(&message)) return on_released(now, *release, out);
    if (auto* hinted = std::get_if<wire::Hinted>(&message)) return on_hinted(now, *hinted, out);
    if (auto* frame = std::get_if<wire::Frame>(&message)) return on_frame(now, std::move(*frame), out);
}

void Supervisor::greeted(Moment now, const wire::Hello& hello, Outputs& out) {
    if (life_ == Life::running) return fail(now, "said hello twice", Process::alive, out);
    if (hello.protocol != wire::kDriverProtocol)
        return fail(now, fmt::format("speaks protocol {}, not {}", hello.protocol, wire::kDriverProtocol),
                    Process::alive, out);
    if (hello.device_class != spec_.device_class)
        return fail(now, fmt::format("is a driver of class {}", name_of(hello.device_class)), Process::alive,
                    out);
    log(log::Level::info,
        fmt::format("runs: {} {}, serial {}, firmware {}", hello.identity.maker, hello.identity.model,
                    hello.identity.serial, hello.identity.firmware),
        out);
    out.push_back(event::DeviceGreeted{spec_.id, hello.identity});
    life_ = Life::running;
    hello_due_ = kNever;
    healthy_at_ = now + rules_.healthy;
    condition_due_ = now + rules_.first_condition;
    idle_since_ = now;
    pump(now, out);
}

void Supervisor::told(Moment now, const Condition& condition, Outputs& out) {
    condition_due_ = kNever;
    told_ = condition;
    announce(out);
    if (clear_ == Clear::failed && is_usable(condition)) {
        clear_ = Clear::owed;
        pump(now, out);
    }
}

void Supervisor::conclude(DeviceState state, Fault fault, std::string detail, Outputs& out) {
    told_ = Condition{};
    told_.state = state;
    told_.fault = fault;
    told_.detail = std::move(detail);
    announce(out);
}

void Supervisor::announce(Outputs& out) {
    Condition shown = told_;
    if (!unconfined_.empty()) {
        if (shown.fault == Fault::none) shown.fault = Fault::launch_unconfined;
        shown.detail += (shown.detail.empty() ? "unconfined: " : "; unconfined: ") + unconfined_;
    }
    if (announced_ == shown) return;
    announced_ = shown;
    out.push_back(event::DeviceChanged{spec_.id, std::move(shown)});
}

void Supervisor::unconfined(const std::string& what, Outputs& out) {
    log(log::Level::warn, "runs unconfined: " + what, out);
    unconfined_ = what;
    // While it is still starting its condition follows with the first one it tells.
    if (life_ == Life::running) announce(out);
}

void Supervisor::prewarm(Moment now, Outputs& out) {
    idle_since_ = now;
    if (life_ == Life::resting) start_process(now, out);
}

void Supervisor::reset(Moment now, Outputs& out) {
    policy_.forgive();
    restart_.at = std::min(restart_.at, now);
    log(log::Level::info, "reset by a person", out);
    wake(now, out);
}

void Supervisor::restart(Moment now, Outputs& out) {
    if (life_ != Life::starting && life_ != Life::running) return reset(now, out);
    policy_.forgive();
    log(log::Level::info, "restarted by a person", out);
    end_calls(Code::cancelled, "the driver is started anew", Fault::none, out);
    refuse_held(Code::cancelled, "the driver is started anew", Fault::none, out);
    conclude(DeviceState::starting, Fault::none, {}, out);
    restart_.at = now;
    end_process(now, output::KillHow::let_go, AfterEnd::restart, out);
}

void Supervisor::stop(Moment now, Outputs& out) {
    end_calls(Code::cancelled, "the terminal stops", Fault::none, out);
    refuse_held(Code::cancelled, "the terminal stops", Fault::none, out);
    switch (life_) {
        case Life::resting:
        case Life::waiting:
            life_ = Life::over;
            break;
        case Life::starting:
        case Life::running:
            end_process(now, output::KillHow::let_go, AfterEnd::stop, out);
            break;
        case Life::ending:
            after_end_ = AfterEnd::stop;
            break;
        case Life::over:
            break;
    }
}

void Supervisor::wake(Moment now, Outputs& out) {
    check_calls(now, out);
    if ((life_ == Life::starting || life_ == Life::running) && now >= end_due_)
        fail(now, "closed its connection", Process::alive, out);
    switch (life_) {
        case Life::starting:
            if (now >= hello_due_) fail(now, "no hello in time", Process::alive, out);
            break;
        case Life::waiting:
            if (now >= restart_.at) start_process(now, out);
            break;
        case Life::ending:
            if (now >= kill_due_) {
                kill_due_ = kNever;
                out.push_back(output::Kill{index_, output::KillHow::now});
            }
            break;
        case Life::running:
            wake_running(now, out);
            break;
        case Life::resting:
        case Life::over:
            break;
    }
}

void Supervisor::wake_running(Moment now, Outputs& out) {
    if (now >= healthy_at_) {
        healthy_at_ = kNever;
        policy_.healthy();
    }
    if (now >= condition_due_) {
        condition_due_ = kNever;
        log(log::Level::warn, "told no condition since its hello: taken as online", out);
        conclude(DeviceState::online, Fault::none, {}, out);
    }
    if (spec_.keep == Keep::on_demand && is_idle() && now >= idle_since_ + rules_.unused)
        end_process(now, output::KillHow::let_go, AfterEnd::rest, out);
}

Moment Supervisor::next_wake() const {
    Moment next = calls_wake();
    switch (life_) {
        case Life::starting:
            return std::min({next, hello_due_, end_due_});
        case Life::waiting:
            return std::min(next, restart_.at);
        case Life::ending:
            return std::min(next, kill_due_);
        case Life::running:
            next = std::min({next, healthy_at_, condition_due_, end_due_});
            if (spec_.keep == Keep::on_demand && is_idle())
                next = std::min(next, idle_since_ + rules_.unused);
            return next;
        case Life::resting:
        case Life::over:
            break;
    }
    return next;
}

void Supervisor::log(log::Level level, const std::string& text, Outputs& out) const {
    out.push_back(output::LogLine{level, fmt::format("[{}] {}", spec_.id, text)});
}

}  // namespace kiosk24::device
