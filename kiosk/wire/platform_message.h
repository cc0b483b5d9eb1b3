// The contract between the terminal and a district platform, as bytes. The document of it is
// hub/api/platform.openapi.yaml; both sides (kiosk/net and hub/sandbox) speak through these functions.
//
// Every body is JSON in UTF-8 with snake_case names. Obligatory members are those that are always written
// here; unknown members are ignored (a newer platform may send them); every text and list has a limit.
// decode errors are bad_input or too_large and name the path, never the value.
//
//   GET  /v1/health                     204: the platform can be reached and would serve
//   GET  /v1/catalogue                  200 signed envelope (wire/envelope.h) of the catalogue, ETag; 304
//   POST /v1/identity                   card -> person
//   POST /v1/identity/e-id              code -> person and what a card would have said; 422: used, over its
//                                       60 s or never issued, which is not told apart
//   POST /v1/identity/face              picture -> comparison with that person's reference picture; 422 if
//                                       there is none, or the picture cannot be used
//   POST /v1/prefill                    prefill request -> prefill
//   POST /v1/licences                   licence query -> licences
//   POST /v1/submissions                application, header Idempotency-Key -> 201 (first) or 200 (repeated)
//                                       decision; 202 decision "pending"; 409 the key with another content;
//                                       410 the key is void
//   GET  /v1/submissions/{key}          200 or 202 decision; 404 unknown key; 410 the key is void
//   POST /v1/submissions/{key}/settle   200 decision, or {"absent": true}: never arrived and void for ever
//   PUT    /v1/drafts/{key}             draft -> 204: kept until it expires, instead of that person's earlier
//   one;
//                                       one that was deleted before stays deleted
//   DELETE /v1/drafts/{key}             204, also if there is none
//   POST /v1/draft-queries              draft query -> that person's draft, or none
//   POST /v1/case-queries               case query -> cases
//   GET  /v1/guides                     what anybody may read
//   GET  /v1/guides/{id}                one of them with its text
//   GET  /v1/documents/{id}             application/pdf
//   POST /v1/ratings                    rating -> 204
//   POST /v1/call-backs                 call-back, header Idempotency-Key -> 204
// Every failure (4xx, 5xx) carries application/problem+json (RFC 9457).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/model/application.h"
#include "kiosk/model/case_query.h"
#include "kiosk/model/draft.h"
#include "kiosk/model/face.h"
#include "kiosk/model/guide.h"
#include "kiosk/model/identity.h"
#include "kiosk/model/rating.h"

namespace kiosk24::wire {

inline constexpr std::size_t kLargestRequest_bytes = 128u << 10;
inline constexpr std::size_t kLargestReply_bytes = 256u << 10;  // but the catalogue and documents
inline constexpr std::size_t kLargestDocument_bytes = 32u << 20;

// ---- paths and headers, percent-safe because every key and id is an identifier

inline constexpr std::string_view kHealthPath = "/v1/health";
inline constexpr std::string_view kCataloguePath = "/v1/catalogue";
inline constexpr std::string_view kIdentityPath = "/v1/identity";
inline constexpr std::string_view kEidPath = "/v1/identity/e-id";
inline constexpr std::string_view kFacePath = "/v1/identity/face";
inline constexpr std::string_view kPrefillPath = "/v1/prefill";
inline constexpr std::string_view kLicencesPath = "/v1/licences";
inline constexpr std::string_view kSubmissionsPath = "/v1/submissions";  // then /{key} and /{key}/settle
inline constexpr std::string_view kSettleSuffix = "/settle";
inline constexpr std::string_view kDraftsPath = "/v1/drafts";  // then /{key}
inline constexpr std::string_view kDraftQueriesPath = "/v1/draft-queries";
inline constexpr std::string_view kCaseQueriesPath = "/v1/case-queries";
inline constexpr std::string_view kDocumentsPath = "/v1/documents";  // then /{id}
inline constexpr std::string_view kGuidesPath = "/v1/guides";        // then /{id}
inline constexpr std::string_view kRatingsPath = "/v1/ratings";
inline constexpr std::string_view kCallBacksPath = "/v1/call-backs";
inline constexpr std::string_view kIdempotencyHeader = "Idempotency-Key";
inline constexpr std::string_view kProblemType = "application/problem+json";
inline constexpr std::string_view kEnvelopePurpose_catalogue = "catalogue";  // what seal signs it for
// An idempotency key or a document id as it may stand in a path: 1 to 128 of A-Z a-z 0-9 . _ : -
bool is_identifier(std::string_view text);

// ---- identity: the card without its photo -> {"reference", "display_name"}

Result<std::string> encode_identity_request(const IdentityCard& card);
Result<IdentityCard> decode_identity_request(std::string_view bytes);
Result<std::string> encode_identity_reply(const ConfirmedPerson& person);
Result<ConfirmedPerson> decode_identity_reply(std::string_view bytes);

// ---- e-ID: {"code"}, opaque, 1 to kLongestEid_bytes -> {"reference", "display_name", "holder": a card}

inline constexpr std::size_t kLongestEid_bytes = 2'000;
struct EidHolder {
    ConfirmedPerson person;
    IdentityCard holder;  // without photo
    bool operator==(const EidHolder&) const = default;
};
Result<std::string> encode_eid_request(const PersonalText& code);
Result<PersonalText> decode_eid_request(std::string_view bytes);
Result<std::string> encode(const EidHolder& holder);
Result<EidHolder> decode_eid_holder(std::string_view bytes);

// ---- face: {"person_reference", "still": JPEG in base64, at most kLargestStill_bytes}
//      -> {"decision": "same" | "different", "score": 0 to 1000, "model"}

inline constexpr std::size_t kLargestStill_bytes = 90u << 10;
struct FaceQuestion {
    PersonalText person_reference;
    Personal<Bytes> still;
    bool operator==(const FaceQuestion&) const = default;
};
Result<std::string> encode(const FaceQuestion& question);
Result<FaceQuestion> decode_face_question(std::string_view bytes);
Result<std::string> encode(const FaceMatch& match);
Result<FaceMatch> decode_face_match(std::string_view bytes);

// ---- prefill: {"matter_id", "matter_case", "person_reference"}
//      -> {"values": [{"field", "value", "source", "source_name"}]}

struct PrefillRequest {
    std::string matter_id, matter_case;
    PersonalText person_reference;
    bool operator==(const PrefillRequest&) const = default;
};
Result<std::string> encode(const PrefillRequest& request);
Result<PrefillRequest> decode_prefill_request(std::string_view bytes);
Result<std::string> encode(const Prefill& prefill);
Result<Prefill> decode_prefill(std::string_view bytes);

// ---- licences (电子证照): {"holder_reference", "cause", "type"?}
//      -> {"licences": [{"number", "type", "name", "issuer", "issued", "valid_to"}]}

struct LicenceQuery {
    PersonalText holder_reference;
    std::string cause;  // why it is asked, for the platform's audit: the matter's id
    std::string type;   // empty: all
    bool operator==(const LicenceQuery&) const = default;
};
struct LicenceSummary {
    PersonalText number;
    std::string type;
    LocalText name;
    std::string issuer;
    Date issued, valid_to;  // valid_to {0,0,0}: without end
    bool operator==(const LicenceSummary&) const = default;
};
Result<std::string> encode(const LicenceQuery& query);
Result<LicenceQuery> decode_licence_query(std::string_view bytes);
Result<std::string> encode(const std::vector<LicenceSummary>& licences);
Result<std::vector<LicenceSummary>> decode_licences(std::string_view bytes);

// ---- submission: {"case_id", "matter_id", "matter_version", "matter_case", "person_reference",
//                   "form": [{"field", "value", "source", "source_name"}],
//                   "consent": {"version", "text_sha256", "at_ms"}, "language"}; the key is the header.
//      Of somebody whom nobody could confirm, taken without a network: "applicant", a card without its photo,
//      instead of the reference

Result<std::string> encode(const Application& application);
// `key` is what stood in the header.
Result<Application> decode_application(std::string_view bytes, std::string_view key);

// ---- decision: {"decision": "approved" | "human" | "refused" | "pending", "case_number", "reason_code",
//                 "reason": text, "deadline": "YYYY-MM-DD" or "", "pick_up_code",
//                 "document": {"id", "pages"}}
//      approved and human have a case number, human and refused a reason in Chinese, only approved a
//      document; what does not apply is left out.

Result<std::string> encode(const Decision& decision);
Result<Decision> decode_decision(std::string_view bytes);
// No decision: the key is void. {"absent": true}
using Settlement = std::optional<Decision>;
Result<std::string> encode_settlement(const Settlement& settlement);
Result<Settlement> decode_settlement(std::string_view bytes);

// ---- draft: {"matter_id", "matter_version", "matter_case", "person_reference", "typed": [{"field", "value",
//      "source", "source_name"}], "kept_at_ms", "expires_at_ms"}; the key is in the path
//      query {"person_reference"} -> {"draft": {the same with "key", without the reference}} or {}

Result<std::string> encode(const Draft& draft);
// `key` is what stood in the path.
Result<Draft> decode_draft(std::string_view bytes, std::string_view key);
Result<std::string> encode_draft_query(const PersonalText& person_reference);
Result<PersonalText> decode_draft_query(std::string_view bytes);
Result<std::string> encode_draft_found(const std::optional<Draft>& draft);
Result<std::optional<Draft>> decode_draft_found(std::string_view bytes);

// ---- case query: {"person_reference"} or {"case_number", "code"}
//      -> {"cases": [{"case_number", "matter_id", "matter_name", "department", "decision", "filed",
//      "deadline",
//                     "decided"; by person also "reason", "pick_up_code", "document": {"id", "pages"}}]}
//      The number is whole or its tail of twelve digits; the code is the pick-up code, or the last four of
//      the telephone in the application, or of the applicant's identity number. A wrong one finds nothing;
//      too many of them are 403 too_many_wrong_codes.

using kiosk24::CaseQuery;
using kiosk24::CaseSummary;
Result<std::string> encode(const CaseQuery& query);
Result<CaseQuery> decode_case_query(std::string_view bytes);
Result<std::string> encode(const std::vector<CaseSummary>& cases);
Result<std::vector<CaseSummary>> decode_cases(std::string_view bytes);

// ---- guides: -> {"guides": [summary]}, summary {"id", "kind": "matter" | "policy", "title", "about"?,
//      "issuer", "updated"}; one: summary with "sections": [{"heading", "body"}] and
//      "papers": {"zh-Hans": {"id", "number", "pages"}}, the id being that of a document

Result<std::string> encode(const std::vector<GuideSummary>& guides);
Result<std::vector<GuideSummary>> decode_guides(std::string_view bytes);
Result<std::string> encode(const Guide& guide);
Result<Guide> decode_guide(std::string_view bytes);

// ---- rating (好差评): {"case_number", "stars": 1..5, "words"}; the key is the header

using kiosk24::Rating;
Result<std::string> encode(const Rating& rating);
Result<Rating> decode_rating(std::string_view bytes, std::string_view key);

// ---- call-back: {"telephone", "about"}; the key is the header; telephone "" is the terminal's hall

Result<std::string> encode(const CallBackRequest& request);
Result<CallBackRequest> decode_call_back(std::string_view bytes, std::string_view key);

// ---- problem details: {"type", "title", "status", "detail", "code"}

struct Problem {
    std::string type = "about:blank";
    std::string title;
    int status = 500;
    std::string detail;  // never personal
    std::string code;    // the platform's own word: "unknown_person", "key_void", "unknown_key", ...
    bool operator==(const Problem&) const = default;
};
Result<std::string> encode(const Problem& problem);
Result<Problem> decode_problem(std::string_view bytes);
// Who can mend a reply of that status: 404 not_found, 409 conflict, 410 not_found, 413 too_large, 429 and 503
// server_busy, other 4xx server_refused, other 5xx server_failed, anything else unknown_reply.
Code code_of_status(int status);

}  // namespace kiosk24::wire
