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

// --- identify.cc
void wait_for_card(Turn& turn);
void on_card_media(Turn& turn, MediaState media);
void on_identify_completed(Turn& turn, const Completed& completed);
void confirm_identity(Turn& turn);
void open_new_case(Turn& turn);
// A case in the ledger, of the card's holder if one was laid; `more` facts stand in its first entry.
void open_case(Turn& turn, const Matter& matter, Facts more);

// The platform could not be asked; it did not say no.
bool is_without_platform(const result::Failed& failed);

// Begins with the first way of the matter whose device works.
void identify(Turn& turn);
void use_method(Turn& turn, IdentifyMethod method);
void on_reader_back(Turn& turn);

// --- face.cc
void enter_face(Turn& turn);
void agree_face(Turn& turn);
void capture_face(Turn& turn);  // again, or for the first time
void without_face(Turn& turn);
void back_from_face(Turn& turn);
void on_face_completed(Turn& turn, const Completed& completed);

// --- form.cc
void put(std::vector<FormValue>& form, FormValue value);  // replaces the field's value or adds it
void enter_form(Turn& turn);
void on_prefill_completed(Turn& turn, const Completed& completed);
void confirm_form(Turn& turn);
void settle_form(Turn& turn);  // on a tick

// --- entry.cc
void put_value(std::vector<FormValue>& form, FormValue value);
// Which fields the person is asked, and which are hidden, given the form's values so far.
void sort_fields(Turn& turn, const Matter& matter);
// Looks at what was typed: the form's value, or the problem beside the field.
void take_entry(Turn& turn, const Matter& matter, const std::string& field);
// Opens the first field that still needs something; none if all is there.
void ask_what_is_missing(Turn& turn, const Matter& matter);
void leave_field(Turn& turn, const Matter& matter);
// Leaves the open field and begins to type into this one; empty: on to what is missing, unless what was typed
// is wrong.
void open_field(Turn& turn, const std::string& field);
// False if it is not an edit of the form in progress.
bool edit_field(Turn& turn, const intent::Edit& edit);

// --- draft.cc: a form that is left in the middle
// What the platform keeps for this person against what lies here; one that is over elsewhere ends here too.
void compare_drafts(Turn& turn, const std::optional<Draft>& at_platform);
void offer_draft(Turn& turn);  // or opens the new case, if there is none to go on with
void resume_draft(Turn& turn);
void discard_draft(Turn& turn);
void pause_form(Turn& turn);
void keep_draft(Turn& turn);  // the visit ends; nothing if there is nothing typed
// What the person typed then, once the rest of the form is filled.
void put_draft_into_form(Turn& turn, const Matter& matter);
// The entry that ends the draft which is being gone on with, if one is.
std::vector<LedgerEntry> end_of_draft(const Turn& turn, const CaseId& case_id);
bool on_draft_kept(Turn& turn, const Completed& completed);  // true if it was that

// --- rating.cc
// What may be rated once the person is forgotten; nothing if the visit brought no answer of the platform.
std::optional<RatingOffer> rating_offer(const Turn& turn);
void rate(Turn& turn, int stars);

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

// --- guides.cc
void enter_guides(Turn& turn);
void open_guide(Turn& turn, const std::string& guide_id);
void print_guide(Turn& turn);
void on_guide_completed(Turn& turn, const Completed& completed);
void back_to_guides(Turn& turn);
// The paper of the guide that is open, in the person's language; nullptr if none is.
const GuidePaper* guide_paper(const Session& session);

// --- case_look.cc
void enter_case_query(Turn& turn);
void ask_by_card(Turn& turn);
void ask_by_number(Turn& turn);
void open_case_field(Turn& turn, const std::string& field);
void enter_cases(Turn& turn);
void on_cases_completed(Turn& turn, const Completed& completed);
void open_case_story(Turn& turn, const std::string& case_number);
void print_again(Turn& turn);
void back_in_case_look(Turn& turn);

// --- scan_into.cc
void scan_into(Turn& turn, const std::string& field);  // empty: stop
void stop_scan(Turn& turn);
void on_scan_completed(Turn& turn, const Completed& completed);

// --- receipt.cc
void begin_receipt(Turn& turn);  // the outcome is known: once, by itself
void print_receipt(Turn& turn);  // a person asks for it
// True if it was the receipt's own.
bool on_receipt_completed(Turn& turn, const Completed& completed);
void leave_receipt(Turn& turn);  // the visit ends

// --- recovery.cc
void on_started(Turn& turn, const event::Started& started);
void reconcile(Turn& turn);

// --- remote.cc
void on_hub_command(Turn& turn, const event::HubCommandArrived& arrived);
void on_remote_completed(Turn& turn, const Completed& completed);
void obey_remote(Turn& turn);  // after every input: what waited for the citizen to go

// --- operator.cc: service mode
// True if the touch was the maintainer's, or nobody's: nothing is left to do about it.
bool on_service_intent(Turn& turn, const Intent& intent);
void on_service_completed(Turn& turn, const Completed& completed);
void on_service_tick(Turn& turn);
void take_service_record(Turn& turn, const ServiceRecord& record);  // after a start

// --- citizen.cc
void on_intent(Turn& turn, const Intent& intent);

// --- idle.cc
void on_tick(Turn& turn);

}  // namespace kiosk24::flow
