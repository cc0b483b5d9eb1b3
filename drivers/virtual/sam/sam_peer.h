// A SAM_V reader on a serial line: the device's side of the protocol that drivers/sam_serial speaks (frames
// and status table there). It behaves like the real ones, also where they are odd: after a card was read,
// "find" answers 80 until the card is lifted.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "drivers/virtual/peer.h"
#include "drivers/virtual/pty.h"
#include "drivers/virtual/sam/card.h"

namespace kiosk24::virtual_devices {

// The whole frame of a reply: preamble, length, 00 00, status, contents, checksum.
Bytes sam_reply(std::uint8_t status, ByteView contents);
// The reply to "read text and photo": 1295 bytes.
Result<Bytes> sam_read_reply(const VirtualCard& card);

class SamPeer : public Peer {
  public:
    struct Options {
        std::string tty;              // the symbolic link that the driver opens
        std::string cards_directory;  // where `lay NAME` looks
    };
    explicit SamPeer(Options options);

    // Makes the line appear.
    Status start() { return line_.plug(); }

    std::string_view name() const override { return "reader"; }
    std::vector<PeerCommand> commands() const override;
    Result<std::string> tell(std::string_view line) override;
    std::vector<pollfd> wanted() const override;
    Milliseconds longest_sleep() const override;
    void step() override;

  private:
    enum class Fault {
        none,
        mute,
        garbage,
        checksum,
        drip,
        zero_before,
        zero_inside,
        length,
        huge,
        block,
        self_test,
        unauthorised,
        rejects_sam,
        rejected,
        check_failed,
        unknown_card,
        read_fails,
        select_fails,
        half_character,
    };
    struct FaultName {
        Fault fault;
        std::string_view name, about;
    };
    static const std::vector<FaultName>& fault_names();

    Result<std::string> lay(const std::string& card);
    Result<std::string> set_fault(std::string_view arguments);
    void on_frame(std::uint8_t command, std::uint8_t parameter);
    Bytes reply_to(std::uint8_t command, std::uint8_t parameter, Fault fault);
    Bytes find();
    Bytes select(Fault fault);
    Bytes read_card(Fault fault);
    void send(Bytes reply, Fault fault);
    Fault take_fault();
    void take_frames();

    Options options_;
    Pty line_;
    Bytes arrived_;
    std::optional<Bytes> text_block_;  // of the card that lies there
    Bytes photo_;
    std::string card_label_;
    bool is_selected_ = false, was_read_ = false;
    Fault fault_ = Fault::none;
    int fault_replies_left_ = 0;  // -1: until "well"
    int speed_baud_ = 115'200;
    std::deque<std::uint8_t> outgoing_;
    bool drips_ = false;
    Moment next_drip_{};
};

}  // namespace kiosk24::virtual_devices
