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
    logger()->log(spdlog_level(level), "{}: {}", room, redacted(text));
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
