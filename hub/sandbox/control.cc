#include "hub/sandbox/control.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <map>
#include <vector>

namespace kiosk24::sandbox {
namespace {

constexpr std::size_t kLongestLine_bytes = 4096;

void send_all(int fd, const std::string& text) {
    std::size_t sent = 0;
    while (sent < text.size()) {
        const ssize_t count = ::send(fd, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
        if (count <= 0) return;
        sent += static_cast<std::size_t>(count);
    }
}

Result<sockaddr_un> address_of(const std::string& name) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (name.size() >= sizeof address.sun_path)
        return Error(Code::bad_setting, name + ": a socket's path is at most 107 bytes");
    std::memcpy(address.sun_path, name.c_str(), name.size() + 1);
    return address;
}

// Everybody who talks to the socket, in one poll.
class Talk {
  public:
    Talk(int listener, int wake, ControlSocket::Obey obey)
        : listener_(listener), wake_(wake), obey_(std::move(obey)) {}

    void run() {
        while (true) {
            std::vector<pollfd> waited{{wake_, POLLIN, 0}, {listener_, POLLIN, 0}};
            for (const auto& [fd, text] : heard_)
                waited.push_back({fd, POLLIN, 0});
            if (::poll(waited.data(), waited.size(), -1) < 0 && errno != EINTR) break;
            if (waited[0].revents) break;
            if (waited[1].revents)
                if (const int fd = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC); fd >= 0) heard_[fd];
            for (std::size_t i = 2; i < waited.size(); ++i)
                if (waited[i].revents) listen_to(waited[i].fd);
        }
        for (const auto& [fd, text] : heard_)
            ::close(fd);
        ::close(listener_);
        ::close(wake_);
    }

  private:
    void listen_to(int fd) {
        char part[1024];
        const ssize_t count = ::recv(fd, part, sizeof part, 0);
        std::string& text = heard_[fd];
        if (count > 0) text.append(part, static_cast<std::size_t>(count));
        for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n')) {
            const std::string line = text.substr(0, end);
            text.erase(0, end + 1);
            send_all(fd, obey_(line) + "\n");
        }
        if (count > 0 && text.size() <= kLongestLine_bytes) return;
        heard_.erase(fd);
        ::close(fd);
    }

    int listener_, wake_;
    ControlSocket::Obey obey_;
    std::map<int, std::string> heard_;  // connection -> an unfinished line
};

}  // namespace

Result<ControlSocket> ControlSocket::open(const std::filesystem::path& path, Obey obey) {
    const auto failed = [&](const char* doing) {
        return Error(Code::bad_setting, path.string() + ": " + doing + ": " + std::strerror(errno));
    };
    const std::string name = path.string();
    TRY(address, address_of(name));
    struct stat old {};
    if (::lstat(name.c_str(), &old) == 0 && S_ISSOCK(old.st_mode)) ::unlink(name.c_str());
    const int listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int wake[2] = {-1, -1};
    if (listener < 0 || ::pipe2(wake, O_CLOEXEC) != 0) return failed("opening");
    const bool listens = ::bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 &&
                         ::chmod(name.c_str(), 0600) == 0 && ::listen(listener, 8) == 0;
    if (!listens) {
        const Error error = failed("listening");
        for (int fd : {listener, wake[0], wake[1]})
            ::close(fd);
        return error;
    }
    return ControlSocket(path, listener, wake[0], wake[1], std::move(obey));
}

ControlSocket::ControlSocket(std::filesystem::path path, int listener, int wake_reader, int wake_writer,
                             Obey obey)
    : path_(std::move(path)),
      wake_writer_(wake_writer),
      thread_([listener, wake_reader, obey] { Talk(listener, wake_reader, obey).run(); }) {}

ControlSocket::ControlSocket(ControlSocket&& other) noexcept
    : path_(std::move(other.path_)),
      wake_writer_(std::exchange(other.wake_writer_, -1)),
      thread_(std::move(other.thread_)) {}

ControlSocket::~ControlSocket() {
    if (wake_writer_ < 0) return;
    ::close(wake_writer_);  // the thread sees the hang-up
    thread_.join();
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
}

Result<std::string> tell(const std::filesystem::path& path, const std::string& line) {
    TRY(address, address_of(path.string()));
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
        const Error error(Code::unreachable, path.string() + ": " + std::strerror(errno));
        ::close(fd);
        return error;
    }
    send_all(fd, line + "\n");
    std::string answer;
    char part[4096];
    for (ssize_t count = 0; answer.find('\n') == std::string::npos;
         answer.append(part, static_cast<std::size_t>(count))) {
        count = ::recv(fd, part, sizeof part, 0);
        if (count <= 0) break;
    }
    ::close(fd);
    return answer.substr(0, answer.find('\n'));
}

}  // namespace kiosk24::sandbox
