// The terminal at a glance for the maintainer: does it serve, what runs, what is it connected to, and how
// every device stands.
#pragma once

#include "screens/shared/sample.h"
#include "screens/shared/service_chrome.h"

namespace kiosk24::screens::service_overview {

struct Device {
    std::string id, title, standing, verdict;
    ui::Icon icon = ui::Icon::memory;
    ui::ColourRole colour = ui::ColourRole::success;  // of the verdict
};
struct View {
    ServiceChrome chrome;
    std::string standing, standing_more;  // does it serve, and if not, why
    bool serves = true;
    std::vector<ServiceFact> facts;
    std::string devices_heading, page_on, page_back, book, close_or_open;
    std::vector<Device> devices;
    bool may_open = false;  // the maintainer closed it, so the button opens it
};

View view_of(const State& state, const Texts& texts);
std::optional<Intent> draw(const View& view, ui::Frame& frame);
std::vector<Sample> samples();

}  // namespace kiosk24::screens::service_overview
