#include "kiosk/app/launch/account.h"

#include <grp.h>
#include <linux/capability.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>

namespace kiosk24::launch {

std::optional<Account> find_account(const std::string& name_or_number) {
    uid_t number = 0;
    const auto* end = name_or_number.data() + name_or_number.size();
    const auto read = std::from_chars(name_or_number.data(), end, number);
    const bool is_number = read.ec == std::errc() && read.ptr == end;
    const passwd* entry = is_number ? ::getpwuid(number) : ::getpwnam(name_or_number.c_str());
    if (entry) return Account{entry->pw_uid, entry->pw_gid, entry->pw_name};
    if (is_number) return Account{number, static_cast<gid_t>(number), {}};
    return std::nullopt;
}

bool become(const Account& account, Report& report) {
    if (::geteuid() != 0) {
        if (::geteuid() == account.user) return true;
        report.unconfined("user", "only root can become another account");
        return true;
    }
    const int grouped =
        account.name.empty() ? ::setgroups(0, nullptr) : ::initgroups(account.name.c_str(), account.group);
    if (grouped == 0 && ::setresgid(account.group, account.group, account.group) == 0 &&
        ::setresuid(account.user, account.user, account.user) == 0)
        return true;
    Report::note(with_errno("cannot become the account"));
    return false;
}

void drop_capabilities(Report& report) {
    for (int capability = 0; ::prctl(PR_CAPBSET_READ, capability, 0, 0, 0) >= 0; ++capability)
        ::prctl(PR_CAPBSET_DROP, capability, 0, 0, 0);
    ::prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
    __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
    __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {};
    if (::syscall(SYS_capset, &header, none) != 0) report.unconfined("capabilities", with_errno("capset"));
}

}  // namespace kiosk24::launch
