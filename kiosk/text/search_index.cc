// A search key is a text as tokens: a space between tokens, a slash between the spellings of one token.
//   "社保 Card" -> "社/she 保/bao card"
// A query runs along consecutive tokens and takes of each the whole spelling, its first letter (zh, ch, sh
// too), or, at the query's end, any beginning of it.
#include "kiosk/text/search_index.h"

#include <algorithm>
#include <optional>

#include "kiosk/text/pinyin.h"
#include "kiosk/text/typed.h"

namespace kiosk24::text {
namespace {

bool is_ascii_word(char32_t point) {
    return (point >= '0' && point <= '9') || (point >= 'a' && point <= 'z');
}

// `pinyin` may be nullptr: then Chinese is found by its characters only.
std::string key_of(std::string_view text, Pinyin* pinyin) {
    std::string key;
    bool in_word = false;
    const auto points = code_points_of(text);
    if (!points) return key;
    for (auto point : *points) {
        if (point >= 'A' && point <= 'Z') point = point - 'A' + 'a';
        const bool is_word = is_ascii_word(point);
        if (!is_word && point < 0x80) {
            in_word = false;
            continue;
        }
        if (!key.empty() && !(in_word && is_word)) key += ' ';
        in_word = is_word;
        append_utf8(key, point);
        if (is_word || pinyin == nullptr) continue;
        for (const auto& reading : pinyin->readings_of(point))
            key += "/" + reading;
    }
    return key;
}

// The keys of a matter, its names before its search words.
std::vector<std::string> keys_of(const Matter& matter, Pinyin* pinyin) {
    std::vector<std::string> keys;
    for (const auto& [language, name] : matter.name.in)
        keys.push_back(key_of(name, pinyin));
    for (const auto& word : matter.search_words)
        keys.push_back(key_of(word, pinyin));
    return keys;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const auto end = std::min(text.find(separator), text.size());
        parts.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

// Where the query may stand after one spelling that begins at `from`.
void take_spelling(std::string_view query, std::size_t from, std::string_view spelling,
                   std::vector<bool>& reached) {
    const auto rest = query.substr(from);
    if (rest.starts_with(spelling)) reached[from + spelling.size()] = true;
    if (spelling.starts_with(rest)) reached[query.size()] = true;
    const bool has_letters = spelling[0] >= 'a' && spelling[0] <= 'z';
    if (!has_letters || rest.empty() || rest[0] != spelling[0]) return;
    reached[from + 1] = true;
    const bool has_long_initial = spelling.size() > 1 && spelling[1] == 'h' &&
                                  (spelling[0] == 'z' || spelling[0] == 'c' || spelling[0] == 's');
    if (has_long_initial && rest.size() > 1 && rest[1] == 'h') reached[from + 2] = true;
}

bool fits_from(std::string_view query, const std::vector<std::string_view>& tokens, std::size_t first) {
    std::vector<bool> at(query.size() + 1, false);
    at[0] = true;
    for (std::size_t token = first; token < tokens.size(); ++token) {
        std::vector<bool> reached(query.size() + 1, false);
        for (const auto spelling : split(tokens[token], '/')) {
            for (std::size_t from = 0; from < query.size(); ++from) {
                if (at[from]) take_spelling(query, from, spelling, reached);
            }
        }
        if (reached[query.size()]) return true;
        if (std::find(reached.begin(), reached.end(), true) == reached.end()) return false;
        at = std::move(reached);
    }
    return false;
}

enum class Fit { begins, contains, none };

Fit fit_of(std::string_view query, std::string_view key) {
    const auto tokens = split(key, ' ');
    if (fits_from(query, tokens, 0)) return Fit::begins;
    // A single letter is in everything.
    constexpr std::size_t kShortest = 2;
    if (query.size() < kShortest) return Fit::none;
    for (std::size_t first = 1; first < tokens.size(); ++first) {
        if (fits_from(query, tokens, first)) return Fit::contains;
    }
    return Fit::none;
}

// Smaller is better; nothing if the matter does not fit.
std::optional<int> rank_of(const Matter& matter, std::string_view query) {
    constexpr int kId = 0, kIdBegins = 1, kNameBegins = 2, kNameContains = 3, kWord = 4, kNone = 5;
    const auto id = tidy_typed(matter.id, LetterCase::lower);
    if (id == query) return kId;
    int best = id.starts_with(query) && query.size() > 1 ? kIdBegins : kNone;
    const auto keys = matter.search_keys.empty() ? keys_of(matter, nullptr) : matter.search_keys;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const auto fit = fit_of(query, keys[i]);
        if (fit == Fit::none) continue;
        const bool is_name = i < matter.name.in.size();
        best = std::min(best, !is_name ? kWord : fit == Fit::begins ? kNameBegins : kNameContains);
    }
    return best == kNone ? std::nullopt : std::optional(best);
}

}  // namespace

void derive_search_keys(Catalogue& catalogue) {
    Pinyin pinyin;
    for (auto& matter : catalogue.matters)
        matter.search_keys = keys_of(matter, &pinyin);
}

std::vector<const Matter*> find_matters(const Catalogue& catalogue, std::string_view query) {
    constexpr std::size_t kLongestQuery = 200;
    const auto typed = tidy_typed(query, LetterCase::lower);
    std::vector<const Matter*> matters;
    if (typed.empty() || typed.size() > kLongestQuery || !code_points_of(typed)) return matters;
    std::vector<std::pair<int, const Matter*>> found;
    for (const auto& matter : catalogue.matters) {
        if (const auto rank = rank_of(matter, typed)) found.emplace_back(*rank, &matter);
    }
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
        if (a.first != b.first) return a.first < b.first;
        return a.second->popularity > b.second->popularity;
    });
    for (const auto& [rank, matter] : found)
        matters.push_back(matter);
    return matters;
}

}  // namespace kiosk24::text
