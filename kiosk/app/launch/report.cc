#include "kiosk/app/launch/report.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace kiosk24::launch {

void Report::unconfined(std::string_view what, std::string_view why) {
    note("cannot confine " + std::string(what) + ": " + std::string(why));
    if (std::find(missing_.begin(), missing_.end(), what) == missing_.end()) missing_.emplace_back(what);
}

void Report::note(std::string_view text) {
    const auto line = "launch: " + std::string(text) + "\n";
    std::fputs(line.c_str(), stderr);
}

void Report::tell() const {
    if (missing_.empty()) {
        ::unsetenv("KIOSK24_UNCONFINED");
        return;
    }
    std::string all;
    for (const auto& what : missing_)
        all += (all.empty() ? "" : ",") + what;
    note("unconfined: " + all);
    ::setenv("KIOSK24_UNCONFINED", all.c_str(), 1);
}

std::string with_errno(std::string_view doing) {
    return std::string(doing) + ": " + std::strerror(errno);
}

}  // namespace kiosk24::launch
