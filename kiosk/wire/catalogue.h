// The catalogue (事项目录) and single matters as JSON, one to one with kiosk/model/matter.h, in snake_case:
//
//   catalogue  {"version": 12, "groups": [group...], "matters": [matter...]}
//   group      {"id", "icon", "name", "about", "tint"}
//   matter     {"id", "version", "implementation_code", "group", "icon", "popularity", "name", "summary",
//               "search_words", "department", "who_may_apply", "time_limit", "legal_time_limit", "fee_words",
//               "basis", "needed": [text...], "fee_fen", "minimum_age", "cases": [{"id", "name", "about"}],
//               "identify": ["id_card", "e_id"], "consent": {"version", "who", "what", "why", "how_long"},
//               "face_consent": {the same}, "face_liveness": false, "offline_safe": false,
//               "form": [field...], "declaration", "decision": "instant",
//               "outputs": [{"kind", "document_type", "name"}], "needs": ["document_printer"],
//               "rules": ["name"], "steps": [{"id", "kind", "next": [{"when": condition, "next": "id"}]}]}
//   field      {"id", "kind", "label", "hint", "source", "from", "required", "personal_digits",
//               "choices": [{"value", "words"}], "shown_when": condition}
//   text       {"zh-Hans": "...", "en": "..."}; Chinese is obligatory where the text is
//   condition  {"always": true} | {"equals": {"field", "value"}} | {"one_of": {"field", "values": [...]}} |
//              {"between": {"field", "low", "high"}} | {"all_of": [...]} | {"any_of": [...]} | {"not": {...}}
//              |
//              {"rule": "name"}; "low" and "high" are numbers as text
//
// A branch may leave out "when" (always), a finish "next", a group or case "about", a field "shown_when"
// (always), "hint", "from", "required" (true), "personal_digits" (false) and "choices"; a matter
// "face_consent", "face_liveness" (false), "offline_safe" (false), "popularity", "search_words",
// "legal_time_limit", "basis", "fee_fen", "minimum_age", "rules", "outputs", "needs", and, if nobody is
// identified in it, "consent" and "declaration". Everything else is obligatory. The format is closed: an
// unknown field is refused, because a terminal must not serve a matter whose meaning it knows only in part.
//
// Errors are bad_input and name the path: "matters[0].steps[2].next[0].when: unknown condition". What the
// parts mean together (steps that nobody reaches, rules that do not exist) is for flow/check_matter.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/base/result.h"
#include "kiosk/model/matter.h"

namespace kiosk24::wire {

inline constexpr std::size_t kLargestCatalogue_bytes = 8u << 20;
inline constexpr std::size_t kLargestMatter_bytes = 256u << 10;

// The etag is not part of the JSON: it travels as an HTTP header. decode leaves it empty.
Result<std::string> encode(const Catalogue& catalogue);
Result<Catalogue> decode_catalogue(std::string_view bytes);

// One matter's file, config/catalogue/SI01.json.
Result<std::string> encode(const Matter& matter);
Result<Matter> decode_matter(std::string_view bytes);
// The groups' file, config/catalogue/groups.json: [group...].
Result<std::vector<CatalogueGroup>> decode_groups(std::string_view bytes);

}  // namespace kiosk24::wire
