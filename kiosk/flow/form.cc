// The form fills itself in: from the card, then from the platform; it asks only for what is missing.
#include <algorithm>
#include <cstdio>

#include "kiosk/flow/turn.h"

namespace kiosk24::flow {
namespace {

constexpr Milliseconds kPrefillWithin{10'000};

std::string date_text(Date date) {
    char text[16];
    std::snprintf(text, sizeof text, "%04d-%02d-%02d", date.year % 10000, date.month % 100, date.day % 100);
    return text;
}

// The card's value for a field's `from`; empty for a name it does not know.
PersonalText card_value(const IdentityCard& card, std::string_view from) {
    if (from == "name") return card.name.reveal().empty() ? card.english_name : card.name;
    if (from == "number") return card.number;
    if (from == "address") return card.address;
    if (from == "issuer") return card.issuer;
    if (from == "sex") return PersonalText(std::to_string(static_cast<int>(card.sex)));
    if (from == "nation") return PersonalText(card.nation_code);
    if (from == "birth") return PersonalText(date_text(card.birth.reveal()));
    return {};
}

void fill_from_card(Turn& turn, const Matter& matter) {
    auto& session = turn.session();
    for (const auto& field : matter.form) {
        if (field.source != Source::card || !session.card) continue;
        put_value(session.form, {.field = field.id,
                                 .value = card_value(*session.card, field.from),
                                 .source = Source::card,
                                 .source_name = {}});
    }
}

void fill_from_platform(Turn& turn, const Matter& matter, const Prefill& prefill) {
    for (const auto& field : matter.form) {
        const auto found = std::find_if(prefill.values.begin(), prefill.values.end(),
                                        [&](const FormValue& value) { return value.field == field.from; });
        if (found == prefill.values.end() || field.source == Source::card) continue;
        auto value = *found;
        value.field = field.id;
        put_value(turn.session().form, std::move(value));
    }
}

bool needs_platform(const Matter& matter) {
    return std::any_of(matter.form.begin(), matter.form.end(), [](const FormField& field) {
        return field.source == Source::platform || field.source == Source::licence;
    });
}

void look_whether_filled(Turn& turn, const Matter& matter) {
    auto& session = turn.session();
    session.is_prefilled = true;
    sort_fields(turn, matter);
    put_draft_into_form(turn, matter);
    if (session.form_stays) return;
    ask_what_is_missing(turn, matter);
    if (session.asked.empty() && is_form_complete(matter, session.form))
        session.form_filled_at = turn.stamp.now;
}

}  // namespace

void enter_form(Turn& turn) {
    const auto* matter = turn.state.matter();
    if (matter == nullptr) return show_trouble(turn, {.code = Code::not_found, .words = "matter_gone"});
    auto& session = turn.session();
    turn.enter(Situation::form);
    fill_from_card(turn, *matter);
    if (session.is_prefilled) return;
    // Whom nobody could confirm, nobody can tell about: then the person is asked.
    const bool is_alone = !session.person || is_taken_offline(*matter, turn.state);
    if (!needs_platform(*matter) || is_alone) return look_whether_filled(turn, *matter);
    session.waiting_for = turn.issue(
        command::FetchPrefill{matter->id, session.matter_case, session.person->reference}, kPrefillWithin);
}

void on_prefill_completed(Turn& turn, const Completed& completed) {
    const auto* matter = turn.state.matter();
    if (matter == nullptr) return show_trouble(turn, {.code = Code::not_found, .words = "matter_gone"});
    if (const auto* prefilled = std::get_if<result::Prefilled>(&completed.result)) {
        fill_from_platform(turn, *matter, prefilled->prefill);
        return look_whether_filled(turn, *matter);
    }
    const auto* failed = std::get_if<result::Failed>(&completed.result);
    if (failed == nullptr) return;
    if (matter->offline_safe && is_without_platform(*failed)) return look_whether_filled(turn, *matter);
    show_trouble(
        turn,
        {.fault = failed->fault, .code = failed->error.code(), .words = "platform", .may_try_again = true});
}

void confirm_form(Turn& turn) {
    const auto* matter = turn.state.matter();
    auto& session = turn.session();
    if (matter == nullptr || session.situation != Situation::form || !session.is_prefilled) return;
    leave_field(turn, *matter);
    for (const auto& field : std::vector(session.asked))
        take_entry(turn, *matter, field);
    sort_fields(turn, *matter);
    if (!is_form_complete(*matter, session.form)) return;
    session.form_filled_at = kNever;
    next_step(turn);
}

void settle_form(Turn& turn) {
    const auto& session = turn.session();
    if (session.situation != Situation::form || session.form_filled_at == kNever || session.is_help_open)
        return;
    if (turn.stamp.now >= session.form_filled_at + turn.timers().form_settle) confirm_form(turn);
}

}  // namespace kiosk24::flow
