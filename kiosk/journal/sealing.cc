#include "kiosk/journal/sealing.h"

#include "kiosk/seal/field_seal.h"
#include "kiosk/text/citizen_number.h"

namespace kiosk24::journal {
namespace {

Error unreadable(const Row& row, std::string_view column, const Error& error) {
    return Error(Code::broken_storage, std::string(row.table) + " row " + row.key + ", column " +
                                           std::string(column) + ": " + error.text());
}

Result<PersonalText> open_column(const seal::KeyStore& keys, const Row& row, std::string_view column,
                                 ByteView blob) {
    auto text = seal::open_field(keys, {row.table, row.key, column}, blob);
    if (!text) return unreadable(row, column, text.error());
    return text;
}

template <typename One>
Result<Outgoing> outgoing_in(const Row& row, Result<One> decoded) {
    if (!decoded) return unreadable(row, "payload", decoded.error());
    return Outgoing(std::move(*decoded));
}

}  // namespace

Result<Bytes> seal_facts(const seal::KeyStore& keys, const Row& row, const wire::Facts& facts) {
    auto text = wire::encode_facts(facts);
    if (!text) return Error(Code::bad_argument, "facts that cannot be written: " + text.error().text());
    return seal::seal_field(keys.current(), {row.table, row.key, "facts"}, as_bytes(*text));
}

Result<wire::Facts> open_facts(const seal::KeyStore& keys, const Row& row, ByteView blob) {
    TRY(text, open_column(keys, row, "facts", blob));
    auto facts = wire::decode_facts(text.reveal());
    if (!facts) return unreadable(row, "facts", facts.error());
    return facts;
}

Result<Bytes> seal_personal(const seal::KeyStore& keys, const Row& row, const wire::PersonalFacts& personal) {
    auto text = wire::encode_personal(personal);
    if (!text)
        return Error(Code::bad_argument, "personal fields that cannot be written: " + text.error().text());
    return seal::seal_field(keys.current(), {row.table, row.key, "personal"}, as_bytes(text->reveal()));
}

Result<Bytes> seal_outgoing(const seal::KeyStore& keys, const Row& row, const Outgoing& outgoing) {
    auto text = std::visit([](const auto& one) { return wire::encode_outbox(one); }, outgoing);
    if (!text)
        return Error(Code::bad_argument, "an outbox item that cannot be written: " + text.error().text());
    return seal::seal_field(keys.current(), {row.table, row.key, "payload"}, as_bytes(text->reveal()));
}

Result<Outgoing> open_outgoing(const seal::KeyStore& keys, const Row& row, std::string_view kind,
                               ByteView blob) {
    TRY(text, open_column(keys, row, "payload", blob));
    const std::string_view bytes = text.reveal();
    if (kind == "rating") return outgoing_in(row, wire::decode_outbox_rating(bytes));
    if (kind == kApplicationKind) return outgoing_in(row, wire::decode_outbox_application(bytes));
    if (kind == "draft") return outgoing_in(row, wire::decode_outbox_draft(bytes));
    if (kind == "draft_erasure") return outgoing_in(row, wire::decode_outbox_draft_erasure(bytes));
    return outgoing_in(row, wire::decode_outbox_call_back(bytes));
}

Result<Bytes> seal_draft(const seal::KeyStore& keys, const Row& row, const Draft& draft) {
    auto text = wire::encode_outbox(draft);
    if (!text) return Error(Code::bad_argument, "a draft that cannot be written: " + text.error().text());
    return seal::seal_field(keys.current(), {row.table, row.key, "payload"}, as_bytes(text->reveal()));
}

Result<Draft> open_draft(const seal::KeyStore& keys, const Row& row, ByteView blob) {
    TRY(text, open_column(keys, row, "payload", blob));
    auto draft = wire::decode_outbox_draft(text.reveal());
    if (!draft) return unreadable(row, "payload", draft.error());
    return draft;
}

Result<Bytes> subject_of(const seal::KeyStore& keys, const PersonalText& id_number) {
    const auto normal = text::normalise_citizen_number(id_number.reveal());
    if (normal.reveal().empty()) return Error(Code::bad_argument, "a case without the person's ID number");
    return seal::lookup_digest(keys.index(), "id_number", normal.reveal());
}

std::string mark_of(const seal::KeyStore& keys) {
    return to_hex(seal::lookup_digest(keys.index(), "ledger_mark", "kiosk24"));
}

}  // namespace kiosk24::journal
