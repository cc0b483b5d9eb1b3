#include "kiosk/settings/problems.h"

#include <algorithm>
#include <numeric>

namespace kiosk24::settings {
namespace {

// Levenshtein's distance: insertions, deletions and replacements between two short keys.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), 0u);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t k = 1; k <= b.size(); ++k) {
            const std::size_t replaced = diagonal + (a[i - 1] == b[k - 1] ? 0 : 1);
            diagonal = row[k];
            row[k] = std::min({row[k] + 1, row[k - 1] + 1, replaced});
        }
    }
    return row[b.size()];
}

}  // namespace

std::string Place::text() const {
    if (line == 0) return source;
    return source + ":" + std::to_string(line) + ":" + std::to_string(column);
}

void Problems::add(const Place& place, std::string_view what) {
    lines_.push_back(place.text() + ": " + std::string(what));
}

void Problems::add(const Error& error) {
    lines_.push_back(error.code() == Code::bad_setting ? error.detail() : error.text());
}

Status Problems::status() const {
    if (lines_.empty()) return {};
    constexpr std::size_t kMostLines = 20;
    std::string text;
    for (std::size_t i = 0; i < lines_.size() && i < kMostLines; ++i) {
        if (!text.empty()) text += '\n';
        text += lines_[i];
    }
    if (lines_.size() > kMostLines) text += "\nand " + std::to_string(lines_.size() - kMostLines) + " more";
    return Error(Code::bad_setting, std::move(text));
}

std::string closest(std::string_view typed, const std::vector<std::string>& known) {
    std::string best;
    constexpr std::size_t kShortestBeginning = 3;
    std::size_t best_distance = std::max<std::size_t>(1, typed.size() / 3) + 1;
    for (const auto& candidate : known) {
        // "idle" for "idle_ms": the unit forgotten.
        if (typed.size() >= kShortestBeginning && candidate.starts_with(typed)) return candidate;
        const auto steps = distance(typed, candidate);
        if (steps >= best_distance) continue;
        best_distance = steps;
        best = candidate;
    }
    return best;
}

}  // namespace kiosk24::settings
