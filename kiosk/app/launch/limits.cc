#include "kiosk/app/launch/limits.h"

#include <sys/resource.h>

#include <stdlib.h>

#include <algorithm>

#include "kiosk/app/launch/sanitized.h"

namespace kiosk24::launch {
namespace {

void limit(__rlimit_resource resource, const char* what, rlim_t most, Report& report) {
    rlimit current{};
    ::getrlimit(resource, &current);
    const rlim_t value = std::min(most, current.rlim_max);
    const rlimit wanted{value, value};
    if (::setrlimit(resource, &wanted) != 0) report.unconfined(what, with_errno("setrlimit"));
}

}  // namespace

void set_limits(const Request& request, Report& report) {
    // One byte, not none: the kernel takes 1 as "no dump" even where dumps go to a program, which 0 does not
    // stop.
    limit(RLIMIT_CORE, "core dumps", 1, report);
    if (request.files) limit(RLIMIT_NOFILE, "open files", *request.files, report);
    if (request.cpu_seconds) limit(RLIMIT_CPU, "processor time", *request.cpu_seconds, report);
    // Private writable memory, not address space: mapped fonts and libraries are shared and cost nothing.
    if (request.memory_mb && !kIsSanitized) limit(RLIMIT_DATA, "memory", *request.memory_mb << 20, report);
}

// glibc's tunables (manual, "Memory Allocation Tunables"): freed bytes become 255 and fresh ones 0. Blocks
// that wait in a thread's own cache would be passed over, so there is none.
void overwrite_freed_memory(Report& report) {
    if (kIsSanitized) return;
    if (::setenv("GLIBC_TUNABLES", "glibc.malloc.perturb=255:glibc.malloc.tcache_count=0", 1) != 0)
        report.unconfined("freed memory", with_errno("setenv"));
}

}  // namespace kiosk24::launch
