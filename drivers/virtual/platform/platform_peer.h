// The sandbox platform as a peer: its misbehaviour in the desk's words, forwarded to its control socket. It
// is no device, but it is something on the other side of the wire that people want to break.
#pragma once

#include <string>

#include "drivers/virtual/peer.h"

namespace kiosk24::virtual_devices {

class PlatformPeer : public Peer {
  public:
    // `control` is the sandbox's control socket; `cards` is where `eid NAME` looks.
    PlatformPeer(std::string control, std::string cards)
        : control_(std::move(control)), cards_(std::move(cards)) {}

    std::string_view name() const override { return "platform"; }
    std::vector<PeerCommand> commands() const override;
    // Waits for the sandbox, at most 2 s.
    Result<std::string> tell(std::string_view line) override;

  private:
    Result<std::string> forward(const std::string& line) const;
    Result<std::string> issue_eid(const std::string& card) const;
    std::string control_, cards_;
};

}  // namespace kiosk24::virtual_devices
