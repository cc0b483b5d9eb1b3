#include <gtest/gtest.h>

#include <functional>

#include "easel.h"

namespace kiosk24::screens {
namespace {

using easel::Easel;

// A tap on `id` of that sample, and what it must ask for: the intent's name and, where it has one, its value.
struct Tap {
    const char* sample;
    const char* id;
    std::string asks_for;
};

std::string asked(const std::optional<Intent>& intent) {
    if (!intent) return "nothing";
    std::string words(name_of(*intent));
    if (const auto* language = std::get_if<intent::ChooseLanguage>(&*intent))
        words += language->language == Language::en ? " en" : " zh";
    if (const auto* size = std::get_if<intent::ChooseTextSize>(&*intent))
        words += size->size == TextSize::large ? " large" : " normal";
    if (const auto* group = std::get_if<intent::OpenGroup>(&*intent)) words += " " + group->group;
    if (const auto* matter = std::get_if<intent::OpenMatter>(&*intent)) words += " " + matter->matter;
    if (const auto* choice = std::get_if<intent::ChooseCase>(&*intent)) words += " " + choice->matter_case;
    if (const auto* answer = std::get_if<intent::AnswerPageOutcome>(&*intent))
        words += answer->came_out ? " yes" : " no";
    if (const auto* field = std::get_if<intent::OpenField>(&*intent)) words += " " + field->field;
    if (const auto* choice = std::get_if<intent::OpenGuide>(&*intent)) words += " " + choice->guide;
    if (const auto* choice = std::get_if<intent::OpenCase>(&*intent)) words += " " + choice->case_number;
    if (const auto* choice = std::get_if<intent::ScanInto>(&*intent)) words += " " + choice->field;
    if (const auto* rate = std::get_if<intent::Rate>(&*intent)) words += " " + std::to_string(rate->stars);
    if (const auto* touch = std::get_if<intent::ServiceCorner>(&*intent))
        words += " " + std::string(name_of(touch->corner));
    if (const auto* pin = std::get_if<intent::ServicePin>(&*intent)) words += " " + pin->text.reveal();
    if (const auto* choice = std::get_if<intent::ServiceOpenDevice>(&*intent)) words += " " + choice->device;
    if (const auto* choice = std::get_if<intent::ServiceClose>(&*intent)) words += " " + choice->reason;
    if (const auto* way = std::get_if<intent::UseMethod>(&*intent))
        words += " " + std::string(name_of(way->method));
    if (const auto* edit = std::get_if<intent::Edit>(&*intent))
        words += " " + edit->field + " " + edit->text.reveal();
    return words;
}

const std::vector<Tap>& taps() {
    static const std::vector<Tap> all = {
        {"attract.in_service", "wake", "wake"},
        {"attract.in_service", "chinese", "choose_language zh"},
        {"attract.in_service", "english", "choose_language en"},
        {"home.groups", "matter.SI01", "open_matter SI01"},
        {"home.groups", "group.tax", "open_group tax"},
        {"home.groups", "search", "open_group search"},
        {"home.groups", "home", "go_home"},
        {"home.groups", "language", "choose_language en"},
        {"home.groups", "text_size", "choose_text_size large"},
        {"home.groups", "help", "open_help"},
        {"home.one_group", "matter.SI01", "open_matter SI01"},
        {"home.one_group", "back", "go_back"},
        {"home.search", "key.b", "edit search SIb"},
        {"home.search", "key.backspace", "edit search S"},
        {"home.search", "key.clear", "edit search "},
        {"home.search", "matter.SI01", "open_matter SI01"},
        {"matter.available", "case.detail", "choose_case detail"},
        {"matter.available", "start", "start_matter"},
        {"matter.available", "back", "go_back"},
        {"matter.offline", "help", "open_help"},
        {"lay_card.waiting", "way.e_id", "use_method e_id"},
        {"lay_card.code", "way.id_card", "use_method id_card"},
        {"face_consent.asked", "agree_face", "agree_face"},
        {"face_consent.asked", "without_face", "without_face"},
        {"face.look_here", "without_face", "without_face"},
        {"face.look_here", "back", "go_back"},
        {"face.different", "try_again", "try_again"},
        {"face.still_different", "without_face", "without_face"},
        {"consent.consent", "agree", "agree"},
        {"consent.consent", "decline", "decline"},
        {"lay_card.waiting", "back", "go_back"},
        {"lay_card.unreadable", "home", "go_home"},
        {"reading.reading", "help", "open_help"},
        {"too_young.too_young", "finish", "end_session"},
        {"earlier_case.unprinted", "carry_on", "continue_earlier_case"},
        {"earlier_case.unprinted", "dismiss", "dismiss_earlier_case"},
        {"earlier_case.unsettled", "dismiss", "end_session"},
        {"earlier_case.queued", "dismiss", "end_session"},
        {"earlier_case.queued_another", "dismiss", "dismiss_earlier_case"},
        {"draft.draft", "resume", "resume_draft"},
        {"draft.draft", "discard", "discard_draft"},
        {"form.may_be_paused", "pause", "pause_form"},
        {"review.may_be_paused", "pause", "pause_form"},
        {"form.came_back", "next", "confirm_form"},
        {"form.bank_card_typed", "digit.8", "edit bank_card 62284812345678"},
        {"form.bank_card_typed", "digit.backspace", "edit bank_card 622848123456"},
        {"form.bank_card_typed", "digit.clear", "edit bank_card "},
        {"form.bank_card_typed", "digit.done", "open_field "},
        {"form.bank_card_typed", "field.phone", "open_field phone"},
        {"form.text_typed", "key.g", "edit e_mail zhang sang"},
        {"form.choice", "choice.social", "edit pay_to social"},
        {"form.complete", "field.bank_card", "open_field bank_card"},
        {"form.complete", "next", "confirm_form"},
        {"goodbye.rating", "rate.5", "rate 5"},
        {"goodbye.rating", "rate.1", "rate 1"},
        {"goodbye.rating", "skip", "end_session"},
        {"home.groups", "my_cases", "open_matter PB01"},
        {"home.offline", "my_cases", "open_matter PB01"},
        {"guide_list.listed", "guide.SI01", "open_guide SI01"},
        {"guide_list.listed", "guide.open-government", "open_guide open-government"},
        {"guide_list.listed", "back", "go_back"},
        {"guide.here", "print", "print_guide"},
        {"guide.here", "back", "go_back"},
        {"case_ask.choice", "card", "ask_by_card"},
        {"case_ask.choice", "number", "open_field query.number"},
        {"case_ask.choice_with_reader", "scan", "scan_into query.number"},
        {"case_ask.scanning", "stop", "scan_into "},
        {"case_ask.typing", "key.7", "edit query.number 20260520007"},
        {"case_ask.typing", "key.backspace", "edit query.number 202605200"},
        {"case_ask.typing", "key.clear", "edit query.number "},
        {"case_ask.typing", "key.done", "open_field query.code"},
        {"case_ask.typing", "query.code", "open_field query.code"},
        {"case_ask.scanned,_code_to_type", "key.X", "edit query.code X"},
        {"case_ask.scanned,_code_to_type", "key.done", "ask_by_number"},
        {"case_list.several", "case.11440399MB000000094442000001000202605200002",
         "open_case 11440399MB000000094442000001000202605200002"},
        {"case_list.several", "done", "end_session"},
        {"case_list.nothing", "done", "end_session"},
        {"case_story.approved,_print_again", "print_again", "print_again"},
        {"case_story.approved,_print_again", "done", "end_session"},
        {"case_story.approved,_no_paper", "done", "end_session"},
        {"case_story.by_number", "back", "go_back"},
        {"review.review", "submit", "submit"},
        {"review.review", "back", "go_back"},
        {"submitting.long", "leave", "leave_without_paper"},
        {"outcome.refused", "done", "end_session"},
        {"outcome.human", "done", "end_session"},
        {"printing.stopped", "try_again", "try_again"},
        {"printing.paper_out", "leave", "leave_without_paper"},
        {"printing.asks", "came_out", "answer_page_outcome yes"},
        {"printing.asks", "did_not", "answer_page_outcome no"},
        {"take_paper.take", "taken", "paper_taken"},
        {"take_paper.take", "missing", "paper_not_received"},
        {"help.help", "close", "close_help"},
        {"help.help", "call_back", "request_call_back"},
        {"help.typed", "digit.7", "edit help.telephone 138000000007"},
        {"help.typed", "digit.backspace", "edit help.telephone 1380000000"},
        {"still_there.countdown", "here", "still_here"},
        {"still_there.countdown", "end", "end_session"},
        {"attract.in_service", "corner.top_left", "service_corner top_left"},
        {"out_of_service.starting", "corner.bottom_right", "service_corner bottom_right"},
        {"service_pin.typed", "pin.7", "service_pin 24007"},
        {"service_pin.typed", "pin.backspace", "service_pin 240"},
        {"service_pin.typed", "pin.clear", "service_pin "},
        {"service_pin.typed", "pin.done", "service_check_pin"},
        {"service_pin.locked", "pin.7", "nothing"},
        {"service_overview.in_service", "device.a4", "service_open_device a4"},
        {"service_overview.in_service", "book", "service_open_book"},
        {"service_overview.in_service", "close", "service_open_closing"},
        {"service_overview.closed", "open", "service_reopen"},
        {"service_overview.in_service", "language", "choose_language en"},
        {"service_overview.in_service", "leave", "service_leave"},
        {"service_device.printer", "test", "service_test"},
        {"service_device.printer", "refilled", "service_refilled"},
        {"service_device.printer", "reset", "service_reset"},
        {"service_device.page_running", "test", "nothing"},
        {"service_device.printer", "back", "go_back"},
        {"service_book.lines", "back", "go_back"},
        {"service_closing.reasons", "reason.repair", "service_close repair"},
        {"trouble.platform", "try_again", "try_again"},
        {"trouble.platform", "finish", "end_session"},
        {"trouble.reader", "finish", "end_session"},
    };
    return all;
}

class Taps : public testing::TestWithParam<ui::Orientation> {};

TEST_P(Taps, AskForWhatTheirWordsSay) {
    Easel easel(GetParam());
    std::map<std::string, State> samples;
    for (const auto& named : easel::all_samples())
        samples.emplace(named.name, named.sample.state);
    for (const Tap& tap : taps()) {
        SCOPED_TRACE(std::string(tap.sample) + "/" + tap.id);
        const auto found = samples.find(tap.sample);
        ASSERT_NE(found, samples.end());
        EXPECT_EQ(asked(easel.tap(found->second, tap.id)), tap.asks_for);
    }
}

INSTANTIATE_TEST_SUITE_P(Everywhere, Taps,
                         testing::Values(ui::Orientation::portrait, ui::Orientation::landscape),
                         [](const auto& tested) {
                             return tested.param == ui::Orientation::portrait ? "Upright" : "Across";
                         });

TEST(Screens, LetATouchAnywhereOnTheInvitationWakeTheTerminal) {
    Easel easel(ui::Orientation::portrait);
    for (const auto& named : easel::all_samples()) {
        if (named.name != "attract.in_service") continue;
        easel.draw(named.sample.state);
        for (const ui::Point at : {ui::Point{140, 140}, {540, 700}, {900, 1400}}) {
            easel.window().tap(at);
            EXPECT_EQ(asked(easel.draw(named.sample.state)), "wake");
        }
    }
}

TEST(Screens, KeepTheirTargetsWithLargeText) {
    Easel easel(ui::Orientation::landscape);
    for (const auto& named : easel::all_samples()) {
        const State normal = named.sample.state;
        if (!normal.session) continue;
        const State large = easel::in(named.sample, {Language::en, TextSize::large}).state;
        easel.draw(normal);
        std::vector<std::string> ids;
        for (const auto& node : easel.window().tree().nodes)
            if (node.is_target && !node.id.ends_with(".more") && !node.id.ends_with(".back"))
                ids.push_back(node.id);
        easel.draw(large);
        for (const auto& id : ids)
            EXPECT_NE(easel.window().tree().find(id), nullptr) << named.name << "/" << id;
    }
}

}  // namespace
}  // namespace kiosk24::screens
