// Operations about a person: identity, prefill, licences, ratings, call-backs.
#include <cctype>

#include "hub/sandbox/platform.h"
#include "hub/sandbox/platform_replies.h"
#include "hub/sandbox/rules.h"
#include "kiosk/seal/digest.h"

namespace kiosk24::sandbox {
namespace {

// The licences that the sandbox invents: the resident card, and the social security card of the insured.
std::vector<wire::LicenceSummary> licences_of(const Person& person, const InsuranceRecord& record) {
    std::vector<wire::LicenceSummary> list;
    if (person.kind == CardKind::resident)
        list.push_back({person.number,
                        "resident_identity_card",
                        {{{Language::zh_hans, "居民身份证"}, {Language::en, "Resident identity card"}}},
                        "示范区公安分局",
                        {2020, 1, 1},
                        {}});
    if (record.is_insured)
        list.push_back({PersonalText("SS" + person.number.reveal()),
                        "social_security_card",
                        {{{Language::zh_hans, "社会保障卡"}, {Language::en, "Social security card"}}},
                        "示范区社会保险服务中心",
                        {record.since.year(), record.since.month(), 1},
                        {}});
    return list;
}

}  // namespace

Reply Platform::identity(const Request& request) {
    Result<IdentityCard> card = wire::decode_identity_request(request.body);
    if (!card) return bad_request(card.error());
    const WallTime now = wall_now();
    const Date valid_to = card->valid_to.reveal();
    if (is_valid(valid_to) && valid_to < date_in_china(now))
        return problem_reply(422, "card_expired", "the card is past its dates");
    Result<Person> person = person_on(*card);
    if (!person) return problem_reply(422, "identity_not_confirmed", person.error().detail());
    Result<PersonalText> reference = book_.meet(*person, request.terminal_id, now);
    if (!reference) return broken(reference.error());
    return json_reply(200, wire::encode_identity_reply({std::move(*reference), person->name}));
}

Reply Platform::prefill(const Request& request) {
    Result<wire::PrefillRequest> asked = wire::decode_prefill_request(request.body);
    if (!asked) return bad_request(asked.error());
    if (!catalogue_.find(asked->matter_id))
        return problem_reply(422, "unknown_matter", "not in the catalogue");
    Result<std::optional<Person>> person = book_.person(asked->person_reference);
    if (!person) return broken(person.error());
    if (!*person) return unknown_person();
    const Desk* desk = desk_of(asked->matter_id);
    return json_reply(200,
                      wire::encode(desk ? desk->prefill(**person, date_in_china(wall_now())) : Prefill()));
}

Reply Platform::licences(const Request& request) {
    Result<wire::LicenceQuery> asked = wire::decode_licence_query(request.body);
    if (!asked) return bad_request(asked.error());
    Result<std::optional<Person>> person = book_.person(asked->holder_reference);
    if (!person) return broken(person.error());
    if (!*person) return unknown_person();
    auto list = licences_of(**person, record_of(**person, date_in_china(wall_now())));
    if (!asked->type.empty())
        std::erase_if(list, [&](const wire::LicenceSummary& one) { return one.type != asked->type; });
    return json_reply(200, wire::encode(list));
}

Reply Platform::rating(const Request& request) {
    if (request.idempotency_key.empty())
        return problem_reply(400, "idempotency_key_missing", "the header Idempotency-Key is obligatory");
    Result<wire::Rating> rating = wire::decode_rating(request.body, request.idempotency_key);
    if (!rating) return bad_request(rating.error());
    Result<std::optional<Submission>> rated = book_.submission_numbered(rating->case_number);
    if (!rated) return broken(rated.error());
    if (!*rated) return problem_reply(404, "unknown_case", "no case of that number");
    Result<bool> kept = book_.rate(*rating, request.terminal_id, wall_now());
    if (!kept) return broken(kept.error());
    if (!*kept) return problem_reply(409, "already_rated", "one rating a case");
    return {.status = 204};
}

Reply Platform::call_back(const Request& request) {
    if (request.idempotency_key.empty())
        return problem_reply(400, "idempotency_key_missing", "the header Idempotency-Key is obligatory");
    Result<CallBackRequest> asked = wire::decode_call_back(request.body, request.idempotency_key);
    if (!asked) return bad_request(asked.error());
    Result<std::string> canonical = wire::encode(*asked);
    if (!canonical) return bad_request(canonical.error());
    Result<bool> kept =
        book_.keep_call_back(*asked, seal::sha256_hex(as_bytes(*canonical)), request.terminal_id, wall_now());
    if (!kept) return broken(kept.error());
    if (!*kept) return problem_reply(409, "key_conflict", "the key came with another content before");
    return {.status = 204};
}

}  // namespace kiosk24::sandbox
