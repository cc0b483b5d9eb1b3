// A matter (事项) of the catalogue as data. The language is poor on purpose: steps, kinds, next-by-condition;
// what it cannot say is a named pure rule in kiosk/flow/rules. Parsed and verified by wire and seal, checked
// by flow/check_matter, then shared as an immutable snapshot.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/model/device.h"
#include "kiosk/model/language.h"

namespace kiosk24 {

// A condition on the form's values: one of a closed list of shapes.
struct Rule {
    enum class Kind { always, equals, one_of, between, all_of, any_of, negation, rule };
    Kind kind = Kind::always;
    std::string field;  // equals, one_of, between; or the rule's name
    std::vector<std::string>
        values;               // equals: 1; one_of: n; between: low, high (inclusive, compared as numbers)
    std::vector<Rule> parts;  // all_of, any_of: n; negation: 1
    bool operator==(const Rule&) const = default;
};

enum class StepKind { consent, identify, form, review, submit, print, finish, face, read, query, cases };
std::string_view name_of(StepKind kind);
std::optional<StepKind> step_kind_named(std::string_view name);
struct Branch {
    Rule when;
    std::string next;  // a step's id
    bool operator==(const Branch&) const = default;
};
struct Step {
    std::string id;
    StepKind kind = StepKind::finish;
    std::vector<Branch> next;  // the first whose condition holds; empty only for finish
    bool operator==(const Step&) const = default;
};

enum class FieldKind { text, date, choice, number, phone, bank_card, credit_code };
std::string_view name_of(FieldKind kind);
std::optional<FieldKind> field_kind_named(std::string_view name);
// Where a value comes from; shown beside it.
enum class Source { card, platform, licence, citizen };
std::string_view name_of(Source source);
std::optional<Source> source_named(std::string_view name);
struct Choice {
    std::string value;
    LocalText words;
    bool operator==(const Choice&) const = default;
};
struct FormField {
    std::string id;
    FieldKind kind = FieldKind::text;
    LocalText label, hint;
    Source source = Source::platform;
    std::string from;  // card: "name", "number", "sex", "birth", "address"; platform: the prefill key
    bool required = true;
    bool personal_digits = false;  // shown with its middle masked until touched (ID number)
    std::vector<Choice> choices;
    Rule shown_when;
    bool operator==(const FormField&) const = default;
};

struct MatterCase {  // 情形
    std::string id;
    LocalText name, about;
    bool operator==(const MatterCase&) const = default;
};
struct Consent {
    std::string version;
    LocalText who, what, why, how_long;  // who handles which data, why, how long
    // SHA-256 (hex) of the text as shown in each language, see text_of. Filled in by the workshop, not by the
    // catalogue.
    std::map<Language, std::string> text_sha256;
    bool operator==(const Consent&) const = default;
};
// The consent as one text, the way it is hashed: who, what, why, how long, a line each.
std::string text_of(const Consent& consent, Language language);
enum class DecisionKind { instant, human, hand_over };
std::string_view name_of(DecisionKind kind);
std::optional<DecisionKind> decision_kind_named(std::string_view name);
enum class OutputKind { print, receipt, licence, post, pick_up };
std::string_view name_of(OutputKind kind);
std::optional<OutputKind> output_kind_named(std::string_view name);
struct Output {
    OutputKind kind = OutputKind::print;
    std::string document_type;
    LocalText name;
    bool operator==(const Output&) const = default;
};
// A card is a resident's or a foreigner's: the reader tells which. An e-ID is a one-use code on a telephone.
enum class IdentifyMethod { id_card, e_id };
std::string_view name_of(IdentifyMethod method);
std::optional<IdentifyMethod> identify_method_named(std::string_view name);

struct Matter {
    std::string id;  // "SI01"
    int version = 0;
    std::string implementation_code;  // 实施编码, 31 characters (GB/T 39554.1)
    std::string group;                // a CatalogueGroup's id
    std::string icon;                 // a name of kiosk/ui/icons
    int popularity = 0;               // larger stands first
    LocalText name, summary;
    std::vector<std::string> search_words;  // extra words for search
    // Pinyin and the like, derived by text::derive_search_keys in the workshop; not on the wire.
    std::vector<std::string> search_keys;
    LocalText department, who_may_apply, time_limit, legal_time_limit, fee_words, basis;
    std::vector<LocalText> needed;
    std::int64_t fee_fen = 0;
    int minimum_age = 0;
    std::vector<MatterCase> cases;  // at least one
    std::vector<IdentifyMethod> identify;
    Consent consent;
    Consent face_consent;  // its own, for a matter with a face step; else its version is empty
    // Taken without a network too: sealed here, sent later. Only what nobody has to decide or print at once.
    bool offline_safe = false;
    bool face_liveness = false;  // a face counts only where the camera has kLiveness
    std::vector<FormField> form;
    LocalText declaration;  // shown above "submit"
    DecisionKind decision = DecisionKind::instant;
    std::vector<Output> outputs;
    std::vector<DeviceClass> needs;  // devices without which it cannot be finished here
    std::vector<std::string> rules;  // named rules it uses
    std::vector<Step> steps;         // the first is where it begins
    bool operator==(const Matter&) const = default;
};

// Is anything filed? A matter without a submit step only shows and prints: no case, no outcome to hear of.
bool files_application(const Matter& matter);
// Does it begin at once, with a list to choose from, instead of with its guide?
bool begins_with_choice(const Matter& matter);

struct CatalogueGroup {
    std::string id, icon;
    LocalText name, about;
    int tint = 0;  // which of the theme's tile gradients
    bool operator==(const CatalogueGroup&) const = default;
};
struct Catalogue {
    std::int64_t version = 0;
    std::string etag;
    std::vector<CatalogueGroup> groups;
    std::vector<Matter> matters;
    const Matter* find(std::string_view matter_id) const;
    const CatalogueGroup* find_group(std::string_view group_id) const;
};
using CataloguePtr = std::shared_ptr<const Catalogue>;

}  // namespace kiosk24
