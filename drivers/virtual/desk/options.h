// The desk's command line.
#pragma once

#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"

namespace kiosk24::virtual_devices {

struct DeskOptions {
    std::string socket;
    std::string reader_tty, cards;                  // no reader without a tty
    std::string printer_directory, printer_engine;  // no printer without a directory
    std::string scanner_tty;                        // no scanner without it
    std::string camera_directory;                   // no camera without it
    int printer_port = 0;
    std::string receipt_tty, receipt_directory;  // no receipt printer without both
    std::string sandbox_control;                 // no platform without it
    std::vector<std::string> told;               // lines after `tell`: be the client
    bool is_client = false, wants_help = false;
    Milliseconds patience{5000};  // of the client, for a desk that is still starting
};

// `directory` is where this program lies: cards and the printer's engine are looked for beside it.
Result<DeskOptions> parse_options(const std::vector<std::string>& arguments, const std::string& directory);
std::string usage();

}  // namespace kiosk24::virtual_devices
