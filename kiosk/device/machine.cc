#include "kiosk/device/machine.h"

#include <algorithm>

#include "kiosk/device/supervisor.h"

namespace kiosk24::device {
namespace {

template <typename... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};
template <typename... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

}  // namespace

Machine::Machine(const std::vector<DriverSpec>& drivers, const Rules& rules) : rules_(rules) {
    for (const auto& spec : drivers)
        drivers_.push_back(std::make_unique<Supervisor>(drivers_.size(), spec, rules_));
}

Machine::~Machine() = default;

Outputs Machine::advance(Moment now, Input input) {
    Outputs out;
    std::visit(Overloaded{
                   [&](input::Begin) {
                       for (auto& driver : drivers_)
                           driver->begin(now, out);
                   },
                   [&](input::Release& it) { release(now, std::move(it.command), out); },
                   [&](input::Received& it) {
                       drivers_.at(it.driver)->received(now, it, out);
                       wipe_value(it.bytes);
                   },
                   [&](input::Exited& it) { drivers_.at(it.driver)->exited(now, it.how, out); },
                   [&](input::StartFailed& it) { drivers_.at(it.driver)->start_failed(now, it.why, out); },
                   [&](input::SendFailed& it) { drivers_.at(it.driver)->send_failed(now, it.why, out); },
                   [&](input::HungUp& it) { drivers_.at(it.driver)->hung_up(now); },
                   [&](input::Unconfined& it) { drivers_.at(it.driver)->unconfined(it.what, out); },
                   [&](input::Reset& it) {
                       if (auto* driver = find(it.device); driver && !is_stopping_) driver->reset(now, out);
                   },
                   [&](input::Wake) {
                       for (auto& driver : drivers_)
                           driver->wake(now, out);
                   },
                   [&](input::Stop) {
                       is_stopping_ = true;
                       for (auto& driver : drivers_)
                           driver->stop(now, out);
                   },
               },
               input);
    wake_for_a_card(now, out);
    finish_forgetting(now, out);
    return out;
}

void Machine::release(Moment now, Command command, Outputs& out) {
    if (const auto* stop = std::get_if<command::Cancel>(&command.what)) return cancel(now, stop->target, out);
    const auto refuse = [&](Code code, std::string why) {
        out.push_back(
            Completed{command.id, command.case_id, failed_with(code, std::move(why), Outcome::not_done), {}});
    };
    if (is_stopping_) return refuse(Code::cancelled, "the terminal stops");
    if (early_cancels_.take(command.id)) return refuse(Code::cancelled, "before it came");
    if (std::holds_alternative<command::ForgetPersonal>(command.what))
        return forget(now, std::move(command), out);
    if (const auto* reset = std::get_if<command::ResetDriver>(&command.what)) {
        auto* driver = find(reset->device);
        if (!driver) return refuse(Code::not_found, "this terminal has no device " + reset->device);
        driver->restart(now, out);
        out.push_back(Completed{command.id, command.case_id, result::Done{}, {}});
        return;
    }
    auto ask = take_ask(command.what);
    if (!ask) return refuse(Code::bad_argument, "not a command of the device room");
    auto* driver = find(ask->device);
    if (!driver) return refuse(Code::not_found, "this terminal has no device " + ask->device);
    if (driver->spec().device_class != ask->device_class)
        return refuse(Code::unsupported, ask->device + " is a device of another class");
    driver->release(now, std::move(command), std::move(*ask), out);
}

void Machine::cancel(Moment now, CommandId target, Outputs& out) {
    for (auto& driver : drivers_) {
        if (driver->cancel(now, target, out)) return;
    }
    // Completed already, another room's, or still on its way here.
    early_cancels_.put(target);
}

void Machine::forget(Moment now, Command command, Outputs& out) {
    const auto within = within_of(command, rules_);
    for (auto& driver : drivers_)
        driver->forget(now, within, out);
    forgetting_.push_back({std::move(command), now + within});
}

void Machine::finish_forgetting(Moment now, Outputs& out) {
    if (forgetting_.empty()) return;
    const auto owing =
        std::find_if(drivers_.begin(), drivers_.end(), [](auto& it) { return it->is_forgetting(); });
    std::erase_if(forgetting_, [&](Forgetting& one) {
        if (owing == drivers_.end()) {
            out.push_back(Completed{one.command.id, one.command.case_id, result::Done{}, {}});
            return true;
        }
        if (now < one.due) return false;
        const auto why = (*owing)->spec().id + " has not answered";
        out.push_back(Completed{
            one.command.id, one.command.case_id, failed_with(Code::timed_out, why, Outcome::unknown), {}});
        return true;
    });
}

void Machine::wake_for_a_card(Moment now, Outputs& out) {
    const bool was_read = std::any_of(out.begin(), out.end(), [](const Output& one) {
        const auto* completed = std::get_if<Completed>(&one);
        return completed && (std::holds_alternative<result::CardRead>(completed->result) ||
                             std::holds_alternative<result::CodeRead>(completed->result));
    });
    if (!was_read || is_stopping_) return;
    for (auto& driver : drivers_)
        driver->prewarm(now, out);
}

Supervisor* Machine::find(const std::string& device) {
    for (auto& driver : drivers_) {
        if (driver->spec().id == device) return driver.get();
    }
    return nullptr;
}

Moment Machine::next_wake() const {
    Moment next = kNever;
    for (const auto& driver : drivers_)
        next = std::min(next, driver->next_wake());
    for (const auto& one : forgetting_)
        next = std::min(next, one.due);
    return next;
}

bool Machine::is_over() const {
    return is_stopping_ && std::all_of(drivers_.begin(), drivers_.end(),
                                       [](const auto& driver) { return driver->is_over(); });
}

}  // namespace kiosk24::device
