#include "kiosk/wire/catalogue.h"
#include "kiosk/wire/json_shapes.h"

namespace kiosk24::wire {
namespace {

using kiosk24::name_of;

void put_words(Json& json, const char* key, const LocalText& text) {
    if (!text.in.empty()) json[key] = json_of(text);
}

template <typename T, typename Writer>
Json list_of(const std::vector<T>& values, Writer write) {
    Json list = Json::array();
    for (const auto& value : values)
        list.push_back(write(value));
    return list;
}

Json rule_json(const Rule& rule) {
    const auto value = [&rule](std::size_t i) {
        return i < rule.values.size() ? rule.values[i] : std::string();
    };
    switch (rule.kind) {
        case Rule::Kind::equals:
            return {{"equals", {{"field", rule.field}, {"value", value(0)}}}};
        case Rule::Kind::one_of:
            return {{"one_of", {{"field", rule.field}, {"values", rule.values}}}};
        case Rule::Kind::between:
            return {{"between", {{"field", rule.field}, {"low", value(0)}, {"high", value(1)}}}};
        case Rule::Kind::all_of:
            return {{"all_of", list_of(rule.parts, rule_json)}};
        case Rule::Kind::any_of:
            return {{"any_of", list_of(rule.parts, rule_json)}};
        case Rule::Kind::negation:
            return {{"not", rule_json(rule.parts.empty() ? Rule{} : rule.parts.front())}};
        case Rule::Kind::rule:
            return {{"rule", rule.field}};
        case Rule::Kind::always:
            break;
    }
    return {{"always", true}};
}

Json step_json(const Step& step) {
    return {{"id", step.id},
            {"kind", name_of(step.kind)},
            {"next", list_of(step.next, [](const Branch& branch) {
                 return Json{{"when", rule_json(branch.when)}, {"next", branch.next}};
             })}};
}

Json field_json(const FormField& field) {
    Json json{{"id", field.id},
              {"kind", name_of(field.kind)},
              {"label", json_of(field.label)},
              {"source", name_of(field.source)},
              {"required", field.required},
              {"personal_digits", field.personal_digits},
              {"shown_when", rule_json(field.shown_when)}};
    put_words(json, "hint", field.hint);
    if (!field.from.empty()) json["from"] = field.from;
    if (!field.choices.empty())
        json["choices"] = list_of(field.choices, [](const Choice& choice) {
            return Json{{"value", choice.value}, {"words", json_of(choice.words)}};
        });
    return json;
}

Json case_json(const MatterCase& matter_case) {
    Json json{{"id", matter_case.id}, {"name", json_of(matter_case.name)}};
    put_words(json, "about", matter_case.about);
    return json;
}

Json consent_json(const Consent& consent) {
    return {{"version", consent.version},
            {"who", json_of(consent.who)},
            {"what", json_of(consent.what)},
            {"why", json_of(consent.why)},
            {"how_long", json_of(consent.how_long)}};
}

Json output_json(const Output& output) {
    return {{"kind", name_of(output.kind)},
            {"document_type", output.document_type},
            {"name", json_of(output.name)}};
}

Json group_json(const CatalogueGroup& group) {
    Json json{{"id", group.id}, {"icon", group.icon}, {"name", json_of(group.name)}, {"tint", group.tint}};
    put_words(json, "about", group.about);
    return json;
}

void put_guide(Json& json, const Matter& matter) {
    put_words(json, "name", matter.name);
    put_words(json, "summary", matter.summary);
    put_words(json, "department", matter.department);
    put_words(json, "who_may_apply", matter.who_may_apply);
    put_words(json, "time_limit", matter.time_limit);
    put_words(json, "legal_time_limit", matter.legal_time_limit);
    put_words(json, "fee_words", matter.fee_words);
    put_words(json, "basis", matter.basis);
    put_words(json, "declaration", matter.declaration);
    json["needed"] = list_of(matter.needed, [](const LocalText& text) { return json_of(text); });
    json["search_words"] = matter.search_words;
}

Json matter_json(const Matter& matter) {
    Json json{{"id", matter.id},
              {"version", matter.version},
              {"implementation_code", matter.implementation_code},
              {"group", matter.group},
              {"icon", matter.icon},
              {"popularity", matter.popularity},
              {"fee_fen", matter.fee_fen},
              {"minimum_age", matter.minimum_age},
              {"cases", list_of(matter.cases, case_json)},
              {"identify", list_of(matter.identify, [](IdentifyMethod method) { return name_of(method); })},
              {"form", list_of(matter.form, field_json)},
              {"decision", name_of(matter.decision)},
              {"outputs", list_of(matter.outputs, output_json)},
              {"needs", list_of(matter.needs, [](DeviceClass device) { return name_of(device); })},
              {"rules", matter.rules},
              {"steps", list_of(matter.steps, step_json)}};
    if (!matter.consent.version.empty()) json["consent"] = consent_json(matter.consent);
    if (!matter.face_consent.version.empty()) json["face_consent"] = consent_json(matter.face_consent);
    if (matter.face_liveness) json["face_liveness"] = true;
    if (matter.offline_safe) json["offline_safe"] = true;
    put_guide(json, matter);
    return json;
}

}  // namespace

Result<std::string> encode(const Catalogue& catalogue) {
    return write_json(Json{{"version", catalogue.version},
                           {"groups", list_of(catalogue.groups, group_json)},
                           {"matters", list_of(catalogue.matters, matter_json)}},
                      kLargestCatalogue_bytes);
}

Result<std::string> encode(const Matter& matter) {
    return write_json(matter_json(matter), kLargestMatter_bytes);
}

}  // namespace kiosk24::wire
