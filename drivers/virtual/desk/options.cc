#include "drivers/virtual/desk/options.h"

#include <charconv>
#include <map>

namespace kiosk24::virtual_devices {
namespace {

Result<int> number_of(const std::string& option, const std::string& text, int most) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < 0 || number > most)
        return Error(Code::bad_argument, option + " wants a number up to " + std::to_string(most));
    return number;
}

Status set(DeskOptions& options, const std::string& option, const std::string& value) {
    static const std::map<std::string, std::string DeskOptions::*> kTexts{
        {"--socket", &DeskOptions::socket},
        {"--reader-tty", &DeskOptions::reader_tty},
        {"--scanner-tty", &DeskOptions::scanner_tty},
        {"--camera-dir", &DeskOptions::camera_directory},
        {"--cards", &DeskOptions::cards},
        {"--printer-dir", &DeskOptions::printer_directory},
        {"--printer-engine", &DeskOptions::printer_engine},
        {"--receipt-tty", &DeskOptions::receipt_tty},
        {"--receipt-dir", &DeskOptions::receipt_directory},
        {"--sandbox-control", &DeskOptions::sandbox_control},
    };
    if (const auto text = kTexts.find(option); text != kTexts.end()) {
        options.*(text->second) = value;
        return {};
    }
    constexpr int kMostPort = 65'535, kMostPatience_ms = 600'000;
    if (option == "--printer-port") {
        TRY(port, number_of(option, value, kMostPort));
        options.printer_port = port;
        return {};
    }
    if (option == "--patience-ms") {
        TRY(patience_ms, number_of(option, value, kMostPatience_ms));
        options.patience = Milliseconds(patience_ms);
        return {};
    }
    return Error(Code::bad_argument, "there is no option " + option);
}

}  // namespace

Result<DeskOptions> parse_options(const std::vector<std::string>& arguments, const std::string& directory) {
    DeskOptions options;
    options.cards = directory + "/cards";
    options.printer_engine = directory + "/kiosk24-printer-engine";
    for (std::size_t i = 0; i < arguments.size(); i += 2) {
        if (arguments[i] == "--help") {
            options.wants_help = true;
            return options;
        }
        if (arguments[i] == "tell") {
            options.is_client = true;
            options.told.assign(arguments.begin() + static_cast<std::ptrdiff_t>(i) + 1, arguments.end());
            break;
        }
        if (i + 1 == arguments.size()) return Error(Code::bad_argument, arguments[i] + " wants a value");
        TRY_STATUS(set(options, arguments[i], arguments[i + 1]));
    }
    if (options.socket.empty()) return Error(Code::bad_argument, "--socket PATH is needed");
    if (options.is_client && options.told.empty()) return Error(Code::bad_argument, "tell wants a line");
    return options;
}

std::string usage() {
    return R"(kiosk24-desk: the hand at the virtual devices.

  kiosk24-desk --socket PATH [--reader-tty LINK] [--cards DIR]
               [--printer-dir DIR] [--printer-port N] [--printer-engine PROGRAM]
               [--scanner-tty LINK] [--camera-dir DIR]
               [--receipt-tty LINK --receipt-dir DIR] [--sandbox-control SOCKET]
      runs the devices that are named; a menu if this is a terminal; ends with `quit`, Ctrl-C or SIGTERM

  kiosk24-desk --socket PATH [--patience-ms N] tell LINE...
      tells a running desk each line ("lay R1") and prints its answers
      exit status 0: done; 1: the desk said no; 2: wrong usage; 3: no desk there
)";
}

}  // namespace kiosk24::virtual_devices
