// Why the terminal goes out of service: the maintainer chooses a reason, which stands in the ledger. The
// citizens only read that it is being looked after.
#pragma once

#include "screens/shared/sample.h"
#include "screens/shared/service_chrome.h"

namespace kiosk24::screens::service_closing {

struct Reason {
    std::string id, title;
    ui::Icon icon = ui::Icon::build;
};
struct View {
    ServiceChrome chrome;
    std::string heading, hint;
    std::vector<Reason> reasons;
};

View view_of(const State& state, const Texts& texts);
std::optional<Intent> draw(const View& view, ui::Frame& frame);
std::vector<Sample> samples();

}  // namespace kiosk24::screens::service_closing
