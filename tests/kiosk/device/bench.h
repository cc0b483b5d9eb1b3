// A machine in virtual time: the test is the drivers, the clock and the flow.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "kiosk/device/machine.h"
#include "kiosk/wire/driver_message.h"

namespace kiosk24::device {

inline constexpr DriverIndex kReader = 0, kPrinter = 1, kVerifier = 2;

inline std::vector<DriverSpec> three_drivers() {
    return {{"reader", DeviceClass::id_card_reader, {"reader"}, Keep::always},
            {"a4", DeviceClass::document_printer, {"printer"}, Keep::always},
            {"check", DeviceClass::document_verify, {"verify"}, Keep::on_demand}};
}

inline DocumentBytes document(std::size_t size = 100) {
    return std::make_shared<const Personal<Bytes>>(Personal<Bytes>(Bytes(size, 'x')));
}

class Bench {
  public:
    explicit Bench(const std::vector<DriverSpec>& drivers = three_drivers(), const Rules& rules = {})
        : drivers_(drivers), machine(drivers, rules) {}

    void feed(Input input) {
        for (auto& output : machine.advance(now, std::move(input)))
            outputs.push_back(std::move(output));
    }
    // Lets time pass, waking the machine whenever it asked for it.
    void pass(Milliseconds time) {
        const auto end = now + time;
        for (int turns = 0; machine.next_wake() <= end; ++turns) {
            ASSERT_LT(turns, 10'000) << "the machine wakes itself again and again";
            now = std::max(now, machine.next_wake());
            feed(input::Wake{});
        }
        now = end;
    }

    void say(DriverIndex driver, const wire::FromDriver& message) {
        feed(input::Received{driver, wire::encode(message).value(), 0, Wholeness::whole});
    }
    void say_raw(DriverIndex driver, std::string bytes) {
        feed(input::Received{driver, std::move(bytes), 0, Wholeness::whole});
    }
    void hello(DriverIndex driver) {
        wire::Hello hello;
        hello.device_class = drivers_[driver].device_class;
        say(driver, hello);
    }
    void tell(DriverIndex driver, DeviceState state, Fault fault = Fault::none) {
        wire::ConditionChanged changed;
        changed.condition.state = state;
        changed.condition.fault = fault;
        say(driver, changed);
    }
    void greet(DriverIndex driver) {
        hello(driver);
        tell(driver, DeviceState::online);
    }
    // Answers the call that was sent last to this driver.
    void done(DriverIndex driver, wire::Give give) {
        say(driver, wire::Done{last_call(driver).id, std::move(give)});
    }
    void failed(DriverIndex driver, Code code, Fault fault = Fault::none,
                Outcome outcome = Outcome::not_done) {
        say(driver, wire::Failed{last_call(driver).id, code, fault, outcome, "so it is"});
    }

    void release(CommandId id, What what, Milliseconds within = Milliseconds(30'000)) {
        Command command;
        command.id = id;
        command.case_id = "case";
        command.within = within;
        command.what = std::move(what);
        feed(input::Release{std::move(command)});
    }
    void read_card(CommandId id, Milliseconds within = Milliseconds(30'000)) {
        release(id, command::ReadCard{"reader"}, within);
    }
    void print(CommandId id) { release(id, command::PrintPage{"a4", document(), "doc", 1, 1, "job-1"}); }
    void verify(CommandId id) {
        release(id, command::VerifyDocument{"check", document(), PersonalText("name"), "case-1", {}, {}});
    }
    void cancel(CommandId target) { release(0, command::Cancel{target}); }

    template <typename Kind>
    std::vector<const Kind*> all() const {
        std::vector<const Kind*> found;
        for (const auto& output : outputs) {
            if (const auto* one = std::get_if<Kind>(&output)) found.push_back(one);
        }
        return found;
    }
    std::vector<wire::ToDriver> sent(DriverIndex driver) const {
        std::vector<wire::ToDriver> messages;
        for (const auto* one : all<output::SendMessage>()) {
            if (one->driver == driver) messages.push_back(wire::decode_to_driver(one->bytes).value());
        }
        return messages;
    }
    wire::Call last_call(DriverIndex driver) const {
        wire::Call call;
        for (const auto& message : sent(driver)) {
            if (const auto* one = std::get_if<wire::Call>(&message)) call = *one;
        }
        return call;
    }
    bool was_started(DriverIndex driver) const {
        for (const auto* one : all<output::StartProcess>()) {
            if (one->driver == driver) return true;
        }
        return false;
    }
    bool was_killed(DriverIndex driver, output::KillHow how = output::KillHow::now) const {
        for (const auto* one : all<output::Kill>()) {
            if (one->driver == driver && one->how == how) return true;
        }
        return false;
    }
    // The one Completed of a command; fails the test if there are none or several.
    const Completed* completed(CommandId id) const {
        const Completed* found = nullptr;
        for (const auto* one : all<Completed>()) {
            if (one->id != id) continue;
            EXPECT_EQ(found, nullptr) << "completed twice: " << id;
            found = one;
        }
        return found;
    }
    template <typename Result>
    const Result* result(CommandId id) const {
        const auto* one = completed(id);
        if (!one) return nullptr;
        EXPECT_EQ(one->case_id, "case");
        return std::get_if<Result>(&one->result);
    }
    const result::Failed* failure(CommandId id) const { return result<result::Failed>(id); }
    Condition condition(DriverIndex driver) const {
        Condition last;
        for (const auto* one : all<event::DeviceChanged>()) {
            if (one->device == drivers_[driver].id) last = one->condition;
        }
        return last;
    }
    void forget_outputs() {
        // The calls stay, so that last_call() still knows them.
        std::erase_if(outputs,
                      [](const Output& one) { return !std::holds_alternative<output::SendMessage>(one); });
    }

  private:
    std::vector<DriverSpec> drivers_;

  public:
    Machine machine;
    Moment now{Milliseconds(1'000'000)};
    Outputs outputs;
};

// Every driver started, greeted, online; the printer cleared.
class RunningBench : public Bench {
  public:
    RunningBench() {
        feed(input::Begin{});
        for (const auto driver : {kReader, kPrinter, kVerifier})
            greet(driver);
        done(kPrinter, wire::give::Nothing{});
        forget_outputs();
    }
};

}  // namespace kiosk24::device
