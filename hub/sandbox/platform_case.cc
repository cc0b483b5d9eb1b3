// Operations about a case: submission, asking and settling by key, case query, document.
#include <fmt/format.h>

#include <algorithm>

#include "hub/sandbox/canvas.h"
#include "hub/sandbox/desk.h"
#include "hub/sandbox/platform.h"
#include "hub/sandbox/platform_replies.h"
#include "hub/sandbox/rules.h"
#include "kiosk/seal/digest.h"
#include "kiosk/seal/random.h"

namespace kiosk24::sandbox {
namespace {

constexpr int kMostCasesADay = 9999;  // the serial has four digits

const FormValue* value_of(const Application& application, const std::string& field) {
    for (const FormValue& value : application.form)
        if (value.field == field) return &value;
    return nullptr;
}

std::string random_digits(int count) {
    std::string digits;
    for (std::uint8_t byte : seal::random_bytes(static_cast<std::size_t>(count)))
        digits += static_cast<char>('0' + byte % 10);
    return digits;
}

// Somebody else's name, and somebody else's number: what a lying platform would print.
constexpr std::string_view kWrongName = "张冠李";
std::string wrong_number(std::string number) {
    if (!number.empty()) number.back() = number.back() == '9' ? '0' : '9';
    return number;
}

}  // namespace

Reply Platform::submit(const Request& request) {
    if (request.idempotency_key.empty())
        return problem_reply(400, "idempotency_key_missing", "the header Idempotency-Key is obligatory");
    Result<Application> application = wire::decode_application(request.body, request.idempotency_key);
    if (!application) return bad_request(application.error());
    Result<std::string> canonical = wire::encode(*application);
    if (!canonical) return bad_request(canonical.error());
    const std::string digest = seal::sha256_hex(as_bytes(*canonical));

    Result<bool> is_void = book_.is_void(application->key);
    if (!is_void) return broken(is_void.error());
    if (*is_void) return key_void();
    Result<std::optional<Submission>> earlier = book_.submission(application->key);
    if (!earlier) return broken(earlier.error());
    if (*earlier) {
        if ((*earlier)->content_sha256 != digest)
            return problem_reply(409, "key_conflict", "the key came with another content before");
        if (Status counted = book_.count_repeat(application->key); !counted) return broken(counted.error());
        return decision_reply(200, decision_at(**earlier, wall_now()));
    }
    return file(request, std::move(*application), digest);
}

Reply Platform::file(const Request& request, Application application, const std::string& digest) {
    // Somebody whom the terminal could not ask about: known from the card, as the counter would.
    if (application.applicant) {
        Result<Person> shown = person_on(*application.applicant);
        if (!shown) return problem_reply(422, "identity_not_confirmed", shown.error().detail());
        Result<PersonalText> reference = book_.meet(*shown, request.terminal_id, wall_now());
        if (!reference) return broken(reference.error());
        application.person_reference = std::move(*reference);
    }
    Result<std::optional<Person>> person = book_.person(application.person_reference);
    if (!person) return broken(person.error());
    if (!*person) return unknown_person();
    if (auto objected = objection(application, **person)) return std::move(*objected);
    std::optional<KeptDocument> document;
    Result<Submission> made = decided(request.terminal_id, application, **person, document);
    if (!made) return broken(made.error());
    made->content_sha256 = digest;
    if (Status filed = book_.file(*made, document); !filed) return broken(filed.error());
    return decision_reply(201, decision_at(*made, wall_now()));
}

std::optional<Reply> Platform::objection(const Application& application, const Person& person) const {
    const auto refuse = [](std::string code, std::string why) {
        return problem_reply(422, std::move(code), std::move(why));
    };
    const Matter* matter = catalogue_.find(application.matter_id);
    if (!matter || desk_of(matter->id) == nullptr) return refuse("unknown_matter", "not decided here");
    if (matter->version != application.matter_version)
        return refuse("matter_changed", "the matter has another version; fetch the catalogue");
    const auto is_chosen = [&](const MatterCase& one) { return one.id == application.matter_case; };
    if (std::none_of(matter->cases.begin(), matter->cases.end(), is_chosen))
        return refuse("unknown_case", "the matter has no such case");
    if (matter->consent.version != application.consent.version)
        return refuse("consent_outdated", "the consent has another version");
    for (const FormField& field : matter->form) {
        const FormValue* value = value_of(application, field.id);
        const bool is_filled = value && !value->value.reveal().empty();
        if (field.required && field.shown_when.kind == Rule::Kind::always && !is_filled)
            return refuse("form_incomplete", "a field is missing: " + field.id);
        const bool is_number = field.source == Source::card && field.from == "number";
        if (is_number && is_filled && value->value != person.number)
            return refuse("form_differs", "the number is not the confirmed person's");
    }
    return std::nullopt;
}

Result<Submission> Platform::decided(const std::string& terminal_id, const Application& application,
                                     const Person& person, std::optional<KeptDocument>& document) {
    const WallTime now = wall_now();
    const Date today = date_in_china(now);
    TRY(granted, was_granted(application));
    const Desk& desk = *desk_of(application.matter_id);
    const Filing filing{
        .application = application,
        .person = person,
        .printing = can_draw(person.name.reveal()) ? NamePrinting::possible : NamePrinting::impossible,
        .was_granted = granted,
        .today = today};
    Submission made;
    made.key = application.key;
    made.terminal_id = terminal_id;
    made.person_reference = application.person_reference;
    made.matter_id = application.matter_id;
    made.matter_case = application.matter_case;
    made.received_at = now;
    made.telephone = PersonalText(std::string(value_in(application, "phone")));
    made.decides_at = {now.unix_ms + switches_.pending_for().count()};
    made.decision = desk.decide(filing);

    const std::string prefix = catalogue_.find(application.matter_id)->implementation_code +
                               fmt::format("{:04}{:02}{:02}", today.year, today.month, today.day);
    TRY(serial, book_.next_serial(prefix));
    if (serial > kMostCasesADay) return Error(Code::too_large, "no case number is left today");
    made.decision.case_number = prefix + fmt::format("{:04}", serial);
    if (made.decision.verdict == Verdict::human) made.decision.pick_up_code = random_digits(6);
    if (made.decision.verdict != Verdict::approved) return made;
    TRY(paper, drawn(made, filing));
    made.decision.document_id = paper.id;
    made.decision.pages = paper.pages;
    document = std::move(paper);
    return made;
}

Result<bool> Platform::was_granted(const Application& application) {
    TRY(list, book_.submissions_of(application.person_reference));
    return std::any_of(list.begin(), list.end(), [&](const Submission& one) {
        return one.matter_id == application.matter_id && one.decision.verdict == Verdict::approved;
    });
}

Result<KeptDocument> Platform::drawn(const Submission& submission, const Filing& filing) {
    const Desk& desk = *desk_of(filing.application.matter_id);
    KeptDocument kept;
    kept.id = seal::random_hex(16);
    kept.submission_key = submission.key;
    PaperHead head{.language = filing.application.language,
                   .case_number = submission.decision.case_number,
                   .verification_address = "https://kiosk24.invalid/verify/" + kept.id,
                   .issued = date_in_china(submission.received_at)};
    Person named = filing.person;
    if (switches_.tells(Lie::document_name)) named.name = PersonalText(std::string(kWrongName));
    if (switches_.tells(Lie::document_number)) head.case_number = wrong_number(head.case_number);
    const Filing shown{filing.application, named, filing.printing, filing.was_granted, filing.today};
    TRY(unsigned_pdf, desk.draw(shown, head));
    kept.pages = unsigned_pdf.pages;
    TRY(pdf, signed_document(unsigned_pdf.pdf, std::string(desk.paper)));
    kept.pdf = std::move(pdf);
    return kept;
}

Result<Bytes> Platform::signed_document(const Bytes& pdf, const std::string& reason) const {
    const DocumentSigner* signer = &signer_;
    DocumentSigner rogue;
    if (switches_.tells(Lie::document_signature)) {
        // The right name from an authority that nobody trusts.
        TRY(authority,
            pki::issue({.common_name = "Rogue authority", .purpose = pki::Purpose::authority}, nullptr));
        TRY(forger, pki::issue({.common_name = pki::common_name_of(*signer_.signer.certificate),
                                .purpose = pki::Purpose::document_signer,
                                .key_kind = pki::KeyKind::rsa_3072},
                               &authority));
        rogue = {std::move(forger), std::move(authority.certificate)};
        signer = &rogue;
    }
    return sign_document(pdf, *signer, reason);
}

Reply Platform::ask(const std::string& key) {
    Result<bool> is_void = book_.is_void(key);
    if (!is_void) return broken(is_void.error());
    if (*is_void) return key_void();
    Result<std::optional<Submission>> found = book_.submission(key);
    if (!found) return broken(found.error());
    if (!*found) return problem_reply(404, "unknown_key", "nothing was submitted under that key so far");
    return decision_reply(200, decision_at(**found, wall_now()));
}

Reply Platform::settle(const std::string& key, const std::string& terminal_id) {
    Result<std::optional<Submission>> found = book_.submission(key);
    if (!found) return broken(found.error());
    const WallTime now = wall_now();
    if (*found) return json_reply(200, wire::encode_settlement(decision_at(**found, now)));
    if (Status voided = book_.make_void(key, terminal_id, now); !voided) return broken(voided.error());
    return json_reply(200, wire::encode_settlement(std::nullopt));
}

Reply Platform::document(const std::string& id) {
    if (const auto wanted = guide_document_named(id)) return guide_paper(*wanted);
    Result<std::optional<KeptDocument>> found = book_.document(id);
    if (!found) return broken(found.error());
    if (!*found) return problem_reply(404, "unknown_document", "no document of that id");
    if (Status counted = book_.count_fetch(id); !counted) return broken(counted.error());
    return {.status = 200, .content_type = "application/pdf", .body = as_text((*found)->pdf)};
}

}  // namespace kiosk24::sandbox
