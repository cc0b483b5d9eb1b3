// One driver: its process's life (supervisor.cc) and its calls (supervisor_calls.cc). Part of the machine:
// pure.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "kiosk/device/driver_spec.h"
#include "kiosk/device/effect.h"
#include "kiosk/device/restart_policy.h"
#include "kiosk/device/verbs.h"

namespace kiosk24::device {

class Supervisor {
  public:
    Supervisor(DriverIndex index, const DriverSpec& spec, const Rules& rules);

    void begin(Moment now, Outputs& out);
    // A command for this driver; ends in exactly one Completed.
    void release(Moment now, Command command, DriverAsk ask, Outputs& out);
    // True if the command is open here.
    bool cancel(Moment now, CommandId target, Outputs& out);
    // It owes a wipe from now on, until it answered or its process is gone. `within` is for its answer.
    void forget(Moment now, Milliseconds within, Outputs& out);
    bool is_forgetting() const { return owes_forget_; }
    // Starts an on-demand driver that rests.
    void prewarm(Moment now, Outputs& out);
    void reset(Moment now, Outputs& out);
    // A person wants it started anew, whatever it does now.
    void restart(Moment now, Outputs& out);
    void stop(Moment now, Outputs& out);

    void received(Moment now, const input::Received& message, Outputs& out);
    void exited(Moment now, const std::string& how, Outputs& out);
    void start_failed(Moment now, const std::string& why, Outputs& out);
    void send_failed(Moment now, const std::string& why, Outputs& out);
    void hung_up(Moment now);
    void unconfined(const std::string& what, Outputs& out);
    void wake(Moment now, Outputs& out);

    Moment next_wake() const;
    bool is_over() const { return life_ == Life::over; }
    const DriverSpec& spec() const { return spec_; }

  private:
    enum class Life {
        resting,   // on demand, and nobody demands
        waiting,   // failed; again at restart_.at
        starting,  // hello is due
        running,
        ending,  // killed or let go; its exit is awaited
        over,
    };
    enum class AfterEnd { restart, rest, stop };
    enum class Clear { not_needed, owed, failed };
    enum class Kind { command, clear, forget };
    struct HeldCommand {
        Command command;
        DriverAsk ask;
        Moment due;
    };
    struct OpenCall {
        Kind kind = Kind::command;
        std::uint64_t id = 0;
        wire::Ask ask;                   // which verb: says what answer is right
        std::optional<Command> command;  // set until it is completed
        Moment command_due = kNever;     // then it is completed without the driver
        Moment answer_due = kNever;      // then the driver misbehaves
        bool is_cancelled = false;
    };

    void start_process(Moment now, Outputs& out);
    void end_process(Moment now, output::KillHow how, AfterEnd after, Outputs& out);
    // It broke a rule or died: calls end, it is killed if it lives, and it is started again later.
    enum class Process { alive, gone };
    void fail(Moment now, const std::string& why, Process process, Outputs& out);
    void greeted(Moment now, const wire::Hello& hello, Outputs& out);
    void told(Moment now, const Condition& condition, Outputs& out);
    void announce(Outputs& out);
    void conclude(DeviceState state, Fault fault, std::string detail, Outputs& out);
    bool is_flooding(Moment now);
    void wake_running(Moment now, Outputs& out);
    void log(log::Level level, const std::string& text, Outputs& out) const;

    // Puts the next call on the wire, if there is one and none is open.
    void pump(Moment now, Outputs& out);
    void open_call(Moment now, Kind kind, wire::Ask ask, DocumentBytes bulk, Milliseconds within,
                   std::optional<Command> command, Outputs& out);
    void send_held(Moment now, Outputs& out);
    void on_message(Moment now, wire::FromDriver message, Outputs& out);
    void on_done(Moment now, wire::Done done, Outputs& out);
    void on_failed(Moment now, wire::Failed failed, Outputs& out);
    void on_released(Moment now, const wire::Release& release, Outputs& out);
    void on_hinted(Moment now, const wire::Hinted& hinted, Outputs& out);
    void on_frame(Moment now, wire::Frame frame, Outputs& out);
    // Does the driver owe a face? Only then it may show pictures; not once the command is called off.
    bool is_capturing() const;
    void end_preview(Outputs& out) const;
    bool is_open(Moment now, std::uint64_t id, Outputs& out);
    void close_call(Moment now, CommandResult result, Outputs& out);
    void end_calls(Code code, const std::string& why, Fault fault, Outputs& out);
    void complete(Command& command, CommandResult result, Outputs& out) const;
    void refuse_held(Code code, const std::string& why, Fault fault, Outputs& out);
    void check_calls(Moment now, Outputs& out);
    Moment calls_wake() const;
    bool is_idle() const { return !open_ && !held_ && !owes_forget_ && clear_ != Clear::owed; }

    const DriverIndex index_;
    const DriverSpec spec_;
    const Rules rules_;
    RestartPolicy policy_;

    Life life_ = Life::resting;
    AfterEnd after_end_ = AfterEnd::restart;
    Restart restart_;
    Moment hello_due_ = kNever, condition_due_ = kNever, kill_due_ = kNever, end_due_ = kNever;
    Moment healthy_at_ = kNever, idle_since_;
    Moment rate_since_;
    int rate_count_ = 0;

    Condition told_;  // by the driver, or concluded here
    std::optional<Condition> announced_;
    std::string unconfined_;

    std::uint64_t last_call_id_ = 0;
    std::optional<OpenCall> open_;
    std::optional<HeldCommand> held_;
    Clear clear_ = Clear::not_needed;
    bool owes_forget_ = false;
    Milliseconds forget_within_{0};
    std::set<std::uint64_t> on_loan_;  // calls whose bulk the driver may still map
};

}  // namespace kiosk24::device
