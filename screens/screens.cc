#include "screens/screens.h"

#include "screens/attract/attract.h"
#include "screens/case_ask/case_ask.h"
#include "screens/case_list/case_list.h"
#include "screens/case_story/case_story.h"
#include "screens/consent/consent.h"
#include "screens/draft/draft.h"
#include "screens/earlier_case/earlier_case.h"
#include "screens/face/face.h"
#include "screens/face_consent/face_consent.h"
#include "screens/form/form.h"
#include "screens/goodbye/goodbye.h"
#include "screens/guide/guide.h"
#include "screens/guide_list/guide_list.h"
#include "screens/help/help.h"
#include "screens/home/home.h"
#include "screens/lay_card/lay_card.h"
#include "screens/matter/matter.h"
#include "screens/operator/service_book/service_book.h"
#include "screens/operator/service_closing/service_closing.h"
#include "screens/operator/service_device/service_device.h"
#include "screens/operator/service_overview/service_overview.h"
#include "screens/operator/service_pin/service_pin.h"
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
