// kiosk24-ui-gallery DIR: every page in both orientations and text sizes as PNG files, and what lint says
// about it.
#include <cstdio>
#include <filesystem>

#include "gallery_pages.h"
#include "kiosk/ui/window.h"

using namespace kiosk24;
using namespace kiosk24::ui;

namespace {

int draw_all(const std::filesystem::path& directory, bool is_portrait) {
    WindowOptions options;
    options.surface = Surface::headless;
    options.width_px = is_portrait ? 1080 : 1920;
    options.height_px = is_portrait ? 1920 : 1080;
    options.clock = [] { return Moment{Milliseconds(1500)}; };
    auto window = Window::open(options);
    if (!window) {
        std::fprintf(stderr, "%s\n", window.error().text().c_str());
        return 1;
    }
    for (const TextSize step : {TextSize::normal, TextSize::large}) {
        (*window)->set_text_size(step);
        for (const gallery::Page& page : gallery::pages()) {
            const auto draw = [&page](Frame& frame) {
                page.draw(frame);
                return Changed::nothing;
            };
            (*window)->frame(draw);
            (*window)->frame(draw);
            const std::string name = page.name + (is_portrait ? "-upright" : "-across") +
                                     (step == TextSize::large ? "-large" : "") + ".png";
            if (const auto written = (*window)->write_png(directory / name); !written) {
                std::fprintf(stderr, "%s\n", written.error().text().c_str());
                return 1;
            }
            for (const Finding& finding : (*window)->findings())
                std::printf("%s: %s %s: %s\n", name.c_str(), std::string(name_of(finding.fault)).c_str(),
                            finding.id.c_str(), finding.detail.c_str());
        }
    }
    return 0;
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 2 || arguments[1][0] == '-') {
        std::fprintf(stderr, "usage: kiosk24-ui-gallery DIRECTORY\n");
        return 2;
    }
    std::filesystem::create_directories(arguments[1]);
    const int upright = draw_all(arguments[1], true);
    return upright != 0 ? upright : draw_all(arguments[1], false);
}
