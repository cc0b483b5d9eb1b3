#include "kiosk/app/launch/syscall_filter.h"

#include <sched.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>
#include <string_view>

#include "kiosk/app/launch/sanitized.h"

namespace kiosk24::launch {
namespace {

constexpr const char* kForbidden[] = {
    // other processes
    "ptrace", "process_vm_readv", "process_vm_writev", "kcmp", "pidfd_getfd", "process_madvise",
    // the file system's shape
    "mount", "umount", "umount2", "pivot_root", "chroot", "fsopen", "fsconfig", "fsmount", "fspick",
    "move_mount", "open_tree", "mount_setattr", "open_by_handle_at", "name_to_handle_at", "swapon", "swapoff",
    "quotactl", "quotactl_fd",
    // the kernel
    "kexec_load", "kexec_file_load", "init_module", "finit_module", "delete_module", "bpf", "perf_event_open",
    "userfaultfd", "io_uring_setup", "io_uring_enter", "io_uring_register", "syslog", "lookup_dcookie",
    // keys
    "add_key", "request_key", "keyctl",
    // the machine
    "reboot", "acct", "sethostname", "setdomainname", "settimeofday", "clock_settime", "adjtimex",
    "clock_adjtime", "iopl", "ioperm", "vhangup", "nfsservctl", "uselib",
    // new namespaces, in which a process is root again
    "unshare", "setns"};

// Linux has fewer than 64 address families; a greater number names none.
constexpr int kFamilies = 64;

bool stays_within_the_machine(int family) {
    return family == AF_UNIX || family == AF_NETLINK;
}

// Answers `errno_value` where one argument of the call compares as said. (The library's macros are C.)
int refuse_if(scmp_filter_ctx filter, int errno_value, int call, const scmp_arg_cmp& comparison) {
    return seccomp_rule_add_array(filter, SCMP_ACT_ERRNO(static_cast<unsigned>(errno_value)), call, 1,
                                  &comparison);
}

int forbid_network(scmp_filter_ctx filter) {
    int error = 0;
    for (int family = 0; family < kFamilies && error == 0; ++family) {
        if (stays_within_the_machine(family)) continue;
        error = refuse_if(filter, EACCES, SCMP_SYS(socket),
                          {0, SCMP_CMP_EQ, static_cast<scmp_datum_t>(family), 0});
    }
    return error;
}

int add_rules(scmp_filter_ctx filter, Net net) {
    const auto refuse = SCMP_ACT_ERRNO(EPERM);
    int error = 0;
    for (const auto* name : kForbidden) {
        if (kIsSanitized && std::string_view(name) == "ptrace") continue;
        const int number = seccomp_syscall_resolve_name(name);
        if (number == __NR_SCMP_ERROR) continue;  // older than libseccomp
        const int added = seccomp_rule_add(filter, refuse, number, 0);
        if (added != 0 && added != -EDOM) error = added;  // EDOM: not on this processor
    }
    // clone3 hides its flags from a filter; the C library falls back to clone.
    if (error == 0) error = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
    if (error == 0)
        error =
            refuse_if(filter, EPERM, SCMP_SYS(clone), {0, SCMP_CMP_MASKED_EQ, CLONE_NEWUSER, CLONE_NEWUSER});
    // Typing into the terminal that started us.
    if (error == 0)
        error = refuse_if(filter, EPERM, SCMP_SYS(ioctl), {1, SCMP_CMP_MASKED_EQ, 0xFFFFFFFF, TIOCSTI});
    if (error == 0 && net == Net::none) error = forbid_network(filter);
    return error;
}

int load_filter(Net net) {
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    if (filter == nullptr) return -ENOMEM;
    int error = add_rules(filter, net);
    if (error == 0) error = seccomp_load(filter);
    seccomp_release(filter);
    return error;
}

}  // namespace

void filter_syscalls(Net net, Report& report) {
    const int error = load_filter(net);
    if (error == 0) return;
    report.unconfined("syscalls", std::strerror(-error));
    if (net == Net::none && ::unshare(CLONE_NEWNET) != 0) report.unconfined("net", with_errno("unshare"));
}

}  // namespace kiosk24::launch
