// A matter's steps: which comes next, and what a step begins with.
#include <algorithm>
#include <charconv>

#include "kiosk/flow/rules/rules.h"
#include "kiosk/flow/turn.h"

namespace kiosk24::flow {
namespace {

const std::string& value_of(const std::vector<FormValue>& form, const std::string& field) {
    static const std::string kNothing;
    const auto found =
        std::find_if(form.begin(), form.end(), [&](auto& value) { return value.field == field; });
    return found == form.end() ? kNothing : found->value.reveal();
}

bool is_between(const std::string& value, const std::string& low, const std::string& high) {
    double numbers[3] = {};
    const std::string* texts[3] = {&value, &low, &high};
    for (int i = 0; i < 3; ++i) {
        const auto* end = texts[i]->data() + texts[i]->size();
        const auto [rest, problem] = std::from_chars(texts[i]->data(), end, numbers[i]);
        if (problem != std::errc() || rest != end) return false;
    }
    return numbers[1] <= numbers[0] && numbers[0] <= numbers[2];
}

const Step* find_step(const Matter& matter, const std::string& id) {
    const auto found =
        std::find_if(matter.steps.begin(), matter.steps.end(), [&](auto& step) { return step.id == id; });
    return found == matter.steps.end() ? nullptr : &*found;
}

}  // namespace

bool holds(const Rule& rule, const std::vector<FormValue>& form) {
    const auto part_holds = [&](const Rule& part) { return holds(part, form); };
    switch (rule.kind) {
        case Rule::Kind::always:
            return true;
        case Rule::Kind::equals:
            return !rule.values.empty() && value_of(form, rule.field) == rule.values.front();
        case Rule::Kind::one_of:
            return std::find(rule.values.begin(), rule.values.end(), value_of(form, rule.field)) !=
                   rule.values.end();
        case Rule::Kind::between:
            return rule.values.size() == 2 &&
                   is_between(value_of(form, rule.field), rule.values[0], rule.values[1]);
        case Rule::Kind::all_of:
            return std::all_of(rule.parts.begin(), rule.parts.end(), part_holds);
        case Rule::Kind::any_of:
            return std::any_of(rule.parts.begin(), rule.parts.end(), part_holds);
        case Rule::Kind::negation:
            return rule.parts.size() == 1 && !holds(rule.parts.front(), form);
        case Rule::Kind::rule: {
            const auto* named = rules::find(rule.field);
            return named != nullptr && named->holds(form);
        }
    }
    return false;
}

bool is_form_complete(const Matter& matter, const std::vector<FormValue>& form) {
    return std::all_of(matter.form.begin(), matter.form.end(), [&](const FormField& field) {
        return !field.required || !holds(field.shown_when, form) || !value_of(form, field.id).empty();
    });
}

void begin_matter(Turn& turn) {
    const auto* matter = turn.state.matter();
    if (matter == nullptr || matter->steps.empty()) return;
    if (offer_of(*matter, turn.state) != Offer::available) return;
    enter_step(turn, matter->steps.front().id);
}

void enter_step(Turn& turn, const std::string& step_id) {
    const auto* matter = turn.state.matter();
    const auto* step = matter == nullptr ? nullptr : find_step(*matter, step_id);
    // check_matter refuses a catalogue with such a step; a catalogue replaced in mid-session may still lack
    // it.
    if (step == nullptr) return show_trouble(turn, {.code = Code::not_found, .words = "matter_gone"});
    turn.session().step = step->id;
    switch (step->kind) {
        case StepKind::consent:
            return turn.enter(Situation::consent);
        case StepKind::identify:
            return identify(turn);
        case StepKind::form:
            return enter_form(turn);
        case StepKind::review:
            return turn.enter(Situation::review);
        case StepKind::submit:
            return submit(turn);
        case StepKind::print:
            return begin_printing(turn);
        case StepKind::finish:
            return files_application(*matter) ? show_decision(turn) : end_visit(turn, After::goodbye);
        case StepKind::face:
            return enter_face(turn);
        case StepKind::read:
            return enter_guides(turn);
        case StepKind::query:
            return enter_case_query(turn);
        case StepKind::cases:
            return enter_cases(turn);
    }
}

void next_step(Turn& turn) {
    const auto* matter = turn.state.matter();
    const auto* step = matter == nullptr ? nullptr : find_step(*matter, turn.session().step);
    if (step != nullptr) {
        for (const auto& branch : step->next) {
            if (holds(branch.when, turn.session().form)) return enter_step(turn, branch.next);
        }
    }
    show_trouble(turn, {.code = Code::not_found, .words = "matter_gone"});
}

}  // namespace kiosk24::flow
