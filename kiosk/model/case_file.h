// A case (one application) as the ledger knows it, and the ledger's entries. A CaseFile is nothing but its
// entries folded in order, so the journal after a power cut and the flow in a running session hold the same
// value.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/personal.h"
#include "kiosk/model/device.h"
#include "kiosk/model/language.h"

namespace kiosk24 {

using CaseId = std::string;       // 32 hex digits, minted by the terminal; empty: concerns no case
using CommandId = std::uint64_t;  // unique over the terminal's life: boot number << 32 | counter

// What the ledger keeps, in the order of a case's life.
enum class LedgerKind {
    opened,               // a person began a matter: matter, matter_version, case (情形); only to print:
                          // document, pages, case_number
    consented,            // text_hash (SHA-256), consent_version
    key_minted,           // key: the submission's idempotency key, committed before the first byte leaves
    sent,                 // the submission was handed to the network
    queued,               // there was no network: it lies sealed in the outbox, which sends it
    answered,             // decision, case_number, reason, deadline, pick_up_code, document (id), pages
    absent,               // asked by key: the platform never had it and will not take it any more (key void)
    document_received,    // document, pages, sha256
    document_refused,     // document, fault: not printed, a ticket
    page_sent,            // document, page, job
    page_fed,             // document, page
    page_not_fed,         // document, page, fault
    page_unknown,         // document, page
    page_destroyed,       // document, page: not printed before the session ended, never will be
    presented,            // all pages are out and the person was told to take them
    taken,                // the person said so, or a sensor did
    not_received,         // the person says the paper did not come out
    told,                 // the person saw the outcome on a screen
    closed,               // nothing more will happen here
    call_back_requested,  // request (key), sealed: telephone
    call_back_accepted,   // request
    receipt_sent,         // job: the receipt was handed to its printer
    receipt_printed,      // job
    receipt_not_printed,  // job, fault
    receipt_unknown,      // job, fault
    rated,                // request (key), stars: the person rated the service
    rating_accepted,      // request
    ticket,               // fault, about: something for operations
    hub_command,          // command (id), do, refusal, expires, notice.<language>: what the centre ordered
    draft_kept,           // key, matter, expires (Unix ms): a form its person may go on with
    draft_erased,         // key, why: completed, discarded, expired, kept_anew, ended_elsewhere
    face_consented,       // text_hash (SHA-256), consent_version
    face_compared,        // decision, score (per mille), model: nothing else of a face is ever kept
    // Service mode; no case. `device` is the settings' name, `class` its class.
    service_pin_tried,  // a PIN is about to be checked
    service_entered,    // it was the right one
    service_left,       // why: left, idle
    service_tested,     // device, class, test: read, page; result: done, failed, unknown; fault
    service_refilled,   // device, class, pages: out since the last time
    service_reset,      // device, class
    service_closed,     // reason: the maintainer put the terminal out of service
    service_reopened,   // and back
};
std::string_view name_of(LedgerKind kind);
std::optional<LedgerKind> ledger_kind_named(std::string_view name);

// One line of the ledger. `facts` hold no personal data but may be pseudonymous (case number); the journal
// seals them. `personal` is sealed too and erased with the case's retention.
struct LedgerEntry {
    CaseId case_id;
    LedgerKind kind = LedgerKind::opened;
    WallTime at;
    std::map<std::string, std::string> facts;
    std::map<std::string, PersonalText> personal;  // id_number (opened), telephone (call_back_requested)
    const std::string& fact(std::string_view name) const;  // empty if absent
    bool operator==(const LedgerEntry&) const = default;
};

enum class Verdict { none, approved, human, refused, pending };
std::string_view name_of(Verdict verdict);
std::optional<Verdict> verdict_named(std::string_view name);

enum class ReceiptState { none, sent, printed, not_printed, unknown };
enum class PageState { waiting, sent, fed, not_fed, unknown, destroyed };

struct CaseFile {
    CaseId id;
    std::string matter_id;
    int matter_version = 0;
    std::string matter_case;  // 情形
    WallTime opened_at, last_at;
    std::string key;  // idempotency key; empty until minted
    bool consented = false, was_sent = false, was_queued = false, is_absent = false;
    bool is_closed = false, was_told = false;
    bool was_presented = false, was_taken = false, document_refused = false, was_rated = false;
    Verdict verdict = Verdict::none;
    std::string case_number, reason_code, deadline, pick_up_code;
    LocalText reason;  // the refused rule, or what a person will look at
    std::string document_id;
    std::vector<PageState> pages;               // one per page of the document, once its length is known
    ReceiptState receipt = ReceiptState::none;  // the newest
    std::map<int, std::string> page_jobs;       // page (1-based) -> the printer job's name

    bool operator==(const CaseFile&) const = default;
};

// reason_code of an application that was kept here and that the platform then did not take: nothing is filed.
inline constexpr std::string_view kNotTaken = "not_taken";

// The file after one more entry. Entries of another case leave it untouched.
CaseFile fold(CaseFile file, const LedgerEntry& entry);

// What the ledger can promise the person about this case.
enum class Standing {
    not_filed,      // nothing was ever sent, or the platform never had it: it may be filed anew
    queued,         // kept here and sealed: it is sent once there is a network, and never asked about before
    unsettled,      // sent, and the answer is not known yet: the platform is being asked
    filed_pending,  // filed, a decision is being made
    filed_human,    // filed, a person will decide
    refused,
    approved_unprinted,  // approved, and not every page is known to have come out: print again
    approved_printed,
    finished,
};
Standing standing_of(const CaseFile& file);
// Does the person need to hear of it when they lay their card again?
bool is_open_for_citizen(const CaseFile& file);

}  // namespace kiosk24
