// The desk: all peers of a demonstration in one loop, told by a menu, by its socket, or by both.
#pragma once

#include <string>
#include <vector>

#include "drivers/virtual/desk/options.h"
#include "drivers/virtual/line_socket.h"
#include "drivers/virtual/peer_loop.h"

namespace kiosk24::virtual_devices {

class Desk {
  public:
    // Starts the peers that the options name. Their errors, and conflict if another desk has the socket.
    Status start(const DeskOptions& options);
    // Runs until `quit` or until the descriptor `ending` is readable. With a terminal at stdin it shows the
    // menu.
    void run(int ending);
    // One command line; the answer as it travels: "ok TEXT" or "error TEXT". Desk's own: help, state, quit.
    std::string obey(std::string_view line);

  private:
    enum class Stdin { terminal, other };
    Result<std::string> carry_out(std::string_view line);
    Status add_reader(const DeskOptions& options);
    Result<std::string> show_eid(std::string_view card);
    Status add_scanner(const DeskOptions& options);
    Status add_camera(const DeskOptions& options);
    Status add_printer(const DeskOptions& options);
    Status add_receipt_printer(const DeskOptions& options);
    void number_menu();
    void show_menu() const;
    void read_terminal();
    void on_typed(std::string_view line);

    PeerLoop loop_;
    LineServer server_;
    std::vector<std::string> menu_;  // lines, in the order of their numbers
    std::string typed_;
    Stdin stdin_ = Stdin::other;
    bool shows_eid_ = false, is_over_ = false;
};

}  // namespace kiosk24::virtual_devices
