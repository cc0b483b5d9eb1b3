// kiosk24: the terminal as it is shipped. No probe port, no recording, no replay.
#include <CLI/CLI.hpp>

#include <cstdio>
#include <fstream>
#include <iostream>
#include <sstream>

#include "kiosk/app/command_line.h"
#include "kiosk/app/enrol.h"
#include "kiosk/app/kiosk.h"
#include "kiosk/base/log.h"
#include "kiosk/flow/check_matter.h"
#include "kiosk/seal/pin_hash.h"
#include "kiosk/wire/catalogue.h"

namespace {

using namespace kiosk24;

int check_matter(const std::string& path) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file) {
        std::fprintf(stderr, "%s: cannot be read\n", path.c_str());
        return 2;
    }
    const auto matter = wire::decode_matter(text.str());
    if (!matter) {
        std::fprintf(stderr, "%s: %s\n", path.c_str(), matter.error().detail().c_str());
        return 1;
    }
    const auto findings = flow::check_matter(*matter);
    for (const auto& finding : findings)
        std::fprintf(stderr, "%s: %s %s\n", path.c_str(), finding.where.c_str(), finding.what.c_str());
    std::printf("%s", flow::graph_of(*matter).c_str());
    return findings.empty() ? 0 : 1;
}

// The PIN is asked for on the terminal's standard input, so that it stands in no history and no list of
// processes.
int hash_pin() {
    std::string typed;
    std::fprintf(stderr, "PIN (6 to 12 digits): ");
    if (!std::getline(std::cin, typed)) return 2;
    const auto hash = seal::hash_pin(PersonalText(std::move(typed)));
    if (!hash) {
        std::fprintf(stderr, "kiosk24: %s\n", hash.error().detail().c_str());
        return 1;
    }
    std::printf("%s\n", hash->c_str());
    return 0;
}

int enrol(const app::Options& options, const std::string& code) {
    if (auto begun = app::begin_process("kiosk24"); !begun) {
        std::fprintf(stderr, "kiosk24: %s\n", begun.error().text().c_str());
        return 1;
    }
    const auto settings = app::read_settings(options);
    if (!settings) {
        std::fprintf(stderr, "%s\n", settings.error().detail().c_str());
        return 2;
    }
    const auto enrolled = app::enrol(*settings, code);
    if (!enrolled) {
        std::fprintf(stderr, "kiosk24: not enrolled: %s\n", enrolled.error().text().c_str());
        return 1;
    }
    const auto until = date_in_china(enrolled->until);
    std::printf("%s is enrolled until %04d-%02d-%02d\n", settings->terminal.id.c_str(), until.year,
                until.month, until.day);
    if (!enrolled->signer_notice.empty())
        std::fprintf(stderr, "kiosk24: %s\n", enrolled->signer_notice.c_str());
    return 0;
}

int serve(const app::Options& options) {
    if (auto begun = app::begin_process("kiosk24"); !begun) {
        std::fprintf(stderr, "kiosk24: %s\n", begun.error().text().c_str());
        return 1;
    }
    auto settings = app::read_settings(options);
    if (!settings) {
        std::fprintf(stderr, "%s\n", settings.error().detail().c_str());
        return 2;
    }
    const auto window = app::window_options(options, settings->panel);
    auto kiosk = app::Kiosk::open(*std::move(settings), window);
    if (!kiosk) {
        log::error("app", "cannot start: {}", kiosk.error().text());
        return 1;
    }
    return (*kiosk)->run();  // until SIGTERM or SIGINT, which the window turns into its end
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App cli("Kiosk24, the self-service terminal", "kiosk24");
    app::Options options;
    std::string matter_file;
    bool only_check = false;
    cli.add_option("--settings", options.settings_file, "kiosk.toml of this terminal");
    cli.add_option("--set", options.overrides, "key=value over the settings file")->take_all();
    cli.add_flag("--window", options.is_framed, "an ordinary window instead of the whole panel");
    cli.add_flag("--headless", options.is_headless, "no display");
    cli.add_flag("--check-settings", only_check, "read the settings, say what is wrong, and end");
    auto* check = cli.add_subcommand("check-matter",
                                     "refuse a matter that a citizen could get stuck in; draw its graph");
    check->add_option("FILE", matter_file, "config/catalogue/<matter>.json")->required();
    auto* hash = cli.add_subcommand("hash-pin", "read a PIN and print its hash for [service] pin_hash");
    std::string code;
    auto* enrolment = cli.add_subcommand("enrol", "become one of the hub's terminals, by a one-time code");
    enrolment->add_option("--settings", options.settings_file, "kiosk.toml of this terminal")->required();
    enrolment->add_option("--set", options.overrides, "key=value over the settings file")->take_all();
    enrolment->add_option("--code", code, "as `kiosk24-hub enrol-code` printed it")->required();
    CLI11_PARSE(cli, argc, argv);
    if (enrolment->parsed()) return enrol(options, code);
    if (hash->parsed()) return hash_pin();
    if (check->parsed()) return check_matter(matter_file);
    if (options.settings_file.empty()) {
        std::fprintf(stderr, "kiosk24: --settings FILE is needed\n");
        return 2;
    }
    if (!only_check) return serve(options);
    const auto settings = app::read_settings(options);
    if (!settings) std::fprintf(stderr, "%s\n", settings.error().detail().c_str());
    return settings ? 0 : 2;
}
