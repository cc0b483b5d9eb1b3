// kiosk24-launch's command line: which powers a driver is left.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kiosk24::launch {

// none: only sockets within this machine (AF_UNIX, AF_NETLINK). ports: TCP connections to the named ports
// only, nothing listens; UDP stays, for names. any: as every program.
enum class Net { none, ports, any };

struct Request {
    std::string user;  // name or number; empty: stays as it is
    std::vector<std::string> read, write, devices;
    Net net = Net::none;
    std::vector<std::uint16_t> ports;
    std::optional<std::uint64_t> memory_mb, cpu_seconds, files;
    std::vector<std::string> command;  // the driver's program and its arguments
};

// The request, or what is wrong with the command line.
struct Parsed {
    Request request;
    std::string error;  // empty: none
};
Parsed parse_request(const std::vector<std::string>& arguments);

extern const char* const kUsage;

}  // namespace kiosk24::launch
