#include "kiosk/device/thread.h"

#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <optional>
#include <thread>

#include "kiosk/base/inbox.h"
#include "kiosk/base/log.h"
#include "kiosk/device/line_log.h"
#include "kiosk/device/machine.h"
#include "kiosk/device/process.h"
#include "kiosk/device/sealed_memory.h"

namespace kiosk24::device {
namespace {

constexpr std::string_view kRoom = "device";
constexpr std::string_view kUnconfined = "launch: unconfined: ";
constexpr int kMessagesATurn = 64;  // then the other drivers have theirs
constexpr int kOutputReadsATurn = 16;

struct Driver {
    DriverSpec spec;
    std::optional<Process> process;
    LineLog lines;
};

// Null: none came, or it is not sealed as the contract says; the machine judges that.
DocumentBytes bulk_of(const Packet& packet) {
    if (packet.descriptors != 1) return nullptr;
    auto bytes = read_sealed_memory(packet.first);
    return bytes ? std::move(*bytes) : nullptr;
}

}  // namespace

class Thread::Pump {
  public:
    Pump(std::vector<DriverSpec> drivers, OnCompleted on_completed, OnEvent on_event, const Rules& rules,
         FaceOutlets faces)
        : on_completed_(std::move(on_completed)),
          on_event_(std::move(on_event)),
          faces_(std::move(faces)),
          machine_(drivers, rules) {
        for (auto& spec : drivers)
            drivers_.push_back({std::move(spec), {}, {}});
        thread_ = std::thread([this] { run(); });
    }
    ~Pump() { stop(); }
    void stop() {
        if (!thread_.joinable()) return;
        inbox_.push(input::Stop{});
        thread_.join();
    }
    void push(Input input) { inbox_.push(std::move(input)); }

  private:
    void run();
    void feed(Input input);
    void carry_out(output::StartProcess start);
    void carry_out(output::SendMessage message);
    void carry_out(output::Kill kill);
    void carry_out(const output::LogLine& line) { log::write(line.level, kRoom, line.text); }
    void carry_out(event::DeviceChanged changed) { on_event_(std::move(changed)); }
    void carry_out(event::DeviceGreeted greeted) { on_event_(std::move(greeted)); }
    void carry_out(output::Preview preview) {
        if (faces_.preview) faces_.preview->put(std::move(preview.picture));
        if (faces_.on_preview) faces_.on_preview();
    }
    void carry_out(event::FaceHinted hinted) {
        if (faces_.on_hint) faces_.on_hint(std::move(hinted));
    }
    void carry_out(Completed completed) { on_completed_(std::move(completed)); }
    void wait();
    void serve(DriverIndex index);
    void take_messages(DriverIndex index);
    void take_output(DriverIndex index);
    void log_lines(DriverIndex index, const std::vector<std::string>& lines);

    Inbox<Input> inbox_;
    const OnCompleted on_completed_;
    const OnEvent on_event_;
    const FaceOutlets faces_;
    Machine machine_;
    std::vector<Driver> drivers_;
    std::vector<Input> follow_ups_;  // what carrying out brought about: fed after the outputs in hand
    std::thread thread_;
};

void Thread::Pump::run() {
    feed(input::Begin{});
    while (!machine_.is_over()) {
        wait();
        for (auto& input : inbox_.take_all())
            feed(std::move(input));
        for (DriverIndex index = 0; index < drivers_.size(); ++index)
            serve(index);
        if (machine_.next_wake() <= monotonic_now()) feed(input::Wake{});
    }
}

void Thread::Pump::feed(Input first) {
    follow_ups_.push_back(std::move(first));
    while (!follow_ups_.empty()) {
        auto input = std::move(follow_ups_.front());
        follow_ups_.erase(follow_ups_.begin());
        for (auto& output : machine_.advance(monotonic_now(), std::move(input)))
            std::visit([this](auto& one) { carry_out(std::move(one)); }, output);
    }
}

void Thread::Pump::carry_out(output::StartProcess start) {
    auto& driver = drivers_[start.driver];
    auto process = Process::start(driver.spec.argv);
    if (!process) {
        follow_ups_.push_back(input::StartFailed{start.driver, process.error().text()});
        return;
    }
    driver.process.emplace(std::move(*process));
    driver.lines = LineLog();
}

void Thread::Pump::carry_out(output::SendMessage message) {
    auto& driver = drivers_[message.driver];
    if (!driver.process) return;
    if (auto sent = driver.process->send(std::move(message.bytes), message.bulk); !sent)
        follow_ups_.push_back(input::SendFailed{message.driver, sent.error().text()});
}

void Thread::Pump::carry_out(output::Kill kill) {
    auto& process = drivers_[kill.driver].process;
    if (!process) return;
    if (kill.how == output::KillHow::let_go)
        process->hang_up();
    else
        process->kill_now();
}

void Thread::Pump::wait() {
    std::vector<pollfd> watched{{inbox_.wake_fd(), POLLIN, 0}};
    for (const auto& driver : drivers_) {
        if (!driver.process) continue;
        const auto& process = *driver.process;
        const short wanted = process.has_queue() ? POLLIN | POLLOUT : POLLIN;
        // poll() passes over what is -1.
        watched.push_back({process.socket(), wanted, 0});
        watched.push_back({process.output(), POLLIN, 0});
        watched.push_back({process.life(), POLLIN, 0});
    }
    constexpr Milliseconds kLongest{60'000};
    const auto next = machine_.next_wake();
    const auto left =
        next == kNever ? kLongest : std::clamp(next - monotonic_now(), Milliseconds(0), kLongest);
    ::poll(watched.data(), watched.size(), static_cast<int>(left.count()));
}

void Thread::Pump::serve(DriverIndex index) {
    auto& driver = drivers_[index];
    if (!driver.process) return;
    // The end is looked for first and told last: what it said before it died still counts.
    const auto how = driver.process->reap();
    take_messages(index);
    take_output(index);
    if (!how) return;
    log_lines(index, driver.lines.finish(monotonic_now()));
    driver.process.reset();
    feed(input::Exited{index, *how});
}

void Thread::Pump::take_messages(DriverIndex index) {
    auto& process = drivers_[index].process;
    if (process->has_queue()) {
        if (auto sent = process->send_queued(); !sent) feed(input::SendFailed{index, sent.error().text()});
    }
    for (int i = 0; i < kMessagesATurn && process->socket() >= 0; ++i) {
        auto packet = process->receive();
        if (!packet) {
            process->hang_up();
            feed(input::HungUp{index});
            return;
        }
        if (!packet->has_value()) return;
        auto& message = **packet;
        feed(input::Received{index, std::move(message.bytes), message.descriptors,
                             message.is_whole ? Wholeness::whole : Wholeness::cut_off, bulk_of(message)});
    }
}

void Thread::Pump::take_output(DriverIndex index) {
    auto& driver = drivers_[index];
    for (int i = 0; i < kOutputReadsATurn; ++i) {
        const auto bytes = driver.process->read_output();
        if (bytes.empty()) return;
        log_lines(index, driver.lines.feed(bytes, monotonic_now()));
    }
}

void Thread::Pump::log_lines(DriverIndex index, const std::vector<std::string>& lines) {
    for (const auto& line : lines) {
        log::info(kRoom, "[{}] says: {}", drivers_[index].spec.id, line);
        if (line.starts_with(kUnconfined)) feed(input::Unconfined{index, line.substr(kUnconfined.size())});
    }
}

Thread::Thread(std::vector<DriverSpec> drivers, OnCompleted on_completed, OnEvent on_event,
               const Rules& rules, FaceOutlets faces)
    : pump_(std::make_unique<Pump>(std::move(drivers), std::move(on_completed), std::move(on_event), rules,
                                   std::move(faces))) {}

Thread::~Thread() = default;

void Thread::push(Command command) {
    pump_->push(input::Release{std::move(command)});
}

void Thread::reset(std::string device) {
    pump_->push(input::Reset{std::move(device)});
}

// Other threads may still push: the pump stays until this object goes.
void Thread::stop() {
    pump_->stop();
}

}  // namespace kiosk24::device
