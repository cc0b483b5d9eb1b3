// What must always hold: looked at after every step of every terminal, once more when a visit is over, and at
// the end, when everything is mended and time has passed. A violation stops the run.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "kiosk/journal/keeper.h"
#include "kiosk/model/event.h"
#include "kiosk/model/state.h"
#include "tests/simulation/bench.h"
#include "tests/simulation/platform.h"

namespace kiosk24::simulation {

struct Violation {
    std::string rule;    // one word for what was broken: the names stand in README.md
    std::string detail;  // never personal
    int terminal = 0;
    Milliseconds at{0};  // virtual time since the beginning of the world
};

class Watch {
  public:
    Watch(const Timeline& timeline, const Platform& platform, int terminals);

    // --- a terminal's steps
    void advanced(int terminal, const Input& input, const State& state, const std::vector<Command>& commands);
    void released(int terminal, const Command& command, const State& state);
    void delivered(int terminal, const Event& event);
    void wrote(int terminal, ByteView bytes);
    void logged(std::string_view room, std::string_view text);
    void fed(int terminal, const Sheet& sheet, const State* state);
    void lost_power(int terminal);
    void opened(int terminal, journal::Ledger* ledger);  // after a start
    // --- and a person's
    void visit_is_over(int terminal, const State& state, const Bench& bench);
    void ended(int terminal, const State& state, journal::Ledger* ledger, const Bench& bench, WallTime wall);
    void filings_are_right();

    bool has_come_out(const std::string& job) const { return sheets_.contains(job); }
    const std::optional<Violation>& violation() const { return violation_; }
    void violated(int terminal, std::string rule, std::string detail);

    // What the hub ordered: by command id, what must have become of it.
    void ordered(int terminal, const std::string& command_id, CommandRefusal expected);

  private:
    struct Issued {
        std::string what;
        Moment due;
    };
    struct Page {
        std::string case_id, session;
        int page = 0;
    };
    struct Terminal {
        std::map<CommandId, Issued> open;
        std::map<std::string, std::vector<LedgerEntry>> kept;  // by case: entries that were confirmed
        std::map<CommandId, std::vector<LedgerEntry>> own;     // RecordOnly, not confirmed yet
        std::map<std::string, Page> jobs;
        std::map<std::string, std::set<std::string>> submitted;  // by person and matter: cases
        std::string session;                                     // the present one; empty: nobody
        Moment session_ended, started_at, touched_at;
        std::set<std::string> doubtful;  // "case page": unknown, and no person has said anything since
        std::map<std::string, CommandRefusal> ordered;
        bool is_on = false;
    };
    void keep(Terminal& it, const LedgerEntry& entry);
    void hear(int terminal, const State& state);
    void scan_state(int terminal, const State& state);
    void check_agreement(int terminal, const std::string& case_id, const CaseFile& file);
    void check_drafts(int terminal, journal::Ledger* ledger, WallTime wall);
    void check_orders(int terminal, const RemoteOrders& orders);

    const Timeline& timeline_;
    const Platform& platform_;
    std::vector<Terminal> terminals_;
    std::map<std::string, Sheet> sheets_;  // by job
    std::map<std::string, Verdict> told_;  // by case: what the person was told last
    std::map<std::string, bool> told_not_filed_;
    std::optional<Violation> violation_;
    int speaking_ = 0;  // the terminal whose step it is, for the log
};

}  // namespace kiosk24::simulation
