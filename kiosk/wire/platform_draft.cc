// Forms that their person left in the middle.
#include "kiosk/wire/application_shape.h"
#include "kiosk/wire/platform_message.h"

namespace kiosk24::wire {
namespace {

constexpr std::size_t kLongestReference_bytes = 256;

// The platform keeps it for somebody: without whom it cannot be found again.
void check_whole(const JsonNode& node, const Draft& draft) {
    if (draft.person_reference.reveal().empty()) node.member("person_reference").fail("empty");
}

}  // namespace

Result<std::string> encode(const Draft& draft) {
    if (draft.person_reference.reveal().empty())
        return Error(Code::bad_argument, "a draft of nobody whom the platform knows");
    return write_json(json_of(draft), kLargestRequest_bytes);
}

Result<Draft> decode_draft(std::string_view bytes, std::string_view key) {
    if (!is_identifier(key)) return Error(Code::bad_input, "a draft's key: not an identifier");
    TRY(document, JsonDocument::parse(bytes, kLargestRequest_bytes));
    auto draft = read_draft(document.root());
    check_whole(document.root(), draft);
    draft.key = key;
    return document.finish(std::move(draft));
}

Result<std::string> encode_draft_query(const PersonalText& person_reference) {
    return write_json(Json{{"person_reference", person_reference.reveal()}}, kLargestRequest_bytes);
}

Result<PersonalText> decode_draft_query(std::string_view bytes) {
    TRY(document, JsonDocument::parse(bytes, kLargestRequest_bytes));
    return document.finish(
        PersonalText(document.root().member("person_reference").word(kLongestReference_bytes)));
}

Result<std::string> encode_draft_found(const std::optional<Draft>& draft) {
    Json json = Json::object();
    if (draft) {
        json["draft"] = json_of(*draft);
        json["draft"].erase("person_reference");
        json["draft"]["key"] = draft->key;
    }
    return write_json(json, kLargestReply_bytes);
}

Result<std::optional<Draft>> decode_draft_found(std::string_view bytes) {
    TRY(document, JsonDocument::parse(bytes, kLargestReply_bytes));
    const auto root = document.root();
    root.expect_object();
    std::optional<Draft> found;
    if (root.has("draft")) {
        const auto node = root.member("draft");
        found = read_draft(node);
        found->key = node.member("key").word(128);
        if (!is_identifier(found->key)) node.member("key").fail("not an identifier");
    }
    return document.finish(std::move(found));
}

}  // namespace kiosk24::wire
