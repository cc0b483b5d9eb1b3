#include "drivers/virtual/scanner/scanner_peer.h"

#include <algorithm>

namespace kiosk24::virtual_devices {

std::vector<PeerCommand> ScannerPeer::commands() const {
    return {
        {"scan TEXT", "show it a QR code with these contents", {}},
        {"garble", "show it a code that is no text", {"garble"}},
        {"endless", "show it a code of 5,000 characters", {"endless"}},
        {"half TEXT", "begin to write, and never end", {}},
        {"aim on|off", "whether it writes \"]Q1\" in front", {}},
        {"unplug", "pull the scanner's cable", {"unplug"}},
        {"plug", "put the scanner's cable back", {"plug"}},
        {"state", "whether it is plugged in", {}},
    };
}

Result<std::string> ScannerPeer::tell(std::string_view line) {
    constexpr std::size_t kEndless = 5'000;
    const auto space = line.find(' ');
    const auto word = line.substr(0, space);
    const std::string rest(space == std::string_view::npos ? std::string_view() : line.substr(space + 1));
    if (word == "scan" && !rest.empty())
        return send((writes_identifiers_ ? "]Q1" : "") + rest + "\r", "a code is shown");
    if (word == "half" && !rest.empty()) return send(rest, "half a code is written");
    if (line == "garble") return send("\x01\xff\xfe\x80\x1b[2J\r", "a code that is no text is shown");
    if (line == "endless") return send(std::string(kEndless, 'A') + "\r", "an endless code is shown");
    if (line == "aim on" || line == "aim off") {
        writes_identifiers_ = line == "aim on";
        return std::string(writes_identifiers_ ? "identifiers are written" : "no identifiers are written");
    }
    if (line == "unplug") {
        line_.unplug();
        outgoing_.clear();
        return std::string("the scanner is unplugged");
    }
    if (line == "plug") {
        TRY_STATUS(line_.plug());
        return std::string("the scanner is plugged in");
    }
    if (line == "state") return std::string(line_.is_plugged() ? "plugged in" : "unplugged");
    return Error(Code::not_found, "the scanner knows no \"" + std::string(line) + "\"");
}

Result<std::string> ScannerPeer::send(std::string text, std::string words) {
    if (!line_.is_plugged()) return Error(Code::bad_argument, "the scanner is unplugged");
    outgoing_.insert(outgoing_.end(), text.begin(), text.end());
    step();
    return words;
}

std::vector<pollfd> ScannerPeer::wanted() const {
    if (!line_.is_plugged()) return {};
    const short events = outgoing_.empty() ? POLLIN : POLLIN | POLLOUT;
    return {{line_.fd(), events, 0}};
}

void ScannerPeer::step() {
    if (!line_.is_plugged()) return;
    (void)line_.read();  // a host may send it commands; this one takes none
    while (!outgoing_.empty()) {
        const Bytes next(
            outgoing_.begin(),
            outgoing_.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(outgoing_.size(), 512)));
        const auto taken = line_.write(next);
        if (taken == 0) return;
        outgoing_.erase(outgoing_.begin(), outgoing_.begin() + static_cast<std::ptrdiff_t>(taken));
    }
}

}  // namespace kiosk24::virtual_devices
