#include "kiosk/net/thread.h"

#include "kiosk/net/curl_library.h"
#include "kiosk/net/machine.h"
#include "kiosk/net/pump.h"

namespace kiosk24::net {
namespace {

struct Hear {
    Thread::Listener listener;
    void operator()(CatalogueArrived catalogue) const { listener.catalogue_arrived(std::move(catalogue)); }
    void operator()(event::PlatformChanged change) const { listener.changed(change); }
    void operator()(Completed completed) const { listener.completed(std::move(completed)); }
};

}  // namespace

class Thread::Inside : public Pump<Machine, Input, Hear> {
    using Pump::Pump;
};

Thread::Thread(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}

Thread::~Thread() = default;

void Thread::load_library() {
    (void)open_curl();
}

Result<std::unique_ptr<Thread>> Thread::start(const Transport& transport, Listener listener,
                                              const Rules& rules) {
    auto inside = std::make_unique<Inside>("net", transport, Machine(rules), Hear{std::move(listener)});
    TRY_STATUS(inside->open());
    return std::unique_ptr<Thread>(new Thread(std::move(inside)));
}

void Thread::push(Command command) {
    inside_->push(input::Release{std::move(command)});
}

void Thread::stop() {
    inside_->stop();
}

}  // namespace kiosk24::net
