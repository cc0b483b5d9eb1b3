#include "kiosk/net/operation.h"

#include <algorithm>

#include "kiosk/net/back_off.h"
#include "kiosk/seal/digest.h"
#include "kiosk/wire/envelope.h"
#include "kiosk/wire/platform_message.h"

namespace kiosk24::net {
namespace {

constexpr std::string_view kJson = "application/json", kPdf = "application/pdf";

HttpRequest get(std::string path, std::string_view accept, std::size_t largest_reply_bytes) {
    HttpRequest request;
    request.path = std::move(path);
    request.headers.emplace_back("Accept", std::string(accept) + ", " + std::string(wire::kProblemType));
    request.largest_reply_bytes = largest_reply_bytes;
    return request;
}

Result<HttpRequest> post(std::string path, Result<std::string> body, std::string_view key = {}) {
    if (!body) return body.error().with("writing the request");
    auto request = get(std::move(path), kJson, wire::kLargestReply_bytes);
    request.method = Method::post;
    request.headers.emplace_back("Content-Type", kJson);
    if (!key.empty()) request.headers.emplace_back(wire::kIdempotencyHeader, key);
    request.body = PersonalText(std::move(*body));
    return request;
}

// A draft, by its key: the key in the path makes it repeatable.
Result<HttpRequest> to_draft(Method method, const std::string& key) {
    if (!wire::is_identifier(key))
        return Error(Code::bad_argument, "a draft's key that cannot stand in a path");
    auto request = get(std::string(wire::kDraftsPath) + "/" + key, kJson, wire::kLargestReply_bytes);
    request.method = method;
    return request;
}

Status check_identifier(std::string_view text, std::string_view what) {
    if (wire::is_identifier(text)) return {};
    return Error(Code::bad_argument, std::string(what) + " that cannot stand in a path or header");
}

// A header's value must not be able to end the header.
bool is_header_value(std::string_view text) {
    constexpr std::size_t kLongest = 256;
    return text.size() <= kLongest &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

struct Ask {
    Result<HttpRequest> operator()(const command::FetchCatalogue& what) const {
        auto request = get(std::string(wire::kCataloguePath), kJson, wire::kLargestEnvelope_bytes);
        if (!what.etag.empty() && is_header_value(what.etag))
            request.headers.emplace_back("If-None-Match", what.etag);
        return request;
    }
    Result<HttpRequest> operator()(const command::ConfirmIdentity& what) const {
        return post(std::string(wire::kIdentityPath), wire::encode_identity_request(what.card));
    }
    Result<HttpRequest> operator()(const command::VerifyEid& what) const {
        return post(std::string(wire::kEidPath), wire::encode_eid_request(what.text));
    }
    Result<HttpRequest> operator()(const command::MatchFace& what) const {
        if (!what.still) return Error(Code::bad_argument, "no still");
        return post(std::string(wire::kFacePath),
                    wire::encode(wire::FaceQuestion{what.person_reference, *what.still}));
    }
    Result<HttpRequest> operator()(const command::FetchPrefill& what) const {
        return post(
            std::string(wire::kPrefillPath),
            wire::encode(wire::PrefillRequest{what.matter_id, what.matter_case, what.person_reference}));
    }
    Result<HttpRequest> operator()(const command::SubmitApplication& what) const {
        TRY_STATUS(check_identifier(what.application.key, "an idempotency key"));
        return post(std::string(wire::kSubmissionsPath), wire::encode(what.application),
                    what.application.key);
    }
    Result<HttpRequest> operator()(const command::AskDecision& what) const {
        TRY_STATUS(check_identifier(what.key, "an idempotency key"));
        return get(std::string(wire::kSubmissionsPath) + "/" + what.key, kJson, wire::kLargestReply_bytes);
    }
    Result<HttpRequest> operator()(const command::SettleSubmission& what) const {
        TRY_STATUS(check_identifier(what.key, "an idempotency key"));
        return post(std::string(wire::kSubmissionsPath) + "/" + what.key + std::string(wire::kSettleSuffix),
                    std::string("{}"));
    }
    Result<HttpRequest> operator()(const command::FetchDocument& what) const {
        TRY_STATUS(check_identifier(what.document_id, "a document id"));
        return get(std::string(wire::kDocumentsPath) + "/" + what.document_id, kPdf,
                   wire::kLargestDocument_bytes);
    }
    Result<HttpRequest> operator()(const command::RequestCallBack& what) const {
        TRY_STATUS(check_identifier(what.request.key, "an idempotency key"));
        return post(std::string(wire::kCallBacksPath), wire::encode(what.request), what.request.key);
    }
    Result<HttpRequest> operator()(const command::RateService& what) const {
        TRY_STATUS(check_identifier(what.rating.key, "an idempotency key"));
        return post(std::string(wire::kRatingsPath), wire::encode(what.rating), what.rating.key);
    }
    Result<HttpRequest> operator()(const command::FetchGuides&) const {
        return get(std::string(wire::kGuidesPath), kJson, wire::kLargestReply_bytes);
    }
    Result<HttpRequest> operator()(const command::FetchGuide& what) const {
        TRY_STATUS(check_identifier(what.guide_id, "a guide's id"));
        return get(std::string(wire::kGuidesPath) + "/" + what.guide_id, kJson, wire::kLargestReply_bytes);
    }
    Result<HttpRequest> operator()(const command::AskCases& what) const {
        return post(std::string(wire::kCaseQueriesPath), wire::encode(what.query));
    }
    Result<HttpRequest> operator()(const command::FindDraft& what) const {
        return post(std::string(wire::kDraftQueriesPath), wire::encode_draft_query(what.person_reference));
    }
    Result<HttpRequest> operator()(const command::PutDraft& what) const {
        TRY(request, to_draft(Method::put, what.draft.key));
        TRY(body, wire::encode(what.draft));
        request.headers.emplace_back("Content-Type", kJson);
        request.body = PersonalText(std::move(body));
        return request;
    }
    Result<HttpRequest> operator()(const command::DeleteDraft& what) const {
        return to_draft(Method::remove, what.erasure.draft);
    }
    template <typename Other>
    Result<HttpRequest> operator()(const Other&) const {
        return Error(Code::bad_argument, "a command of another room");
    }
};

std::string_view text_of(const HttpReply& reply) {
    const auto& bytes = reply.body.reveal();
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// "application/json; charset=utf-8" is application/json.
bool has_type(const HttpReply& reply, std::string_view type) {
    auto given = reply.content_type.substr(0, reply.content_type.find(';'));
    given.erase(given.find_last_not_of(" \t") + 1);
    return std::equal(given.begin(), given.end(), type.begin(), type.end(), [](char a, char b) {
        return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
    });
}

Answer bad_reply(Error error) {
    return answer::Again{.why = answer::Again::Why::bad_reply,
                         .error = Error(Code::unknown_reply, error.text()),
                         .fault = Fault::platform_bad_reply,
                         .effect = Effect::possible,
                         .not_before = std::nullopt};
}

Answer wrong_type(const HttpReply& reply) {
    return bad_reply(Error(Code::bad_input, "content type '" + reply.content_type.substr(0, 80) + "'"));
}

template <typename Value, typename ToResult>
Answer decoded(const HttpReply& reply, Result<Value> (*decode)(std::string_view), ToResult to_result) {
    if (!has_type(reply, kJson)) return wrong_type(reply);
    auto value = decode(text_of(reply));
    if (!value) return bad_reply(value.error());
    return answer::Final{to_result(std::move(*value))};
}

Answer decided(const HttpReply& reply) {
    return decoded(reply, &wire::decode_decision,
                   [](Decision decision) { return result::Decided{std::move(decision)}; });
}

// The answers of success (2xx), by command.
struct Success {
    const HttpReply& reply;

    Answer operator()(const command::FetchCatalogue&) const {
        if (!has_type(reply, kJson)) return wrong_type(reply);
        return answer::Catalogue{};
    }
    Answer operator()(const command::ConfirmIdentity&) const {
        return decoded(reply, &wire::decode_identity_reply,
                       [](ConfirmedPerson person) { return result::IdentityConfirmed{std::move(person)}; });
    }
    Answer operator()(const command::VerifyEid&) const {
        return decoded(reply, &wire::decode_eid_holder, [](wire::EidHolder holder) {
            return result::EidVerified{std::move(holder.person), std::move(holder.holder)};
        });
    }
    Answer operator()(const command::MatchFace&) const {
        return decoded(reply, &wire::decode_face_match,
                       [](FaceMatch match) { return result::FaceMatched{std::move(match)}; });
    }
    Answer operator()(const command::FetchPrefill&) const {
        return decoded(reply, &wire::decode_prefill,
                       [](Prefill prefill) { return result::Prefilled{std::move(prefill)}; });
    }
    Answer operator()(const command::SubmitApplication&) const { return decided(reply); }
    Answer operator()(const command::AskDecision&) const { return decided(reply); }
    Answer operator()(const command::SettleSubmission&) const {
        return decoded(reply, &wire::decode_settlement, [](wire::Settlement settlement) -> CommandResult {
            if (!settlement) return result::Absent{};
            return result::Decided{std::move(*settlement)};
        });
    }
    Answer operator()(const command::FetchDocument&) const {
        constexpr std::string_view kBeginning = "%PDF-";
        if (!has_type(reply, kPdf)) return wrong_type(reply);
        if (!text_of(reply).starts_with(kBeginning))
            return bad_reply(Error(Code::bad_input, "a document that is no PDF"));
        return answer::Final{
            result::DocumentFetched{.document = std::make_shared<const Personal<Bytes>>(reply.body),
                                    .sha256 = seal::sha256_hex(reply.body.reveal())}};
    }
    Answer operator()(const command::RequestCallBack&) const { return answer::Final{result::Done{}}; }
    Answer operator()(const command::RateService&) const { return answer::Final{result::Done{}}; }
    Answer operator()(const command::FetchGuides&) const {
        return decoded(reply, &wire::decode_guides, [](std::vector<GuideSummary> guides) {
            return result::GuidesFetched{std::move(guides)};
        });
    }
    Answer operator()(const command::FetchGuide&) const {
        return decoded(reply, &wire::decode_guide,
                       [](Guide guide) { return result::GuideFetched{std::move(guide)}; });
    }
    Answer operator()(const command::AskCases&) const {
        return decoded(reply, &wire::decode_cases,
                       [](std::vector<CaseSummary> cases) { return result::CasesTold{std::move(cases)}; });
    }
    Answer operator()(const command::FindDraft&) const {
        return decoded(reply, &wire::decode_draft_found,
                       [](std::optional<Draft> draft) { return result::DraftFound{std::move(draft)}; });
    }
    Answer operator()(const command::PutDraft&) const { return answer::Final{result::Done{}}; }
    Answer operator()(const command::DeleteDraft&) const { return answer::Final{result::Done{}}; }
    template <typename Other>
    Answer operator()(const Other&) const {
        return answer::Refused{.error = Error(Code::bad_argument, "a command of another room"),
                               .fault = Fault::none,
                               .effect = Effect::none};
    }
};

bool is_about_a_key(const What& what) {
    return std::holds_alternative<command::SubmitApplication>(what) ||
           std::holds_alternative<command::AskDecision>(what) ||
           std::holds_alternative<command::SettleSubmission>(what);
}

// The platform's own word for it, for the log; a body that is no problem details is no reason to fail.
std::string words_of(const HttpReply& reply) {
    std::string words = "status " + std::to_string(reply.status);
    if (!has_type(reply, wire::kProblemType)) return words;
    const auto problem = wire::decode_problem(text_of(reply));
    if (problem && wire::is_identifier(problem->code)) words += " " + problem->code;
    return words;
}

Answer again(answer::Again::Why why, Error error, Fault fault, Effect effect, const HttpReply& reply,
             WallTime now) {
    return answer::Again{.why = why,
                         .error = std::move(error),
                         .fault = fault,
                         .effect = effect,
                         .not_before = retry_after(reply.retry_after, now)};
}

Answer failure_of(const What& what, const HttpReply& reply, WallTime now) {
    constexpr int kTooManyRequests = 429, kUnavailable = 503, kConflict = 409, kGone = 410;
    const Error error(wire::code_of_status(reply.status), words_of(reply));
    using Why = answer::Again::Why;
    // 429 is said before anything is done; a 503 may come from something between us and the platform.
    if (reply.status == kTooManyRequests)
        return again(Why::busy, error, Fault::platform_slow, Effect::none, reply, now);
    if (reply.status == kUnavailable)
        return again(Why::busy, error, Fault::platform_slow, Effect::possible, reply, now);
    if (reply.status >= 500)
        return again(Why::failed, error, Fault::platform_failed, Effect::possible, reply, now);
    if (reply.status == kGone && is_about_a_key(what)) return answer::Final{result::Absent{}};
    // The key is known with another content: something of ours arrived.
    const auto effect = reply.status == kConflict ? Effect::possible : Effect::none;
    return answer::Refused{.error = error, .fault = Fault::none, .effect = effect};
}

}  // namespace

Result<HttpRequest> request_of(const What& what) {
    TRY(request, std::visit(Ask{}, what));
    if (request.body.reveal().size() > wire::kLargestRequest_bytes)
        return Error(Code::too_large, "a request over the contract's limit");
    return request;
}

Milliseconds attempt_of(const What& what, Milliseconds left, const Rules& rules) {
    const bool is_submission = std::holds_alternative<command::SubmitApplication>(what);
    if (is_submission && rules.submission_attempt < left) return rules.submission_attempt;
    return left + rules.grace;
}

Answer answer_of(const What& what, const HttpReply& reply, WallTime now) {
    constexpr int kNotModified = 304;
    const auto* catalogue = std::get_if<command::FetchCatalogue>(&what);
    if (reply.status == kNotModified && catalogue != nullptr && !catalogue->etag.empty())
        return answer::Final{result::CatalogueFetched{nullptr}};
    if (reply.status >= 200 && reply.status < 300) return std::visit(Success{reply}, what);
    if (reply.status >= 400 && reply.status < 600) return failure_of(what, reply, now);
    return bad_reply(Error(Code::bad_input, words_of(reply)));
}

Outcome outcome_without_answer(const What& what, Effect effect) {
    if (std::holds_alternative<command::AskDecision>(what) ||
        std::holds_alternative<command::SettleSubmission>(what))
        return Outcome::unknown;
    const bool changes_something = std::holds_alternative<command::SubmitApplication>(what) ||
                                   std::holds_alternative<command::RequestCallBack>(what) ||
                                   std::holds_alternative<command::RateService>(what) ||
                                   std::holds_alternative<command::PutDraft>(what) ||
                                   std::holds_alternative<command::DeleteDraft>(what);
    return changes_something && effect == Effect::possible ? Outcome::unknown : Outcome::not_done;
}

}  // namespace kiosk24::net
