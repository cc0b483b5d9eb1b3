// An 80 mm ESC/POS printer with a cutter on a serial line: the device's side of what drivers/escpos speaks
// (commands and status bits there). What it cuts off it writes as receipt-NN.png; blank strips it drops.
#pragma once

#include <string>
#include <vector>

#include "drivers/virtual/peer.h"
#include "drivers/virtual/pty.h"
#include "drivers/virtual/receipt_printer/escpos_reader.h"
#include "drivers/virtual/receipt_printer/strip.h"

namespace kiosk24::virtual_devices {

class ReceiptPeer : public Peer {
  public:
    struct Options {
        std::string tty;        // the symbolic link that the driver opens
        std::string directory;  // for receipt-NN.png; made if it is not there
    };
    explicit ReceiptPeer(Options options);

    // Makes the line appear. device_failed.
    Status start();

    std::string_view name() const override { return "receipt"; }
    std::vector<PeerCommand> commands() const override;
    Result<std::string> tell(std::string_view line) override;
    std::vector<pollfd> wanted() const override;
    void step() override;

  private:
    enum class Paper { enough, low, out };
    bool can_print() const;
    std::uint8_t status(int which) const;
    std::uint8_t sensors() const;
    void answer(const std::vector<escpos::Urgent>& urgent);
    void work();
    void carry_out(const escpos::Order& order);
    void print_rows();
    void cut(int feed_rows);
    void send(std::uint8_t byte);
    Result<std::string> set(std::string_view line);
    Result<std::string> end_paper_after(std::string_view rows);
    std::string state() const;

    Options options_;
    Pty line_;
    EscposReader reader_;
    Strip strip_;
    escpos::Raster band_;  // being printed
    int band_row_ = 0;
    Paper paper_ = Paper::enough;
    int rows_left_ = -1;  // until the paper ends; -1: not told
    bool cover_is_open_ = false, cutter_jams_ = false, cutter_failed_ = false, is_broken_ = false;
    bool is_mute_ = false, falls_silent_at_cut_ = false, is_held_ = false, talks_noise_ = false;
    int receipts_ = 0, unknown_bytes_ = 0;
    Bytes outgoing_;
};

}  // namespace kiosk24::virtual_devices
