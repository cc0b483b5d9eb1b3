// The A4 printer's side of the wire: the real ippeveprinter of CUPS with an engine of ours, on loopback. What
// it prints lies in DIR/printed; people and tests tell it what happens to it.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "drivers/virtual/peer.h"
#include "drivers/virtual/printer/child.h"
#include "drivers/virtual/printer/machine.h"

namespace kiosk24::virtual_devices {

class VirtualPrinter final : public Peer {
  public:
    struct Options {
        std::string directory;      // its own, a full path: spool, state, what it printed
        std::string engine;         // path of kiosk24-printer-engine
        int port = 0;               // 0: one that is free
        std::string starts = "on";  // or "off"
    };
    // One sheet that came out.
    struct Paper {
        std::filesystem::path document;  // the whole document as received
        std::string pages;               // its page-ranges as ippeveprinter tells them ("2"); empty: all
        std::string job;
    };
    // Starts the bus and, unless it starts off, the printer; ready when is_ready() after some step(). Errors:
    // device_failed (ippeveprinter or dbus-daemon missing), broken_storage.
    static Result<std::unique_ptr<VirtualPrinter>> start(const Options& options);
    ~VirtualPrinter() override;

    std::string uri() const;  // ipp://localhost:port/ipp/print
    bool is_ready() const { return power_ == Power::on && is_announced_; }
    // What came out so far, oldest first, whether taken or not.
    std::vector<Paper> printed() const;
    // Names of the jobs whose sheet began to move.
    std::vector<std::string> started() const;

    // For tests and other owners without a loop: steps until the condition holds; false after `patience`.
    bool wait_ready(Milliseconds patience);
    bool wait_printed(std::size_t papers, Milliseconds patience);
    bool wait_started(std::size_t jobs, Milliseconds patience);

    std::string_view name() const override { return "printer"; }
    std::vector<PeerCommand> commands() const override;
    Result<std::string> tell(std::string_view line) override;
    std::vector<pollfd> wanted() const override;
    Milliseconds longest_sleep() const override;
    void step() override;

  private:
    enum class Power { off, starting, on };
    explicit VirtualPrinter(Options options);
    Status start_bus();
    Status switch_on();
    void switch_off();
    Status change(Machine machine);
    // Makes ippeveprinter say what the machine's state is; is_announced_ when it does.
    void announce();
    template <typename Condition>
    bool wait_until(Condition condition, Milliseconds patience);
    std::string file(const char* name) const { return options_.directory + "/" + name; }
    // tell() by what is told of: the hand at the machine, then its owner.
    Result<std::string> tell_hand(std::string_view line);
    Result<std::string> tell_owner(std::string_view line);
    Result<std::string> raise(std::string_view reason, std::string_view said);
    Result<std::string> lower(std::initializer_list<std::string_view> reasons, std::string_view said);

    Options options_;
    Machine machine_;
    Child bus_, printer_;
    Power power_ = Power::off;
    bool is_announced_ = false;
    std::size_t taken_ = 0;  // sheets taken out of the tray so far
    int watch_ = -1;         // inotify of what the engine writes
};

}  // namespace kiosk24::virtual_devices
