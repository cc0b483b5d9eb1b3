// What must be done outside, and what became of it. Every Command ends in exactly one Completed, deadline and
// driver death included.
//
// A command with ledger entries in `record` passes the journal first: the entries are committed, then the
// command is released to the room that carries it out. A Completed with a case_id passes the journal on the
// way back: what it proves (answered, document received, page fed) is committed and travels in `committed`.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/model/application.h"
#include "kiosk/model/case_file.h"
#include "kiosk/model/case_query.h"
#include "kiosk/model/device.h"
#include "kiosk/model/draft.h"
#include "kiosk/model/face.h"
#include "kiosk/model/guide.h"
#include "kiosk/model/identity.h"
#include "kiosk/model/rating.h"
#include "kiosk/model/receipt.h"
#include "kiosk/model/service_mode.h"

namespace kiosk24 {

namespace command {
// --- device room
struct ReadCard {
    std::string device;
};                       // waits until a card lies there: CardRead
struct VerifyDocument {  // DocumentVerified, or verify faults
    std::string device;
    DocumentBytes document;
    PersonalText expected_name;
    std::string expected_case_number;
    // Instead of both, for a document that is nobody's: what stands on it, and no name may.
    std::string expected_title, expected_document_number;
};
struct PrintPage {  // one page, one job: PageResult
    std::string device;
    DocumentBytes document;
    std::string document_id;
    int page = 1, pages = 1;  // 1-based
    std::string job;          // the job's name at the printer: not personal, unique
};
struct RecallPage {
    std::string device, document_id, job;
    int page = 1;
};  // what became of that job: PageResult
struct ClearPrinter {
    std::string device;
};  // cancel whatever of ours still waits: Done
struct ScanCode {
    std::string device;
};  // waits until a code is shown: CodeRead
struct CaptureFace {
    std::string device;
};  // shows the preview until one good picture is taken: FaceCaptured
// The app fills in `strip` from `receipt` when it gives the command away.
struct ComposeReceipt {
    std::string device;
    Receipt receipt;
    PaperStrip strip;
};                     // ReceiptComposed
struct PrintReceipt {  // one strip, cut off: PageResult
    std::string device;
    StripPicture picture;
    std::string job;  // unique, not personal
};
struct TestRead {
    std::string device;
    DeviceClass device_class = DeviceClass::id_card_reader;
};  // service mode: waits until something lies there: ReadTested; what it says never leaves the device room
struct ResetDriver {
    std::string device;
};  // service mode: another try, now, whatever failed before: Done
struct Cancel {
    CommandId target = 0;
};                         // no Completed of its own; the target ends as cancelled
struct ForgetPersonal {};  // to every driver: Done
// --- network
struct FetchCatalogue {
    std::string etag;
};  // CatalogueFetched (unchanged: a null catalogue)
struct ConfirmIdentity {
    IdentityCard card;
};  // IdentityConfirmed
struct VerifyEid {
    PersonalText text;
};  // the code as scanned, opaque: EidVerified
// The comparison of the still with the photo on the card, by the terminal's matcher; without a device by the
// platform, with the photo that it has of the person: FaceMatched.
struct MatchFace {
    std::string device;
    PersonalText person_reference;
    Personal<Bytes> photo;  // as it stands on the card; empty for the platform
    DocumentBytes still;
};
struct FetchPrefill {
    std::string matter_id, matter_case;
    PersonalText person_reference;
};  // Prefill
struct SubmitApplication {
    Application application;
};  // Decision
struct AskDecision {
    std::string key;
};  // Decision of what was submitted under key
struct SettleSubmission {
    std::string key;
};  // Decision if it arrived; else the key is made void: Absent
struct FetchDocument {
    std::string document_id;
    int pages = 0;
};  // DocumentFetched
struct RequestCallBack {
    CallBackRequest request;
};  // Done; durable: kept in the outbox until the platform has it
struct RateService {
    Rating rating;
};                      // Done; durable like a call-back
struct FetchGuides {};  // GuidesFetched
struct FetchGuide {
    std::string guide_id;
};  // GuideFetched
struct AskCases {
    CaseQuery query;
};  // CasesTold
struct FindDraft {
    PersonalText person_reference;
};  // DraftFound: what the platform keeps for that person
struct PutDraft {
    Draft draft;
};  // Done; the outbox gives it
struct DeleteDraft {
    DraftErasure erasure;
};  // Done; the outbox gives it, also for one that the platform never had
// --- journal
struct RecordOnly {};  // just the entries of `record`: Done
struct FindCases {
    PersonalText id_number;
};  // CasesFound: this person's open cases, newest first, and their draft
// Into the outbox, in one commit with its `record`: the outbox sends it once there is a network. Done: kept.
struct QueueApplication {
    Application application;
};
// Sealed for that person, instead of what was kept before, and into the outbox for the platform. Done: kept.
// It is erased by the entry draft_erased, of any command.
struct KeepDraft {
    Draft draft;
    PersonalText id_number;
};
// Service mode. Slow on purpose (a salted hash that takes its time): ServicePinChecked.
struct CheckServicePin {
    PersonalText pin;
};
struct ReadBook {
    int most = 20;
};  // the latest lines of the ledger, nothing personal: BookRead
}  // namespace command

using What =
    std::variant<command::ReadCard, command::VerifyDocument, command::PrintPage, command::RecallPage,
                 command::ClearPrinter, command::Cancel, command::ForgetPersonal, command::FetchCatalogue,
                 command::ConfirmIdentity, command::FetchPrefill, command::SubmitApplication,
                 command::AskDecision, command::SettleSubmission, command::FetchDocument,
                 command::RequestCallBack, command::RecordOnly, command::FindCases, command::RateService,
                 command::ScanCode, command::CaptureFace, command::MatchFace, command::VerifyEid,
                 command::ComposeReceipt, command::PrintReceipt, command::TestRead, command::ResetDriver,
                 command::CheckServicePin, command::ReadBook, command::FetchGuides, command::FetchGuide,
                 command::AskCases, command::FindDraft, command::PutDraft, command::DeleteDraft,
                 command::QueueApplication, command::KeepDraft>;
std::string_view name_of(const What& what);

enum class Room { device, net, journal };
// Which room carries it out.
Room room_of(const What& what);

struct Command {
    CommandId id = 0;
    CaseId case_id;                   // empty: concerns no case
    Milliseconds within{0};           // its Completed comes at the latest this long after it was released
    std::vector<LedgerEntry> record;  // committed first
    What what;
};

namespace result {
struct Done {};
struct CardRead {
    IdentityCard card;
};
struct CodeRead {
    PersonalText text;      // UTF-8, at most 2,000 bytes, no control characters; what it means is not known
    std::string symbology;  // "QRCode", "Code128" ...; empty where the reader does not tell
};
struct FaceCaptured {
    DocumentBytes still;  // one JPEG
};
struct FaceMatched {
    FaceMatch match;
};
// Who the platform says the e-ID stands for, with what a card would have said; it has no picture and no
// dates.
struct EidVerified {
    ConfirmedPerson person;
    IdentityCard holder;
};
// A test read: what kind of thing it was and how long, nothing of what it says.
struct ReadTested {
    std::string kind;  // "resident", "QRCode"
    std::size_t bytes = 0;
};
struct ServicePinChecked {
    bool is_right = false;
};
struct BookRead {
    std::vector<BookLine> lines;  // newest first
};
struct DocumentVerified {
    int pages = 0;
};
struct PageResult {
    Outcome outcome = Outcome::unknown;
    Fault fault = Fault::none;
};
struct ReceiptComposed {
    StripPicture picture;
};
struct CatalogueFetched {
    CataloguePtr catalogue;
};
struct IdentityConfirmed {
    ConfirmedPerson person;
};
struct Prefilled {
    Prefill prefill;
};
struct Decided {
    Decision decision;
};
struct Absent {};
struct DocumentFetched {
    DocumentBytes document;
    std::string sha256;
};
struct CasesFound {
    std::vector<CaseFile> cases;
    std::optional<Draft> draft = std::nullopt;
};
struct DraftFound {
    std::optional<Draft> draft;
};
struct GuidesFetched {
    std::vector<GuideSummary> guides;
};
struct GuideFetched {
    Guide guide;
};
struct CasesTold {
    std::vector<CaseSummary> cases;  // none: nothing of that number and code
};
// It failed. `fault` says it in the dictionary's words where a device or the platform is at fault;
// `retry_after` is what a server asked for. `outcome` is unknown where the command may have had its effect
// all the same.
struct Failed {
    Error error;
    Fault fault = Fault::none;
    Outcome outcome = Outcome::not_done;
};
}  // namespace result

using CommandResult =
    std::variant<result::Done, result::CardRead, result::DocumentVerified, result::PageResult,
                 result::CatalogueFetched, result::IdentityConfirmed, result::Prefilled, result::Decided,
                 result::Absent, result::DocumentFetched, result::CasesFound, result::Failed,
                 result::CodeRead, result::FaceCaptured, result::FaceMatched, result::EidVerified,
                 result::ReceiptComposed, result::ReadTested, result::ServicePinChecked, result::BookRead,
                 result::GuidesFetched, result::GuideFetched, result::CasesTold, result::DraftFound>;
std::string_view name_of(const CommandResult& result);

struct Completed {
    CommandId id = 0;
    CaseId case_id;
    CommandResult result;
    std::vector<LedgerEntry> committed;  // what the journal committed because of it, in order
};

}  // namespace kiosk24
