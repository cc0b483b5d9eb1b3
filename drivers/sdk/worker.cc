#include "drivers/sdk/worker.h"

#include <algorithm>
#include <exception>

#include "kiosk/base/log.h"

namespace kiosk24::drivers {
namespace {

// A vendor's library may throw: caught here, on the border.
template <typename Act, typename Fallback>
auto guarded(Act&& act, Fallback&& fallback) -> decltype(act()) {
    try {
        return act();
    } catch (const std::exception& exception) {
        log::error("driver", "the device's library threw: {}", exception.what());
    } catch (...) {
        log::error("driver", "the device's library threw");
    }
    return fallback();
}

}  // namespace

Worker::Worker(std::shared_ptr<Device> device, Settings settings, Inbox<Heard>& owner)
    : device_(std::move(device)), owner_(owner) {
    device_->report_to([this](const Condition& condition) { reported(condition); });
    if (auto* camera = dynamic_cast<FaceCamera*>(device_.get())) {
        camera->show_to([this](wire::Hinted hinted) { owner_.push(heard::Hinted{hinted}); },
                        [this](wire::Frame frame) { owner_.push(heard::Shown{std::move(frame)}); });
    }
    thread_ = std::thread([this, settings = std::move(settings)] { run(settings); });
}

Worker::~Worker() {
    if (thread_.joinable()) thread_.detach();
}

// A watch that found nothing new wakes nobody.
void Worker::reported(const Condition& condition) {
    const std::scoped_lock lock(reporting_);
    if (last_reported_ == condition) return;
    last_reported_ = condition;
    owner_.push(heard::Reported{condition});
}

void Worker::run(Settings settings) {
    auto status = guarded([&] { return device_->open(settings); },
                          [] { return Status(Error(Code::device_failed, "opening the device threw")); });
    const bool opened = status.has_value();
    owner_.push(heard::Opened{std::move(status), device_->identity()});
    auto watched = monotonic_now();
    while (true) {
        const auto until_watch =
            std::max(watched + device_->watch_every() - monotonic_now(), Milliseconds(0));
        tasks_.wait(until_watch);
        for (auto& task : tasks_.take_all()) {
            if (!carry_out(task)) return;
        }
        if (!opened || monotonic_now() - watched < device_->watch_every()) continue;
        guarded([&] { device_->watch(); }, [] {});
        watched = monotonic_now();
    }
}

bool Worker::carry_out(Task& task) {
    if (std::holds_alternative<End>(task)) {
        guarded([&] { device_->forget(); }, [] {});
        owner_.push(heard::Ended{});
        return false;
    }
    auto& call = std::get<StartedCall>(task);
    auto answer = answer_of(call);
    const auto id = call.id;
    // The owner releases the bulk when it hears this: nothing may be mapped any more.
    call = StartedCall();
    owner_.push(heard::Finished{id, std::move(answer)});
    return true;
}

Answer<wire::Give> Worker::answer_of(const StartedCall& call) {
    const auto thrown = [] {
        return Answer<wire::Give>(Error(Code::device_failed, "the device's library threw"));
    };
    if (std::holds_alternative<wire::ask::Forget>(call.ask)) {
        return guarded(
            [&] {
                device_->forget();
                return Answer<wire::Give>(wire::Give(wire::give::Nothing{}));
            },
            thrown);
    }
    const auto still_wanted = call.limits.check();
    if (!still_wanted) return still_wanted.error();
    return guarded([&] { return device_->carry_out(call.ask, call.bulk.bytes(), call.limits); }, thrown);
}

}  // namespace kiosk24::drivers
