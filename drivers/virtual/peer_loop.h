// Runs peers: one poll over what all of them want. PeerThread runs a loop on a thread of its own, for tests.
#pragma once

#include <future>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "drivers/virtual/peer.h"
#include "kiosk/base/inbox.h"

namespace kiosk24::virtual_devices {

// One thread owns it and everything in it.
class PeerLoop {
  public:
    void add(std::unique_ptr<Peer> peer);
    // One line for one peer: "lay R1", or with the peer's name in front, "reader unplug", where two peers
    // know the word. not_found, with a hint, if nobody knows it.
    Result<std::string> tell(std::string_view line);
    const std::vector<std::unique_ptr<Peer>>& peers() const { return peers_; }
    // All commands of all peers, a line each.
    std::string help() const;

    // Sleeps until a peer or one of `others` (their revents are set) has something, at most `longest`; then
    // lets every peer step.
    void wait_and_step(std::vector<pollfd>& others, Milliseconds longest);

  private:
    std::vector<std::unique_ptr<Peer>> peers_;
};

class PeerThread {
  public:
    explicit PeerThread(std::vector<std::unique_ptr<Peer>> peers);
    ~PeerThread();
    PeerThread(const PeerThread&) = delete;
    PeerThread& operator=(const PeerThread&) = delete;
    // From any thread; returns when it was carried out.
    Result<std::string> tell(std::string line);

  private:
    struct Request {
        std::string line;  // empty: end
        std::promise<Result<std::string>> answer;
    };
    void run();
    PeerLoop loop_;
    Inbox<Request> requests_;
    std::thread thread_;
};

}  // namespace kiosk24::virtual_devices
