#include "drivers/virtual/printer/child.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace kiosk24::virtual_devices {
namespace {

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    for (auto& text : texts)
        pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

[[noreturn]] void become(char* const* command, char* const* environment, int log, int inherited,
                         pid_t parent) {
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) ::_exit(126);
    if (log >= 0) {
        ::dup2(log, 1);
        ::dup2(log, 2);
    }
    if (inherited == 3)
        ::fcntl(3, F_SETFD, 0);
    else if (inherited >= 0)
        ::dup2(inherited, 3);
    ::execvpe(command[0], command, environment);
    ::_exit(127);
}

}  // namespace

Result<Child> Child::start(const Start& how) {
    auto command = how.command;
    std::vector<std::string> environment = how.environment;
    for (char** entry = environ; *entry != nullptr; ++entry)
        environment.emplace_back(*entry);
    const auto arguments = pointers_to(command);
    const auto variables = pointers_to(environment);
    const int log = ::open(how.log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    const auto parent = ::getpid();
    const auto pid = ::fork();
    if (pid == 0) become(arguments.data(), variables.data(), log, how.inherited, parent);
    if (log >= 0) ::close(log);
    if (pid < 0) return Error(Code::device_failed, how.command.front() + ": " + ::strerror(errno));
    ::setpgid(pid, pid);
    return Child(pid);
}

bool Child::is_running() {
    if (pid_ <= 0) return false;
    int status = 0;
    if (::waitpid(pid_, &status, WNOHANG) == 0) return true;
    ::kill(-pid_, SIGKILL);
    pid_ = -1;
    return false;
}

void Child::end() {
    if (pid_ <= 0) return;
    ::kill(-pid_, SIGKILL);
    int status = 0;
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
}

}  // namespace kiosk24::virtual_devices
