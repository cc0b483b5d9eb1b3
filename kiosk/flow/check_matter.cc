#include "kiosk/flow/check_matter.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "kiosk/flow/rules/rules.h"

namespace kiosk24::flow {
namespace {

// The flow adds this to the form once the platform has decided.
constexpr std::string_view kDecisionField = "decision";
// And these while a person asks about cases: "card" or "number"; "yes" if a paper is wanted again.
constexpr const char* kWayField = "way";
constexpr const char* kPrintField = "print";
// And this once the face step is over: same, different, without (name_of(FaceStanding)).
constexpr std::string_view kFaceField = "face";

class Check {
  public:
    explicit Check(const Matter& matter) : matter_(matter) {
        for (const auto& step : matter.steps)
            steps_[step.id] = &step;
        for (const auto& field : matter.form)
            fields_.insert(field.id);
        fields_.insert(std::string(kDecisionField));
        if (has(StepKind::query)) fields_.insert(kWayField);
        if (has(StepKind::cases)) fields_.insert(kPrintField);
        fields_.insert(std::string(kFaceField));
    }

    std::vector<Finding> run() {
        check_words();
        check_offline();
        check_steps();
        return std::move(findings_);
    }

  private:
    void add(std::string where, std::string what) {
        findings_.push_back({std::move(where), std::move(what)});
    }

    void need_words(const std::string& where, const LocalText& words) {
        for (const auto language : kLanguages) {
            const auto found = words.in.find(language);
            if (found == words.in.end() || found->second.empty())
                add(where, "has no words in " + std::string(tag_of(language)));
        }
    }

    void check_words() {
        if (matter_.cases.empty()) add("cases", "needs at least one");
        const std::pair<const char*, const LocalText*> texts[] = {{"name", &matter_.name},
                                                                  {"summary", &matter_.summary},
                                                                  {"department", &matter_.department},
                                                                  {"who_may_apply", &matter_.who_may_apply},
                                                                  {"time_limit", &matter_.time_limit},
                                                                  {"fee_words", &matter_.fee_words}};
        for (const auto& [where, words] : texts)
            need_words(where, *words);
        if (has(StepKind::review)) need_words("declaration", matter_.declaration);
        check_identification();
        check_face_consent();
        for (const auto& needed : matter_.needed)
            need_words("needed", needed);
        for (const auto& matter_case : matter_.cases)
            need_words("cases." + matter_case.id, matter_case.name);
        for (const auto& output : matter_.outputs)
            need_words("outputs." + output.document_type, output.name);
        for (const auto& field : matter_.form) {
            need_words("form." + field.id + ".label", field.label);
            for (const auto& choice : field.choices)
                need_words("form." + field.id + "." + choice.value, choice.words);
            check_rule("form." + field.id + ".shown_when", field.shown_when);
        }
    }

    bool has(StepKind kind) const {
        return std::any_of(matter_.steps.begin(), matter_.steps.end(),
                           [&](const Step& step) { return step.kind == kind; });
    }

    // Whoever is identified says how, and is told beforehand what becomes of it; a matter that only shows
    // asks for neither.
    void check_identification() {
        if (has(StepKind::identify) && matter_.identify.empty()) add("identify", "needs at least one way");
        if (!has(StepKind::identify) && !matter_.identify.empty()) add("identify", "belongs to no step");
        if (!has(StepKind::consent)) return;
        need_words("consent.who", matter_.consent.who);
        need_words("consent.what", matter_.consent.what);
        need_words("consent.why", matter_.consent.why);
        need_words("consent.how_long", matter_.consent.how_long);
    }

    // Comparing faces has a consent of its own, and a matter without such a step asks for none.
    void check_face_consent() {
        const bool compares = has(StepKind::face);
        const auto& consent = matter_.face_consent;
        if (!compares && !consent.version.empty()) add("face_consent", "belongs to no step");
        if (!compares && matter_.face_liveness) add("face_liveness", "belongs to no step");
        if (!compares) return;
        if (consent.version.empty()) return add("face_consent", "is missing");
        need_words("face_consent.who", consent.who);
        need_words("face_consent.what", consent.what);
        need_words("face_consent.why", consent.why);
        need_words("face_consent.how_long", consent.how_long);
    }

    // Without a network nobody is confirmed, nothing is decided and nothing of the platform printed; the
    // receipt is all that the person holds.
    void check_offline() {
        if (!matter_.offline_safe) return;
        const auto refuse = [&](bool is_wrong, const char* what) {
            if (is_wrong) add("offline_safe", what);
        };
        const auto gives = [&](OutputKind kind) {
            return std::any_of(matter_.outputs.begin(), matter_.outputs.end(),
                               [&](const Output& output) { return output.kind == kind; });
        };
        const bool has_paper = has(StepKind::print) || gives(OutputKind::print) || gives(OutputKind::licence);
        refuse(!has(StepKind::submit), "files nothing that could be kept");
        refuse(matter_.decision != DecisionKind::human && has_paper,
               "is for what a person decides, or what gives no paper of the platform");
        refuse(!gives(OutputKind::receipt), "needs a receipt: it is all that the person holds");
        refuse(matter_.identify != std::vector{IdentifyMethod::id_card},
               "needs the ID card as the only way to say who one is");
        refuse(has(StepKind::face), "cannot compare faces: the platform may have to");
        refuse(has(StepKind::read) || has(StepKind::query) || has(StepKind::cases),
               "cannot show what only the platform knows");
        refuse(matter_.fee_fen > 0, "cannot take a fee");
        for (const auto device : {DeviceClass::document_printer, DeviceClass::document_verify}) {
            const auto& needs = matter_.needs;
            refuse(std::find(needs.begin(), needs.end(), device) != needs.end(),
                   "needs a device for paper that cannot come");
        }
        for (const auto& field : matter_.form)
            refuse(field.required && field.source == Source::licence,
                   "asks for what only a licence of the platform can tell");
    }

    void check_rule(const std::string& where, const Rule& rule) {
        const bool on_field = rule.kind == Rule::Kind::equals || rule.kind == Rule::Kind::one_of ||
                              rule.kind == Rule::Kind::between;
        if (on_field && !fields_.contains(rule.field))
            add(where, "asks about an unknown field \"" + rule.field + "\"");
        if (rule.kind == Rule::Kind::rule && rules::find(rule.field) == nullptr)
            add(where, "names an unknown rule \"" + rule.field + "\"");
        for (const auto& part : rule.parts)
            check_rule(where, part);
    }

    void check_steps() {
        if (matter_.steps.empty()) return add("steps", "has none");
        if (steps_.size() != matter_.steps.size()) add("steps", "has the same id twice");
        for (const auto& step : matter_.steps)
            check_branches(step);
        std::set<std::string> on_path;
        walk(matter_.steps.front().id, on_path, {});
        for (const auto& step : matter_.steps) {
            if (!reached_.contains(step.id)) add("steps." + step.id, "is never reached");
        }
    }

    void check_branches(const Step& step) {
        const std::string where = "steps." + step.id;
        if (step.kind == StepKind::finish) {
            if (!step.next.empty()) add(where, "finishes, so nothing can come next");
            return;
        }
        if (step.next.empty()) return add(where, "is a dead end");
        for (const auto& branch : step.next) {
            check_rule(where, branch.when);
            if (!steps_.contains(branch.next)) add(where, "leads to an unknown step \"" + branch.next + "\"");
        }
        if (step.next.back().when.kind != Rule::Kind::always)
            add(where, "has no way on when none of its conditions holds");
    }

    // Depth first over every walk; the kinds passed on the way say whether the order is right.
    void walk(const std::string& id, std::set<std::string>& on_path, std::set<StepKind> passed) {
        const auto found = steps_.find(id);
        if (found == steps_.end()) return;
        const Step& step = *found->second;
        if (!on_path.insert(id).second) {
            if (in_circle_.insert(id).second) add("steps." + id, "comes round again: the walk need not end");
            return;
        }
        reached_.insert(id);
        const auto need = [&](StepKind kind) {
            if (passed.contains(kind) || !out_of_order_.insert(id).second) return;
            add("steps." + id, "comes before " + std::string(name_of(kind)));
        };
        if (step.kind == StepKind::identify || step.kind == StepKind::form) need(StepKind::consent);
        if (step.kind == StepKind::submit || step.kind == StepKind::face) need(StepKind::identify);
        if (step.kind == StepKind::submit) need(StepKind::review);
        // What is printed was decided on, or is open to all, or was decided on before.
        const bool is_shown = passed.contains(StepKind::read) || passed.contains(StepKind::cases);
        if (step.kind == StepKind::print && !is_shown) need(StepKind::submit);
        if (step.kind == StepKind::cases) need(StepKind::query);
        passed.insert(step.kind);
        for (const auto& branch : step.next)
            walk(branch.next, on_path, passed);
        on_path.erase(id);
    }

    const Matter& matter_;
    std::map<std::string, const Step*> steps_;
    std::set<std::string> fields_, reached_, in_circle_, out_of_order_;
    std::vector<Finding> findings_;
};

std::string words_of(const Rule& rule) {
    const auto join = [&](const char* word) {
        std::string text;
        for (const auto& part : rule.parts)
            text += (text.empty() ? "" : word) + words_of(part);
        return "(" + text + ")";
    };
    switch (rule.kind) {
        case Rule::Kind::always:
            return "";
        case Rule::Kind::equals:
            return rule.field + " = " + (rule.values.empty() ? "" : rule.values.front());
        case Rule::Kind::one_of:
            return rule.field + " one of " + std::to_string(rule.values.size());
        case Rule::Kind::between:
            return rule.field + " between";
        case Rule::Kind::all_of:
            return join(" and ");
        case Rule::Kind::any_of:
            return join(" or ");
        case Rule::Kind::negation:
            return "not " + join("");
        case Rule::Kind::rule:
            return "rule " + rule.field;
    }
    return "";
}

}  // namespace

std::vector<Finding> check_matter(const Matter& matter) {
    return Check(matter).run();
}

std::vector<Finding> check_catalogue(const Catalogue& catalogue) {
    std::vector<Finding> findings;
    std::set<std::string> ids;
    for (const auto& matter : catalogue.matters) {
        if (!ids.insert(matter.id).second) findings.push_back({matter.id, "stands twice"});
        if (catalogue.find_group(matter.group) == nullptr)
            findings.push_back({matter.id, "is in an unknown group \"" + matter.group + "\""});
        for (auto& finding : check_matter(matter))
            findings.push_back({matter.id + "." + finding.where, std::move(finding.what)});
    }
    return findings;
}

std::string graph_of(const Matter& matter) {
    std::string dot = "digraph \"" + matter.id + "\" {\n  rankdir=LR; node [shape=box];\n";
    for (const auto& step : matter.steps) {
        dot +=
            "  \"" + step.id + "\" [label=\"" + step.id + "\\n" + std::string(name_of(step.kind)) + "\"];\n";
        for (const auto& branch : step.next)
            dot += "  \"" + step.id + "\" -> \"" + branch.next + "\" [label=\"" + words_of(branch.when) +
                   "\"];\n";
    }
    return dot + "}\n";
}

}  // namespace kiosk24::flow
