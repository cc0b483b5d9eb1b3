// A driver that tries what it must not do. `probe ACTION [ARGUMENT]` prints "yes" or the reason.
#include <arpa/inet.h>
#include <dirent.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <string>
#include <thread>

namespace {

long can_open(const std::string& path) {
    return ::open(path.c_str(), O_RDONLY);
}
long can_write(const std::string& path) {
    return ::open(path.c_str(), O_WRONLY | O_CREAT, 0600);
}
long can_socket(const std::string& family) {
    return ::socket(std::stoi(family), SOCK_STREAM, 0);
}
sockaddr_in loopback(const std::string& port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(std::stoi(port)));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}
long can_connect(const std::string& port) {
    const auto address = loopback(port);
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    return ::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address);
}
long can_bind(const std::string& port) {
    const auto address = loopback(port);
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    return ::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address);
}
long can_trace(const std::string&) {
    return ::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr);
}
long can_unshare(const std::string&) {
    return ::unshare(CLONE_NEWUSER);
}
long can_ring(const std::string&) {
    return ::syscall(SYS_io_uring_setup, 1, nullptr);
}
long can_signal(const std::string& pid) {
    return ::kill(std::stoi(pid), 0);
}
long can_allocate(const std::string& megabytes) {
    const auto size = static_cast<std::size_t>(std::stoul(megabytes)) << 20;
    void* memory = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return -1;
    std::memset(memory, 1, size);
    return 0;
}
long can_thread(const std::string&) {
    std::thread([] {}).join();
    return 0;
}

void print_descriptors() {
    for (int fd = 0; fd < 200; ++fd) {
        if (::fcntl(fd, F_GETFD) >= 0) std::printf("%d ", fd);
    }
}
void print_facts() {
    rlimit core{}, files{};
    ::getrlimit(RLIMIT_CORE, &core);
    ::getrlimit(RLIMIT_NOFILE, &files);
    const char* unconfined = std::getenv("KIOSK24_UNCONFINED");
    std::printf("uid=%u gid=%u core=%lu files=%lu nnp=%d unconfined=%s", ::getuid(), ::getgid(),
                static_cast<unsigned long>(core.rlim_max), static_cast<unsigned long>(files.rlim_max),
                ::prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0), unconfined ? unconfined : "-");
}

}  // namespace

int main(int argc, char** argv) {
    const std::string action = argc > 1 ? argv[1] : "", argument = argc > 2 ? argv[2] : "";
    if (action == "descriptors") return print_descriptors(), 0;
    if (action == "facts") return print_facts(), 0;
    const std::map<std::string, long (*)(const std::string&)> actions{
        {"read", can_open},       {"write", can_write},  {"socket", can_socket},
        {"connect", can_connect}, {"bind", can_bind},    {"trace", can_trace},
        {"unshare", can_unshare}, {"ring", can_ring},    {"allocate", can_allocate},
        {"thread", can_thread},   {"signal", can_signal}};
    const auto found = actions.find(action);
    if (found == actions.end()) return 9;
    std::fputs(found->second(argument) >= 0 ? "yes" : ::strerrorname_np(errno), stdout);
    return 0;
}
