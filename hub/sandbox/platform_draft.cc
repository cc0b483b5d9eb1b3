// Forms that their person left in the middle: kept until they expire, for whichever terminal the card is laid
// on next.
#include "hub/sandbox/platform.h"
#include "hub/sandbox/platform_replies.h"

namespace kiosk24::sandbox {

Reply Platform::put_draft(const Request& request, const std::string& key) {
    Result<Draft> draft = wire::decode_draft(request.body, key);
    if (!draft) return bad_request(draft.error());
    Result<std::optional<Person>> person = book_.person(draft->person_reference);
    if (!person) return broken(person.error());
    if (!*person) return unknown_person();
    if (Status kept = book_.keep_draft(*draft, request.terminal_id); !kept) return broken(kept.error());
    return {.status = 204};
}

Reply Platform::delete_draft(const std::string& key) {
    if (Status erased = book_.erase_draft(key); !erased) return broken(erased.error());
    return {.status = 204};
}

Reply Platform::draft_query(const Request& request) {
    Result<PersonalText> asked = wire::decode_draft_query(request.body);
    if (!asked) return bad_request(asked.error());
    Result<std::optional<Draft>> found = book_.draft_of(*asked, wall_now());
    if (!found) return broken(found.error());
    return json_reply(200, wire::encode_draft_found(*found));
}

}  // namespace kiosk24::sandbox
