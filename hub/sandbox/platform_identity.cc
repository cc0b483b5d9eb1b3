// Other ways to say who one is: the e-ID's code, and the comparison of faces.
#include "hub/sandbox/face_compare.h"
#include "hub/sandbox/platform.h"
#include "hub/sandbox/platform_replies.h"
#include "kiosk/base/log.h"

namespace kiosk24::sandbox {

Result<std::string> Platform::issue_eid(std::string_view card) {
    TRY(holder, wire::decode_identity_request(card));
    // As the platform would not issue one for somebody whom it cannot know.
    TRY(person, person_on(holder));
    static_cast<void>(person);
    return eid_codes_.issue(std::move(holder), monotonic_now());
}

Reply Platform::e_id(const Request& request) {
    Result<PersonalText> code = wire::decode_eid_request(request.body);
    if (!code) return bad_request(code.error());
    auto holder = eid_codes_.take(code->reveal(), monotonic_now());
    if (!holder) return problem_reply(422, "eid_refused", "used, over its time, or never issued");
    Result<Person> person = person_on(*holder);
    if (!person) return problem_reply(422, "identity_not_confirmed", person.error().detail());
    Result<PersonalText> reference = book_.meet(*person, request.terminal_id, wall_now());
    if (!reference) return broken(reference.error());
    return json_reply(200, wire::encode(wire::EidHolder{{std::move(*reference), person->name}, *holder}));
}

Reply Platform::face(const Request& request) {
    Result<wire::FaceQuestion> asked = wire::decode_face_question(request.body);
    if (!asked) return bad_request(asked.error());
    Result<std::optional<Person>> person = book_.person(asked->person_reference);
    if (!person) return broken(person.error());
    if (!*person) return unknown_person();
    const auto reference = read_reference(files_.faces_folder, (*person)->number.reveal());
    if (!reference) return problem_reply(422, "no_reference_picture", "nothing to compare with");
    const auto still = decode_picture(asked->still.reveal());
    if (!still) return problem_reply(422, "still_unusable", still.error().detail());
    return json_reply(200, wire::encode(compare(*reference, *still)));
}

}  // namespace kiosk24::sandbox
