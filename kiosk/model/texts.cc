#include "kiosk/model/texts.h"

namespace kiosk24 {

const std::string& LocalText::get(Language language) const {
    static const std::string kNothing;
    if (const auto found = in.find(language); found != in.end()) return found->second;
    const auto chinese = in.find(Language::zh_hans);
    return chinese != in.end() ? chinese->second : kNothing;
}

bool Texts::has(Language language, std::string_view key) const {
    const auto table = tables_.find(language);
    return table != tables_.end() && table->second.find(key) != table->second.end();
}

std::string Texts::get(Language language, std::string_view key) const {
    if (const auto table = tables_.find(language); table != tables_.end()) {
        if (const auto found = table->second.find(key); found != table->second.end()) return found->second;
    }
    return "«" + std::string(key) + "»";
}

std::string Texts::fill(Language language, std::string_view key,
                        std::initializer_list<std::pair<std::string_view, std::string_view>> values) const {
    const std::string pattern = get(language, key);
    std::string words;
    for (std::size_t i = 0; i < pattern.size();) {
        const auto end = pattern[i] == '{' ? pattern.find('}', i) : std::string::npos;
        if (end == std::string::npos) {
            words += pattern[i++];
            continue;
        }
        const auto name = std::string_view(pattern).substr(i + 1, end - i - 1);
        bool known = false;
        for (const auto& [key_name, value] : values) {
            if (key_name != name) continue;
            words += value;
            known = true;
        }
        if (!known) words += pattern.substr(i, end - i + 1);
        i = end + 1;
    }
    return words;
}

}  // namespace kiosk24
