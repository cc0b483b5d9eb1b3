// Preloaded into the terminal: counts the commits of its ledger, and kills the process at the one that the
// test names. A commit is what SQLite writes into the write-ahead log between two syncs of it. The terminal's
// children do not inherit the library.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "tests/power_cut/plug.h"

namespace {

using kiosk24::power_cut_test::Cut;
using kiosk24::power_cut_test::Plug;

Plug* plug = nullptr;
bool has_begun = false;  // a commit is being written; the journal's thread alone writes the log

__attribute__((constructor)) void plug_in() {
    const char* path = std::getenv(kiosk24::power_cut_test::kPlugVariable);
    ::unsetenv("LD_PRELOAD");
    if (path == nullptr) return;
    const int fd = ::open(path, O_RDWR | O_CLOEXEC);
    void* mapped = ::mmap(nullptr, sizeof(Plug), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    ::close(fd);
    if (mapped != MAP_FAILED) plug = static_cast<Plug*>(mapped);
}

template <typename Function>
Function real(const char* name) {
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

bool is_log(int fd) {
    constexpr char kEnd[] = "-wal";
    char link[64];
    char path[512];
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    const auto length = ::readlink(link, path, sizeof path);
    const auto tail = static_cast<ssize_t>(sizeof kEnd - 1);
    return length > tail && std::memcmp(path + length - tail, kEnd, sizeof kEnd - 1) == 0;
}

void pull() {
    ::kill(::getpid(), SIGKILL);
    for (;;)
        ::pause();  // whoever pulls it sees nothing of what comes after
}

void before_write(int fd) {
    if (plug == nullptr || has_begun || !is_log(fd)) return;
    has_begun = true;
    if (plug->cut != Cut::before_writing || plug->commits_until_cut != 1) return;
    plug->commits_until_cut = 0;
    pull();
}

}  // namespace

extern "C" {

ssize_t write(int fd, const void* bytes, size_t count) {
    static const auto next = real<ssize_t (*)(int, const void*, size_t)>("write");
    before_write(fd);
    return next(fd, bytes, count);
}

ssize_t pwrite64(int fd, const void* bytes, size_t count, off64_t from) {
    static const auto next = real<ssize_t (*)(int, const void*, size_t, off64_t)>("pwrite64");
    before_write(fd);
    return next(fd, bytes, count, from);
}

int fdatasync(int fd) {
    static const auto next = real<int (*)(int)>("fdatasync");
    const int result = next(fd);
    if (plug == nullptr || !has_begun || !is_log(fd)) return result;
    has_begun = false;
    ++plug->commits;
    if (plug->commits_until_cut > 0 && --plug->commits_until_cut == 0 && plug->cut == Cut::after_syncing)
        pull();
    return result;
}

}  // extern "C"
