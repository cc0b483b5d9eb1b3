#include "drivers/sdk/settings.h"

#include <algorithm>
#include <charconv>

namespace kiosk24::drivers {
namespace {

const SettingEntry* find_entry(const std::vector<SettingEntry>& accepted, std::string_view key) {
    const auto found = std::find_if(accepted.begin(), accepted.end(),
                                    [key](const SettingEntry& entry) { return entry.key == key; });
    return found == accepted.end() ? nullptr : &*found;
}

std::string names_of(const std::vector<SettingEntry>& accepted) {
    std::string names;
    for (const auto& entry : accepted)
        names += (names.empty() ? "" : ", ") + entry.key;
    return names;
}

}  // namespace

Result<Settings> Settings::parse(const std::vector<std::string>& arguments,
                                 const std::vector<SettingEntry>& accepted) {
    Settings settings;
    for (std::size_t i = 0; i < arguments.size(); i += 2) {
        if (arguments[i] != "--set" || i + 1 == arguments.size())
            return Error(Code::bad_setting, "'" + arguments[i] + "': expected --set key=value");
        const auto& pair = arguments[i + 1];
        const auto equals = pair.find('=');
        const auto key = pair.substr(0, equals);
        if (equals == std::string::npos)
            return Error(Code::bad_setting, "'" + pair + "': expected key=value");
        if (!find_entry(accepted, key))
            return Error(Code::bad_setting,
                         "'" + key + "' is not a setting here; there are: " + names_of(accepted));
        if (!settings.values_.emplace(key, pair.substr(equals + 1)).second)
            return Error(Code::bad_setting, "'" + key + "' is given twice");
    }
    for (const auto& entry : accepted) {
        if (settings.values_.contains(entry.key)) continue;
        if (entry.fallback.empty())
            return Error(Code::bad_setting, "'" + entry.key + "' is missing: " + entry.about);
        settings.values_.emplace(entry.key, entry.fallback);
    }
    return settings;
}

const std::string& Settings::text(std::string_view key) const {
    static const std::string kNothing;
    const auto found = values_.find(key);
    return found == values_.end() ? kNothing : found->second;
}

Result<int> Settings::number(std::string_view key, int least, int most) const {
    const auto& value = text(key);
    int number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc() || end != value.data() + value.size() || number < least || number > most)
        return Error(Code::bad_setting, std::string(key) + "='" + value + "' is not a whole number from " +
                                            std::to_string(least) + " to " + std::to_string(most));
    return number;
}

}  // namespace kiosk24::drivers
