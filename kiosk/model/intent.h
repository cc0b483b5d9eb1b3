// What a person wants: made by a screen's draw, at most one a frame, or by the probe port in rehearsal.
#pragma once

#include <string>
#include <variant>

#include "kiosk/base/personal.h"
#include "kiosk/model/language.h"

namespace kiosk24 {

enum class TextSize { normal, large };

namespace intent {
struct Touched {};  // anything that only shows that somebody is there
struct Wake {};     // leave the attract screen
struct GoHome {};
struct GoBack {};
struct ChooseLanguage {
    Language language;
};
struct ChooseTextSize {
    TextSize size;
};
struct OpenHelp {};
struct CloseHelp {};
struct RequestCallBack {};  // with what was typed into the field "help.telephone", if anything
struct OpenGroup {
    std::string group;
};  // empty: all
// An edit of any field, search included. caret in code points; composition is the unfinished input of a
// keyboard.
struct Edit {
    std::string field;
    PersonalText text;
    int caret = 0;
    PersonalText composition;
};
struct OpenMatter {
    std::string matter;
};
struct ChooseCase {
    std::string matter_case;
};
struct StartMatter {};
struct Agree {};  // consent
struct Decline {};
struct ConfirmForm {};
struct Submit {};
struct TryAgain {};             // the failed thing, where trying again is safe
struct ContinueEarlierCase {};  // print again / show the decision of the case on screen
struct DismissEarlierCase {};   // go on with the new matter
struct AnswerPageOutcome {
    bool came_out;
};                            // after an unknown: did this page come out?
struct LeaveWithoutPaper {};  // finish; the rest is destroyed and stays available to print again
struct PaperTaken {};
struct PaperNotReceived {};
struct StillHere {};
struct EndSession {};
}  // namespace intent

using Intent =
    std::variant<intent::Touched, intent::Wake, intent::GoHome, intent::GoBack, intent::ChooseLanguage,
                 intent::ChooseTextSize, intent::OpenHelp, intent::CloseHelp, intent::RequestCallBack,
                 intent::OpenGroup, intent::Edit, intent::OpenMatter, intent::ChooseCase, intent::StartMatter,
                 intent::Agree, intent::Decline, intent::ConfirmForm, intent::Submit, intent::TryAgain,
                 intent::ContinueEarlierCase, intent::DismissEarlierCase, intent::AnswerPageOutcome,
                 intent::LeaveWithoutPaper, intent::PaperTaken, intent::PaperNotReceived, intent::StillHere,
                 intent::EndSession>;

// "submit", "choose_language": for the log and the recording; never what was typed.
std::string_view name_of(const Intent& intent);

}  // namespace kiosk24
