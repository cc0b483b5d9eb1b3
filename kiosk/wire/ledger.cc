#include "kiosk/wire/ledger.h"

#include "kiosk/wire/application_shape.h"

namespace kiosk24::wire {
namespace {

constexpr std::size_t kMostFacts = 64;
constexpr std::size_t kLongestFactName_bytes = 64;
constexpr std::size_t kLongestFact_bytes = 64u << 10;

// Nothing is kept that could not be read again: one such row would hide all the others.
template <typename Decode>
Result<std::string> write_readable(const Json& json, Decode decode) {
    TRY(text, write_json(json, kLargestLedgerText_bytes));
    if (auto read = decode(text); !read) return Error(Code::bad_argument, read.error().detail());
    return text;
}

template <typename Decode>
Result<PersonalText> write_personal(const Json& json, Decode decode) {
    TRY(text, write_readable(json, decode));
    return PersonalText(std::move(text));
}

}  // namespace

Result<std::string> encode_facts(const Facts& facts) {
    return write_readable(Json(facts), decode_facts);
}

Result<Facts> decode_facts(std::string_view bytes) {
    TRY(document, JsonDocument::parse(bytes, kLargestLedgerText_bytes));
    const auto root = document.root();
    Facts facts;
    for (const auto& name : root.keys(kMostFacts, kLongestFactName_bytes))
        facts[name] = root.member(name).text(kLongestFact_bytes);
    return document.finish(std::move(facts));
}

Result<PersonalText> encode_personal(const PersonalFacts& facts) {
    Json json = Json::object();
    for (const auto& [name, value] : facts)
        json[name] = value.reveal();
    return write_personal(json, decode_personal);
}

Result<PersonalFacts> decode_personal(std::string_view bytes) {
    TRY(document, JsonDocument::parse(bytes, kLargestLedgerText_bytes));
    const auto root = document.root();
    PersonalFacts facts;
    for (const auto& name : root.keys(kMostFacts, kLongestFactName_bytes))
        facts[name] = PersonalText(root.member(name).text(kLongestFact_bytes));
    return document.finish(std::move(facts));
}

Result<PersonalText> encode_outbox(const Application& application) {
    Json json = json_of(application);
    json["key"] = application.key;
    return write_personal(json, decode_outbox_application);
}

Result<Application> decode_outbox_application(std::string_view bytes) {
    TRY(document, JsonDocument::parse(bytes, kLargestLedgerText_bytes));
    auto application = read_application(document.root());
    application.key = document.root().member("key").word(128);
    return document.finish(std::move(application));
}

Result<PersonalText> encode_outbox(const CallBackRequest& request) {
    Json json = json_of(request);
    json["key"] = request.key;
    return write_personal(json, decode_outbox_call_back);
}

Result<CallBackRequest> decode_outbox_call_back(std::string_view bytes) {
    TRY(document, JsonDocument::parse(bytes, kLargestLedgerText_bytes));
    auto request = read_call_back(document.root());
    request.key = document.root().member("key").word(128);
    return document.finish(std::move(request));
}

Result<PersonalText> encode_outbox(const Rating& rating) {
    Json json = json_of(rating);
    json["key"] = rating.key;
    return write_personal(json, decode_outbox_rating);
}

Result<Rating> decode_outbox_rating(std::string_view bytes) {
    TRY(document, JsonDocument::parse(bytes, kLargestLedgerText_bytes));
    auto rating = read_rating(document.root());
    rating.key = document.root().member("key").word(128);
    return document.finish(std::move(rating));
}

Result<PersonalText> encode_outbox(const DraftErasure& erasure) {
    return write_personal(Json{{"key", erasure.key}, {"draft", erasure.draft}}, decode_outbox_draft_erasure);
}

Result<DraftErasure> decode_outbox_draft_erasure(std::string_view bytes) {
    TRY(document, JsonDocument::parse(bytes, kLargestLedgerText_bytes));
    const auto root = document.root();
    DraftErasure erasure{.key = root.member("key").word(128), .draft = root.member("draft").word(128)};
    return document.finish(std::move(erasure));
}

Result<PersonalText> encode_outbox(const Draft& draft) {
    Json json = json_of(draft);
    json["key"] = draft.key;
    return write_personal(json, decode_outbox_draft);
}

Result<Draft> decode_outbox_draft(std::string_view bytes) {
    TRY(document, JsonDocument::parse(bytes, kLargestLedgerText_bytes));
    auto draft = read_draft(document.root());
    draft.key = document.root().member("key").word(128);
    return document.finish(std::move(draft));
}

}  // namespace kiosk24::wire
