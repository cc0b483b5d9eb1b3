#include "kiosk/app/command_line.h"

#include <sys/prctl.h>
#include <sys/resource.h>

#include <csignal>
#include <cstdlib>

#include "kiosk/base/log.h"
#include "kiosk/seal/memory.h"

namespace kiosk24::app {

Status begin_process(std::string program) {
    TRY_STATUS(seal::wipe_freed_memory());
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);       // a dump would carry a person's data
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);  // and so would a debugger's look
    std::signal(SIGPIPE, SIG_IGN);
    // A kiosk has no desktop: SDL need not start a session bus, nor Xlib read the dead keys of every
    // language.
    ::setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", 0);
    ::setenv("XCOMPOSEFILE", "/dev/null", 0);
    log::open({.level = log::Level::info, .program = std::move(program), .file = {}});
    return {};
}

Result<settings::Settings> read_settings(const Options& options) {
    return settings::read_settings(options.settings_file, options.overrides);
}

namespace {

ui::Keys keys_of(settings::KeyUse use) {
    switch (use) {
        case settings::KeyUse::navigation:
            return ui::Keys::navigation;
        case settings::KeyUse::all:
            return ui::Keys::all;
        case settings::KeyUse::none:
            break;
    }
    return ui::Keys::none;
}

}  // namespace

ui::WindowOptions window_options(const Options& options, const settings::Panel& panel) {
    ui::WindowOptions window;
    window.width_px = panel.width_px;
    window.height_px = panel.height_px;
    window.keys = keys_of(panel.keys);
    if (options.is_headless) window.surface = ui::Surface::headless;
    if (options.is_framed) window.border = ui::WindowOptions::Border::framed;
    return window;
}

}  // namespace kiosk24::app
