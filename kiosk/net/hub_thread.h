// The hub's thread: the hub link and its connections. A thread of its own beside the platform's, because
// libcurl may wait for a name that is being looked up, and a citizen must never wait for the hub.
//
// push() and stop() are for any thread. The callbacks run on the hub's thread; they must only pass the value
// on.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/model/event.h"
#include "kiosk/net/hub_effect.h"
#include "kiosk/net/hub_rules.h"
#include "kiosk/net/transport.h"
#include "kiosk/seal/envelope.h"

namespace kiosk24::net {

class HubThread {
  public:
    struct Listener {
        std::function<void(event::HubChanged)> changed;
        std::function<void(event::HubCommandArrived)> command_arrived;
    };

    // unsupported if libcurl cannot be opened. A certificate that is not there yet is not an error here: the
    // hub is then out of reach for that reason (hub_certificate).
    static Result<std::unique_ptr<HubThread>> start(const Transport& transport,
                                                    std::vector<seal::TrustedSigner> signers,
                                                    Listener listener, const HubRules& rules = {});
    // stop()
    ~HubThread();
    HubThread(const HubThread&) = delete;
    HubThread& operator=(const HubThread&) = delete;

    // What the next beat says; the first one begins the beating.
    void push(input::Report report);
    void stop();

  private:
    class Inside;
    explicit HubThread(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

}  // namespace kiosk24::net
