// The languages a citizen can choose, and short texts that arrive in several of them (catalogue, faults).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace kiosk24 {

// BCP 47 tags: "zh-Hans", "en".
enum class Language { zh_hans, en };
inline constexpr Language kLanguages[] = {Language::zh_hans, Language::en};

std::string_view tag_of(Language language);
std::optional<Language> language_tagged(std::string_view tag);

// One text in several languages, UTF-8. Chinese is always there (check_matter refuses a catalogue without
// it).
struct LocalText {
    std::map<Language, std::string> in;
    // The text in `language`, else in Chinese, else empty.
    const std::string& get(Language language) const;
    bool operator==(const LocalText&) const = default;
};

}  // namespace kiosk24
