#include "kiosk/wire/catalogue.h"
#include "kiosk/wire/json_shapes.h"

namespace kiosk24::wire {
namespace {

constexpr std::size_t kLongestText_bytes = 4000;
constexpr std::size_t kLongestId = 64;
constexpr std::size_t kMostMatters = 1000, kMostGroups = 50, kMostSteps = 60, kMostFields = 100;
constexpr std::size_t kMostChoices = 300, kMostParts = 50, kMostShort = 50;
constexpr int kLargestNumber = 1'000'000'000;

// Words a citizen reads: Chinese must be there.
LocalText words_at(const JsonNode& node, std::string_view key) {
    const auto member = node.member(key);
    auto text = read_local_text(member, kLongestText_bytes);
    if (text.get(Language::zh_hans).empty()) member.fail("no words in Chinese");
    return text;
}

LocalText words_if_any(const JsonNode& node, std::string_view key) {
    return node.has(key) ? words_at(node, key) : LocalText{};
}

std::string id_at(const JsonNode& node, std::string_view key) {
    return node.member(key).word(kLongestId);
}

bool flag_at(const JsonNode& node, std::string_view key, bool otherwise) {
    return node.has(key) ? node.member(key).boolean() : otherwise;
}

int number_at(const JsonNode& node, std::string_view key, int high) {
    return node.has(key) ? node.member(key).small(0, high) : 0;
}

bool is_decimal(std::string_view text) {
    if (!text.empty() && text.front() == '-') text.remove_prefix(1);
    const auto digits = [](std::string_view part) {
        return !part.empty() && part.size() <= 15 &&
               part.find_first_not_of("0123456789") == std::string_view::npos;
    };
    const auto point = text.find('.');
    if (point == std::string_view::npos) return digits(text);
    return digits(text.substr(0, point)) && digits(text.substr(point + 1));
}

std::string decimal_at(const JsonNode& node, std::string_view key) {
    const auto member = node.member(key);
    auto text = member.text(32);
    if (!is_decimal(text)) member.fail("not a number as text");
    return text;
}

Rule read_rule(const JsonNode& node);

Rule read_parts(Rule::Kind kind, const JsonNode& list) {
    Rule rule{kind, {}, {}, {}};
    for (const auto& part : list.items(kMostParts, 1))
        rule.parts.push_back(read_rule(part));
    return rule;
}

Rule read_equals(const JsonNode& node) {
    node.allow_only({"field", "value"});
    return {Rule::Kind::equals, id_at(node, "field"), {node.member("value").text(kLongestText_bytes)}, {}};
}

Rule read_one_of(const JsonNode& node) {
    node.allow_only({"field", "values"});
    Rule rule{Rule::Kind::one_of, id_at(node, "field"), {}, {}};
    for (const auto& value : node.member("values").items(kMostChoices, 1))
        rule.values.push_back(value.text(kLongestText_bytes));
    return rule;
}

Rule read_between(const JsonNode& node) {
    node.allow_only({"field", "low", "high"});
    return {
        Rule::Kind::between, id_at(node, "field"), {decimal_at(node, "low"), decimal_at(node, "high")}, {}};
}

Rule read_rule(const JsonNode& node) {
    node.expect_object();
    if (node.member_count() != 1) {
        if (node.is_object()) node.fail("not exactly one condition");
        return {};
    }
    if (node.has("always")) {
        if (!node.member("always").boolean()) node.member("always").fail("can only be true");
        return {};
    }
    if (node.has("equals")) return read_equals(node.member("equals"));
    if (node.has("one_of")) return read_one_of(node.member("one_of"));
    if (node.has("between")) return read_between(node.member("between"));
    if (node.has("all_of")) return read_parts(Rule::Kind::all_of, node.member("all_of"));
    if (node.has("any_of")) return read_parts(Rule::Kind::any_of, node.member("any_of"));
    if (node.has("not")) return {Rule::Kind::negation, {}, {}, {read_rule(node.member("not"))}};
    if (node.has("rule")) return {Rule::Kind::rule, id_at(node, "rule"), {}, {}};
    node.fail("unknown condition");
    return {};
}

Rule rule_if_any(const JsonNode& node, std::string_view key) {
    return node.has(key) ? read_rule(node.member(key)) : Rule{};
}

Step read_step(const JsonNode& node) {
    node.allow_only({"id", "kind", "next"});
    Step step;
    step.id = id_at(node, "id");
    step.kind = node.member("kind").one_of(step_kind_named);
    if (!node.has("next")) return step;
    for (const auto& item : node.member("next").items(kMostParts)) {
        item.allow_only({"when", "next"});
        step.next.push_back({rule_if_any(item, "when"), id_at(item, "next")});
    }
    return step;
}

FormField read_field(const JsonNode& node) {
    node.allow_only({"id", "kind", "label", "hint", "source", "from", "required", "personal_digits",
                     "choices", "shown_when"});
    FormField field;
    field.id = id_at(node, "id");
    field.kind = node.member("kind").one_of(field_kind_named);
    field.label = words_at(node, "label");
    field.hint = words_if_any(node, "hint");
    field.source = node.member("source").one_of(source_named);
    field.from = word_or_empty(node, "from", kLongestId);
    field.required = flag_at(node, "required", true);
    field.personal_digits = flag_at(node, "personal_digits", false);
    field.shown_when = rule_if_any(node, "shown_when");
    if (!node.has("choices")) return field;
    for (const auto& item : node.member("choices").items(kMostChoices)) {
        item.allow_only({"value", "words"});
        field.choices.push_back({item.member("value").filled_text(200), words_at(item, "words")});
    }
    return field;
}

MatterCase read_case(const JsonNode& node) {
    node.allow_only({"id", "name", "about"});
    return {id_at(node, "id"), words_at(node, "name"), words_if_any(node, "about")};
}

Consent read_consent(const JsonNode& node) {
    node.allow_only({"version", "who", "what", "why", "how_long"});
    Consent consent;
    consent.version = id_at(node, "version");
    consent.who = words_at(node, "who");
    consent.what = words_at(node, "what");
    consent.why = words_at(node, "why");
    consent.how_long = words_at(node, "how_long");
    return consent;
}

Output read_output(const JsonNode& node) {
    node.allow_only({"kind", "document_type", "name"});
    return {node.member("kind").one_of(output_kind_named), word_or_empty(node, "document_type", kLongestId),
            words_at(node, "name")};
}

CatalogueGroup read_group(const JsonNode& node) {
    node.allow_only({"id", "icon", "name", "about", "tint"});
    CatalogueGroup group;
    group.id = id_at(node, "id");
    group.icon = id_at(node, "icon");
    group.name = words_at(node, "name");
    group.about = words_if_any(node, "about");
    group.tint = number_at(node, "tint", 100);
    return group;
}

// What the citizen reads before starting.
void read_guide(const JsonNode& node, Matter& matter) {
    matter.name = words_at(node, "name");
    matter.summary = words_at(node, "summary");
    matter.department = words_at(node, "department");
    matter.who_may_apply = words_at(node, "who_may_apply");
    matter.time_limit = words_at(node, "time_limit");
    matter.legal_time_limit = words_if_any(node, "legal_time_limit");
    matter.fee_words = words_at(node, "fee_words");
    matter.basis = words_if_any(node, "basis");
    matter.declaration = words_if_any(node, "declaration");
    for (const auto& item : node.member("needed").items(kMostShort)) {
        matter.needed.push_back(read_local_text(item, kLongestText_bytes));
        if (matter.needed.back().get(Language::zh_hans).empty()) item.fail("no words in Chinese");
    }
    if (!node.has("search_words")) return;
    for (const auto& item : node.member("search_words").items(kMostShort))
        matter.search_words.push_back(item.filled_text(200));
}

// What the terminal needs to know.
void read_lists(const JsonNode& node, Matter& matter) {
    for (const auto& item : node.member("cases").items(kMostShort, 1))
        matter.cases.push_back(read_case(item));
    for (const auto& item : node.member("identify").items(kMostShort))
        matter.identify.push_back(item.one_of(identify_method_named));
    for (const auto& item : node.member("form").items(kMostFields))
        matter.form.push_back(read_field(item));
    for (const auto& item : node.member("steps").items(kMostSteps, 1))
        matter.steps.push_back(read_step(item));
    if (node.has("outputs")) {
        for (const auto& item : node.member("outputs").items(kMostShort))
            matter.outputs.push_back(read_output(item));
    }
    if (node.has("needs")) {
        for (const auto& item : node.member("needs").items(kMostShort))
            matter.needs.push_back(item.one_of(device_class_named));
    }
    if (node.has("rules")) {
        for (const auto& item : node.member("rules").items(kMostShort))
            matter.rules.push_back(item.word(kLongestId));
    }
}

Matter read_matter(const JsonNode& node) {
    node.allow_only({"id",
                     "version",
                     "implementation_code",
                     "group",
                     "icon",
                     "popularity",
                     "name",
                     "summary",
                     "search_words",
                     "department",
                     "who_may_apply",
                     "time_limit",
                     "legal_time_limit",
                     "fee_words",
                     "basis",
                     "needed",
                     "fee_fen",
                     "minimum_age",
                     "cases",
                     "identify",
                     "consent",
                     "face_consent",
                     "face_liveness",
                     "offline_safe",
                     "form",
                     "declaration",
                     "decision",
                     "outputs",
                     "needs",
                     "rules",
                     "steps"});
    Matter matter;
    matter.id = id_at(node, "id");
    matter.version = node.member("version").small(1, kLargestNumber);
    matter.implementation_code = id_at(node, "implementation_code");
    matter.group = id_at(node, "group");
    matter.icon = id_at(node, "icon");
    matter.popularity = number_at(node, "popularity", kLargestNumber);
    matter.fee_fen = number_at(node, "fee_fen", kLargestNumber);
    matter.minimum_age = number_at(node, "minimum_age", 150);
    matter.decision = node.member("decision").one_of(decision_kind_named);
    if (node.has("consent")) matter.consent = read_consent(node.member("consent"));
    if (node.has("face_consent")) matter.face_consent = read_consent(node.member("face_consent"));
    matter.face_liveness = flag_at(node, "face_liveness", false);
    matter.offline_safe = flag_at(node, "offline_safe", false);
    read_guide(node, matter);
    read_lists(node, matter);
    return matter;
}

}  // namespace

Result<Catalogue> decode_catalogue(std::string_view bytes) {
    TRY(document, JsonDocument::parse(bytes, kLargestCatalogue_bytes));
    const auto root = document.root();
    root.allow_only({"version", "groups", "matters"});
    Catalogue catalogue;
    catalogue.version = root.member("version").integer(1, std::int64_t{1} << 53);
    for (const auto& item : root.member("groups").items(kMostGroups))
        catalogue.groups.push_back(read_group(item));
    for (const auto& item : root.member("matters").items(kMostMatters))
        catalogue.matters.push_back(read_matter(item));
    return document.finish(std::move(catalogue));
}

Result<Matter> decode_matter(std::string_view bytes) {
    TRY(document, JsonDocument::parse(bytes, kLargestMatter_bytes));
    return document.finish(read_matter(document.root()));
}

Result<std::vector<CatalogueGroup>> decode_groups(std::string_view bytes) {
    TRY(document, JsonDocument::parse(bytes, kLargestMatter_bytes));
    std::vector<CatalogueGroup> groups;
    for (const auto& item : document.root().items(kMostGroups))
        groups.push_back(read_group(item));
    return document.finish(std::move(groups));
}

}  // namespace kiosk24::wire
