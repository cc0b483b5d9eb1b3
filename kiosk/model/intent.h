// What a person wants: made by a screen's draw, at most one a frame, or by the probe port in rehearsal.
#pragma once

#include <string>
#include <variant>

#include "kiosk/base/personal.h"
#include "kiosk/model/language.h"
#include "kiosk/model/matter.h"
#include "kiosk/model/service_mode.h"

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
struct AgreeFace {};    // to the comparison of faces, its own consent
struct WithoutFace {};  // goes on without it
struct UseMethod {
    IdentifyMethod method = IdentifyMethod::id_card;
};  // another way to say who one is
struct StillHere {};
struct EndSession {};
// Form: begin to type into this field, leaving the one before; empty: leave it, type nowhere.
struct OpenField {
    std::string field;
};
struct PrintReceipt {};  // print the receipt, or once more where that is safe
struct Rate {
    int stars = 0;
};  // 1 to 5
struct OpenGuide {
    std::string guide;
};
struct PrintGuide {};   // the guide that is open
struct AskByCard {};    // case query: with the card
struct AskByNumber {};  // with what was typed into "query.number" and "query.code"
struct OpenCase {
    std::string case_number;
};                       // its story; empty: the list again
struct PrintAgain {};    // the paper of the case that is open
struct PauseForm {};     // leave, and go on with this form later
struct ResumeDraft {};   // go on with the form that was left
struct DiscardDraft {};  // throw it away
struct ScanInto {
    std::string field;
};  // read a code and write it into that field; empty: stop

// --- service mode: the maintainer's touches; ServiceCorner also where nobody is
struct ServiceCorner {
    ScreenCorner corner = ScreenCorner::top_left;
};  // of the attract or out-of-service screen
struct ServicePin {
    PersonalText text;
};  // all digits after this stroke
struct ServiceCheckPin {};
struct ServiceOpenDevice {
    std::string device;
};
struct ServiceOpenBook {};
struct ServiceOpenClosing {};  // choose a reason
struct ServiceTest {};         // of the device on screen: a read or a page
struct ServiceRefilled {};     // the paper of the device on screen
struct ServiceReset {};        // the driver of the device on screen
struct ServiceClose {
    std::string reason;
};  // out of service
struct ServiceReopen {};
struct ServiceLeave {};
}  // namespace intent

using Intent = std::variant<
    intent::Touched, intent::Wake, intent::GoHome, intent::GoBack, intent::ChooseLanguage,
    intent::ChooseTextSize, intent::OpenHelp, intent::CloseHelp, intent::RequestCallBack, intent::OpenGroup,
    intent::Edit, intent::OpenMatter, intent::ChooseCase, intent::StartMatter, intent::Agree, intent::Decline,
    intent::ConfirmForm, intent::Submit, intent::TryAgain, intent::ContinueEarlierCase,
    intent::DismissEarlierCase, intent::AnswerPageOutcome, intent::LeaveWithoutPaper, intent::PaperTaken,
    intent::PaperNotReceived, intent::StillHere, intent::EndSession, intent::OpenField, intent::Rate,
    intent::AgreeFace, intent::WithoutFace, intent::UseMethod, intent::PrintReceipt, intent::ServiceCorner,
    intent::ServicePin, intent::ServiceCheckPin, intent::ServiceOpenDevice, intent::ServiceOpenBook,
    intent::ServiceOpenClosing, intent::ServiceTest, intent::ServiceRefilled, intent::ServiceReset,
    intent::ServiceClose, intent::ServiceReopen, intent::ServiceLeave, intent::OpenGuide, intent::PrintGuide,
    intent::AskByCard, intent::AskByNumber, intent::OpenCase, intent::PrintAgain, intent::ScanInto,
    intent::PauseForm, intent::ResumeDraft, intent::DiscardDraft>;

// "submit", "choose_language": for the log and the recording; never what was typed.
std::string_view name_of(const Intent& intent);

}  // namespace kiosk24
