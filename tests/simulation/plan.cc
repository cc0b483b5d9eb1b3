#include "tests/simulation/plan.h"

#include <fmt/format.h>

#include <array>
#include <sstream>
#include <utility>

#include "tests/simulation/dice.h"

namespace kiosk24::simulation {
namespace {

constexpr std::array<std::string_view, 8> kManners{"patient",      "impatient", "wandering",  "random",
                                                   "two_in_a_row", "card_left", "maintainer", "curious"};
constexpr int kSituations = static_cast<int>(Situation::service_closing) + 1;

Manner some_manner(Dice& dice) {
    const auto at = dice.below(100);
    if (at < 42) return Manner::patient;
    if (at < 60) return Manner::impatient;
    if (at < 70) return Manner::wandering;
    if (at < 83) return Manner::random;
    if (at < 88) return Manner::two_in_a_row;
    if (at < 92) return Manner::card_left;
    if (at < 97) return Manner::maintainer;
    return Manner::curious;
}

// Mostly the next person stands behind; sometimes the night passes, rarely weeks.
Milliseconds some_gap(Dice& dice) {
    const auto at = dice.below(1000);
    if (at < 850) return dice.between(Milliseconds{300}, Milliseconds{8'000});
    if (at < 985) return dice.between(Milliseconds{8'000}, Milliseconds{200'000});
    if (at < 998) return dice.between(Milliseconds{600'000}, Milliseconds{4 * 3'600'000});
    return std::chrono::hours(24 * (1 + dice.below(3)));
}

Blow some_blow(Dice& dice, int visit) {
    Blow blow;
    blow.visit = visit;
    blow.at = static_cast<Situation>(dice.below(kSituations));
    blow.nth = dice.permille(850) ? 1 : 2;
    blow.delay = dice.permille(400) ? Milliseconds{0} : dice.between(Milliseconds{1}, Milliseconds{2'500});
    blow.mishap = static_cast<Mishap>(dice.below(kMishapNames.size()));
    blow.seed = dice.next() % 1'000'000;
    blow.lasts = dice.permille(700) ? dice.between(Milliseconds{500}, Milliseconds{20'000})
                                    : dice.between(Milliseconds{20'000}, Milliseconds{400'000});
    return blow;
}

// Where such a visit passes.
std::vector<Situation> on_the_way(const Visit& visit) {
    using enum Situation;
    if (visit.manner == Manner::maintainer || visit.manner == Manner::curious)
        return {attract,        out_of_service, service_pin,    service_overview,
                service_device, service_book,   service_closing};
    if (visit.matter == "PB03") return {home, guide_list, guide, printing, take_paper, goodbye, still_there};
    if (visit.matter == "PB01")
        return {case_ask, case_list, case_story, consent, lay_card, reading, printing, take_paper, trouble};
    if (visit.matter == "EN02")
        return {face_consent, face, form, review, outcome, printing, lay_card, reading};
    return {lay_card, reading,   form,  review,       submitting, outcome, printing,    take_paper, goodbye,
            attract,  too_young, draft, earlier_case, trouble,    help,    still_there, matter,     consent};
}

}  // namespace

std::string_view name_of(Manner manner) {
    return kManners[static_cast<std::size_t>(manner)];
}
std::optional<Manner> manner_named(std::string_view name) {
    for (std::size_t i = 0; i < kManners.size(); ++i) {
        if (kManners[i] == name) return static_cast<Manner>(i);
    }
    return std::nullopt;
}

Plan make_plan(std::uint64_t seed, std::uint64_t world, int visits, const std::vector<std::string>& matters) {
    Dice dice{seed, world, 0x91a4};
    Plan plan;
    plan.seed = dice.next() >> 16;
    const auto fleet = dice.below(10);
    plan.terminals = fleet < 6 ? 1 : fleet < 9 ? 2 : 3;
    const auto people = 3 + dice.below(static_cast<std::uint64_t>(visits));
    bool comes_again = false;
    for (int i = 0; i < visits; ++i) {
        Visit visit;
        visit.terminal = static_cast<int>(dice.below(static_cast<std::uint64_t>(plan.terminals)));
        visit.person = static_cast<int>(dice.below(people));
        visit.manner = some_manner(dice);
        visit.matter = matters[dice.below(matters.size())];
        visit.seed = dice.next() % 1'000'000;
        visit.gap = some_gap(dice);
        if (std::exchange(comes_again, false)) {  // to ask what became of it
            visit.person = plan.visits.back().person;
            visit.terminal = plan.visits.back().terminal;
            visit.matter = plan.visits.back().matter;
            visit.gap = Milliseconds{3'000};
        }
        plan.visits.push_back(std::move(visit));
        const auto luck = dice.below(10);
        const int blows = luck < 4 ? 0 : luck < 8 ? 1 : luck < 9 ? 2 : 3;
        // The worst for promise 1: the platform has it, and the terminal cannot hear so for minutes.
        if (dice.permille(15)) {
            plan.blows.push_back({.visit = i,
                                  .at = Situation::review,
                                  .nth = 1,
                                  .delay = Milliseconds{0},
                                  .mishap = dice.permille(400) ? Mishap::way_back_cut : Mishap::platform_slow,
                                  .seed = 0,
                                  .lasts = dice.between(Milliseconds{60'000}, Milliseconds{300'000})});
            comes_again = true;
        }
        for (int b = 0; b < blows; ++b) {
            auto blow = some_blow(dice, i);
            const auto way = on_the_way(plan.visits.back());
            if (dice.permille(800)) blow.at = way[dice.below(way.size())];
            plan.blows.push_back(blow);
        }
    }
    return plan;
}

std::string written(const Plan& plan) {
    std::string text = fmt::format("world {} {}\n", plan.seed, plan.terminals);
    for (const auto& visit : plan.visits)
        text += fmt::format("visit {} {} {} {} {} {}\n", visit.terminal, visit.person, name_of(visit.manner),
                            visit.matter, visit.seed, visit.gap.count());
    for (const auto& blow : plan.blows)
        text += fmt::format("mishap {} {} {} {} {} {} {}\n", blow.visit, name_of(blow.at), blow.nth,
                            blow.delay.count(), name_of(blow.mishap), blow.seed, blow.lasts.count());
    return text;
}

Result<Plan> read_plan(const std::string& text) {
    Plan plan;
    std::istringstream lines(text);
    int number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        std::istringstream words(line);
        std::string kind, first, second;
        words >> kind;
        if (kind.empty() || kind.front() == '#') continue;
        std::int64_t gap = 0, lasts = 0;
        if (kind == "world") {
            words >> plan.seed >> plan.terminals;
        } else if (kind == "visit") {
            Visit visit;
            words >> visit.terminal >> visit.person >> first >> visit.matter >> visit.seed >> gap;
            visit.gap = Milliseconds{gap};
            if (const auto manner = manner_named(first))
                visit.manner = *manner;
            else
                words.setstate(std::ios::failbit);
            plan.visits.push_back(visit);
        } else if (kind == "mishap") {
            Blow blow;
            words >> blow.visit >> first >> blow.nth >> gap >> second >> blow.seed >> lasts;
            const auto situation = situation_named(first);
            const auto mishap = mishap_named(second);
            if (!situation || !mishap) words.setstate(std::ios::failbit);
            blow.at = situation.value_or(Situation::home);
            blow.mishap = mishap.value_or(Mishap::paper_out);
            blow.delay = Milliseconds{gap};
            blow.lasts = Milliseconds{lasts};
            plan.blows.push_back(blow);
        } else {
            words.setstate(std::ios::failbit);
        }
        if (!words) return Error(Code::bad_input, fmt::format("line {} of the trace cannot be read", number));
    }
    return plan;
}

}  // namespace kiosk24::simulation
