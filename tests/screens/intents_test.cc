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
        {"consent.consent", "agree", "agree"},
        {"consent.consent", "decline", "decline"},
        {"lay_card.waiting", "back", "go_back"},
        {"lay_card.unreadable", "home", "go_home"},
        {"reading.reading", "help", "open_help"},
        {"too_young.too_young", "finish", "end_session"},
        {"earlier_case.unprinted", "carry_on", "continue_earlier_case"},
        {"earlier_case.unprinted", "dismiss", "dismiss_earlier_case"},
        {"earlier_case.unsettled", "dismiss", "end_session"},
        {"form.came_back", "next", "confirm_form"},
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
        for (const ui::Point at : {ui::Point{60, 60}, {540, 700}, {900, 1400}}) {
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
