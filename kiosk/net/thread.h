// The network thread: one curl_multi_poll over every connection and the inbox. The machine decides, this
// carries out. TLS 1.3 with our own certificate against our own authorities only, no redirects, no proxy.
//
// push() and stop() are for any thread. The callbacks run on the network thread; they must only pass the
// value on.
#pragma once

#include <functional>
#include <memory>

#include "kiosk/base/result.h"
#include "kiosk/model/command.h"
#include "kiosk/model/event.h"
#include "kiosk/net/effect.h"
#include "kiosk/net/rules.h"
#include "kiosk/net/transport.h"

namespace kiosk24::net {

class Thread {
  public:
    struct Listener {
        std::function<void(Completed)> completed;
        std::function<void(event::PlatformChanged)> changed;
        std::function<void(CatalogueArrived)> catalogue_arrived;  // whoever takes it completes its command
    };

    // Reads libcurl and what it needs from the disk, tens of milliseconds at the start of a machine. start()
    // does so too if nobody has, and says what came of it. Any thread.
    static void load_library();

    // unsupported if libcurl cannot be opened. A certificate that is not there or not readable is not an
    // error here: the platform is then out of reach for that reason (platform_certificate).
    static Result<std::unique_ptr<Thread>> start(const Transport& transport, Listener listener,
                                                 const Rules& rules = {});
    // stop()
    ~Thread();
    Thread(const Thread&) = delete;
    Thread& operator=(const Thread&) = delete;

    // Every command but Cancel ends in exactly one Completed or CatalogueArrived. After stop() it is dropped.
    void push(Command command);
    // Completes what is open as cancelled and joins the thread.
    void stop();

  private:
    class Inside;
    explicit Thread(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

}  // namespace kiosk24::net
