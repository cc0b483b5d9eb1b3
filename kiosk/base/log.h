// The technical log: one line a message on stderr (and a rotating file when asked), for maintainers and
// builders. Synchronous, flushed at warnings. A last sink masks whatever looks like an ID, phone or bank card
// number. The audit trail is not here: it is in the journal. Thread-safe.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace kiosk24::log {

enum class Level { debug, info, warn, error };

struct Options {
    Level level = Level::info;
    std::string program;  // stands on each line
    std::string file;     // empty: stderr only
};
// Called once, before other threads start.
void open(const Options& options);
void write(Level level, std::string_view room, std::string_view text);
// `text` with every run of 11 to 19 digits (a last X allowed) shown as its first 3 and last 2 characters.
std::string redacted(std::string_view text);

template <typename... Args>
void debug(std::string_view room, fmt::format_string<Args...> format, Args&&... args) {
    write(Level::debug, room, fmt::format(format, std::forward<Args>(args)...));
}
template <typename... Args>
void info(std::string_view room, fmt::format_string<Args...> format, Args&&... args) {
    write(Level::info, room, fmt::format(format, std::forward<Args>(args)...));
}
template <typename... Args>
void warn(std::string_view room, fmt::format_string<Args...> format, Args&&... args) {
    write(Level::warn, room, fmt::format(format, std::forward<Args>(args)...));
}
template <typename... Args>
void error(std::string_view room, fmt::format_string<Args...> format, Args&&... args) {
    write(Level::error, room, fmt::format(format, std::forward<Args>(args)...));
}

}  // namespace kiosk24::log
