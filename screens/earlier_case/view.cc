#include "screens/earlier_case/earlier_case.h"

#include "kiosk/text/date_words.h"

namespace kiosk24::screens::earlier_case {

namespace {

struct Wording {
    const char* key;
    bool may_carry_on, is_good;
};

Wording wording_of(Standing standing) {
    switch (standing) {
        case Standing::not_filed:
            return {"not_filed", true, false};
        case Standing::queued:
            return {"queued", false, false};
        case Standing::unsettled:
            return {"unsettled", false, false};
        case Standing::filed_pending:
            return {"pending", true, true};
        case Standing::filed_human:
            return {"human", true, true};
        case Standing::refused:
            return {"refused", true, false};
        case Standing::approved_unprinted:
            return {"unprinted", true, true};
        case Standing::approved_printed:
            return {"printed", true, true};
        case Standing::finished:
            break;
    }
    return {"finished", true, true};
}

const CaseFile* first_open(const State& state) {
    for (const auto& id : state.session->earlier_cases) {
        const auto found = state.cases.find(id);
        if (found != state.cases.end() && is_open_for_citizen(found->second)) return &found->second;
    }
    return nullptr;
}

}  // namespace

View view_of(const State& state, const Texts& texts) {
    const Say say = say_of(state, texts);
    View view;
    view.chrome = chrome_of(state, texts, "earlier_case", Ways::all);
    const auto* file = state.session ? first_open(state) : nullptr;
    const auto wording = wording_of(file == nullptr ? Standing::finished : standing_of(*file));
    const std::string key = std::string("earlier_case.") + wording.key;
    view.heading = say(key + ".heading");
    view.words = say(key + ".words");
    view.carry_on = say(key + ".carry_on");
    view.may_carry_on = wording.may_carry_on;
    view.is_good = wording.is_good;
    // While one of them is on its way another of the same matter could be filed twice.
    view.may_dismiss = wording.may_carry_on || (file != nullptr && standing_of(*file) == Standing::queued &&
                                                file->matter_id != state.session->matter_id);
    view.dismiss = say(view.may_dismiss ? "earlier_case.dismiss" : "earlier_case.leave");
    if (file == nullptr) return view;
    const auto* matter = state.catalogue ? state.catalogue->find(file->matter_id) : nullptr;
    view.matter = say.fill("earlier_case.matter",
                           {{"date", text::date_words(date_in_china(file->opened_at), say.language())},
                            {"matter", matter == nullptr ? file->matter_id : say(matter->name)}});
    view.case_number = file->case_number;
    view.case_number_label = say("outcome.case_number");
    return view;
}

}  // namespace kiosk24::screens::earlier_case
