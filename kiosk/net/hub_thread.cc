#include "kiosk/net/hub_thread.h"

#include "kiosk/net/hub_link.h"
#include "kiosk/net/pump.h"

namespace kiosk24::net {
namespace {

struct Hear {
    HubThread::Listener listener;
    void operator()(event::HubChanged change) const { listener.changed(change); }
    void operator()(event::HubCommandArrived arrived) const { listener.command_arrived(std::move(arrived)); }
};

}  // namespace

class HubThread::Inside : public Pump<HubLink, HubInput, Hear> {
    using Pump::Pump;
};

HubThread::HubThread(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}

HubThread::~HubThread() = default;

Result<std::unique_ptr<HubThread>> HubThread::start(const Transport& transport,
                                                    std::vector<seal::TrustedSigner> signers,
                                                    Listener listener, const HubRules& rules) {
    auto inside = std::make_unique<Inside>("hub", transport, HubLink(std::move(signers), rules),
                                           Hear{std::move(listener)});
    TRY_STATUS(inside->open());
    return std::unique_ptr<HubThread>(new HubThread(std::move(inside)));
}

void HubThread::push(input::Report report) {
    inside_->push(std::move(report));
}

void HubThread::stop() {
    inside_->stop();
}

}  // namespace kiosk24::net
