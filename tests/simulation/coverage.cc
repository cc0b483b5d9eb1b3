#include "tests/simulation/coverage.h"

#include <fmt/format.h>

#include <sstream>

namespace kiosk24::simulation {
namespace {

std::string situation_at(std::size_t index) {
    return std::string(kiosk24::name_of(static_cast<Situation>(index)));
}

}  // namespace

void Coverage::add(const Coverage& other) {
    sessions += other.sessions;
    inputs += other.inputs;
    commits += other.commits;
    power_cuts += other.power_cuts;
    virtual_time += other.virtual_time;
    for (std::size_t s = 0; s < kSituations; ++s) {
        for (std::size_t m = 0; m < kMishapNames.size(); ++m)
            struck[s][m] += other.struck[s][m];
    }
    for (const auto& [pair, times] : other.transitions)
        transitions[pair] += times;
}

std::uint64_t Coverage::of(Mishap mishap) const {
    std::uint64_t sum = 0;
    for (const auto& row : struck)
        sum += row[static_cast<std::size_t>(mishap)];
    return sum;
}

std::string Coverage::written() const {
    std::string text =
        fmt::format("totals {} {} {} {} {}\n", sessions, inputs, commits, power_cuts, virtual_time.count());
    for (std::size_t s = 0; s < kSituations; ++s) {
        for (std::size_t m = 0; m < kMishapNames.size(); ++m) {
            if (struck[s][m] > 0) text += fmt::format("struck {} {} {}\n", s, m, struck[s][m]);
        }
    }
    for (const auto& [pair, times] : transitions)
        text += fmt::format("went {} {} {}\n", pair.first, pair.second, times);
    return text;
}

void Coverage::read(const std::string& text) {
    std::istringstream lines(text);
    std::string kind;
    while (lines >> kind) {
        if (kind == "totals") {
            std::int64_t time = 0;
            lines >> sessions >> inputs >> commits >> power_cuts >> time;
            virtual_time = Milliseconds{time};
        } else {
            std::size_t a = 0, b = 0;
            std::uint64_t times = 0;
            lines >> a >> b >> times;
            if (kind == "struck" && a < kSituations && b < kMishapNames.size()) struck[a][b] = times;
            if (kind == "went") transitions[{static_cast<int>(a), static_cast<int>(b)}] = times;
        }
    }
}

Result<Expected> read_expected(const std::string& unreachable, const std::string& transitions) {
    Expected expected;
    std::istringstream lines(unreachable);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string name, situations, reason;
        words >> name;
        if (name.empty() || name.front() == '#') continue;
        words >> situations >> reason;
        const auto mishap = mishap_named(name);
        if (!mishap || reason.empty()) return Error(Code::bad_input, "unreachable.txt: " + line);
        const bool is_all = situations.starts_with("*");
        const auto m = static_cast<std::size_t>(*mishap);
        if (is_all) {
            for (auto& row : expected.is_impossible)
                row[m] = true;
            situations.erase(0, situations.size() > 1 ? 2 : 1);
        }
        std::istringstream each(situations);
        for (std::string one; std::getline(each, one, ',');) {
            const auto situation = situation_named(one);
            if (!situation) return Error(Code::bad_input, "unreachable.txt: no situation " + one);
            expected.is_impossible[static_cast<std::size_t>(*situation)][m] = !is_all;
        }
    }
    std::istringstream pairs(transitions);
    for (std::string line; std::getline(pairs, line);) {
        std::istringstream words(line);
        std::string from, to;
        words >> from >> to;
        if (from.empty() || from.front() == '#') continue;
        const auto a = situation_named(from), b = situation_named(to);
        if (!a || !b) return Error(Code::bad_input, "transitions.txt: " + line);
        expected.transitions[{static_cast<int>(*a), static_cast<int>(*b)}] = true;
    }
    return expected;
}

Gaps gaps_of(const Coverage& coverage, const Expected& expected) {
    Gaps gaps;
    for (std::size_t s = 0; s < kSituations; ++s) {
        for (std::size_t m = 0; m < kMishapNames.size(); ++m) {
            const bool is_met = coverage.struck[s][m] > 0;
            const auto pair = std::string(kMishapNames[m]) + " at " + situation_at(s);
            if (is_met && expected.is_impossible[s][m]) gaps.impossible_met.push_back(pair);
            if (!is_met && !expected.is_impossible[s][m]) gaps.unmet.push_back(pair);
        }
    }
    const auto named = [](const std::pair<int, int>& pair) {
        return situation_at(static_cast<std::size_t>(pair.first)) + " " +
               situation_at(static_cast<std::size_t>(pair.second));
    };
    for (const auto& [pair, times] : coverage.transitions) {
        if (!expected.transitions.contains(pair)) gaps.new_transitions.push_back(named(pair));
    }
    for (const auto& [pair, is_there] : expected.transitions) {
        if (!coverage.transitions.contains(pair)) gaps.unmet_transitions.push_back(named(pair));
    }
    return gaps;
}

}  // namespace kiosk24::simulation
