// The probe port of the rehearsal: a unix socket on which a test taps and types by widget id, reads the tree
// and takes pictures (kiosk/wire/probe_message.h). A thread of its own reads and writes the socket; requests
// are carried out on the main thread between frames.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "kiosk/base/inbox.h"
#include "kiosk/model/state.h"
#include "kiosk/ui/window.h"
#include "kiosk/wire/probe_message.h"

namespace kiosk24::app {

class ProbePort {
  public:
    // Listens on `path`; `wake` (any thread) ends the main thread's sleep. broken_storage if it cannot.
    static Result<std::unique_ptr<ProbePort>> open(const std::string& path, std::function<void()> wake);
    ~ProbePort();
    ProbePort(const ProbePort&) = delete;
    ProbePort& operator=(const ProbePort&) = delete;

    // Main thread, after a frame. True: a client asked the program to end.
    bool serve(const State& state, ui::Window& window, Moment now);
    // A wait that is still open ends then.
    Moment next_wake() const { return waiting_ ? waiting_until_ : kNever; }

  private:
    ProbePort(int listener, std::string path, std::function<void()> wake);
    void run();
    void talk_to(int client);
    std::optional<wire::ProbeReply> answer(const wire::ProbeRequest& request, const State& state,
                                           ui::Window& window);

    int listener_;
    std::string path_;
    Inbox<wire::ProbeRequest> requests_;
    Inbox<std::string> replies_;
    std::optional<wire::ProbeRequest> waiting_;
    Moment waiting_until_ = kNever;
    std::atomic<bool> is_ending_{false};
    std::thread thread_;
};

}  // namespace kiosk24::app
