// One turn of the flow: the state being changed and the commands it gives. Shared by the flow's own files
// only.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "kiosk/model/event.h"
#include "kiosk/model/state.h"

namespace kiosk24::flow {

using Facts = std::map<std::string, std::string>;

class Turn {
  public:
    Turn(State& the_state, const Stamp& the_stamp) : state(the_state), stamp(the_stamp) {}

    State& state;
    const Stamp& stamp;
    std::vector<Command> commands;

    Session& session() { return *state.session; }
    const Timers& timers() const { return state.terminal.timers; }

    // Gives a command. Its own ledger entries are folded into the case at once: they say what the terminal is
    // about to do, and the journal commits them before the command leaves. What the world answered is folded
    // only from Completed::committed.
    CommandId issue(What what, Milliseconds within, CaseId case_id = {},
                    std::vector<LedgerEntry> record = {});
    // Entries alone.
    void record(std::vector<LedgerEntry> entries);
    LedgerEntry entry(const CaseId& case_id, LedgerKind kind, Facts facts = {}) const;
    void fold_into_cases(const LedgerEntry& entry);
    // 32 hex digits from the stamp's entropy; at most two a turn.
    std::string mint();
    void enter(Situation situation);
    const std::string* device_id(DeviceClass device_class) const;

  private:
    int minted_ = 0;
};

// --- session.cc
void begin_session(Turn& turn);
// Ends what the person was doing: cancels what waits, destroys unprinted pages in the ledger, closes a case
// that was never sent, wipes what is personal, and forgets in every driver. Then goodbye, or attract if
// nobody was known.
enum class After { goodbye, home, attract };
void end_visit(Turn& turn, After after);
void show_trouble(Turn& turn, Trouble trouble);

// --- walk.cc
bool holds(const Rule& rule, const std::vector<FormValue>& form);
void begin_matter(Turn& turn);
void enter_step(Turn& turn, const std::string& step_id);
void next_step(Turn& turn);
bool is_form_complete(const Matter& matter, const std::vector<FormValue>& form);
bool asks_anything(const Matter& matter, const std::vector<FormValue>& form);

// --- identify.cc
void wait_for_card(Turn& turn);
void on_card_media(Turn& turn, MediaState media);
void on_identify_completed(Turn& turn, const Completed& completed);
void confirm_identity(Turn& turn);
void open_new_case(Turn& turn);

// --- form.cc
void enter_form(Turn& turn);
void on_prefill_completed(Turn& turn, const Completed& completed);
void confirm_form(Turn& turn);
void settle_form(Turn& turn);  // on a tick

// --- submit.cc
void submit(Turn& turn);
void on_submit_completed(Turn& turn, const Completed& completed);
void watch_submission(Turn& turn);  // on a tick
void show_decision(Turn& turn);

// --- print.cc
void begin_printing(Turn& turn);
void on_print_completed(Turn& turn, const Completed& completed);
void print_next_page(Turn& turn);
void answer_page_outcome(Turn& turn, bool came_out);
void try_page_again(Turn& turn);
void on_printer_changed(Turn& turn, const Condition& condition);
void settle_outcome(Turn& turn);  // on a tick
void finish_paper(Turn& turn, LedgerKind how);
void paper_not_received(Turn& turn);
void doubt_every_page(Turn& turn, const CaseFile& file);

// --- recovery.cc
void on_started(Turn& turn, const event::Started& started);
void reconcile(Turn& turn);

// --- citizen.cc
void on_intent(Turn& turn, const Intent& intent);

// --- idle.cc
void on_tick(Turn& turn);

}  // namespace kiosk24::flow
