// The terminal put together: settings, window, the four threads beside the main one, and the loop in which an
// input becomes a state and commands. Everything here runs on the main thread except where it says otherwise.
#pragma once

#include <atomic>
#include <functional>
#include <future>
#include <memory>
#include <vector>

#include "kiosk/app/heartbeat.h"
#include "kiosk/base/inbox.h"
#include "kiosk/device/thread.h"
#include "kiosk/journal/thread.h"
#include "kiosk/model/event.h"
#include "kiosk/model/state.h"
#include "kiosk/model/texts.h"
#include "kiosk/net/hub_thread.h"
#include "kiosk/net/thread.h"
#include "kiosk/settings/settings.h"
#include "kiosk/ui/window.h"

namespace kiosk24::app {

class Workshop;

// What a rehearsal hangs onto the loop; the shipped terminal has none.
struct Watcher {
    virtual ~Watcher() = default;
    virtual void after_input(const Input& input, const State& state) = 0;
    // After every frame that was drawn; true ends the loop. May use the window's robot finger.
    virtual bool after_frame(const State& state, ui::Window& window) = 0;
    // When it wants to be called though nothing happens.
    virtual Moment next_wake() const = 0;
    // Intents that come from elsewhere than the screen (a replay); empty if none.
    virtual std::vector<Intent> intents() = 0;
    // Time the main thread worked since the last call, for the journey's figures.
    virtual void worked(std::chrono::microseconds time) = 0;
};

class Kiosk {
  public:
    // bad_setting, unsupported (no display), not_found (fonts, words).
    static Result<std::unique_ptr<Kiosk>> open(settings::Settings settings, ui::WindowOptions window);
    ~Kiosk();
    Kiosk(const Kiosk&) = delete;
    Kiosk& operator=(const Kiosk&) = delete;

    // Until the window is closed, the process is asked to end (SIGTERM, SIGINT) or the watcher ends it.
    // Returns the exit status.
    int run(Watcher* watcher = nullptr);

    // Ends the main thread's sleep; any thread.
    void wake() { window_->wake(); }

    const State& state() const { return state_; }
    const settings::Settings& settings() const { return settings_; }
    journal::LedgerOptions ledger() const { return ledger_; }

  private:
    Kiosk(settings::Settings settings, Texts texts, std::unique_ptr<ui::Window> window);
    Status start_inner_rooms();  // journal and workshop: what the first state needs
    Status start_outer_rooms();  // network and drivers: after it
    void open_network_library();
    Status start_outer_rooms_when_ready();
    void draw_presumed_state();
    void await_first_state();
    void feed(std::variant<Intent, Event> body);
    void give(Command command);
    void start_hub();
    std::function<void(event::LedgerGrew)> growth_listener();  // empty without a hub
    void report();  // to the hub link, if there is something new to say
    void draw();
    std::chrono::milliseconds longest_sleep(const Watcher* watcher) const;
    void pump(Watcher* watcher);

    settings::Settings settings_;
    Texts texts_;
    State state_;
    Watcher* watcher_ = nullptr;
    bool must_forget_ = false;
    std::vector<Command> held_;  // given before the outer rooms were there
    Moment next_minute_;
    ProcessFacts facts_;
    net::input::Report reported_;
    Moment reported_at_;
    journal::LedgerOptions ledger_;
    // The order matters: what others push into is made first and destroyed last.
    std::unique_ptr<ui::Window> window_;
    std::atomic<bool> is_network_library_open_ = false;
    std::future<void> network_library_;
    PreviewSlot preview_;  // the device thread puts the camera's pictures in, the window takes them out
    Inbox<Event> inbox_;
    std::unique_ptr<journal::Thread> journal_;
    std::unique_ptr<Workshop> workshop_;
    std::unique_ptr<net::Thread> net_;
    std::unique_ptr<net::HubThread> hub_;  // null: the settings name no hub
    std::unique_ptr<device::Thread> device_;
};

}  // namespace kiosk24::app
