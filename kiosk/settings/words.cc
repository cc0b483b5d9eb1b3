#include <map>

#include "kiosk/settings/settings.h"
#include "kiosk/settings/toml_tree.h"

namespace kiosk24::settings {
namespace {

struct Word {
    std::string text;
    Place place;
};
using Words = std::map<std::string, Word>;

void flatten(const Node& table, const std::string& prefix, Words& words, Problems& problems) {
    for (const auto& entry : table.entries) {
        const auto key = prefix.empty() ? entry.key : prefix + "." + entry.key;
        if (entry.value.kind == Node::Kind::table) {
            flatten(entry.value, key, words, problems);
        } else if (entry.value.kind != Node::Kind::text) {
            problems.add(entry.value.place,
                         key + ": is " + std::string(name_of(entry.value.kind)) + ", expected a text");
        } else if (!words.emplace(key, Word{entry.value.text, entry.place}).second) {
            // "a.b" quoted and b in [a] are two keys for TOML and one for us.
            problems.add(entry.place, key + ": stands twice");
        }
    }
}

void compare(const Words& words, const Words& other, const std::string& other_file, Problems& problems) {
    for (const auto& [key, word] : words) {
        if (!other.contains(key)) problems.add(word.place, "'" + key + "' is missing in " + other_file);
    }
}

}  // namespace

Result<Texts> read_texts(const std::filesystem::path& words_directory) {
    const auto file_of = [&](Language language) {
        return words_directory / (std::string(tag_of(language)) + ".toml");
    };
    Problems problems;
    std::map<Language, Words> languages;
    for (const auto language : kLanguages) {
        TRY(root, read_toml(file_of(language)));
        flatten(root, "", languages[language], problems);
    }
    for (const auto& [language, words] : languages) {
        for (const auto& [other, other_words] : languages)
            compare(words, other_words, file_of(other).filename().string(), problems);
    }
    TRY_STATUS(problems.status());
    std::map<Language, Texts::Table> tables;
    for (auto& [language, words] : languages) {
        for (auto& [key, word] : words)
            tables[language].emplace(key, std::move(word.text));
    }
    return Texts(std::move(tables));
}

}  // namespace kiosk24::settings
