#include "tests/simulation/world.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include "tests/simulation/captured_log.h"
#include "tests/simulation/visitor.h"

namespace kiosk24::simulation {
namespace {

constexpr std::uint64_t kMostSteps = 6'000'000;
constexpr Milliseconds kAftermath{1'500'000};  // until everything that was open must be settled
constexpr Milliseconds kHubAgain{10'000};

class World {
  public:
    World(const Plan& plan, const Furnishings& furnishings, Coverage& coverage, const Say& say);
    std::optional<Violation> run();

  private:
    struct Lane {  // one terminal and the visits to it
        std::unique_ptr<Terminal> terminal;
        std::vector<int> visits;
        std::size_t next = 0;
        int current = -1;
        std::unique_ptr<Visitor> visitor;
        std::map<Situation, int> entered;  // by the present visit
        Blow last_cut;
        int orders = 0;
    };
    void next_visit(Lane& lane);
    void begin_visit(Lane& lane);
    void entered(Lane& lane, Situation situation);
    void strike(Lane& lane, const Blow& blow);
    void strike_power(Lane& lane, const Blow& blow);
    void order(Lane& lane, const Blow& blow);
    void redeliver(Lane& lane, event::HubCommandArrived arrived);
    void mend(Lane& lane);
    void power_on_later(Lane& lane, const Blow& blow);
    bool go_on(Moment until);
    void met(Lane& lane, Mishap mishap);
    bool is_everybody_gone() const;

    const Plan& plan_;
    Coverage& coverage_;
    const Say& say_;
    Timeline timeline_;
    Platform platform_;
    Watch watch_;
    std::vector<Lane> lanes_;
    std::uint64_t steps_ = 0;
    bool is_aftermath_ = false;
};

World::World(const Plan& plan, const Furnishings& furnishings, Coverage& coverage, const Say& say)
    : plan_(plan),
      coverage_(coverage),
      say_(say),
      platform_(furnishings.catalogue, plan.seed),
      watch_(timeline_, platform_, plan.terminals),
      lanes_(static_cast<std::size_t>(plan.terminals)) {
    listen_to_log([this](std::string_view room, std::string_view text) {
        watch_.logged(room, text);
        if (say_) say_(fmt::format("{:>9}      [{}] {}", timeline_.now().since_boot.count(), room, text));
    });
    for (std::size_t i = 0; i < lanes_.size(); ++i) {
        auto& lane = lanes_[i];
        lane.terminal = std::make_unique<Terminal>(
            static_cast<int>(i), plan.seed, timeline_, platform_, furnishings, watch_,
            Terminal::Listener{
                .on_input =
                    [this, &lane](Situation before, const Input& input) {
                        ++coverage_.inputs;
                        const auto now = lane.terminal->situation();
                        if (say_)
                            say_(fmt::format(
                                "{:>9} t{} {} {} -> {}", timeline_.now().since_boot.count(),
                                lane.terminal->index(), kiosk24::name_of(before),
                                std::visit([](const auto& body) { return kiosk24::name_of(body); },
                                           input.body),
                                kiosk24::name_of(now)));
                        if (now == before) return;
                        ++coverage_.transitions[{static_cast<int>(before), static_cast<int>(now)}];
                        entered(lane, now);
                    },
                .struck = [this, &lane](Mishap mishap) { met(lane, mishap); }});
    }
    for (int i = 0; i < static_cast<int>(plan.visits.size()); ++i)
        lanes_[static_cast<std::size_t>(plan.visits[static_cast<std::size_t>(i)].terminal) % lanes_.size()]
            .visits.push_back(i);
}

void World::met(Lane& lane, Mishap mishap) {
    ++coverage_
          .struck[static_cast<std::size_t>(lane.terminal->situation())][static_cast<std::size_t>(mishap)];
    if (say_)
        say_(fmt::format("{:>9} t{}   *** {}", timeline_.now().since_boot.count(), lane.terminal->index(),
                         name_of(mishap)));
    if (mishap == Mishap::power_cut_in_write) power_on_later(lane, lane.last_cut);
}

bool World::go_on(Moment until) {
    while (timeline_.step(until)) {
        if (watch_.violation()) return false;
        if (++steps_ > kMostSteps) {
            watch_.violated(0, "livelock", "the terminals keep each other busy without end");
            return false;
        }
    }
    return !watch_.violation();
}

bool World::is_everybody_gone() const {
    return std::all_of(lanes_.begin(), lanes_.end(),
                       [](const Lane& lane) { return lane.current < 0 && lane.next >= lane.visits.size(); });
}

std::optional<Violation> World::run() {
    for (auto& lane : lanes_) {
        lane.terminal->power_on();
        next_visit(lane);
    }
    while (!is_everybody_gone()) {
        if (!go_on(timeline_.now() + Milliseconds{60'000})) return watch_.violation();
    }
    is_aftermath_ = true;
    for (auto& lane : lanes_) {
        mend(lane);
        lane.terminal->power_on();
        lane.terminal->bench().take_card();
    }
    if (go_on(timeline_.now() + kAftermath)) {
        for (auto& lane : lanes_)
            watch_.ended(lane.terminal->index(), lane.terminal->state(), lane.terminal->ledger(),
                         lane.terminal->bench(), lane.terminal->true_wall());
    }
    coverage_.virtual_time += timeline_.now().since_boot;
    for (auto& lane : lanes_)
        coverage_.commits += lane.terminal->disk().changes();
    return watch_.violation();
}

// --- visits

void World::next_visit(Lane& lane) {
    if (lane.current >= 0) ++coverage_.sessions;
    lane.current = -1;
    if (lane.next >= lane.visits.size()) return;
    const auto& visit = plan_.visits[static_cast<std::size_t>(lane.visits[lane.next])];
    timeline_.after(visit.gap, [this, &lane] { begin_visit(lane); });
}

void World::begin_visit(Lane& lane) {
    lane.current = lane.visits[lane.next++];
    lane.entered.clear();
    if (lane.terminal->is_on() &&
        plan_.visits[static_cast<std::size_t>(lane.current)].gap > Milliseconds{30'000} &&
        lane.terminal->situation() == Situation::attract)
        watch_.visit_is_over(lane.terminal->index(), lane.terminal->state(), lane.terminal->bench());
    if (say_)
        say_(fmt::format("{:>9} t{}   --- visit {}", timeline_.now().since_boot.count(),
                         lane.terminal->index(), lane.current));
    lane.visitor = std::make_unique<Visitor>(
        plan_.visits[static_cast<std::size_t>(lane.current)], plan_.seed, *lane.terminal, timeline_, watch_,
        [this, &lane] { timeline_.after(Milliseconds{0}, [this, &lane] { next_visit(lane); }); });
    entered(lane, lane.terminal->situation());
    lane.visitor->come();
}

// --- mishaps

void World::entered(Lane& lane, Situation situation) {
    if (lane.current < 0) return;
    const int nth = ++lane.entered[situation];
    for (const auto& blow : plan_.blows) {
        if (blow.visit != lane.current || blow.at != situation || blow.nth != nth) continue;
        timeline_.after(blow.delay, [this, &lane, blow] {
            if (!is_aftermath_) strike(lane, blow);
        });
    }
}

void World::power_on_later(Lane& lane, const Blow& blow) {
    timeline_.after(std::min(blow.lasts, Milliseconds{30'000}), [&lane] { lane.terminal->power_on(); });
}

void World::strike_power(Lane& lane, const Blow& blow) {
    auto& terminal = *lane.terminal;
    if (!terminal.is_on()) return;
    ++coverage_.power_cuts;
    if (blow.mishap == Mishap::power_cut_in_write) {
        lane.last_cut = blow;
        return terminal.disk().cut_power_after(1 + blow.seed % 14, blow.seed);
    }
    met(lane, blow.mishap);
    if (blow.mishap == Mishap::clock_dead) terminal.set_clock(Milliseconds{-terminal.true_wall().unix_ms});
    terminal.cut_power(blow.mishap == Mishap::power_cut_printer_on ? Bench::Printers::keep_power
                                                                   : Bench::Printers::lose_power);
    power_on_later(lane, blow);
}

void World::strike(Lane& lane, const Blow& blow) {
    auto& terminal = *lane.terminal;
    switch (blow.mishap) {
        case Mishap::power_cut:
        case Mishap::power_cut_in_write:
        case Mishap::power_cut_printer_on:
        case Mishap::clock_dead:
            strike_power(lane, blow);
            break;
        case Mishap::clock_back:
        case Mishap::clock_forward:
            terminal.set_clock(std::chrono::hours(blow.mishap == Mishap::clock_back ? -24 : 24));
            met(lane, blow.mishap);
            break;
        case Mishap::disk_full:
            terminal.disk().fail_with(SQLITE_FULL);
            met(lane, blow.mishap);
            break;
        case Mishap::disk_read_only:
            terminal.disk().fail_with(SQLITE_READONLY);
            met(lane, blow.mishap);
            break;
        case Mishap::disk_slow:
            terminal.set_disk_slow(true);
            met(lane, blow.mishap);
            break;
        case Mishap::hub_closes:
        case Mishap::hub_repeats:
        case Mishap::hub_forged:
            order(lane, blow);
            return;
        case Mishap::document_forged:
            platform_.signs_wrongly = true;
            break;
        default:
            terminal.bench().suffer(blow.mishap, blow.seed);
            if (blow.mishap >= Mishap::platform_slow && blow.mishap <= Mishap::certificate_expired)
                terminal.network().suffer(blow.mishap);
            break;
    }
    timeline_.after(blow.lasts, [this, &lane] { mend(lane); });
}

void World::mend(Lane& lane) {
    platform_.signs_wrongly = false;
    lane.terminal->bench().mend();
    lane.terminal->network().mend();
    lane.terminal->disk().fail_with(SQLITE_OK);
    lane.terminal->set_disk_slow(false);
    lane.terminal->set_clock(Milliseconds{0});
}

// The centre says it again until the terminal has told what became of it.
void World::redeliver(Lane& lane, event::HubCommandArrived arrived) {
    if (lane.terminal->is_on() && lane.terminal->state().remote.orders.find(arrived.command.id) != nullptr)
        return;
    lane.terminal->hear_hub(arrived);
    timeline_.after(kHubAgain, [this, &lane, arrived] { redeliver(lane, arrived); });
}

void World::order(Lane& lane, const Blow& blow) {
    met(lane, blow.mishap);
    const auto make = [&](Order what) {
        event::HubCommandArrived arrived;
        arrived.command.id =
            fmt::format("{:032x}", (blow.seed << 20) + static_cast<std::uint64_t>(++lane.orders));
        arrived.command.terminal_id = "SIM-" + std::to_string(lane.terminal->index());
        arrived.command.issued = lane.terminal->true_wall();
        arrived.command.expires = {lane.terminal->true_wall().unix_ms + 1000LL * 3600 * 24 * 400};
        arrived.command.what = std::move(what);
        return arrived;
    };
    if (blow.mishap == Mishap::hub_forged) {
        auto forged = make(order::OutOfService{LocalText{{{Language::zh_hans, "假"}}}});
        forged.refusal = CommandRefusal::bad_signature;
        watch_.ordered(lane.terminal->index(), forged.command.id, CommandRefusal::bad_signature);
        return redeliver(lane, forged);
    }
    auto closing =
        make(order::OutOfService{LocalText{{{Language::zh_hans, "维护中"}, {Language::en, "Closed"}}}});
    watch_.ordered(lane.terminal->index(), closing.command.id, CommandRefusal::none);
    redeliver(lane, closing);
    if (blow.mishap == Mishap::hub_repeats)
        timeline_.after(Milliseconds{3'000}, [this, &lane, closing] {
            if (!is_aftermath_) lane.terminal->hear_hub(closing);
        });
    timeline_.after(Milliseconds{20'000}, [this, &lane, opening = make(order::InService{})] {
        watch_.ordered(lane.terminal->index(), opening.command.id, CommandRefusal::none);
        redeliver(lane, opening);
    });
}

}  // namespace

std::optional<Violation> run(const Plan& plan, const Furnishings& furnishings, Coverage& coverage,
                             const Say& say) {
    World world(plan, furnishings, coverage, say);
    return world.run();
}

Plan minimised(const Plan& plan, const Violation& violation, const Furnishings& furnishings) {
    Plan smallest = plan;
    const auto still_fails = [&](const Plan& smaller) {
        Coverage unused;
        const auto found = run(smaller, furnishings, unused);
        return found && found->rule == violation.rule;
    };
    // A visit that is left out takes its mishaps with it.
    const auto without_visits = [](const Plan& from, std::size_t first, std::size_t count) {
        Plan smaller = from;
        const auto begin = smaller.visits.begin() + static_cast<std::ptrdiff_t>(first);
        smaller.visits.erase(begin, begin + static_cast<std::ptrdiff_t>(count));
        std::erase_if(smaller.blows, [&](const Blow& blow) {
            const auto visit = static_cast<std::size_t>(blow.visit);
            return visit >= first && visit < first + count;
        });
        for (auto& blow : smaller.blows) {
            if (static_cast<std::size_t>(blow.visit) >= first) blow.visit -= static_cast<int>(count);
        }
        return smaller;
    };
    for (std::size_t count = std::max<std::size_t>(smallest.visits.size() / 2, 1); count > 0; count /= 2) {
        for (std::size_t at = 0; at + count <= smallest.visits.size();) {
            auto smaller = without_visits(smallest, at, count);
            if (still_fails(smaller))
                smallest = std::move(smaller);
            else
                at += count;
        }
    }
    for (std::size_t at = 0; at < smallest.blows.size();) {
        auto smaller = smallest;
        smaller.blows.erase(smaller.blows.begin() + static_cast<std::ptrdiff_t>(at));
        if (still_fails(smaller))
            smallest = std::move(smaller);
        else
            ++at;
    }
    return smallest;
}

}  // namespace kiosk24::simulation
