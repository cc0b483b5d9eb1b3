// Whose powers the driver has: the account, and no capability beyond it.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

#include "kiosk/app/launch/report.h"

namespace kiosk24::launch {

struct Account {
    uid_t user = 0;
    gid_t group = 0;
    std::string name;  // empty: a number without an entry
};
// nullopt: there is no such account.
std::optional<Account> find_account(const std::string& name_or_number);

// Becomes `account`, with its supplementary groups, if this process may. False if it may not be left as it
// is: root that could not step down.
bool become(const Account& account, Report& report);
// Gives up every capability, also those that root would get by executing a program.
void drop_capabilities(Report& report);

}  // namespace kiosk24::launch
