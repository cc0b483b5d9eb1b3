// A scanner on a serial line: it sees a code and writes its contents, ended by CR; with AIM identifiers in
// front if it was configured so (ISO/IEC 15424). Also what a stranger's code or a bad line may bring.
#pragma once

#include <deque>
#include <string>

#include "drivers/virtual/peer.h"
#include "drivers/virtual/pty.h"

namespace kiosk24::virtual_devices {

class ScannerPeer : public Peer {
  public:
    // `tty` is the symbolic link that the driver opens.
    explicit ScannerPeer(std::string tty) : line_(std::move(tty)) {}

    // Makes the line appear.
    Status start() { return line_.plug(); }

    std::string_view name() const override { return "scanner"; }
    std::vector<PeerCommand> commands() const override;
    Result<std::string> tell(std::string_view line) override;
    std::vector<pollfd> wanted() const override;
    void step() override;

  private:
    Result<std::string> send(std::string text, std::string words);

    Pty line_;
    std::deque<std::uint8_t> outgoing_;
    bool writes_identifiers_ = false;
};

}  // namespace kiosk24::virtual_devices
