#include "tests/whole/nasty_strings.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "kiosk/text/typed.h"
#include "tests/whole/process.h"

namespace kiosk24::whole_test {

std::vector<NastyString> nasty_strings() {
    std::vector<NastyString> all;
    const auto list = nlohmann::json::parse(bytes_of(source_directory() / "tests/whole/nasty_strings.json"),
                                            nullptr, false);
    if (!list.is_object()) return all;
    for (const auto& [kind, texts] : list.items()) {
        for (const auto& text : texts)
            all.push_back({kind, text.get<std::string>()});
    }
    return all;
}

std::string shown(const NastyString& nasty) {
    constexpr std::size_t kMost = 40;
    std::string words = nasty.kind + ": ";
    for (const auto point : text::code_points_of(nasty.text).value_or(std::vector<char32_t>{})) {
        if (words.size() > kMost) return words + "...";
        if (point >= 0x20 && point < 0x7F)
            words += static_cast<char>(point);
        else
            words += fmt::format("<{:X}>", static_cast<std::uint32_t>(point));
    }
    return words;
}

bool has_control_characters(const std::string& text) {
    for (const auto point : text::code_points_of(text).value_or(std::vector<char32_t>{})) {
        if (point < 0x20 || (point >= 0x7F && point < 0xA0)) return true;
    }
    return false;
}

std::string cut_to_units(const std::string& text, std::size_t most) {
    std::string cut;
    std::size_t units = 0;
    for (const auto point : text::code_points_of(text).value_or(std::vector<char32_t>{})) {
        units += point >= 0x10000 ? 2 : 1;
        if (units > most) break;
        text::append_utf8(cut, point);
    }
    return cut;
}

}  // namespace kiosk24::whole_test
