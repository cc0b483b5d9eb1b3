// kiosk24-launch: stands before each driver, takes away every power that its options do not name, and becomes
// the driver. Single-threaded and short: it runs before each start of a driver.
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <cstdio>
#include <string>
#include <vector>

#include "kiosk/app/launch/account.h"
#include "kiosk/app/launch/file_rules.h"
#include "kiosk/app/launch/limits.h"
#include "kiosk/app/launch/report.h"
#include "kiosk/app/launch/request.h"
#include "kiosk/app/launch/syscall_filter.h"

namespace {

using namespace kiosk24::launch;

constexpr int kWrongCommandLine = 125, kCannotExecute = 127;
constexpr unsigned kFirstStrange = 4;  // 0 to 2 as ever, 3 is the terminal's socket

int wrong(const std::string& what) {
    Report::note(what);
    std::fputs(kUsage, stderr);
    return kWrongCommandLine;
}

// Changing the account makes the kernel forget that this process should die with the terminal.
void die_with_the_terminal(pid_t terminal) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != terminal) ::_exit(kCannotExecute);
}

bool confine(const Request& request, Report& report) {
    const auto terminal = ::getppid();
    std::optional<Account> account;
    if (!request.user.empty()) {
        account = find_account(request.user);
        if (!account) {
            Report::note("there is no account " + request.user);
            return false;
        }
    }
    const auto rules = FileRules::prepare(request, report);
    set_limits(request, report);
    overwrite_freed_memory(report);
    if (account && !become(*account, report)) return false;
    drop_capabilities(report);
    die_with_the_terminal(terminal);
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        report.unconfined("privileges", with_errno("no_new_privs"));
    rules.enforce(report);
    return true;
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (arguments == std::vector<std::string>{"--help"}) {
        std::fputs(kUsage, stdout);
        return 0;
    }
    const auto parsed = parse_request(arguments);
    if (!parsed.error.empty()) return wrong(parsed.error);
    ::close_range(kFirstStrange, ~0u, 0);

    Report report;
    if (!confine(parsed.request, report)) return kWrongCommandLine;
    filter_syscalls(parsed.request.net, report);
    report.tell();
    char** command = argv + (argc - static_cast<int>(parsed.request.command.size()));
    ::execvp(command[0], command);
    Report::note(with_errno(std::string("cannot execute ") + command[0]));
    return kCannotExecute;
}
