#include "drivers/camera/source.h"

#include <algorithm>
#include <array>
#include <sstream>
#include <vector>

namespace kiosk24::drivers::camera {
namespace {

enum class Value { number, truth, word, path, video_device, caps };
struct Property {
    std::string_view name;
    Value value;
};
struct Element {
    std::string_view name;
    bool is_source;
    std::array<Property, 5> properties;  // unused ones have no name
};
constexpr Element kElements[] = {
    {"v4l2src", true, {{{"device", Value::video_device}}}},
    {"filesrc", true, {{{"location", Value::path}}}},
    {"multifilesrc",
     true,
     {{{"location", Value::path},
       {"index", Value::number},
       {"stop-index", Value::number},
       {"loop", Value::truth},
       {"caps", Value::caps}}}},
    {"avidemux", false, {}},
    {"jpegdec", false, {}},
    {"pngdec", false, {}},
    {"videoflip", false, {{{"method", Value::word}}}},
};
constexpr std::size_t kLongest = 500, kMostParts = 8;

bool is_all(std::string_view text, std::string_view more) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               more.find(c) != std::string_view::npos;
    });
}

bool is_number(std::string_view text) {
    constexpr std::size_t kMostDigits = 9;
    return !text.empty() && text.size() <= kMostDigits &&
           text.find_first_not_of("0123456789") == std::string_view::npos;
}

// "image/jpeg,width=640,framerate=30/1": a media type and plain fields.
bool is_caps(std::string_view text) {
    const auto begins = [&](std::string_view with) { return text.starts_with(with); };
    return is_all(text, "/,=-") && (begins("image/jpeg") || begins("image/png") || begins("video/x-raw"));
}

bool is_path(std::string_view text) {
    return text.starts_with('/') && is_all(text, "/._-%:") && text.find("..") == std::string_view::npos;
}

bool fits(Value value, std::string_view text) {
    switch (value) {
        case Value::number:
            return is_number(text);
        case Value::truth:
            return text == "true" || text == "false";
        case Value::word:
            return is_all(text, "-");
        case Value::path:
            return is_path(text);
        case Value::video_device:
            return is_path(text) && (text.starts_with("/dev/video") || text.starts_with("/dev/v4l/"));
        case Value::caps:
            return is_caps(text);
    }
    return false;
}

Error not_allowed(std::string_view what) {
    return Error(Code::bad_setting, "source: not allowed: " + std::string(what.substr(0, 80)));
}

const Element* element_named(std::string_view name) {
    const auto* found = std::find_if(std::begin(kElements), std::end(kElements),
                                     [&](const Element& one) { return one.name == name; });
    return found == std::end(kElements) ? nullptr : found;
}

Status check_properties(const Element& element, std::istringstream& words, Source& source) {
    for (std::string word; words >> word;) {
        const auto equals = word.find('=');
        const auto name = std::string_view(word).substr(0, equals);
        const auto* found =
            std::find_if(element.properties.begin(), element.properties.end(),
                         [&](const Property& one) { return !one.name.empty() && one.name == name; });
        if (equals == std::string::npos || found == element.properties.end()) return not_allowed(word);
        const auto value = word.substr(equals + 1);
        if (!fits(found->value, value)) return not_allowed(word);
        if (found->value == Value::path || found->value == Value::video_device) source.path = value;
    }
    return {};
}

}  // namespace

Result<Source> read_source(std::string_view text) {
    if (text.size() > kLongest) return Error(Code::bad_setting, "source: over 500 characters");
    Source source{std::string(text), {}};
    std::istringstream parts{source.description};
    std::size_t count = 0;
    for (std::string part; std::getline(parts, part, '!'); ++count) {
        std::istringstream words(part);
        std::string name;
        words >> name;
        const auto* element = element_named(name);
        const bool may_be_caps = count > 0 && element == nullptr;
        if (may_be_caps && is_caps(name)) {
            if (std::string more; words >> more) return not_allowed(more);
            continue;
        }
        if (element == nullptr || element->is_source != (count == 0)) return not_allowed(part);
        TRY_STATUS(check_properties(*element, words, source));
    }
    if (count == 0 || count > kMostParts) return Error(Code::bad_setting, "source: 1 to 8 parts");
    if (source.path.empty()) return Error(Code::bad_setting, "source: says no device or file");
    return source;
}

}  // namespace kiosk24::drivers::camera
