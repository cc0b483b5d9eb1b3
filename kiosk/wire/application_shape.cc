#include "kiosk/wire/application_shape.h"

namespace kiosk24::wire {
namespace {
constexpr std::size_t kMostFormValues = 200;
constexpr std::size_t kLongestFormValue_bytes = 4000;
}  // namespace

Json json_of(const std::vector<FormValue>& values) {
    Json list = Json::array();
    for (const auto& value : values)
        list.push_back({{"field", value.field},
                        {"value", value.value.reveal()},
                        {"source", kiosk24::name_of(value.source)},
                        {"source_name", value.source_name}});
    return list;
}

std::vector<FormValue> read_form_values(const JsonNode& node) {
    std::vector<FormValue> values;
    for (const auto& item : node.items(kMostFormValues)) {
        FormValue value;
        value.field = item.member("field").word(128);
        value.value = PersonalText(item.member("value").text(kLongestFormValue_bytes));
        value.source = item.member("source").one_of(source_named);
        value.source_name = text_or_empty(item, "source_name", 200);
        values.push_back(std::move(value));
    }
    return values;
}

Json json_of(const Application& application) {
    Json json{{"case_id", application.case_id},
              {"matter_id", application.matter_id},
              {"matter_version", application.matter_version},
              {"matter_case", application.matter_case},
              {"form", json_of(application.form)},
              {"consent",
               {{"version", application.consent.version},
                {"text_sha256", application.consent.text_sha256},
                {"at_ms", application.consent.at.unix_ms}}},
              {"language", tag_of(application.language)}};
    if (application.applicant) {
        json["applicant"] = json_of(*application.applicant, Photo::without);
    } else {
        json["person_reference"] = application.person_reference.reveal();
    }
    return json;
}

Application read_application(const JsonNode& node) {
    Application application;
    application.case_id = node.member("case_id").hex(32);
    application.matter_id = node.member("matter_id").word(64);
    application.matter_version = node.member("matter_version").small(0, 1'000'000'000);
    application.matter_case = node.member("matter_case").word_or_empty(64);
    if (node.has("applicant")) {
        application.applicant = read_card(node.member("applicant"), Photo::without);
        if (node.has("person_reference")) node.member("person_reference").fail("stands beside an applicant");
    } else {
        application.person_reference = PersonalText(node.member("person_reference").word(256));
    }
    application.form = read_form_values(node.member("form"));
    const auto consent = node.member("consent");
    application.consent.version = consent.member("version").word(64);
    application.consent.text_sha256 = consent.member("text_sha256").hex(64);
    application.consent.at = consent.member("at_ms").wall_time();
    application.language = node.member("language").one_of(language_tagged);
    return application;
}

Json json_of(const Draft& draft) {
    Json json{{"matter_id", draft.matter_id},        {"matter_version", draft.matter_version},
              {"matter_case", draft.matter_case},    {"typed", json_of(draft.typed)},
              {"kept_at_ms", draft.kept_at.unix_ms}, {"expires_at_ms", draft.expires_at.unix_ms}};
    if (!draft.person_reference.reveal().empty()) json["person_reference"] = draft.person_reference.reveal();
    return json;
}

Draft read_draft(const JsonNode& node) {
    Draft draft;
    draft.matter_id = node.member("matter_id").word(64);
    draft.matter_version = node.member("matter_version").small(0, 1'000'000'000);
    draft.matter_case = node.member("matter_case").word_or_empty(64);
    draft.person_reference = PersonalText(word_or_empty(node, "person_reference", 256));
    draft.typed = read_form_values(node.member("typed"));
    draft.kept_at = node.member("kept_at_ms").wall_time();
    draft.expires_at = node.member("expires_at_ms").wall_time();
    if (draft.expires_at < draft.kept_at) node.member("expires_at_ms").fail("before it was kept");
    return draft;
}

Json json_of(const CallBackRequest& request) {
    return {{"telephone", request.telephone.reveal()}, {"about", request.about}};
}

CallBackRequest read_call_back(const JsonNode& node) {
    CallBackRequest request;
    request.telephone = PersonalText(node.member("telephone").text(32));
    request.about = node.member("about").text(200);
    return request;
}

Json json_of(const Rating& rating) {
    return {{"case_number", rating.case_number}, {"stars", rating.stars}, {"words", rating.words.reveal()}};
}

Rating read_rating(const JsonNode& node) {
    Rating rating;
    rating.case_number = node.member("case_number").word(64);
    rating.stars = node.member("stars").small(1, kMostStars);
    rating.words = PersonalText(text_or_empty(node, "words", 2000));
    return rating;
}

}  // namespace kiosk24::wire
