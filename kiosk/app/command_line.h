// What both programs take on their command line, and how they begin.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/settings/settings.h"
#include "kiosk/ui/window.h"

namespace kiosk24::app {

struct Options {
    std::filesystem::path settings_file;
    std::vector<std::string> overrides;  // --set key=value
    bool is_framed = false;              // --window: an ordinary window instead of the whole panel
    bool is_headless = false;            // --headless: no display, pictures in memory
};

// Wiping allocators, log, no core dumps. Called first in main; the program ends if it fails.
Status begin_process(std::string program);
Result<settings::Settings> read_settings(const Options& options);
ui::WindowOptions window_options(const Options& options, const settings::Panel& panel);

}  // namespace kiosk24::app
