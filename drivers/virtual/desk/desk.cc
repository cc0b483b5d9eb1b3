#include "drivers/virtual/desk/desk.h"

#include <fmt/format.h>
#include <unistd.h>

#include <charconv>
#include <cstdio>

#include "drivers/virtual/camera/camera_peer.h"
#include "drivers/virtual/platform/platform_peer.h"
#include "drivers/virtual/printer/virtual_printer.h"
#include "drivers/virtual/receipt_printer/receipt_peer.h"
#include "drivers/virtual/sam/sam_peer.h"
#include "drivers/virtual/scanner/scanner_peer.h"

namespace kiosk24::virtual_devices {
namespace {

constexpr std::string_view kPrompt = "desk> ";
constexpr std::string_view kShowEid = "eid show ";

void say(std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fflush(stdout);
}

}  // namespace

Status Desk::start(const DeskOptions& options) {
    TRY_STATUS(server_.listen(options.socket));
    if (!options.reader_tty.empty()) TRY_STATUS(add_reader(options).with("the reader"));
    if (!options.printer_directory.empty()) TRY_STATUS(add_printer(options).with("the printer"));
    if (!options.receipt_tty.empty() && !options.receipt_directory.empty())
        TRY_STATUS(add_receipt_printer(options).with("the receipt printer"));
    if (!options.scanner_tty.empty()) TRY_STATUS(add_scanner(options).with("the scanner"));
    if (!options.camera_directory.empty()) TRY_STATUS(add_camera(options).with("the camera"));
    if (!options.sandbox_control.empty())
        loop_.add(std::make_unique<PlatformPeer>(options.sandbox_control, options.cards));
    shows_eid_ = !options.scanner_tty.empty() && !options.sandbox_control.empty();
    stdin_ = ::isatty(STDIN_FILENO) == 1 ? Stdin::terminal : Stdin::other;
    number_menu();
    return {};
}

Status Desk::add_reader(const DeskOptions& options) {
    auto reader = std::make_unique<SamPeer>(SamPeer::Options{options.reader_tty, options.cards});
    TRY_STATUS(reader->start());
    loop_.add(std::move(reader));
    return {};
}

Status Desk::add_scanner(const DeskOptions& options) {
    auto scanner = std::make_unique<ScannerPeer>(options.scanner_tty);
    TRY_STATUS(scanner->start());
    loop_.add(std::move(scanner));
    return {};
}

Status Desk::add_camera(const DeskOptions& options) {
    auto camera = std::make_unique<CameraPeer>(options.camera_directory);
    TRY_STATUS(camera->start());
    // The platform knows the face of the card's holder whom demonstrations use most.
    if (const auto card = load_card("R1", options.cards))
        TRY_STATUS(camera->tell("enrol " + card->id_number + " A"));
    loop_.add(std::move(camera));
    return {};
}

Status Desk::add_printer(const DeskOptions& options) {
    VirtualPrinter::Options printer;
    printer.directory = options.printer_directory;
    printer.engine = options.printer_engine;
    printer.port = options.printer_port;
    TRY(started, VirtualPrinter::start(printer));
    loop_.add(std::move(started));
    return {};
}

Status Desk::add_receipt_printer(const DeskOptions& options) {
    auto printer =
        std::make_unique<ReceiptPeer>(ReceiptPeer::Options{options.receipt_tty, options.receipt_directory});
    TRY_STATUS(printer->start());
    loop_.add(std::move(printer));
    return {};
}

void Desk::run(int ending) {
    constexpr Milliseconds kLongest{60'000};
    if (stdin_ == Stdin::terminal) show_menu();
    while (!is_over_) {
        std::vector<pollfd> own{{ending, POLLIN, 0},
                                {stdin_ == Stdin::terminal ? STDIN_FILENO : -1, POLLIN, 0}};
        const auto wanted = server_.wanted();
        own.insert(own.end(), wanted.begin(), wanted.end());
        loop_.wait_and_step(own, kLongest);
        server_.step([this](std::string_view line) { return obey(line); });
        if (own[1].revents != 0) read_terminal();
        if (own[0].revents != 0) is_over_ = true;
    }
}

std::string Desk::obey(std::string_view line) {
    const auto answer = carry_out(line);
    return answer ? "ok " + *answer : "error " + answer.error().text();
}

Result<std::string> Desk::carry_out(std::string_view line) {
    if (line == "quit") {
        is_over_ = true;
        return std::string("the desk ends");
    }
    if (line == "help") {
        return "commands\n" + loop_.help() +
               "desk:\n  eid show CARD             show the scanner a fresh e-ID code of that card's holder\n"
               "  state                     what every device says of itself\n"
               "  menu                      show the numbers again\n"
               "  quit                      end the desk and its devices\n";
    }
    if (line == "state") {
        std::string text;
        for (const auto& peer : loop_.peers()) {
            const auto answer = peer->tell("state");
            text +=
                fmt::format("{}{}: {}", text.empty() ? "" : "\n", peer->name(), answer ? *answer : "there");
        }
        return text;
    }
    if (line.starts_with(kShowEid)) return show_eid(line.substr(kShowEid.size()));
    return loop_.tell(line);
}

// A telephone before the scanner: the platform issues the code, the scanner sees it.
Result<std::string> Desk::show_eid(std::string_view card) {
    TRY(code, loop_.tell("platform eid " + std::string(card)));
    return loop_.tell("scanner scan " + code);
}

void Desk::number_menu() {
    for (const auto& peer : loop_.peers()) {
        for (const auto& command : peer->commands()) {
            for (const auto& line : command.menu)
                menu_.push_back(fmt::format("{} {}", peer->name(), line));
        }
    }
    if (shows_eid_) menu_.emplace_back("eid show R1");
    menu_.emplace_back("state");
    menu_.emplace_back("quit");
}

void Desk::show_menu() const {
    constexpr std::size_t kColumns = 3;
    std::string text = "\n";
    for (std::size_t i = 0; i < menu_.size(); ++i) {
        const bool is_last = i % kColumns == kColumns - 1 || i + 1 == menu_.size();
        text += fmt::format("{:>3}  {:<26}{}", i + 1, menu_[i], is_last ? "\n" : "");
    }
    text += "A number, or a command ('help' lists them all).\n";
    say(text);
    say(kPrompt);
}

void Desk::read_terminal() {
    char buffer[512];
    const auto count = ::read(STDIN_FILENO, buffer, sizeof buffer);
    if (count <= 0) {
        is_over_ = true;
        return;
    }
    typed_.append(buffer, static_cast<std::size_t>(count));
    for (auto end = typed_.find('\n'); end != std::string::npos; end = typed_.find('\n')) {
        on_typed(std::string_view(typed_).substr(0, end));
        typed_.erase(0, end + 1);
    }
}

void Desk::on_typed(std::string_view line) {
    if (line.empty() || line == "menu") return show_menu();
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), number);
    const bool is_number = error == std::errc() && end == line.data() + line.size();
    if (is_number && number >= 1 && number <= menu_.size()) {
        line = menu_[number - 1];
        say(fmt::format("{}\n", line));
    }
    const auto answer = carry_out(line);
    say(fmt::format("{}\n", answer ? *answer : answer.error().detail()));
    if (!is_over_) say(kPrompt);
}

}  // namespace kiosk24::virtual_devices
