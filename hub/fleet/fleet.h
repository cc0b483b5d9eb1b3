// All terminals as the hub hears them: a pure machine without clock, socket or store. Beats and times in,
// verdicts and the next wake-up out; the caller stores what changed before it answers.
//
// A terminal is who its certificate says. A beat counts once: within a boot its sequence grows, and a boot
// that another one has replaced does not come back (two machines with one certificate are told apart by
// that).
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "hub/fleet/records.h"

namespace kiosk24::hub {

struct FleetRules {
    Milliseconds beat_every{30'000};
    int missed_beats = 3;
    // Beats come with jitter: half a beat more than the missed ones is waited for.
    Milliseconds lost_after() const { return beat_every * missed_beats + beat_every / 2; }
};

// Both clocks of the hub at one moment.
struct Now {
    WallTime wall;
    Moment moment;
};

// Whom the TLS handshake proved; both empty for a client without a certificate.
struct Peer {
    std::string terminal_id, certificate_sha256;
};
// unknown: our authority issued it, yet nobody of that name is enrolled here (another hub's directory).
enum class Standing { enrolled, nobody, unknown, superseded };

// too_often: it would fill the disk with its history.
enum class Verdict { accepted, repeated, old_beat, other_terminal, too_often };
inline constexpr int kMostBeatsInWindow = 200;
inline constexpr Milliseconds kWindow{10'000};

class Fleet {
  public:
    explicit Fleet(FleetRules rules = {}) : rules_(rules) {}

    // At the start, from the store. Who was up gets as long as anybody to be heard again.
    void restore(TerminalRecord record, Now now);
    // A new terminal, or a new certificate for one we know; what was heard of it stays.
    void enrol(const std::string& terminal_id, std::string certificate_sha256, Now now);

    Standing standing_of(const Peer& peer) const;
    // From an enrolled peer only. Anything but `accepted` changes nothing.
    Verdict hear(const Peer& peer, const Heartbeat& beat, Now now);

    // Whose link is lost since the last call. Each is told once until it is heard again.
    std::vector<std::string> find_lost(Now now);
    Moment next_wake() const;  // kNever if nobody is waited for

    const std::map<std::string, TerminalRecord>& terminals() const { return terminals_; }
    const TerminalRecord* terminal(const std::string& terminal_id) const;
    const FleetRules& rules() const { return rules_; }

  private:
    // Accepted since.
    struct Window {
        Moment since;
        int beats = 0;
    };
    void wait_for(const std::string& terminal_id, Moment until);
    bool is_too_often(const std::string& terminal_id, Moment now);

    FleetRules rules_;
    std::map<std::string, TerminalRecord> terminals_;
    std::map<std::string, Window> windows_;
    std::map<std::string, Moment> deadlines_;
    std::set<std::pair<Moment, std::string>> waited_;  // the same, by time
};

}  // namespace kiosk24::hub
