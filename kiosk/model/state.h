// All the terminal knows, one value. `session` dies with the citizen's goodbye; `cases` is rebuilt from the
// ledger.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/model/application.h"
#include "kiosk/model/draft.h"
#include "kiosk/model/event.h"
#include "kiosk/model/intent.h"
#include "kiosk/model/remote.h"
#include "kiosk/model/service_mode.h"
#include "kiosk/model/terminal.h"

namespace kiosk24 {

enum class Situation {
#define SITUATION(name) name,
#include "kiosk/model/situations.def"
#undef SITUATION
};
std::string_view name_of(Situation situation);
std::optional<Situation> situation_named(std::string_view name);

// What a person is typing into one field.
struct FieldEdit {
    PersonalText text;
    int caret = 0;
    PersonalText composition;
    std::string problem;  // a words key under [problem], empty if none
};

// The pages of one document on their way out.
struct Printing {
    DocumentBytes document;
    std::string document_id;
    int pages = 0;
    int page = 0;               // the page in the printer now, 1-based; 0 before the first
    Fault fault = Fault::none;  // why it waits
    bool asks_whether_it_came_out = false;
    bool is_verified = false;
};

// Why the trouble screen is up, and what it offers.
struct Trouble {
    Fault fault = Fault::none;
    Code code = Code::timed_out;
    std::string words;  // a words key under [trouble]
    bool may_try_again = false;
    bool is_filed = false;             // the application itself is safe with the platform
    bool is_unsettled = false;         // it may have been filed: the platform is being asked
    Situation from = Situation::home;  // what was being done
};

// What the farewell says of the form that was left.
struct DraftKeeping {
    CommandId waiting_for = 0;
    WallTime until;        // it can be gone on with so long
    bool is_kept = false;  // the ledger has it
};

struct Session {
    std::string id;  // 16 hex digits; never in the ledger beside a name
    Moment began, last_touch;
    Moment situation_since;  // when the present situation began
    Language language = Language::zh_hans;
    TextSize text_size = TextSize::normal;
    Situation situation = Situation::home;  // beneath help and the countdown: see situation_of
    std::string group;                      // home: the chosen group, empty for all
    FieldEdit search;
    std::map<std::string, FieldEdit> edits;  // by field id; "help.telephone" too
    std::string field;                       // form: the field being typed into; empty: none
    // Form: the fields that the person fills in, and those whose condition does not hold; in the form's
    // order.
    std::vector<std::string> asked, hidden;

    std::string matter_id, matter_case;
    std::string step;                      // id of the matter's step in progress
    std::optional<ConsentRecord> consent;  // agreed on screen; recorded once the card says who it is
    std::optional<IdentityCard> card;
    std::optional<ConfirmedPerson> person;
    std::vector<FormValue> form;
    bool is_prefilled = false;
    Moment form_filled_at = kNever;                   // all values were there, nothing left to enter
    bool form_stays = false;                          // the person came back to it: no going on by itself
    IdentifyMethod method = IdentifyMethod::id_card;  // how the person says who they are
    bool is_method_chosen = false;  // by the person, not because the device of another way was away
    std::optional<ConsentRecord> face_consent;
    FaceHint face_hint = FaceHint::look_here;
    FaceStanding face = FaceStanding::none;
    int face_tries = 0;                 // comparisons that said: different
    bool is_face_compared = false;      // a picture was taken and is being compared
    bool is_compared_here = false;      // by the terminal's own matcher
    bool has_matcher_failed = false;    // the terminal's own: then the platform compares
    std::string face_problem;           // face: a words key under [face_problem], empty if none
    std::string card_problem;           // lay_card: a words key under [card_problem], empty if none
    CaseId case_id;                     // the case this session works on; empty before one is opened
    std::vector<CaseId> earlier_cases;  // this person's open cases, newest first
    std::optional<Draft> draft;         // what this person left in the middle; offered, or being gone on with
    bool is_draft_asked = false;        // the platform is being asked for it
    bool is_draft_resumed = false;      // it is being gone on with, and ends when this is submitted
    std::optional<DraftKeeping> draft_keeping;  // goodbye: the form that was left is being kept
    Moment ask_again_at = kNever;               // submitting: when to ask a pending decision again
    bool waits_long = false;  // submitting: over decision_wait, the asynchronous receipt is offered
    std::optional<GuideReading> guides;  // a matter that is read
    std::optional<CaseLook> look;        // a case query
    std::string scan_field;              // the field that a code is being read for; empty: none
    std::optional<Printing> printing;
    std::optional<ReceiptProgress> receipt;  // empty: none was begun
    std::optional<Trouble> trouble;
    bool is_help_open = false;
    bool call_back_asked = false;
    std::optional<RatingOffer> rating;  // goodbye: what may be rated
    std::optional<Moment> warned_at;    // the countdown runs since then
    CommandId waiting_for = 0;          // the command whose Completed this situation waits for; 0: none
};

struct DeviceView {
    DeviceSlot slot;
    Condition condition;
    int driver_failures = 0;       // since this start
    DeviceIdentity identity = {};  // of the driver's last start; empty before it
};

struct State {
    Terminal terminal;
    Stamp last;  // of the input that led here
    bool journal_open = false;
    Fault journal_fault = Fault::none;
    std::uint32_t boot = 0;
    std::uint32_t next_command = 1;
    CataloguePtr catalogue;  // null until the workshop has one
    bool platform_reachable = false;
    Fault platform_fault = Fault::none;
    std::vector<DeviceView> devices;
    std::optional<Session> session;
    std::optional<ServiceMode> service;  // a maintainer is here; never together with a session
    ServiceGate service_gate;
    ServiceRecord service_record;
    DocumentBytes test_page;                    // what a printer's test prints; null: there is none
    std::map<CaseId, CaseFile> cases;           // open ones only
    std::map<CommandId, CaseId> open_commands;  // released, not completed; value may be empty
    Moment next_catalogue_check;
    Remote remote;              // the central hub
    std::string audit_head;     // of the ledger, as the last commit left it
    std::uint64_t backlog = 0;  // what the ledger still has to tell the platform

    const DeviceView* device(DeviceClass device_class) const;
    const Matter* matter() const;       // of the session; nullptr if none
    const CaseFile* case_file() const;  // of the session; nullptr if none
};

// The situation on screen: the countdown, else help, else the session's; without one attract or
// out_of_service.
Situation situation_of(const State& state);
// The camera that may compare this person's face for that matter; nullptr if there is none that works and
// has what the matter demands.
const DeviceView* camera_for(const Matter& matter, const State& state);
// Can a maintainer try that device out now?
bool can_be_tested(const DeviceView& device, const State& state);
// Why a matter cannot be finished here now.
enum class Offer { available, device_missing, offline, not_here };
Offer offer_of(const Matter& matter, const State& state);
// It is taken all the same, kept here and sent later: there is no network, and the matter allows it.
bool is_taken_offline(const Matter& matter, const State& state);
// A form stands there with something typed into it, and its person can find it again: it may be left for
// later.
bool can_be_paused(const State& state);
// Why nobody can be served at all, if so: no journal, no catalogue and no platform, or the centre says so.
bool is_out_of_service(const State& state);
// When the present session ends if nobody touches anything; kNever while something is being done for the
// person.
Moment session_ends_at(const State& state);

}  // namespace kiosk24
