// The hardware's side of the wire. A peer is a virtual device that speaks the real protocol to the shipped
// driver; people and tests tell it in plain words what happens to it ("lay R1", "jam").
//
// Threads: a peer belongs to one loop (PeerLoop); every function runs on the loop's thread and never blocks.
#pragma once

#include <poll.h>

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"

namespace kiosk24::virtual_devices {

struct PeerCommand {
    std::string usage;              // "lay CARD"
    std::string about;              // "lay a card on the reader: a name in drivers/virtual/cards or a file"
    std::vector<std::string> menu;  // complete lines offered in the menu (which puts the name in front)
};

class Peer {
  public:
    Peer() = default;
    virtual ~Peer() = default;
    Peer(const Peer&) = delete;
    Peer& operator=(const Peer&) = delete;

    // One lower-case word: "reader", "printer", "platform".
    virtual std::string_view name() const = 0;
    virtual std::vector<PeerCommand> commands() const = 0;
    // Carries out one command line; the answer is one line for people. not_found: not one of its commands;
    // any other error: it is, but could not be carried out (bad_argument, bad_input …).
    virtual Result<std::string> tell(std::string_view line) = 0;

    // What the loop polls for this peer, and the longest it may sleep before step().
    virtual std::vector<pollfd> wanted() const { return {}; }
    virtual Milliseconds longest_sleep() const { return Milliseconds(60'000); }
    // Called after every wake-up, also of others: does whatever is ready now.
    virtual void step() {}
};

}  // namespace kiosk24::virtual_devices
