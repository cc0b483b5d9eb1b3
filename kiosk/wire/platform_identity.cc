// Other ways to say who one is: the e-ID's code, and the comparison of faces.
#include "kiosk/wire/application_shape.h"
#include "kiosk/wire/platform_message.h"

namespace kiosk24::wire {
namespace {
constexpr std::size_t kLongestReference_bytes = 256;
constexpr std::size_t kLongestName_bytes = 512;
}  // namespace

Result<std::string> encode_eid_request(const PersonalText& code) {
    return write_json(Json{{"code", code.reveal()}}, kLargestRequest_bytes);
}

Result<PersonalText> decode_eid_request(std::string_view bytes) {
    TRY(document, JsonDocument::parse(bytes, kLargestRequest_bytes));
    return document.finish(PersonalText(document.root().member("code").filled_text(kLongestEid_bytes)));
}

Result<std::string> encode(const EidHolder& holder) {
    return write_json(Json{{"reference", holder.person.reference.reveal()},
                           {"display_name", holder.person.display_name.reveal()},
                           {"holder", json_of(holder.holder, Photo::without)}},
                      kLargestReply_bytes);
}

Result<EidHolder> decode_eid_holder(std::string_view bytes) {
    TRY(document, JsonDocument::parse(bytes, kLargestReply_bytes));
    const auto root = document.root();
    EidHolder holder;
    holder.person.reference = PersonalText(root.member("reference").word(kLongestReference_bytes));
    holder.person.display_name = PersonalText(root.member("display_name").filled_text(kLongestName_bytes));
    holder.holder = read_card(root.member("holder"), Photo::without);
    return document.finish(std::move(holder));
}

Result<std::string> encode(const FaceQuestion& question) {
    if (question.still.reveal().size() > kLargestStill_bytes) return Error(Code::too_large, "a still");
    return write_json(Json{{"person_reference", question.person_reference.reveal()},
                           {"still", to_base64(question.still.reveal())}},
                      kLargestRequest_bytes);
}

Result<FaceQuestion> decode_face_question(std::string_view bytes) {
    TRY(document, JsonDocument::parse(bytes, kLargestRequest_bytes));
    const auto root = document.root();
    FaceQuestion question;
    question.person_reference = PersonalText(root.member("person_reference").word(kLongestReference_bytes));
    question.still = Personal<Bytes>(root.member("still").base64(kLargestStill_bytes));
    if (question.still.reveal().empty()) root.member("still").fail("empty");
    return document.finish(std::move(question));
}

Result<std::string> encode(const FaceMatch& match) {
    return write_json(json_of(match), kLargestReply_bytes);
}

Result<FaceMatch> decode_face_match(std::string_view bytes) {
    TRY(document, JsonDocument::parse(bytes, kLargestReply_bytes));
    return document.finish(read_face_match(document.root()));
}

}  // namespace kiosk24::wire
