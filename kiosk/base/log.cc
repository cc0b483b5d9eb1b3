#include "kiosk/base/log.h"

#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <cctype>
#include <memory>
#include <vector>

namespace kiosk24::log {
namespace {

spdlog::level::level_enum spdlog_level(Level level) {
    switch (level) {
        case Level::debug:
            return spdlog::level::debug;
        case Level::info:
            return spdlog::level::info;
        case Level::warn:
            return spdlog::level::warn;
        case Level::error:
            return spdlog::level::err;
    }
    return spdlog::level::err;
}

std::shared_ptr<spdlog::logger>& logger() {
    static std::shared_ptr<spdlog::logger> instance =
        std::make_shared<spdlog::logger>("kiosk24", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    return instance;
}

// Bytes that would end the line, command the terminal of whoever reads it, or turn its direction around. What
// another program or the network said stands in the log, and must not be able to write lines of its own.
std::size_t unsafe_bytes_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t index) {
        return index < text.size() ? static_cast<unsigned char>(text[index]) : 0U;
    };
    if (byte(at) < 0x20 || byte(at) == 0x7F) return 1;
    if (byte(at) == 0xC2 && byte(at + 1) >= 0x80 && byte(at + 1) < 0xA0) return 2;  // U+0080 to U+009F
    if (byte(at) != 0xE2) return 0;
    const bool is_line_or_turn = byte(at + 1) == 0x80 && byte(at + 2) >= 0xA8 && byte(at + 2) <= 0xAE;
    const bool is_isolate = byte(at + 1) == 0x81 && byte(at + 2) >= 0xA6 && byte(at + 2) <= 0xA9;
    return is_line_or_turn || is_isolate ? 3 : 0;
}

std::string in_one_line(std::string_view text) {
    std::string line;
    line.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t unsafe = unsafe_bytes_at(text, at);
        if (unsafe == 0) line += text[at++];
        for (std::size_t end = at + unsafe; at < end; ++at)
            line += fmt::format("\\x{:02x}", static_cast<unsigned char>(text[at]));
    }
    return line;
}

}  // namespace

void open(const Options& options) {
    std::vector<spdlog::sink_ptr> sinks{std::make_shared<spdlog::sinks::stderr_sink_mt>()};
    constexpr std::size_t kFile_bytes = 8u << 20;
    constexpr std::size_t kFiles = 4;
    if (!options.file.empty())
        sinks.push_back(
            std::make_shared<spdlog::sinks::rotating_file_sink_mt>(options.file, kFile_bytes, kFiles));
    logger() = std::make_shared<spdlog::logger>(options.program, sinks.begin(), sinks.end());
    logger()->set_level(spdlog_level(options.level));
    logger()->set_pattern("%Y-%m-%dT%H:%M:%S.%e %L %n %v");
    logger()->flush_on(spdlog::level::warn);
}

void write(Level level, std::string_view room, std::string_view text) {
    logger()->log(spdlog_level(level), "{}: {}", room, redacted(in_one_line(text)));
}

std::string redacted(std::string_view text) {
    constexpr std::size_t kShortest = 11, kLongest = 19, kHead = 3, kTail = 2;
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i;
        while (end < text.size() && std::isdigit(static_cast<unsigned char>(text[end])))
            ++end;
        if (end > i && end < text.size() && (text[end] == 'X' || text[end] == 'x') && end - i == 17) ++end;
        const std::size_t length = end - i;
        if (length == 0) {
            out += text[i++];
        } else if (length >= kShortest && length <= kLongest) {
            out += text.substr(i, kHead);
            out.append(length - kHead - kTail, '*');
            out += text.substr(end - kTail, kTail);
            i = end;
        } else {
            out += text.substr(i, length);
            i = end;
        }
    }
    return out;
}

}  // namespace kiosk24::log
