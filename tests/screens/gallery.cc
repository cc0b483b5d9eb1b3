// kiosk24-screens-gallery DIRECTORY [SITUATION...]: every sample of every screen (or of those named) in every
// language, text size and orientation as a PNG file, and what lint says about it.
#include <cstdio>
#include <filesystem>
#include <set>
#include <string>

#include "easel.h"

using namespace kiosk24;
using namespace kiosk24::screens;

namespace {

int draw_all(const std::filesystem::path& directory, const std::set<std::string>& wanted,
             ui::Orientation orientation) {
    easel::Easel easel(orientation);
    const char* turned = orientation == ui::Orientation::portrait ? "upright" : "across";
    for (const auto& named : easel::all_samples()) {
        if (!wanted.empty() && !wanted.contains(named.name.substr(0, named.name.find('.')))) continue;
        for (const auto& variation : easel::variations_of(named.sample)) {
            easel.draw(easel::in(named.sample, variation).state);
            const std::string name = named.name + "-" + turned +
                                     (variation.language == Language::en ? "-en" : "-zh") +
                                     (variation.size == TextSize::large ? "-large" : "") + ".png";
            if (const auto written = easel.window().write_png(directory / name); !written) {
                std::fprintf(stderr, "%s\n", written.error().text().c_str());
                return 1;
            }
            for (const auto& finding : easel.window().findings())
                std::printf("%s: %s %s: %s\n", name.c_str(), std::string(ui::name_of(finding.fault)).c_str(),
                            finding.id.c_str(), finding.detail.c_str());
        }
    }
    return 0;
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 2 || arguments[1][0] == '-') {
        std::fprintf(stderr, "usage: kiosk24-screens-gallery DIRECTORY [SITUATION...]\n");
        return 2;
    }
    std::filesystem::create_directories(arguments[1]);
    const std::set<std::string> wanted(arguments + 2, arguments + count);
    const int upright = draw_all(arguments[1], wanted, ui::Orientation::portrait);
    return upright != 0 ? upright : draw_all(arguments[1], wanted, ui::Orientation::landscape);
}
