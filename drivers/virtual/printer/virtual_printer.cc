#include "drivers/virtual/printer/virtual_printer.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/inotify.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>

#include "drivers/virtual/printer/ipp_talk.h"

namespace kiosk24::virtual_devices {
namespace {

namespace fs = std::filesystem;
constexpr int kLongestBusStart_ms = 5000;
constexpr Milliseconds kWhileStarting{20};
constexpr Milliseconds kWhileAnnouncing{50};

// The system bus that Debian's ippeveprinter insists on (DNS-SD); nobody else uses it.
std::string bus_configuration(const std::string& socket) {
    return "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\" "
           "\"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">\n"
           "<busconfig><type>system</type><listen>unix:path=" +
           socket +
           "</listen><auth>EXTERNAL</auth><policy context=\"default\"><allow user=\"*\"/><allow own=\"*\"/>"
           "<allow send_type=\"method_call\"/><allow send_type=\"signal\"/><allow "
           "send_type=\"method_return\"/>"
           "<allow send_type=\"error\"/><allow receive_type=\"method_call\"/><allow receive_type=\"signal\"/>"
           "<allow receive_type=\"method_return\"/><allow receive_type=\"error\"/></policy></busconfig>\n";
}

Result<int> free_port() {
    const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    const bool is_free =
        probe >= 0 && ::bind(probe, generic, size) == 0 && ::getsockname(probe, generic, &size) == 0;
    if (probe >= 0) ::close(probe);
    if (!is_free) return Error(Code::device_failed, "no free port on loopback");
    return static_cast<int>(ntohs(address.sin_port));
}

bool accepts_connections(int port) {
    const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (probe < 0) return false;
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const bool accepted = ::connect(probe, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    ::close(probe);
    return accepted;
}

std::vector<std::string> lines_of(const fs::path& path) {
    std::vector<std::string> lines;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);)
        lines.push_back(line);
    return lines;
}

// ippeveprinter spells one page as a range: "2-2".
std::string pages_of(const fs::path& path) {
    const auto lines = lines_of(path);
    if (lines.empty()) return {};
    const auto dash = lines.front().find('-');
    const bool is_one =
        dash != std::string::npos && lines.front().substr(0, dash) == lines.front().substr(dash + 1);
    return is_one ? lines.front().substr(0, dash) : lines.front();
}

}  // namespace

VirtualPrinter::VirtualPrinter(Options options) : options_(std::move(options)) {}

VirtualPrinter::~VirtualPrinter() {
    switch_off();
    if (watch_ >= 0) ::close(watch_);
}

Result<std::unique_ptr<VirtualPrinter>> VirtualPrinter::start(const Options& options) {
    std::unique_ptr<VirtualPrinter> printer(new VirtualPrinter(options));
    std::error_code error;
    for (const char* folder : {"spool", "printed"})
        fs::create_directories(printer->file(folder), error);
    if (error) return Error(Code::broken_storage, options.directory + ": " + error.message());
    if (options.port == 0) {
        TRY(port, free_port());
        printer->options_.port = port;
    }
    printer->watch_ = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    ::inotify_add_watch(printer->watch_, options.directory.c_str(), IN_MODIFY | IN_CREATE);
    ::inotify_add_watch(printer->watch_, printer->file("printed").c_str(), IN_MOVED_TO);
    TRY_STATUS(store(printer->machine_, printer->file("machine")));
    TRY_STATUS(printer->start_bus());
    if (options.starts == "on") TRY_STATUS(printer->switch_on());
    return printer;
}

Status VirtualPrinter::start_bus() {
    const auto socket = file("bus");
    ::unlink(socket.c_str());
    std::ofstream(file("bus.conf"), std::ios::trunc) << bus_configuration(socket);
    std::array<int, 2> ready{};
    if (::pipe2(ready.data(), O_CLOEXEC) != 0) return Error(Code::device_failed, "no pipe");
    auto bus =
        Child::start({{"dbus-daemon", "--config-file=" + file("bus.conf"), "--nofork", "--print-address=3"},
                      {},
                      file("bus.log"),
                      ready[1]});
    ::close(ready[1]);
    // It writes its address once it listens; end of file if it died.
    pollfd wait{ready[0], POLLIN, 0};
    char byte = 0;
    const bool is_up = bus && ::poll(&wait, 1, kLongestBusStart_ms) == 1 && ::read(ready[0], &byte, 1) == 1;
    ::close(ready[0]);
    if (!is_up) return Error(Code::device_failed, "dbus-daemon does not start; see " + file("bus.log"));
    bus_ = std::move(*bus);
    return {};
}

Status VirtualPrinter::switch_on() {
    if (power_ != Power::off) return {};
    // What was in its memory is gone with the current.
    std::error_code ignored;
    for (const auto& left : fs::directory_iterator(file("spool"), ignored))
        fs::remove(left.path(), ignored);
    auto printer =
        Child::start({{"ippeveprinter", "-n", "localhost", "-p", std::to_string(options_.port), "-r", "off",
                       "-M", "Kiosk24", "-m", "Virtual A4", "-d", file("spool"), "-c", options_.engine, "-f",
                       "application/pdf,image/urf,image/pwg-raster", "Virtual A4"},
                      {"DBUS_SYSTEM_BUS_ADDRESS=unix:path=" + file("bus"),
                       "KIOSK24_PRINTER_DIR=" + options_.directory, "HOME=" + options_.directory},
                      file("ippeveprinter.log"),
                      -1});
    if (!printer) return printer.error();
    printer_ = std::move(*printer);
    power_ = Power::starting;
    is_announced_ = false;
    return {};
}

void VirtualPrinter::switch_off() {
    printer_.end();
    power_ = Power::off;
}

std::string VirtualPrinter::uri() const {
    return "ipp://localhost:" + std::to_string(options_.port) + "/ipp/print";
}

std::vector<VirtualPrinter::Paper> VirtualPrinter::printed() const {
    std::vector<Paper> papers;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(file("printed"), ignored)) {
        if (entry.path().extension() != ".pdf") continue;
        auto pages = entry.path();
        const auto stem = entry.path().stem().string();
        papers.push_back({entry.path(), pages_of(pages.replace_extension(".pages")),
                          stem.substr(std::min<std::size_t>(4, stem.size()))});
    }
    std::sort(papers.begin(), papers.end(),
              [](const Paper& a, const Paper& b) { return a.document < b.document; });
    return papers;
}

std::vector<std::string> VirtualPrinter::started() const {
    return lines_of(file("started"));
}

Status VirtualPrinter::change(Machine machine) {
    TRY_STATUS(store(machine, file("machine")));
    machine_ = std::move(machine);
    is_announced_ = false;
    announce();
    return {};
}

void VirtualPrinter::announce() {
    if (power_ != Power::on || is_announced_) return;
    auto said = ask_printer(options_.port);
    if (!said) return;
    said->reasons.erase("media-needed");
    if (said->reasons == machine_.reasons) {
        is_announced_ = true;
        return;
    }
    const bool was_empty = said->reasons.contains("media-empty");
    const bool is_empty = machine_.reasons.contains("media-empty");
    if (was_empty && (said->is_idle || !is_empty) && !fill_trays(options_.port)) return;
    // While a job runs its engine announces; otherwise a job that only announces. Looked at again in step().
    if (said->is_idle) [[maybe_unused]]
        const auto sent = send_desk_job(options_.port);
}

void VirtualPrinter::step() {
    std::array<char, 4096> events{};
    while (::read(watch_, events.data(), events.size()) > 0) {
    }
    if (power_ != Power::off && !printer_.is_running()) power_ = Power::off;
    if (power_ == Power::starting && accepts_connections(options_.port)) power_ = Power::on;
    announce();
}

std::vector<pollfd> VirtualPrinter::wanted() const {
    return {{watch_, POLLIN, 0}};
}

Milliseconds VirtualPrinter::longest_sleep() const {
    if (power_ == Power::starting) return kWhileStarting;
    return power_ == Power::on && !is_announced_ ? kWhileAnnouncing : Milliseconds(60'000);
}

template <typename Condition>
bool VirtualPrinter::wait_until(Condition condition, Milliseconds patience) {
    const auto until = monotonic_now() + patience;
    while (true) {
        step();
        if (condition()) return true;
        const auto left = until - monotonic_now();
        if (left <= Milliseconds(0)) return false;
        auto polled = wanted();
        ::poll(polled.data(), polled.size(), static_cast<int>(std::min(left, longest_sleep()).count()));
    }
}

bool VirtualPrinter::wait_ready(Milliseconds patience) {
    return wait_until([this] { return is_ready(); }, patience);
}
bool VirtualPrinter::wait_printed(std::size_t papers, Milliseconds patience) {
    return wait_until([&] { return printed().size() >= papers; }, patience);
}
bool VirtualPrinter::wait_started(std::size_t jobs, Milliseconds patience) {
    return wait_until([&] { return started().size() >= jobs; }, patience);
}

}  // namespace kiosk24::virtual_devices
