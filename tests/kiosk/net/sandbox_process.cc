#include "tests/kiosk/net/sandbox_process.h"

#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/inotify.h>
#include <sys/poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <sstream>

extern char** environ;

namespace kiosk24::net {
namespace {

const char* const kProgram = KIOSK24_BIN_DIR "/kiosk24-sandbox";

[[noreturn]] void give_up(const std::string& why) {
    std::fprintf(stderr, "the sandbox: %s\n", why.c_str());
    std::abort();
}

std::filesystem::path new_folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "kiosk24-net-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) give_up("no folder");
    return pattern;
}

pid_t start(const std::vector<std::string>& words) {
    std::vector<char*> arguments;
    for (const auto& word : words)
        arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    pid_t process = -1;
    if (::posix_spawn(&process, kProgram, nullptr, nullptr, arguments.data(), environ) != 0)
        give_up("cannot be started");
    return process;
}

// Waits until `file` stands in its folder.
void wait_for(const std::filesystem::path& file) {
    constexpr int kLongest_ms = 20'000;
    const int watch = ::inotify_init1(IN_CLOEXEC);
    ::inotify_add_watch(watch, file.parent_path().c_str(), IN_MOVED_TO | IN_CREATE);
    while (!std::filesystem::exists(file)) {
        pollfd waiting{watch, POLLIN, 0};
        if (::poll(&waiting, 1, kLongest_ms) <= 0) give_up("does not listen");
        char events[4096];
        if (::read(watch, events, sizeof events) < 0) give_up("no events");
    }
    ::close(watch);
}

struct Certificates {
    std::filesystem::path folder = new_folder();
    Certificates() {
        const auto process =
            start({kProgram, "init", "--dir", folder.string(), "--terminal", "LG-0001", "--with-bad-ones"});
        int status = 0;
        if (::waitpid(process, &status, 0) < 0 || status != 0) give_up("made no certificates");
    }
    ~Certificates() {
        std::error_code ignored;
        std::filesystem::remove_all(folder, ignored);
    }
};

}  // namespace

const std::filesystem::path& certificates() {
    static const Certificates made;
    return made.folder;
}

std::string text_of_file(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::stringstream text;
    text << stream.rdbuf();
    return text.str();
}

Transport transport_to(std::uint16_t port) {
    const auto& folder = certificates();
    Transport transport;
    transport.url = "https://localhost:" + std::to_string(port);
    transport.ca_file = folder / "tls_ca.pem";
    transport.client_certificate_file = folder / "terminal.pem";
    transport.client_key_file = folder / "terminal.key";
    return transport;
}

SandboxProcess::SandboxProcess(std::vector<std::string> extra) : folder_(new_folder()) {
    std::filesystem::copy(certificates(), folder_ / "sandbox", std::filesystem::copy_options::recursive);
    std::filesystem::permissions(folder_ / "sandbox", std::filesystem::perms::owner_all);
    std::vector<std::string> words{kProgram,      "serve",
                                   "--dir",       folder_ / "sandbox",
                                   "--catalogue", KIOSK24_SOURCE_DIR "/config/catalogue",
                                   "--port-file", folder_ / "port",
                                   "--control",   folder_ / "control",
                                   "--log-file",  folder_ / "log"};
    words.insert(words.end(), extra.begin(), extra.end());
    process_ = start(words);
    wait_for(folder_ / "port");
    port_ = static_cast<std::uint16_t>(std::stoi(text_of_file(folder_ / "port")));
}

SandboxProcess::~SandboxProcess() {
    ::kill(process_, SIGTERM);
    ::waitpid(process_, nullptr, 0);
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

std::string SandboxProcess::control(const std::string& line) const {
    const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    (folder_ / "control").string().copy(address.sun_path, sizeof address.sun_path - 1);
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        give_up("has no control socket");
    const auto words = line + "\n";
    if (::write(socket, words.data(), words.size()) < 0) give_up("does not listen to its control socket");
    std::string answer;
    char bytes[4096];
    for (ssize_t count = 0; (count = ::read(socket, bytes, sizeof bytes)) > 0;) {
        answer.append(bytes, static_cast<std::size_t>(count));
        if (answer.back() == '\n') break;
    }
    ::close(socket);
    if (!answer.empty() && answer.back() == '\n') answer.pop_back();
    return answer;
}

}  // namespace kiosk24::net
