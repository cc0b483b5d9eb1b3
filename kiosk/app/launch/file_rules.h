// Landlock: which files, devices and TCP ports the driver can reach (kernel documentation
// userspace-api/landlock). The kernel's ABI version is asked at run time: 1 (5.13) files, 2 moving between
// folders, 3 truncation, 4 (6.7) TCP ports, 5 device ioctls, 6 (6.12) abstract sockets and signals.
#pragma once

#include "kiosk/app/launch/report.h"
#include "kiosk/app/launch/request.h"

namespace kiosk24::launch {

class FileRules {
  public:
    // Collects the rules while the paths can still be opened; nothing is forbidden yet.
    static FileRules prepare(const Request& request, Report& report);
    // From here on everything else is forbidden, for good. no_new_privs must be set.
    void enforce(Report& report) const;

  private:
    int ruleset_ = -1;  // close-on-exec; -1: this kernel has no Landlock
};

}  // namespace kiosk24::launch
