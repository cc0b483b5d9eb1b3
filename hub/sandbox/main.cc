// kiosk24-sandbox: see README.md.
#include <fmt/format.h>

#include <csignal>
#include <cstdio>

#include "hub/http/server.h"
#include "hub/sandbox/command_line.h"
#include "hub/sandbox/control.h"
#include "hub/sandbox/pki.h"
#include "hub/sandbox/platform.h"
#include "kiosk/base/log.h"

namespace kiosk24::sandbox {
namespace {

int fail(const Error& error) {
    fmt::print(stderr, "kiosk24-sandbox: {}\n", error.text());
    return 1;
}

std::string answer_of(const Status& status) {
    return status ? std::string("ok") : "error " + status.error().text();
}

// One control line, on the server's thread.
std::string obeyed(http::Server& server, Platform& platform, const std::string& line) {
    if (line == "absent") {
        server.go_absent();
        return "ok";
    }
    if (line == "back") return answer_of(server.come_back());
    if (line == "reload-catalogue") return answer_of(platform.reload_catalogue());
    if (line == "book") {
        Result<std::string> book = platform.book_as_json();
        return book ? *book : "error " + book.error().text();
    }
    constexpr std::string_view kEid = "eid ";
    if (line.starts_with(kEid)) {
        Result<std::string> code = platform.issue_eid(std::string_view(line).substr(kEid.size()));
        return code ? *code : "error " + code.error().text();
    }
    return answer_of(platform.switches().obey(line));
}

Status tell_port(const CommandLine& line, std::uint16_t port) {
    fmt::print("listening on {}:{}\n", line.address, port);
    std::fflush(stdout);
    if (line.port_file.empty()) return {};
    const std::string beside = line.port_file + ".new";
    std::FILE* file = std::fopen(beside.c_str(), "w");
    if (!file) return Error(Code::broken_storage, line.port_file + " cannot be written");
    fmt::print(file, "{}\n", port);
    if (std::fclose(file) != 0 || std::rename(beside.c_str(), line.port_file.c_str()) != 0)
        return Error(Code::broken_storage, line.port_file + " cannot be written");
    return {};
}

Status serve(const CommandLine& line) {
    const std::filesystem::path directory = line.directory;
    TRY(platform, Platform::open({directory, line.catalogue, line.faces}));
    for (const std::string& one : line.switches) {
        const Status obeyed_at_start = platform.switches().obey(one);
        if (!obeyed_at_start) return obeyed_at_start.error().with("--switch \"" + one + "\"");
    }
    http::Listener listener;
    listener.address = line.address;
    listener.port = line.port;
    listener.tls = http::TlsFiles{.authority_pem = directory / "tls_ca.pem",
                                  .certificate_pem = directory / (line.server_identity + ".pem"),
                                  .key_pem = directory / (line.server_identity + ".key")};
    listener.largest_body_bytes = wire::kLargestRequest_bytes;
    listener.answer = http::at_once([&](const Request& request) { return platform.serve(request); });
    TRY(server, http::Server::open({std::move(listener)}));
    std::optional<ControlSocket> control;
    if (!line.control.empty()) {
        const auto obey = [&](const std::string& words) {
            std::string answer = "error the sandbox is ending";
            server.run_there([&] { answer = obeyed(server, platform, words); });
            return answer;
        };
        TRY(opened, ControlSocket::open(line.control, obey));
        control.emplace(std::move(opened));
    }
    TRY_STATUS(tell_port(line, server.port()));
    server.run();
    return {};
}

int run(const std::vector<std::string>& words) {
    Result<CommandLine> line = read_command_line(words);
    if (!line) {
        fmt::print(stderr, "kiosk24-sandbox: {}\n\n{}", line.error().detail(), kUsage);
        return 2;
    }
    if (line->verb == "help") {
        fmt::print("{}", kUsage);
        return 0;
    }
    if (line->verb == "tell") {
        Result<std::string> answer = tell(line->control, line->line);
        if (!answer) return fail(answer.error());
        fmt::print("{}\n", *answer);
        return answer->starts_with("error") ? 1 : 0;
    }
    log::open({.level = log::Level::info, .program = "kiosk24-sandbox", .file = line->log_file});
    if (Status made = make_missing_files(line->directory, line->terminal_id,
                                         line->with_bad_ones ? BadOnes::make : BadOnes::leave_out);
        !made)
        return fail(made.error());
    if (line->verb == "init") return 0;
    std::signal(SIGPIPE, SIG_IGN);  // whoever read our port may be gone; connections say it by their error
    Status served = serve(*line);
    return served ? 0 : fail(served.error());
}

}  // namespace
}  // namespace kiosk24::sandbox

#ifdef KIOSK24_SANITIZED
// Pango 1.50 forgets some of Fontconfig's patterns: 300 KB at its start, 240 bytes with each document.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
    return "leak:libfontconfig\n";
}
#endif

int main(int count, char** words) {
    return kiosk24::sandbox::run({words + 1, words + count});
}
