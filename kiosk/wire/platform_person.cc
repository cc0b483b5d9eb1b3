// Identity, prefill and licences: what the platform knows of the person.
#include "kiosk/wire/application_shape.h"
#include "kiosk/wire/platform_message.h"

namespace kiosk24::wire {
namespace {
constexpr std::size_t kLongestReference_bytes = 256;
constexpr std::size_t kLongestName_bytes = 512;
constexpr std::size_t kMostLicences = 200;

PersonalText reference_in(const JsonNode& node, std::string_view key) {
    return PersonalText(node.member(key).word(kLongestReference_bytes));
}
}  // namespace

Result<std::string> encode_identity_request(const IdentityCard& card) {
    return write_json(json_of(card, Photo::without), kLargestRequest_bytes);
}

Result<IdentityCard> decode_identity_request(std::string_view bytes) {
    TRY(document, JsonDocument::parse(bytes, kLargestRequest_bytes));
    return document.finish(read_card(document.root(), Photo::without));
}

Result<std::string> encode_identity_reply(const ConfirmedPerson& person) {
    return write_json(
        Json{{"reference", person.reference.reveal()}, {"display_name", person.display_name.reveal()}},
        kLargestReply_bytes);
}

Result<ConfirmedPerson> decode_identity_reply(std::string_view bytes) {
    TRY(document, JsonDocument::parse(bytes, kLargestReply_bytes));
    const auto root = document.root();
    ConfirmedPerson person;
    person.reference = reference_in(root, "reference");
    person.display_name = PersonalText(root.member("display_name").filled_text(kLongestName_bytes));
    return document.finish(std::move(person));
}

Result<std::string> encode(const PrefillRequest& request) {
    return write_json(Json{{"matter_id", request.matter_id},
                           {"matter_case", request.matter_case},
                           {"person_reference", request.person_reference.reveal()}},
                      kLargestRequest_bytes);
}

Result<PrefillRequest> decode_prefill_request(std::string_view bytes) {
    TRY(document, JsonDocument::parse(bytes, kLargestRequest_bytes));
    const auto root = document.root();
    PrefillRequest request;
    request.matter_id = root.member("matter_id").word(64);
    request.matter_case = root.member("matter_case").word_or_empty(64);
    request.person_reference = reference_in(root, "person_reference");
    return document.finish(std::move(request));
}

Result<std::string> encode(const Prefill& prefill) {
    return write_json(Json{{"values", json_of(prefill.values)}}, kLargestReply_bytes);
}

Result<Prefill> decode_prefill(std::string_view bytes) {
    TRY(document, JsonDocument::parse(bytes, kLargestReply_bytes));
    return document.finish(Prefill{read_form_values(document.root().member("values"))});
}

Result<std::string> encode(const LicenceQuery& query) {
    Json json{{"holder_reference", query.holder_reference.reveal()}, {"cause", query.cause}};
    if (!query.type.empty()) json["type"] = query.type;
    return write_json(json, kLargestRequest_bytes);
}

Result<LicenceQuery> decode_licence_query(std::string_view bytes) {
    TRY(document, JsonDocument::parse(bytes, kLargestRequest_bytes));
    const auto root = document.root();
    LicenceQuery query;
    query.holder_reference = reference_in(root, "holder_reference");
    query.cause = root.member("cause").word(64);
    query.type = word_or_empty(root, "type", 64);
    return document.finish(std::move(query));
}

Result<std::string> encode(const std::vector<LicenceSummary>& licences) {
    Json list = Json::array();
    for (const auto& licence : licences)
        list.push_back({{"number", licence.number.reveal()},
                        {"type", licence.type},
                        {"name", json_of(licence.name)},
                        {"issuer", licence.issuer},
                        {"issued", date_text(licence.issued)},
                        {"valid_to", date_text(licence.valid_to)}});
    return write_json(Json{{"licences", std::move(list)}}, kLargestReply_bytes);
}

Result<std::vector<LicenceSummary>> decode_licences(std::string_view bytes) {
    TRY(document, JsonDocument::parse(bytes, kLargestReply_bytes));
    std::vector<LicenceSummary> licences;
    for (const auto& item : document.root().member("licences").items(kMostLicences)) {
        LicenceSummary licence;
        licence.number = PersonalText(item.member("number").filled_text(128));
        licence.type = item.member("type").word(64);
        licence.name = read_local_text(item.member("name"), 500);
        licence.issuer = item.member("issuer").text(500);
        licence.issued = item.member("issued").date();
        licence.valid_to = item.member("valid_to").date_or_empty();
        licences.push_back(std::move(licence));
    }
    return document.finish(std::move(licences));
}

}  // namespace kiosk24::wire
