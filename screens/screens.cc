#include "screens/screens.h"

#include "screens/attract/attract.h"
#include "screens/consent/consent.h"
#include "screens/earlier_case/earlier_case.h"
#include "screens/form/form.h"
#include "screens/goodbye/goodbye.h"
#include "screens/help/help.h"
#include "screens/home/home.h"
#include "screens/lay_card/lay_card.h"
#include "screens/matter/matter.h"
#include "screens/out_of_service/out_of_service.h"
#include "screens/outcome/outcome.h"
#include "screens/printing/printing.h"
#include "screens/reading/reading.h"
#include "screens/review/review.h"
#include "screens/still_there/still_there.h"
#include "screens/submitting/submitting.h"
#include "screens/take_paper/take_paper.h"
#include "screens/too_young/too_young.h"
#include "screens/trouble/trouble.h"

namespace kiosk24::screens {

std::optional<Intent> draw(const State& state, const Texts& texts, ui::Frame& frame) {
    switch (situation_of(state)) {
#define SCREEN(situation)      \
    case Situation::situation: \
        return situation::draw(situation::view_of(state, texts), frame);
#include "screens/all.def"
#undef SCREEN
    }
    return std::nullopt;
}

std::vector<Sample> samples_of(Situation situation) {
    switch (situation) {
#define SCREEN(name)      \
    case Situation::name: \
        return name::samples();
#include "screens/all.def"
#undef SCREEN
    }
    return {};
}

}  // namespace kiosk24::screens
