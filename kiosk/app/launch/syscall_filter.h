// seccomp: system calls that no driver needs and that have opened many a prison: they answer EPERM.
#pragma once

#include "kiosk/app/launch/report.h"
#include "kiosk/app/launch/request.h"

namespace kiosk24::launch {

// Also forbids network sockets where `net` is none; where no filter can be loaded, a network of its own
// without any interface does that. no_new_privs must be set. Nothing that is forbidden can be done
// afterwards.
void filter_syscalls(Net net, Report& report);

}  // namespace kiosk24::launch
