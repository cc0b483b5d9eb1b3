// How far is my case: asked with the card (all of the person's cases, those begun elsewhere too), or with a
// case number and a code that only the applicant knows (nothing that tells of a person).
#include <algorithm>

#include "kiosk/flow/turn.h"
#include "kiosk/text/case_number.h"

namespace kiosk24::flow {
namespace {

constexpr Milliseconds kAskWithin{10'000};
constexpr const char* kNumberField = "query.number";
constexpr const char* kCodeField = "query.code";
constexpr const char* kWay = "way";      // "card" or "number": what the matter's branches ask about
constexpr const char* kPrint = "print";  // "yes" once the person wants the paper again

void say(Turn& turn, std::string field, std::string value) {
    put_value(turn.session().form, {.field = std::move(field),
                                    .value = PersonalText(std::move(value)),
                                    .source = Source::citizen,
                                    .source_name = {}});
}

// Both fields read as they should be, or with what is wrong in them.
bool take_typed(Session& session, CaseQuery& query) {
    auto& number = session.edits[kNumberField];
    auto& code = session.edits[kCodeField];
    query.case_number = text::tidy_case_number(number.text.reveal());
    query.code = PersonalText(text::tidy_case_number(code.text.reveal()));
    number.problem = query.case_number.empty()                      ? "missing"
                     : text::is_case_number(query.case_number)      ? ""
                     : text::is_case_number_tail(query.case_number) ? ""
                                                                    : "case_number";
    code.problem = query.code.reveal().empty()                ? "missing"
                   : text::is_query_code(query.code.reveal()) ? ""
                                                              : "query_code";
    return number.problem.empty() && code.problem.empty();
}

CaseQuery query_of(Session& session) {
    CaseQuery query;
    if (session.person) {
        query.person_reference = session.person->reference;
    } else {
        take_typed(session, query);
    }
    return query;
}

// The walk stands at its beginning again: what is chosen next leads on from there.
void stand_at_query(Turn& turn) {
    const auto* matter = turn.state.matter();
    if (matter == nullptr) return;
    for (const auto& step : matter->steps) {
        if (step.kind == StepKind::query) turn.session().step = step.id;
    }
}

// The code is typed anew; what was wrong with it is for the caller to say.
FieldEdit& back_to_typing(Turn& turn) {
    auto& session = turn.session();
    stand_at_query(turn);
    session.field = kCodeField;
    turn.enter(Situation::case_ask);
    return session.edits[kCodeField] = {};
}

// The person has seen how these stand: what the ledger keeps them for is done.
void close_what_was_told(Turn& turn) {
    auto& session = turn.session();
    for (const auto& id : session.earlier_cases) {
        const auto found = turn.state.cases.find(id);
        if (found == turn.state.cases.end() || !is_open_for_citizen(found->second)) continue;
        session.look->here.push_back(found->second);
    }
    for (const auto& file : session.look->here) {
        const auto standing = standing_of(file);
        if (standing == Standing::not_filed) {
            turn.record({turn.entry(file.id, LedgerKind::closed, {{"why", "told_not_filed"}})});
        } else if (standing == Standing::filed_human || standing == Standing::refused ||
                   standing == Standing::finished) {
            turn.record(
                {turn.entry(file.id, LedgerKind::told),
                 turn.entry(file.id, LedgerKind::closed, {{"why", std::string(name_of(file.verdict))}})});
        }
    }
}

const CaseSummary* chosen_case(const Session& session) {
    if (!session.look) return nullptr;
    for (const auto& summary : session.look->cases) {
        if (summary.case_number == session.look->chosen) return &summary;
    }
    return nullptr;
}

void on_told(Turn& turn, const std::vector<CaseSummary>& cases) {
    auto& session = turn.session();
    auto& look = *session.look;
    look.by_card = session.person.has_value();
    if (cases.empty() && !look.by_card) {
        back_to_typing(turn).problem = "no_such_case";
        return;
    }
    look.cases = cases;
    std::stable_sort(look.cases.begin(), look.cases.end(), [](const CaseSummary& a, const CaseSummary& b) {
        return b.filed == a.filed ? b.case_number < a.case_number : b.filed < a.filed;
    });
    look.is_told = true;
    if (look.by_card) close_what_was_told(turn);
    if (look.cases.size() == 1 && look.here.size() <= 1) open_case_story(turn, look.cases[0].case_number);
}

}  // namespace

void enter_case_query(Turn& turn) {
    auto& session = turn.session();
    stand_at_query(turn);
    session.look = CaseLook{};
    session.field.clear();
    turn.enter(Situation::case_ask);
}

void open_case_field(Turn& turn, const std::string& field) {
    if (field != kNumberField && field != kCodeField && !field.empty()) return;
    stop_scan(turn);
    turn.session().field = field;
}

void ask_by_card(Turn& turn) {
    if (turn.session().situation != Situation::case_ask) return;
    stop_scan(turn);
    say(turn, kWay, "card");
    next_step(turn);
}

void ask_by_number(Turn& turn) {
    auto& session = turn.session();
    if (session.situation != Situation::case_ask) return;
    stop_scan(turn);
    CaseQuery query;
    if (!take_typed(session, query)) {
        session.field = session.edits[kNumberField].problem.empty() ? kCodeField : kNumberField;
        return;
    }
    say(turn, kWay, "number");
    next_step(turn);
}

void enter_cases(Turn& turn) {
    auto& session = turn.session();
    if (!session.look) session.look = CaseLook{};
    session.look->is_told = false;
    turn.enter(Situation::case_list);
    session.waiting_for = turn.issue(command::AskCases{query_of(session)}, kAskWithin);
}

void on_cases_completed(Turn& turn, const Completed& completed) {
    if (!turn.session().look) return;
    if (const auto* told = std::get_if<result::CasesTold>(&completed.result))
        return on_told(turn, told->cases);
    const auto* failed = std::get_if<result::Failed>(&completed.result);
    if (failed == nullptr) return;
    const bool was_refused = failed->error.code() == Code::server_refused;
    if (was_refused && !turn.session().person) {
        back_to_typing(turn).problem = "too_many_tries";
        return;
    }
    show_trouble(turn, {.fault = failed->fault,
                        .code = failed->error.code(),
                        .words = "cases",
                        .may_try_again = !was_refused});
}

void open_case_story(Turn& turn, const std::string& case_number) {
    auto& session = turn.session();
    const bool is_there =
        session.situation == Situation::case_list || session.situation == Situation::case_story;
    if (!session.look || !session.look->is_told || !is_there) return;
    session.look->chosen = case_number;
    turn.enter(chosen_case(session) == nullptr ? Situation::case_list : Situation::case_story);
}

void print_again(Turn& turn) {
    auto& session = turn.session();
    const auto* matter = turn.state.matter();
    const auto* summary = chosen_case(session);
    if (session.situation != Situation::case_story || matter == nullptr || summary == nullptr) return;
    const auto* printer = turn.state.device(DeviceClass::document_printer);
    if (!session.look->by_card || summary->document_id.empty() || printer == nullptr ||
        !is_usable(printer->condition))
        return;
    // Begun here and not yet closed: the ledger knows which pages are out.
    const auto& here = session.look->here;
    const auto mine = std::find_if(here.begin(), here.end(), [&](const CaseFile& file) {
        return file.case_number == summary->case_number && turn.state.cases.contains(file.id);
    });
    if (mine != here.end()) {
        session.case_id = mine->id;
        if (standing_of(*mine) == Standing::approved_printed)
            doubt_every_page(turn, turn.state.cases.at(mine->id));
    } else {
        open_case(turn, *matter,
                  {{"document", summary->document_id},
                   {"pages", std::to_string(summary->pages)},
                   {"case_number", summary->case_number}});
    }
    say(turn, kPrint, "yes");
    next_step(turn);
}

void back_in_case_look(Turn& turn) {
    auto& session = turn.session();
    stop_scan(turn);
    if (!session.look) return end_visit(turn, After::home);
    const bool is_asking = session.situation == Situation::case_ask;
    if (is_asking && !session.field.empty()) {
        session.field.clear();
        return;
    }
    const bool has_list = session.look->cases.size() + session.look->here.size() > 1;
    if (session.situation == Situation::case_story && has_list) return open_case_story(turn, "");
    // Whoever laid a card goes home and is forgotten; who typed goes back to the typing.
    if (is_asking || session.person) return end_visit(turn, After::home);
    if (session.waiting_for != 0) turn.issue(command::Cancel{session.waiting_for}, Milliseconds{0});
    session.waiting_for = 0;
    session.form.clear();
    enter_case_query(turn);
}

}  // namespace kiosk24::flow
