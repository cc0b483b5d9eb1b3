#include "hub/fleet/fleet.h"

#include <algorithm>

namespace kiosk24::hub {
namespace {

constexpr std::string_view kLinks[] = {"never", "up", "lost"};

void replace_boot(TerminalRecord& terminal) {
    terminal.past_boots.push_back(terminal.beat->boot_id);
    if (terminal.past_boots.size() > kMostPastBoots) terminal.past_boots.erase(terminal.past_boots.begin());
}

bool is_past(const TerminalRecord& terminal, const std::string& boot_id) {
    return std::find(terminal.past_boots.begin(), terminal.past_boots.end(), boot_id) !=
           terminal.past_boots.end();
}

}  // namespace

std::string_view name_of(Link link) {
    return kLinks[static_cast<std::size_t>(link)];
}
std::optional<Link> link_named(std::string_view name) {
    for (const auto link : {Link::never, Link::up, Link::lost}) {
        if (name_of(link) == name) return link;
    }
    return std::nullopt;
}

void Fleet::restore(TerminalRecord record, Now now) {
    const std::string id = record.terminal_id;
    if (record.link == Link::up) wait_for(id, now.moment + rules_.lost_after());
    terminals_.insert_or_assign(id, std::move(record));
}

void Fleet::enrol(const std::string& terminal_id, std::string certificate_sha256, Now now) {
    TerminalRecord& terminal = terminals_[terminal_id];
    if (terminal.terminal_id.empty()) terminal.link_since = now.wall;
    terminal.terminal_id = terminal_id;
    terminal.certificate_sha256 = std::move(certificate_sha256);
    terminal.enrolled = now.wall;
}

Standing Fleet::standing_of(const Peer& peer) const {
    if (peer.certificate_sha256.empty()) return Standing::nobody;
    const TerminalRecord* known = terminal(peer.terminal_id);
    if (!known) return Standing::unknown;
    return known->certificate_sha256 == peer.certificate_sha256 ? Standing::enrolled : Standing::superseded;
}

Verdict Fleet::hear(const Peer& peer, const Heartbeat& beat, Now now) {
    const auto found = terminals_.find(peer.terminal_id);
    if (found == terminals_.end() || beat.terminal_id != peer.terminal_id) return Verdict::other_terminal;
    TerminalRecord& terminal = found->second;
    const bool is_same_boot = terminal.beat && terminal.beat->boot_id == beat.boot_id;
    if (is_same_boot && beat == *terminal.beat) return Verdict::repeated;
    if (is_same_boot ? beat.sequence <= terminal.beat->sequence : is_past(terminal, beat.boot_id))
        return Verdict::old_beat;
    if (is_too_often(terminal.terminal_id, now.moment)) return Verdict::too_often;
    if (terminal.beat && !is_same_boot) replace_boot(terminal);
    if (terminal.link != Link::up) {
        terminal.link = Link::up;
        terminal.link_since = now.wall;
    }
    terminal.last_seen = now.wall;
    terminal.clock_offset_ms = beat.at.unix_ms - now.wall.unix_ms;
    terminal.beat = beat;
    wait_for(terminal.terminal_id, now.moment + rules_.lost_after());
    return Verdict::accepted;
}

std::vector<std::string> Fleet::find_lost(Now now) {
    std::vector<std::string> lost;
    while (!waited_.empty() && waited_.begin()->first <= now.moment) {
        const std::string id = waited_.begin()->second;
        waited_.erase(waited_.begin());
        deadlines_.erase(id);
        TerminalRecord& terminal = terminals_.at(id);
        terminal.link = Link::lost;
        terminal.link_since = now.wall;
        lost.push_back(id);
    }
    return lost;
}

Moment Fleet::next_wake() const {
    return waited_.empty() ? kNever : waited_.begin()->first;
}

const TerminalRecord* Fleet::terminal(const std::string& terminal_id) const {
    const auto found = terminals_.find(terminal_id);
    return found == terminals_.end() ? nullptr : &found->second;
}

bool Fleet::is_too_often(const std::string& terminal_id, Moment now) {
    Window& window = windows_[terminal_id];
    if (window.beats == 0 || now - window.since >= kWindow) window = {now, 0};
    if (window.beats >= kMostBeatsInWindow) return true;
    ++window.beats;
    return false;
}

void Fleet::wait_for(const std::string& terminal_id, Moment until) {
    const auto [place, is_new] = deadlines_.try_emplace(terminal_id, until);
    if (!is_new) waited_.erase({place->second, terminal_id});
    place->second = until;
    waited_.insert({until, terminal_id});
}

}  // namespace kiosk24::hub
