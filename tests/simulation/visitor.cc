#include "tests/simulation/visitor.h"

#include <array>

namespace kiosk24::simulation {
namespace {

constexpr Milliseconds kLongestVisit{900'000};

}  // namespace

Visitor::Visitor(const Visit& visit, std::uint64_t world_seed, Terminal& terminal, Timeline& timeline,
                 Watch& watch, std::function<void()> gone)
    : visit_(visit),
      person_(make_person(world_seed, visit.person)),
      terminal_(terminal),
      timeline_(timeline),
      watch_(watch),
      gone_(std::move(gone)),
      dice_{world_seed, visit.seed, 0x9e01e},
      patience_(static_cast<int>(dice_.below(14))) {}

void Visitor::come() {
    came_ = timeline_.now();
    terminal_.bench().look_into_camera(dice_.permille(900));
    think(Milliseconds{50}, Milliseconds{400});
}

void Visitor::think(Milliseconds at_least, Milliseconds at_most) {
    timeline_.after(dice_.between(at_least, at_most), [this] { act(); });
}

void Visitor::leave() {
    if (is_gone_) return;
    is_gone_ = true;
    if (visit_.manner != Manner::card_left) terminal_.bench().take_card();
    terminal_.bench().show_code({});
    gone_();
}

void Visitor::touch(Intent intent) {
    ++touches_;
    terminal_.touch(std::move(intent));
}

// Nobody is served any more, though somebody was.
bool Visitor::is_over() const {
    return has_begun_ && !terminal_.state().session && !terminal_.state().service;
}

void Visitor::act() {
    if (is_gone_) return;
    const auto situation = terminal_.situation();
    if (is_over() || timeline_.now() - came_ > kLongestVisit) return leave();
    if (!terminal_.is_on() ||
        (situation == Situation::out_of_service && visit_.manner != Manner::maintainer)) {
        if (++tries_ > 20) return leave();
        return think(Milliseconds{2'000}, Milliseconds{4'000});
    }
    const bool has_had_enough = touches_ >= patience_;
    if (visit_.manner == Manner::wandering && has_begun_ && has_had_enough) {
        // Walks off; the terminal finds out by itself.
        if (terminal_.bench().has_card() && dice_.permille(500)) terminal_.bench().take_card();
        timeline_.after(Milliseconds{5'000}, [this] {
            if (is_over()) return leave();
            patience_ = 0;
            act();
        });
        return;
    }
    if (visit_.manner == Manner::two_in_a_row && has_begun_ && touches_ > 9) return leave();
    if (visit_.manner == Manner::maintainer || visit_.manner == Manner::curious) {
        maintain();
    } else if (visit_.manner == Manner::random && has_begun_ && dice_.permille(600)) {
        touch_anything();
    } else if (visit_.manner == Manner::impatient && dice_.permille(80)) {
        touch_anything();
    } else {
        do_what_the_screen_asks();
        if (visit_.manner == Manner::impatient && dice_.permille(150)) do_what_the_screen_asks();
    }
    if (terminal_.state().session || terminal_.state().service) has_begun_ = true;
    if (touches_ > 150) patience_ = 0;
    if (touches_ > 150 && terminal_.state().session) touch(intent::EndSession{});
    switch (visit_.manner) {
        case Manner::impatient:
        case Manner::random:
            return think(Milliseconds{60}, Milliseconds{900});
        case Manner::maintainer:
        case Manner::curious:
            return think(Milliseconds{150}, Milliseconds{700});
        default:
            return think(Milliseconds{300}, Milliseconds{2'500});
    }
}

void Visitor::type_into(const std::string& field, std::string text) {
    touch(intent::Edit{.field = field,
                       .text = PersonalText(text),
                       .caret = static_cast<int>(text.size()),
                       .composition = {}});
}

void Visitor::do_what_the_screen_asks() {
    const auto& state = terminal_.state();
    switch (terminal_.situation()) {
        case Situation::attract:
            return touch(intent::Wake{});
        case Situation::home:
            if (touches_ > 60) return touch(intent::EndSession{});
            if (dice_.permille(60)) return touch(intent::ChooseLanguage{Language::en});
            if (dice_.permille(60)) return touch(intent::ChooseTextSize{TextSize::large});
            if (dice_.permille(60)) return touch(intent::OpenGroup{"open_government"});
            if (dice_.permille(60)) return type_into("search", "sb");
            if (dice_.permille(40)) return touch(intent::OpenHelp{});
            return touch(intent::OpenMatter{visit_.matter});
        case Situation::matter:
            if (const auto* matter = state.matter(); matter != nullptr && dice_.permille(300))
                touch(intent::ChooseCase{matter->cases[dice_.below(matter->cases.size())].id});
            if (dice_.permille(50)) return touch(intent::GoBack{});
            return touch(intent::StartMatter{});
        case Situation::consent:
            return dice_.permille(40) ? touch(intent::Decline{}) : touch(intent::Agree{});
        case Situation::lay_card:
        case Situation::reading:
            return at_identification();
        case Situation::too_young:
            return dice_.permille(500) ? touch(intent::GoHome{}) : touch(intent::EndSession{});
        case Situation::earlier_case:
            return dice_.permille(600) ? touch(intent::ContinueEarlierCase{})
                                       : touch(intent::DismissEarlierCase{});
        case Situation::face_consent:
            return dice_.permille(800) ? touch(intent::AgreeFace{}) : touch(intent::WithoutFace{});
        case Situation::face:
            if (state.session->face_problem.empty() && !dice_.permille(50)) return;
            if (dice_.permille(400)) return touch(intent::TryAgain{});
            if (dice_.permille(200)) return touch(intent::GoBack{});
            return touch(intent::WithoutFace{});
        case Situation::guide_list:
            return dice_.permille(900) ? touch(intent::OpenGuide{dice_.permille(500) ? "g1" : "g2"})
                                       : touch(intent::GoBack{});
        case Situation::guide:
            return dice_.permille(700) ? touch(intent::PrintGuide{}) : touch(intent::GoBack{});
        case Situation::case_ask:
        case Situation::case_list:
        case Situation::case_story:
            return at_case_query();
        case Situation::form:
            return at_form();
        case Situation::draft:
            return dice_.permille(700) ? touch(intent::ResumeDraft{}) : touch(intent::DiscardDraft{});
        case Situation::review:
            if (dice_.permille(60)) return touch(intent::PauseForm{});
            return dice_.permille(80) ? touch(intent::GoBack{}) : touch(intent::Submit{});
        case Situation::submitting:
            if (state.session->waits_long && dice_.permille(25)) return touch(intent::LeaveWithoutPaper{});
            if (state.session->waits_long && dice_.permille(40)) return touch(intent::PrintReceipt{});
            return;
        case Situation::outcome:
        case Situation::printing:
        case Situation::take_paper:
            return at_paper();
        case Situation::goodbye:
            if (state.session->rating && state.session->rating->stars == 0 && dice_.permille(300))
                return touch(intent::Rate{1 + static_cast<int>(dice_.below(5))});
            if (dice_.permille(100)) return touch(intent::EndSession{});
            return;
        case Situation::help:
            return at_help();
        case Situation::still_there:
            return dice_.permille(700) ? touch(intent::StillHere{}) : touch(intent::EndSession{});
        case Situation::trouble:
            if (state.session->trouble && state.session->trouble->may_try_again && dice_.permille(600))
                return touch(intent::TryAgain{});
            if (dice_.permille(200)) return touch(intent::GoBack{});
            return dice_.permille(700) ? touch(intent::EndSession{}) : touch(intent::GoHome{});
        default:
            return;  // service mode that a maintainer left open, or nobody is served
    }
}

void Visitor::at_identification() {
    const auto& session = *terminal_.state().session;
    if (terminal_.situation() == Situation::reading) return;
    if (session.method == IdentifyMethod::e_id || dice_.permille(100)) {
        if (session.method != IdentifyMethod::e_id) return touch(intent::UseMethod{IdentifyMethod::e_id});
        if (dice_.permille(150)) return touch(intent::UseMethod{IdentifyMethod::id_card});
        return terminal_.bench().show_code(dice_.permille(900) ? person_.eid_code : "http://example.org");
    }
    if (terminal_.bench().has_card()) terminal_.bench().take_card();
    if (dice_.permille(30)) return touch(intent::GoBack{});
    terminal_.bench().lay_card(person_);
}

void Visitor::at_form() {
    const auto& session = *terminal_.state().session;
    if (dice_.permille(30)) return touch(intent::GoBack{});
    if (dice_.permille(60)) return touch(intent::PauseForm{});
    if (session.field.empty()) {
        if (session.asked.empty() || dice_.permille(400)) return touch(intent::ConfirmForm{});
        return touch(intent::OpenField{session.asked[dice_.below(session.asked.size())]});
    }
    const auto* matter = terminal_.state().matter();
    if (matter == nullptr) return;
    for (const auto& field : matter->form) {
        if (field.id != session.field) continue;
        if (dice_.permille(80)) return type_into(field.id, "12");
        if (field.kind == FieldKind::phone) type_into(field.id, person_.telephone);
        if (field.kind == FieldKind::bank_card) type_into(field.id, person_.bank_card);
        if (field.kind == FieldKind::credit_code) {
            if (dice_.permille(300)) {
                touch(intent::ScanInto{field.id});
                return terminal_.bench().show_code(dice_.permille(800) ? person_.credit_code : "nothing");
            }
            type_into(field.id, person_.credit_code);
        }
        if (field.kind == FieldKind::choice && !field.choices.empty())
            type_into(field.id, field.choices[dice_.below(field.choices.size())].value);
        return touch(intent::OpenField{});
    }
}

void Visitor::at_paper() {
    const auto& session = *terminal_.state().session;
    if (terminal_.situation() == Situation::outcome) {
        if (dice_.permille(40)) return touch(intent::PrintReceipt{});
        if (session.printing || dice_.permille(600)) return;
        return touch(intent::EndSession{});
    }
    if (terminal_.situation() == Situation::take_paper) {
        if (dice_.permille(60)) return touch(intent::PaperNotReceived{});
        return dice_.permille(800) ? touch(intent::PaperTaken{}) : void();
    }
    if (!session.printing) return;
    if (session.printing->asks_whether_it_came_out) {
        const auto* file = terminal_.state().case_file();
        if (file == nullptr) return touch(intent::AnswerPageOutcome{false});
        const auto job = file->page_jobs.find(session.printing->page);
        const bool is_out = job != file->page_jobs.end() && watch_.has_come_out(job->second);
        return touch(intent::AnswerPageOutcome{is_out});
    }
    if (dice_.permille(30)) return touch(intent::LeaveWithoutPaper{});
    if (session.waiting_for != 0 || session.printing->fault == Fault::none) return;
    return dice_.permille(700) ? touch(intent::TryAgain{}) : touch(intent::LeaveWithoutPaper{});
}

void Visitor::at_case_query() {
    const auto& session = *terminal_.state().session;
    switch (terminal_.situation()) {
        case Situation::case_ask:
            if (dice_.permille(500)) return touch(intent::AskByCard{});
            if (dice_.permille(200)) {
                touch(intent::ScanInto{"query.number"});
                return terminal_.bench().show_code("nothing");
            }
            type_into("query.number", "202611220001");
            type_into("query.code", dice_.permille(500) ? "K24A" : "");
            return touch(intent::AskByNumber{});
        case Situation::case_list:
            if (!session.look || session.look->cases.empty() || dice_.permille(150))
                return touch(intent::GoBack{});
            return touch(
                intent::OpenCase{session.look->cases[dice_.below(session.look->cases.size())].case_number});
        default:
            return dice_.permille(600)   ? touch(intent::PrintAgain{})
                   : dice_.permille(500) ? touch(intent::GoBack{})
                                         : touch(intent::EndSession{});
    }
}

void Visitor::at_help() {
    if (terminal_.state().session->call_back_asked || dice_.permille(300)) return touch(intent::CloseHelp{});
    type_into("help.telephone", person_.telephone);
    touch(intent::RequestCallBack{});
}

// --- the maintainer, and whoever would like to be one

void Visitor::maintain() {
    using enum ScreenCorner;
    static constexpr std::array kCorners = {top_left, top_right, bottom_left, bottom_right, top_left};
    const auto& state = terminal_.state();
    if (state.session) return touch(intent::EndSession{});  // somebody left it open
    if (!state.service) {
        if (++tries_ > 40) return leave();
        const bool is_wrong = dice_.permille(visit_.manner == Manner::curious ? 150 : 20);
        const auto corner = is_wrong ? bottom_right : kCorners[static_cast<std::size_t>(knocks_ % 5)];
        knocks_ = is_wrong ? 0 : knocks_ + 1;
        return touch(intent::ServiceCorner{corner});
    }
    knocks_ = 0;
    if (touches_ > 60) return touch(intent::ServiceLeave{});
    switch (terminal_.situation()) {
        case Situation::service_pin:
            if (dice_.permille(100)) return touch(intent::ServiceLeave{});
            touch(intent::ServicePin{
                PersonalText(visit_.manner == Manner::curious || dice_.permille(100) ? "135791" : "240024")});
            return touch(intent::ServiceCheckPin{});
        case Situation::service_overview: {
            const auto at = dice_.below(10);
            if (at < 5) {
                const auto& devices = state.devices;
                return touch(intent::ServiceOpenDevice{devices[dice_.below(devices.size())].slot.id});
            }
            if (at < 6) return touch(intent::ServiceOpenBook{});
            if (at < 7) return touch(intent::ServiceOpenClosing{});
            if (at < 9 || !state.service_record.closed_for.empty()) touch(intent::ServiceReopen{});
            return touch(intent::ServiceLeave{});
        }
        case Situation::service_device:
            if (state.service->waiting_for != 0) {
                terminal_.bench().lay_card(person_);
                terminal_.bench().show_code("test");
                return dice_.permille(200) ? touch(intent::GoBack{}) : void();
            }
            terminal_.bench().take_card();
            switch (dice_.below(5)) {
                case 0:
                    return touch(intent::ServiceRefilled{});
                case 1:
                    return touch(intent::ServiceReset{});
                case 2:
                    return touch(intent::GoBack{});
                default:
                    return touch(intent::ServiceTest{});
            }
        case Situation::service_closing:
            if (dice_.permille(500)) return touch(intent::GoBack{});
            return touch(
                intent::ServiceClose{std::string(kServiceReasons[dice_.below(kServiceReasons.size())])});
        default:
            return touch(intent::GoBack{});
    }
}

// --- a child at the glass

void Visitor::touch_anything() {
    if (dice_.permille(100)) terminal_.bench().lay_card(person_);
    if (dice_.permille(100)) terminal_.bench().take_card();
    touch(any_intent());
}

Intent Visitor::any_intent() {
    switch (dice_.below(36)) {
        case 0:
            return intent::Touched{};
        case 1:
            return intent::Wake{};
        case 2:
            return intent::GoHome{};
        case 3:
            return intent::GoBack{};
        case 4:
            return intent::ChooseLanguage{dice_.permille(500) ? Language::en : Language::zh_hans};
        case 5:
            return intent::ChooseTextSize{dice_.permille(500) ? TextSize::large : TextSize::normal};
        case 6:
            return intent::OpenHelp{};
        case 7:
            return intent::CloseHelp{};
        case 8:
            return intent::RequestCallBack{};
        case 9:
            return intent::OpenGroup{"social_security"};
        case 10:
            return intent::OpenMatter{visit_.matter};
        case 11:
            return intent::StartMatter{};
        case 12:
            return intent::Agree{};
        case 13:
            return intent::Decline{};
        case 14:
            return intent::ConfirmForm{};
        case 15:
            return intent::Submit{};
        case 16:
            return intent::TryAgain{};
        case 17:
            return intent::ContinueEarlierCase{};
        case 18:
            return intent::DismissEarlierCase{};
        case 19:
            return intent::LeaveWithoutPaper{};
        case 20:
            return intent::PaperTaken{};
        case 21:
            return intent::PaperNotReceived{};
        case 22:
            return intent::AgreeFace{};
        case 23:
            return intent::WithoutFace{};
        case 24:
            return intent::UseMethod{dice_.permille(500) ? IdentifyMethod::e_id : IdentifyMethod::id_card};
        case 25:
            return intent::StillHere{};
        case 26:
            return dice_.permille(200) ? Intent(intent::EndSession{}) : Intent(intent::Touched{});
        case 27:
            return intent::OpenField{dice_.permille(500) ? "bank_card" : ""};
        case 28:
            return intent::PrintReceipt{};
        case 29:
            return intent::Rate{3};
        case 30:
            return intent::AskByCard{};
        case 31:
            return intent::PrintAgain{};
        case 33:
            return intent::PauseForm{};
        case 34:
            return intent::ResumeDraft{};
        case 32:
            return intent::ServiceCorner{ScreenCorner::top_left};
        default:
            return intent::Submit{};
    }
}

}  // namespace kiosk24::simulation
