// kiosk24-hub: see README.md.
#include <fmt/format.h>
#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>

#include "hub/central/acts.h"
#include "hub/central/directory.h"
#include "hub/central/service.h"
#include "hub/http/server.h"
#include "kiosk/base/log.h"

namespace kiosk24::hub {
namespace {

struct Line {
    std::string directory, terminal_id, address = "127.0.0.1", port_file, console_port_file, log_file;
    std::string server_identity = "server", notice_zh, notice_en;
    std::uint16_t port = 0, console_port = 0;
    bool has_console = false, with_bad_ones = false;
    std::int64_t beat_every_ms = 30'000, code_lasts_s = 24 * 3600, command_lasts_s = 24 * 3600;
    std::vector<std::string> names;
};

Status write_port(const std::string& file, std::uint16_t port) {
    if (file.empty()) return {};
    return pki::write_new(file, fmt::format("{}\n", port), 0644);
}

std::vector<http::Listener> listeners_of(const Line& line, Service& service) {
    const std::filesystem::path directory = line.directory;
    std::vector<http::Listener> listeners(1);
    http::Listener& terminals = listeners.front();
    terminals.address = line.address;
    terminals.port = line.port;
    terminals.tls = http::TlsFiles{.authority_pem = directory / "hub_ca.pem",
                                   .certificate_pem = directory / (line.server_identity + ".pem"),
                                   .key_pem = directory / (line.server_identity + ".key"),
                                   .client = http::ClientCertificate::optional};
    terminals.largest_body_bytes = wire::kLargestBeat_bytes;
    terminals.answer = [&service](const http::Request& request, http::Respond respond) {
        service.answer_terminal(request, std::move(respond));
    };
    if (!line.has_console) return listeners;
    http::Listener& console = listeners.emplace_back();
    console.port = line.console_port;
    console.largest_body_bytes = 0;
    console.most_connections = 200;
    console.answer =
        http::at_once([&service](const http::Request& request) { return service.answer_console(request); });
    return listeners;
}

// Each terminal keeps its connection; the usual soft limit of 1,024 descriptors would turn most of them away.
void bear_many_connections() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

Status serve(const Line& line) {
    TRY_STATUS(check_hub_directory(line.directory));
    FleetRules rules;
    rules.beat_every = Milliseconds(line.beat_every_ms);
    TRY(service, Service::open(line.directory, rules));
    TRY(server, http::Server::open(listeners_of(line, service)));
    service.start(
        [&server](Milliseconds time, std::function<void()> work) { server.after(time, std::move(work)); });
    TRY_STATUS(write_port(line.port_file, server.port(0)));
    if (line.has_console) {
        TRY_STATUS(write_port(line.console_port_file, server.port(1)));
        fmt::print("console http://127.0.0.1:{}/\n", server.port(1));
    }
    fmt::print("listening on {}:{}\n", line.address, server.port(0));
    std::fflush(stdout);
    server.run();
    service.stop();
    return {};
}

int told(const Status& status) {
    if (status) return 0;
    fmt::print(stderr, "kiosk24-hub: {}\n", status.error().text());
    return 1;
}

int told(const Result<std::string>& word) {
    if (!word) return told(Status(word.error()));
    fmt::print("{}\n", *word);
    return 0;
}

// Verbs set `act`; CLI11 ends the program by itself for --help and mistakes.
void describe_serve(CLI::App& app, Line& line, std::function<int()>& act) {
    CLI::App* verb = app.add_subcommand("serve", "Serve terminals over TLS until SIGTERM");
    verb->add_option("--dir", line.directory, "what `init` made")->required();
    verb->add_option("--address", line.address, "for terminals")->capture_default_str();
    verb->add_option("--port", line.port, "for terminals; 0: any free one")->capture_default_str();
    verb->add_option("--port-file", line.port_file, "the port is written there when it is ready");
    auto* console = verb->add_option("--console-port", line.console_port, "the page, on loopback only");
    auto* console_file = verb->add_option("--console-port-file", line.console_port_file, "as --port-file");
    verb->add_option("--beat-every-ms", line.beat_every_ms, "how often terminals report")
        ->check(CLI::Range(100, 600'000))
        ->capture_default_str();
    verb->add_option("--server-identity", line.server_identity, "another certificate of the directory")
        ->capture_default_str();
    verb->add_option("--log-file", line.log_file, "a copy of the log");
    verb->callback([&line, &act, console, console_file] {
        line.has_console = console->count() + console_file->count() > 0;
        act = [&line] {
            std::signal(SIGPIPE, SIG_IGN);
            bear_many_connections();
            return told(serve(line));
        };
    });
}

void describe_init(CLI::App& app, Line& line, std::function<int()>& act) {
    CLI::App* verb = app.add_subcommand("init", "Make whatever keys and certificates are missing");
    verb->add_option("--dir", line.directory, "where they stand")->required();
    verb->add_option("--name", line.names,
                     "a host name or address terminals call; may be repeated (default: this machine only)");
    verb->add_flag("--with-bad-ones", line.with_bad_ones, "expired and rogue ones too, for tests");
    verb->callback([&line, &act] {
        act = [&line] { return told(make_hub_directory({line.directory, line.names, line.with_bad_ones})); };
    });
}

void describe_code(CLI::App& app, Line& line, std::function<int()>& act) {
    CLI::App* verb = app.add_subcommand("enrol-code", "Print a one-time code by which a terminal enrols");
    verb->add_option("--dir", line.directory)->required();
    verb->add_option("--terminal", line.terminal_id, "its id")->required();
    verb->add_option("--lasts-s", line.code_lasts_s, "how long it may be used")
        ->check(CLI::Range(std::int64_t{1}, std::int64_t{30 * 24 * 3600}))
        ->capture_default_str();
    verb->callback([&line, &act] {
        act = [&line] {
            return told(give_code(line.directory, line.terminal_id, Milliseconds(line.code_lasts_s * 1000)));
        };
    });
}

void describe_command(CLI::App& app, Line& line, std::function<int()>& act) {
    CLI::App* verb = app.add_subcommand("command", "Sign an order and queue it for a terminal; print its id");
    verb->add_option("--dir", line.directory)->required();
    verb->add_option("--terminal", line.terminal_id, "its id")->required();
    verb->add_option("--lasts-s", line.command_lasts_s, "how long it may wait for the terminal")
        ->check(CLI::Range(std::int64_t{1}, std::int64_t{30 * 24 * 3600}))
        ->capture_default_str();
    verb->require_subcommand(1);
    const auto give = [&line, &act](Order what) {
        act = [&line, what = std::move(what)] {
            return told(give_order(line.directory, line.terminal_id, what,
                                   Milliseconds(line.command_lasts_s * 1000)));
        };
    };
    CLI::App* out = verb->add_subcommand("out-of-service", "It tells citizens the notice and serves nobody");
    out->add_option("--notice-zh", line.notice_zh, "in Chinese")->required();
    out->add_option("--notice-en", line.notice_en, "in English");
    out->callback([&line, give] {
        LocalText notice{{{Language::zh_hans, line.notice_zh}}};
        if (!line.notice_en.empty()) notice.in[Language::en] = line.notice_en;
        give(order::OutOfService{std::move(notice)});
    });
    verb->add_subcommand("in-service", "It serves again")->callback([give] { give(order::InService{}); });
}

int run(int count, char** words) {
    CLI::App app("kiosk24-hub: keeps watch over terminals");
    app.require_subcommand(1);
    Line line;
    std::function<int()> act;
    describe_init(app, line, act);
    describe_serve(app, line, act);
    describe_code(app, line, act);
    describe_command(app, line, act);
    CLI11_PARSE(app, count, words);
    log::open({.level = log::Level::info, .program = "kiosk24-hub", .file = line.log_file});
    return act();
}

}  // namespace
}  // namespace kiosk24::hub

int main(int count, char** words) {
    return kiosk24::hub::run(count, words);
}
