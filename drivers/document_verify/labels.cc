#include "drivers/document_verify/labels.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace kiosk24::drivers::document_verify {
namespace {

constexpr std::string_view kColons[] = {":", "\xEF\xBC\x9A"};  // U+FF1A
constexpr std::string_view kDot = "\xC2\xB7";                  // U+00B7
// Middle dots that input methods and fonts put into names like 阿卜杜拉·买买提.
constexpr std::string_view kDots[] = {"\xE2\x80\xA2", "\xE2\x80\xA7", "\xE3\x83\xBB", "\xEF\xBD\xA5",
                                      "\xE2\x88\x99", "\xE2\x8B\x85", "\xCE\x87",     "\xEF\xBC\x8E"};
constexpr std::string_view kBlanks[] = {" ", "\t", "\n", "\r", "\xC2\xA0", "\xE3\x80\x80"};

using Line = std::vector<Word>;

double height_of(const Word& word) {
    return word.bottom - word.top;
}

// Words whose middles lie within half a character of each other.
std::vector<Line> lines_of(std::vector<Word> words) {
    std::sort(words.begin(), words.end(),
              [](const Word& a, const Word& b) { return a.top + a.bottom < b.top + b.bottom; });
    std::vector<Line> lines;
    for (auto& word : words) {
        const double middle = (word.top + word.bottom) / 2;
        const bool is_same = !lines.empty() && [&] {
            const auto& first = lines.back().front();
            const double other = (first.top + first.bottom) / 2;
            return std::abs(middle - other) < 0.5 * std::min(height_of(word), height_of(first));
        }();
        if (!is_same) lines.emplace_back();
        lines.back().push_back(std::move(word));
    }
    for (auto& line : lines)
        std::sort(line.begin(), line.end(), [](const Word& a, const Word& b) { return a.left < b.left; });
    return lines;
}

bool is_apart(const Word& left, const Word& right) {
    return right.left - left.right > std::max(height_of(left), height_of(right));
}

std::optional<std::string_view> after_colon(std::string_view text) {
    for (const auto colon : kColons)
        if (text.starts_with(colon)) return text.substr(colon.size());
    return std::nullopt;
}

struct Start {
    std::size_t next;  // the word after label and colon
    std::string rest;  // what stood in the colon's own word after it
};

// Does the label begin at word `at`? It may be spread over several words, and so may its colon.
std::optional<Start> label_at(std::string_view label, const Line& line, std::size_t at) {
    if (at > 0 && !is_apart(line[at - 1], line[at])) return std::nullopt;
    while (at < line.size()) {
        const std::string_view text = line[at].text;
        if (text.size() < label.size()) {
            if (!label.starts_with(text) || text.empty()) return std::nullopt;
            label.remove_prefix(text.size());
            if (label.starts_with(" ")) label.remove_prefix(1);
            ++at;
            continue;
        }
        if (!text.starts_with(label)) return std::nullopt;
        const auto tail = text.substr(label.size());
        if (const auto rest = after_colon(tail)) return Start{at + 1, std::string(*rest)};
        if (!tail.empty() || at + 1 >= line.size()) return std::nullopt;
        label = {};
        ++at;
    }
    return std::nullopt;
}

std::string value_from(const Start& start, const Line& line) {
    std::string value = start.rest;
    for (std::size_t i = start.next; i < line.size(); ++i) {
        const bool is_first = value.empty();
        if (!is_first && is_apart(line[i - 1], line[i])) break;
        value += (is_first ? "" : " ") + line[i].text;
    }
    return value;
}

// The length of the UTF-8 character at the start of `text`; 1 for a broken one.
std::size_t length_at(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    return std::min(length, text.size());
}

template <typename List>
bool is_in(const List& list, std::string_view character) {
    return std::find(std::begin(list), std::end(list), character) != std::end(list);
}

bool is_wide(char byte) {
    return static_cast<unsigned char>(byte) >= 0x80;
}

}  // namespace

std::vector<std::string> values_after(std::span<const std::string_view> labels, std::vector<Word> words) {
    std::vector<std::string> values;
    for (const auto& line : lines_of(std::move(words)))
        for (std::size_t at = 0; at < line.size(); ++at)
            for (const auto label : labels)
                if (const auto start = label_at(label, line, at)) values.push_back(value_from(*start, line));
    return values;
}

std::string folded(std::string_view text) {
    std::string result;
    bool is_blank_pending = false;
    while (!text.empty()) {
        auto character = text.substr(0, length_at(text));
        text.remove_prefix(character.size());
        if (is_in(kBlanks, character)) {
            is_blank_pending = true;
            continue;
        }
        if (is_in(kDots, character)) character = kDot;
        const bool is_beside_wide = is_wide(character.front()) || (!result.empty() && is_wide(result.back()));
        if (is_blank_pending && !result.empty() && !is_beside_wide) result += ' ';
        is_blank_pending = false;
        result += character;
    }
    return result;
}

}  // namespace kiosk24::drivers::document_verify
