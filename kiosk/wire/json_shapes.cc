#include "kiosk/wire/json_shapes.h"

#include <fmt/format.h>

namespace kiosk24::wire {
namespace {

// The card's text block has 15 (name) to 60 (English name) UTF-16 units; generous, yet bounded.
constexpr std::size_t kLongestCardText_bytes = 512;

std::optional<CardKind> card_kind_named(std::string_view name) {
    for (const auto kind : {CardKind::resident, CardKind::hk_mo_tw_permit, CardKind::foreigner_2017,
                            CardKind::foreigner_2023}) {
        if (kiosk24::name_of(kind) == name) return kind;
    }
    return std::nullopt;
}

void put(Json& json, const char* key, const PersonalText& value) {
    if (!value.reveal().empty()) json[key] = value.reveal();
}

PersonalText personal(const JsonNode& node, std::string_view key) {
    return PersonalText(text_or_empty(node, key, kLongestCardText_bytes));
}

Personal<Date> personal_date(const JsonNode& node, std::string_view key) {
    return Personal<Date>(node.has(key) ? node.member(key).date_or_empty() : Date{});
}

}  // namespace

std::string date_text(Date date) {
    if (date == Date{}) return {};
    return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

Json json_of(const LocalText& text) {
    Json json = Json::object();
    for (const auto& [language, words] : text.in)
        json[std::string(tag_of(language))] = words;
    return json;
}

LocalText read_local_text(const JsonNode& node, std::size_t most_bytes_each) {
    LocalText text;
    for (const auto& key : node.keys(20, 35)) {
        auto words = node.member(key).text(most_bytes_each);
        if (const auto language = language_tagged(key)) text.in[*language] = std::move(words);
    }
    return text;
}

std::string_view name_of(Sex sex) {
    switch (sex) {
        case Sex::male:
            return "male";
        case Sex::female:
            return "female";
        case Sex::not_stated:
            return "not_stated";
        case Sex::unknown:
            break;
    }
    return "unknown";
}

std::optional<Sex> sex_named(std::string_view name) {
    for (const auto sex : {Sex::unknown, Sex::male, Sex::female, Sex::not_stated}) {
        if (name_of(sex) == name) return sex;
    }
    return std::nullopt;
}

Json json_of(const IdentityCard& card, Photo photo) {
    Json json{{"kind", kiosk24::name_of(card.kind)}, {"sex", name_of(card.sex)}};
    put(json, "name", card.name);
    put(json, "english_name", card.english_name);
    put(json, "address", card.address);
    put(json, "number", card.number);
    put(json, "issuer", card.issuer);
    put(json, "permit_number", card.permit_number);
    if (!card.nation_code.empty()) json["nation_code"] = card.nation_code;
    if (!card.country_code.empty()) json["country_code"] = card.country_code;
    json["birth"] = date_text(card.birth.reveal());
    json["valid_from"] = date_text(card.valid_from.reveal());
    json["valid_to"] = date_text(card.valid_to.reveal());
    if (photo == Photo::with && !card.photo.reveal().empty()) json["photo"] = to_base64(card.photo.reveal());
    return json;
}

IdentityCard read_card(const JsonNode& node, Photo photo) {
    IdentityCard card;
    card.kind = node.member("kind").one_of(card_kind_named);
    card.sex = node.member("sex").one_of(sex_named);
    card.name = personal(node, "name");
    card.english_name = personal(node, "english_name");
    card.nation_code = word_or_empty(node, "nation_code", 8);
    card.country_code = word_or_empty(node, "country_code", 8);
    card.birth = Personal<Date>(node.member("birth").date());
    card.address = personal(node, "address");
    card.number = PersonalText(node.member("number").word(32));
    card.issuer = personal(node, "issuer");
    card.valid_from = personal_date(node, "valid_from");
    card.valid_to = Personal<Date>(node.member("valid_to").date_or_empty());
    card.permit_number = personal(node, "permit_number");
    if (photo == Photo::with && node.has("photo"))
        card.photo = Personal<Bytes>(node.member("photo").base64(kLargestPhoto_bytes));
    if (card.name.reveal().empty() && card.english_name.reveal().empty()) node.member("name").fail("empty");
    return card;
}

Json json_of(const Envelope& envelope) {
    return {{"alg", envelope.algorithm},
            {"kid", envelope.key_id},
            {"payload", to_base64(envelope.payload)},
            {"signature", to_base64(envelope.signature)}};
}

Envelope read_envelope(const JsonNode& node, std::size_t most_payload_bytes) {
    Envelope envelope;
    envelope.algorithm = node.member("alg").word(32);
    envelope.key_id = node.member("kid").word(64);
    envelope.payload = node.member("payload").base64(most_payload_bytes);
    envelope.signature = node.member("signature").base64(256);
    return envelope;
}

Json json_of(const FaceMatch& match) {
    return {{"decision", name_of(match.decision)}, {"score", match.score_permille}, {"model", match.model}};
}

FaceMatch read_face_match(const JsonNode& node) {
    constexpr std::size_t kLongestModel_bytes = 64;
    constexpr int kHighestScore = 1000;
    FaceMatch match;
    match.decision = node.member("decision").one_of(face_decision_named);
    match.score_permille = node.member("score").small(0, kHighestScore);
    match.model = node.member("model").word(kLongestModel_bytes);
    return match;
}

std::string text_or_empty(const JsonNode& node, std::string_view key, std::size_t most) {
    return node.has(key) ? node.member(key).text(most) : std::string();
}

std::string word_or_empty(const JsonNode& node, std::string_view key, std::size_t most) {
    return node.has(key) ? node.member(key).word_or_empty(most) : std::string();
}

}  // namespace kiosk24::wire
