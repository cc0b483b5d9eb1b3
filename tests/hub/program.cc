#include "tests/hub/program.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

namespace kiosk24::test {
namespace {

constexpr int kReadyWithin_ms = 20'000;

}  // namespace

Started start_program(const std::vector<std::string>& words, Errors errors, const std::string& error_file) {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) return {};
    const pid_t child = ::fork();
    if (child == 0) {
        ::dup2(ends[1], 1);
        const int to = errors == Errors::with_output
                           ? ends[1]
                           : ::open(error_file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        ::dup2(to, 2);
        std::vector<char*> list;
        for (const std::string& word : words)
            list.push_back(const_cast<char*>(word.c_str()));
        list.push_back(nullptr);
        ::execvp(list[0], list.data());
        ::_exit(127);
    }
    ::close(ends[1]);
    return {child, ends[0]};
}

int exit_status_of(pid_t child) {
    int status = 0;
    if (::waitpid(child, &status, 0) != child) return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string next_line(int fd) {
    std::string line;
    char one = 0;
    pollfd waited{fd, POLLIN, 0};
    while (::poll(&waited, 1, kReadyWithin_ms) == 1 && ::read(fd, &one, 1) == 1) {
        if (one == '\n') return line;
        line += one;
    }
    return {};
}

Ran run_program(const std::vector<std::string>& words) {
    const Started started = start_program(words, Errors::with_output, {});
    Ran ran;
    char part[4096];
    for (ssize_t count; (count = ::read(started.output, part, sizeof part)) > 0;)
        ran.output.append(part, static_cast<std::size_t>(count));
    ::close(started.output);
    ran.status = exit_status_of(started.child);
    return ran;
}

}  // namespace kiosk24::test
