// What a person's touch does, situation by situation. An intent that the present screen does not offer does
// nothing: a late tap never acts on the next screen.
#include "kiosk/flow/turn.h"

namespace kiosk24::flow {
namespace {

constexpr Milliseconds kCallBackWithin{60'000};

bool is_at(const Turn& turn, std::initializer_list<Situation> situations) {
    for (const auto situation : situations) {
        if (turn.state.session->situation == situation) return true;
    }
    return false;
}

void open_matter(Turn& turn, const std::string& matter_id) {
    const auto* matter = turn.state.catalogue ? turn.state.catalogue->find(matter_id) : nullptr;
    if (matter == nullptr) return;
    auto& session = turn.session();
    session.matter_id = matter->id;
    session.matter_case = matter->cases.empty() ? std::string() : matter->cases.front().id;
    session.search = {};
    // What only shows begins at once; why it cannot, if so, stands with its guide.
    if (begins_with_choice(*matter) && offer_of(*matter, turn.state) == Offer::available)
        return begin_matter(turn);
    turn.enter(Situation::matter);
}

void agree(Turn& turn) {
    const auto* matter = turn.state.matter();
    if (matter == nullptr) return;
    auto& session = turn.session();
    const auto hash = matter->consent.text_sha256.find(session.language);
    session.consent =
        ConsentRecord{.version = matter->consent.version,
                      .text_sha256 = hash == matter->consent.text_sha256.end() ? "" : hash->second,
                      .at = turn.stamp.wall};
    next_step(turn);
}

// Where the matter began: its guide, or the choice it begins with.
void back_to_start(Turn& turn) {
    const auto* matter = turn.state.matter();
    turn.session().consent.reset();
    if (matter != nullptr && begins_with_choice(*matter)) return enter_step(turn, matter->steps.front().id);
    turn.enter(Situation::matter);
}

void go_back(Turn& turn) {
    auto& session = turn.session();
    if (session.is_help_open) {
        session.is_help_open = false;
        return;
    }
    switch (session.situation) {
        case Situation::home:
            session.group.clear();
            return;
        case Situation::consent:
            return back_to_start(turn);
        case Situation::lay_card:
            if (session.waiting_for != 0) turn.issue(command::Cancel{session.waiting_for}, Milliseconds{0});
            session.waiting_for = 0;
            return back_to_start(turn);
        case Situation::guide:
            return back_to_guides(turn);
        case Situation::case_ask:
        case Situation::case_list:
        case Situation::case_story:
            return back_in_case_look(turn);
        case Situation::face:
            return back_from_face(turn);
        case Situation::review:
            session.form_stays = true;
            session.form_filled_at = kNever;
            if (const auto* matter = turn.state.matter()) {
                for (const auto& step : matter->steps) {
                    if (step.kind == StepKind::form) return enter_step(turn, step.id);
                }
            }
            return;
        case Situation::matter:
        case Situation::too_young:
        case Situation::earlier_case:
        case Situation::draft:
        case Situation::face_consent:
        case Situation::guide_list:
        case Situation::trouble:
            return end_visit(turn, After::home);
        case Situation::form:
            if (const auto* matter = turn.state.matter(); matter != nullptr && !session.field.empty())
                return leave_field(turn, *matter);
            return end_visit(turn, After::home);
        default:
            return;
    }
}

void go_home(Turn& turn) {
    auto& session = turn.session();
    if (is_at(turn, {Situation::submitting, Situation::printing, Situation::goodbye, Situation::reading}))
        return;
    session.is_help_open = false;
    if (session.situation == Situation::take_paper) return finish_paper(turn, LedgerKind::taken);
    if (session.situation == Situation::outcome && session.waiting_for != 0) return;
    end_visit(turn, After::home);
}

void request_call_back(Turn& turn) {
    auto& session = turn.session();
    if (session.call_back_asked) return;
    const CaseId no_case;  // it concerns the person, and the ledger takes no case that was not opened
    CallBackRequest request;
    request.key = turn.mint();
    request.telephone = session.edits["help.telephone"].text;
    request.about =
        std::string(name_of(session.situation)) + (session.matter_id.empty() ? "" : " " + session.matter_id);
    auto requested = turn.entry(no_case, LedgerKind::call_back_requested,
                                {{"request", request.key}, {"about", request.about}});
    requested.personal["telephone"] = request.telephone;
    turn.issue(command::RequestCallBack{std::move(request)}, kCallBackWithin, no_case,
               {std::move(requested)});
    session.call_back_asked = true;
    session.edits.erase("help.telephone");
}

void try_again(Turn& turn) {
    auto& session = turn.session();
    if (session.situation == Situation::printing) return try_page_again(turn);
    if (session.situation == Situation::face) return capture_face(turn);
    if (session.situation != Situation::trouble || !session.trouble || !session.trouble->may_try_again)
        return;
    const auto from = session.trouble->from;
    session.trouble.reset();
    switch (from) {
        case Situation::lay_card:
            return wait_for_card(turn);
        case Situation::reading:
            if (!session.card) return wait_for_card(turn);
            turn.enter(Situation::reading);
            return confirm_identity(turn);
        case Situation::form:
            return enter_form(turn);
        case Situation::guide_list:
            return enter_guides(turn);
        case Situation::guide:
            return open_guide(turn, session.guides ? session.guides->wanted : std::string());
        case Situation::case_list:
            return enter_cases(turn);
        case Situation::outcome:
        case Situation::printing:
            turn.enter(Situation::printing);
            return try_page_again(turn);
        default:
            return end_visit(turn, After::home);
    }
}

// The newest earlier case that is still open: printed again, or its decision shown.
void continue_earlier_case(Turn& turn) {
    auto& session = turn.session();
    for (const auto& id : session.earlier_cases) {
        const auto found = turn.state.cases.find(id);
        if (found == turn.state.cases.end() || !is_open_for_citizen(found->second)) continue;
        const auto standing = standing_of(found->second);
        session.case_id = id;
        session.matter_id = found->second.matter_id;
        if (standing == Standing::not_filed) {
            turn.record({turn.entry(id, LedgerKind::closed, {{"why", "told_not_filed"}})});
            session.earlier_cases.clear();
            return open_new_case(turn);
        }
        if (standing == Standing::approved_printed) doubt_every_page(turn, found->second);
        if (standing == Standing::approved_printed || standing == Standing::approved_unprinted) {
            turn.enter(Situation::printing);
            begin_printing(turn);
            return begin_receipt(turn);
        }
        if (standing == Standing::unsettled || standing == Standing::queued)
            return;  // only time or the platform can tell
        turn.enter(Situation::outcome);
        show_decision(turn);
        return begin_receipt(turn);
    }
}

// The person wants the new matter. What they now know of the old one is recorded; an unsettled case of the
// same matter, or one that is still to be sent, stops here: filing again could file twice.
void dismiss_earlier_case(Turn& turn) {
    auto& session = turn.session();
    std::vector<LedgerEntry> entries;
    for (const auto& id : session.earlier_cases) {
        const auto found = turn.state.cases.find(id);
        if (found == turn.state.cases.end()) continue;
        const auto standing = standing_of(found->second);
        const bool is_on_its_way = standing == Standing::unsettled || standing == Standing::queued;
        if (is_on_its_way && found->second.matter_id == session.matter_id)
            return end_visit(turn, After::goodbye);
        if (standing == Standing::not_filed)
            entries.push_back(turn.entry(id, LedgerKind::closed, {{"why", "told_not_filed"}}));
        if (standing == Standing::approved_printed)
            entries.push_back(turn.entry(id, LedgerKind::closed, {{"why", "taken"}}));
        if (standing == Standing::filed_human || standing == Standing::refused ||
            standing == Standing::finished) {
            entries.push_back(turn.entry(id, LedgerKind::told));
            entries.push_back(
                turn.entry(id, LedgerKind::closed, {{"why", std::string(name_of(found->second.verdict))}}));
        }
    }
    for (auto& entry : entries)
        turn.record({std::move(entry)});
    session.earlier_cases.clear();
    offer_draft(turn);
}

void leave_without_paper(Turn& turn) {
    if (is_at(turn, {Situation::printing, Situation::outcome, Situation::submitting, Situation::trouble}))
        end_visit(turn, After::goodbye);
}

struct OnIntent {
    Turn& turn;
    Session& session() const { return turn.session(); }

    void operator()(const intent::Touched&) const {}
    void operator()(const intent::StillHere&) const {}
    // The maintainer's touches mean nothing in a visit: see operator.cc.
    void operator()(const intent::ServiceCorner&) const {}
    void operator()(const intent::ServicePin&) const {}
    void operator()(const intent::ServiceCheckPin&) const {}
    void operator()(const intent::ServiceOpenDevice&) const {}
    void operator()(const intent::ServiceOpenBook&) const {}
    void operator()(const intent::ServiceOpenClosing&) const {}
    void operator()(const intent::ServiceTest&) const {}
    void operator()(const intent::ServiceRefilled&) const {}
    void operator()(const intent::ServiceReset&) const {}
    void operator()(const intent::ServiceClose&) const {}
    void operator()(const intent::ServiceReopen&) const {}
    void operator()(const intent::ServiceLeave&) const {}
    void operator()(const intent::Wake&) const {}
    void operator()(const intent::GoHome&) const { go_home(turn); }
    void operator()(const intent::GoBack&) const { go_back(turn); }
    void operator()(const intent::ChooseLanguage& choice) const { session().language = choice.language; }
    void operator()(const intent::ChooseTextSize& choice) const { session().text_size = choice.size; }
    void operator()(const intent::OpenHelp&) const {
        if (!is_at(turn, {Situation::goodbye})) session().is_help_open = true;
    }
    void operator()(const intent::CloseHelp&) const { session().is_help_open = false; }
    void operator()(const intent::RequestCallBack&) const {
        if (session().is_help_open) request_call_back(turn);
    }
    void operator()(const intent::OpenGroup& choice) const {
        if (is_at(turn, {Situation::home})) session().group = choice.group;
    }
    void operator()(const intent::Edit& edit) const {
        constexpr std::size_t kLongest_bytes = 2'000;
        if (edit.text.reveal().size() > kLongest_bytes) return;
        if (edit_field(turn, edit)) return;
        FieldEdit& field = edit.field == "search" ? session().search : session().edits[edit.field];
        field = {.text = edit.text, .caret = edit.caret, .composition = edit.composition, .problem = {}};
    }
    void operator()(const intent::OpenMatter& choice) const {
        if (is_at(turn, {Situation::home})) open_matter(turn, choice.matter);
    }
    void operator()(const intent::ChooseCase& choice) const {
        const auto* matter = turn.state.matter();
        if (matter == nullptr || !is_at(turn, {Situation::matter})) return;
        for (const auto& matter_case : matter->cases) {
            if (matter_case.id == choice.matter_case) session().matter_case = choice.matter_case;
        }
    }
    void operator()(const intent::StartMatter&) const {
        if (is_at(turn, {Situation::matter})) begin_matter(turn);
    }
    void operator()(const intent::Agree&) const {
        if (is_at(turn, {Situation::consent})) agree(turn);
    }
    void operator()(const intent::Decline&) const {
        if (is_at(turn, {Situation::consent})) end_visit(turn, After::home);
    }
    void operator()(const intent::ConfirmForm&) const { confirm_form(turn); }
    void operator()(const intent::Submit&) const {
        if (is_at(turn, {Situation::review})) next_step(turn);
    }
    void operator()(const intent::TryAgain&) const { try_again(turn); }
    void operator()(const intent::ContinueEarlierCase&) const {
        if (is_at(turn, {Situation::earlier_case})) continue_earlier_case(turn);
    }
    void operator()(const intent::DismissEarlierCase&) const {
        if (is_at(turn, {Situation::earlier_case})) dismiss_earlier_case(turn);
    }
    void operator()(const intent::AnswerPageOutcome& answer) const {
        answer_page_outcome(turn, answer.came_out);
    }
    void operator()(const intent::LeaveWithoutPaper&) const { leave_without_paper(turn); }
    void operator()(const intent::PaperTaken&) const {
        if (is_at(turn, {Situation::take_paper})) finish_paper(turn, LedgerKind::taken);
    }
    void operator()(const intent::PrintReceipt&) const { print_receipt(turn); }
    void operator()(const intent::PaperNotReceived&) const { paper_not_received(turn); }
    void operator()(const intent::EndSession&) const {
        if (is_at(turn, {Situation::take_paper})) return finish_paper(turn, LedgerKind::taken);
        if (is_at(turn, {Situation::goodbye})) return turn.state.session.reset();
        end_visit(turn, After::goodbye);
    }
    void operator()(const intent::AgreeFace&) const { agree_face(turn); }
    void operator()(const intent::WithoutFace&) const { without_face(turn); }
    void operator()(const intent::UseMethod& choice) const { use_method(turn, choice.method); }
    void operator()(const intent::OpenField& choice) const {
        if (is_at(turn, {Situation::case_ask})) return open_case_field(turn, choice.field);
        open_field(turn, choice.field);
    }
    void operator()(const intent::OpenGuide& choice) const { open_guide(turn, choice.guide); }
    void operator()(const intent::PrintGuide&) const { print_guide(turn); }
    void operator()(const intent::AskByCard&) const { ask_by_card(turn); }
    void operator()(const intent::AskByNumber&) const { ask_by_number(turn); }
    void operator()(const intent::OpenCase& choice) const { open_case_story(turn, choice.case_number); }
    void operator()(const intent::PrintAgain&) const { print_again(turn); }
    void operator()(const intent::PauseForm&) const { pause_form(turn); }
    void operator()(const intent::ResumeDraft&) const { resume_draft(turn); }
    void operator()(const intent::DiscardDraft&) const { discard_draft(turn); }
    void operator()(const intent::ScanInto& choice) const { scan_into(turn, choice.field); }
    void operator()(const intent::Rate& choice) const {
        if (is_at(turn, {Situation::goodbye})) rate(turn, choice.stars);
    }
};

bool begins_session(const Intent& intent) {
    return !std::holds_alternative<intent::StillHere>(intent) &&
           !std::holds_alternative<intent::EndSession>(intent);
}

}  // namespace

void on_intent(Turn& turn, const Intent& intent) {
    if (on_service_intent(turn, intent)) return;
    if (!turn.state.session) {
        if (is_out_of_service(turn.state) || !begins_session(intent)) return;
        begin_session(turn);
    }
    auto& session = turn.session();
    session.last_touch = turn.stamp.now;
    if (session.warned_at) {
        // Under the countdown a touch means one of two things only.
        session.warned_at.reset();
        if (!std::holds_alternative<intent::EndSession>(intent)) return;
    }
    std::visit(OnIntent{turn}, intent);
}

}  // namespace kiosk24::flow
