#include "kiosk/app/launch/request.h"

#include <charconv>

namespace kiosk24::launch {
namespace {

std::optional<std::uint64_t> number(const std::string& text, std::uint64_t most) {
    std::uint64_t value = 0;
    const auto* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    if (read.ec != std::errc() || read.ptr != end || value == 0 || value > most) return std::nullopt;
    return value;
}

bool take_number(const std::string& text, std::optional<std::uint64_t>& into) {
    constexpr std::uint64_t kMost = 1u << 30;
    into = number(text, kMost);
    return into.has_value();
}

bool take_net(const std::string& text, Net& net) {
    if (text == "none")
        net = Net::none;
    else if (text == "ports")
        net = Net::ports;
    else if (text == "any")
        net = Net::any;
    else
        return false;
    return true;
}

bool take_path(const std::string& text, std::vector<std::string>& into) {
    if (text.empty()) return false;
    into.push_back(text);
    return true;
}

bool take_port(const std::string& text, std::vector<std::uint16_t>& into) {
    const auto port = number(text, 65'535);
    if (port) into.push_back(static_cast<std::uint16_t>(*port));
    return port.has_value();
}

bool take_user(const std::string& text, std::string& into) {
    into = text;
    return !text.empty();
}

bool take_option(const std::string& name, const std::string& value, Request& request) {
    if (name == "--user") return take_user(value, request.user);
    if (name == "--read") return take_path(value, request.read);
    if (name == "--write") return take_path(value, request.write);
    if (name == "--device") return take_path(value, request.devices);
    if (name == "--net") return take_net(value, request.net);
    if (name == "--port") return take_port(value, request.ports);
    if (name == "--memory-mb") return take_number(value, request.memory_mb);
    if (name == "--cpu-seconds") return take_number(value, request.cpu_seconds);
    if (name == "--files") return take_number(value, request.files);
    return false;
}

}  // namespace

const char* const kUsage =
    "kiosk24-launch [options] -- PROGRAM [ARGUMENT...]\n"
    "Starts a driver with no more power than its options name.\n"
    "  --user NAME|NUMBER   the account it runs as (only root can change it)\n"
    "  --read PATH          it may read and execute this file or everything beneath this folder\n"
    "  --write PATH         the same, and write, create and remove\n"
    "  --device PATH        it may open this device; one that is unplugged and comes back too\n"
    "  --net none|ports|any no network (default) | TCP to the given ports | everything\n"
    "  --port NUMBER        a TCP port it may connect to, with --net ports\n"
    "  --memory-mb NUMBER   the most memory it may write to\n"
    "  --cpu-seconds NUMBER the most processor time of its whole life\n"
    "  --files NUMBER       the most open files\n"
    "Options may be repeated where it makes sense. Exit status 125: a wrong command "
    "line;\n"
    "127: the program cannot be executed. What the system cannot set is said on stderr and in "
    "KIOSK24_UNCONFINED.\n";

Parsed parse_request(const std::vector<std::string>& arguments) {
    Parsed parsed;
    std::size_t i = 0;
    for (; i < arguments.size() && arguments[i] != "--"; i += 2) {
        if (i + 1 >= arguments.size() || !take_option(arguments[i], arguments[i + 1], parsed.request)) {
            parsed.error = "not understood: " + arguments[i];
            if (i + 1 < arguments.size()) parsed.error += " " + arguments[i + 1];
            return parsed;
        }
    }
    if (i + 1 >= arguments.size()) {
        parsed.error = "no program after --";
        return parsed;
    }
    parsed.request.command.assign(arguments.begin() + static_cast<std::ptrdiff_t>(i) + 1, arguments.end());
    return parsed;
}

}  // namespace kiosk24::launch
