// kiosk24-rehearsal: the shipped terminal's objects with a robot citizen, a probe port, recording and replay.
// Refuses the settings of a production site.
#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <deque>
#include <fstream>
#include <sstream>

#include "kiosk/app/command_line.h"
#include "kiosk/app/kiosk.h"
#include "kiosk/app/rehearsal/probe_port.h"
#include "kiosk/app/rehearsal/recording.h"
#include "kiosk/app/rehearsal/robot.h"
#include "kiosk/base/log.h"
#include "kiosk/text/citizen_number.h"
#include "kiosk/text/date_words.h"
#include "kiosk/wire/json_writer.h"

namespace {

using namespace kiosk24;

struct RehearsalOptions {
    app::Options terminal;
    std::string probe, record, replay, walks_file, walk, desk, language = "zh-Hans";
    std::filesystem::path card, out;
    std::string matter = "SI01";
};

class Rehearsal : public app::Watcher {
  public:
    std::unique_ptr<app::Robot> robot;
    std::unique_ptr<app::ProbePort> probe;
    std::ofstream record;
    std::deque<app::RecordedIntent> replay;

    void after_input(const Input& input, const State& state) override {
        if (robot) robot->after_input();
        if (const auto* intent = std::get_if<Intent>(&input.body); intent != nullptr && record.is_open())
            record << app::line_of({(input.stamp.now - began_).count(), last_, *intent}) << std::flush;
        last_ = situation_of(state);
    }
    bool after_frame(const State& state, ui::Window& window) override {
        last_ = situation_of(state);
        if (probe && probe->serve(state, window, monotonic_now())) return true;
        return robot && robot->after_frame(state, window, monotonic_now());
    }
    Moment next_wake() const override {
        Moment wake = kNever;
        if (robot) wake = std::min(wake, robot->next_wake());
        if (probe) wake = std::min(wake, probe->next_wake());
        return wake;
    }
    std::vector<Intent> intents() override {
        std::vector<Intent> due;
        if (!replay.empty() && replay.front().situation == last_) {
            due.push_back(replay.front().intent);
            replay.pop_front();
        }
        return due;
    }
    void worked(std::chrono::microseconds time) override {
        if (robot) robot->worked(time);
    }

  private:
    Moment began_ = monotonic_now();
    Situation last_ = Situation::out_of_service;
};

// A walk may name a person by the number alone: a card is made for it.
std::filesystem::path card_of(const std::string& name, const std::filesystem::path& directory) {
    if (!text::is_citizen_number(name)) return name;
    wire::JsonWriter card;
    card.begin_object().field("name", "王测试").field("sex", text::sex_of(name) == Sex::female ? "2" : "1");
    card.field("nation", "01").field("birth", text::iso_of(text::birth_of(name)));
    card.field("address", "广东省深圳市龙岗区测试路3号").field("id_number", name);
    card.field("issuer", "深圳市公安局龙岗分局")
        .field("valid_from", "2020-01-01")
        .field("valid_to", "长期")
        .end();
    std::filesystem::create_directories(directory);
    const auto path = std::filesystem::absolute(directory / "card.json");
    std::ofstream(path) << card.text();
    return path;
}

Result<app::RobotOptions> robot_options(const RehearsalOptions& options) {
    std::ifstream file(options.walks_file);
    if (!file) return Error(Code::not_found, options.walks_file);
    std::ostringstream text;
    text << file.rdbuf();
    TRY(walks, app::parse_walks(text.str()).with(options.walks_file));
    const auto language = language_tagged(options.language);
    if (!language) return Error(Code::bad_argument, "no such language: " + options.language);
    const auto chosen = std::find_if(walks.begin(), walks.end(), [&](const app::Walk& walk) {
        return options.walk.empty() || walk.name == options.walk;
    });
    if (chosen == walks.end())
        return Error(Code::not_found, "no walk " + options.walk + " in " + options.walks_file);
    app::RobotOptions robot;
    robot.walk = *chosen;
    if (options.walk.empty()) robot.others = walks;
    robot.card = options.card.empty() ? card_of(chosen->card, options.out) : options.card;
    robot.matter = options.matter;
    robot.directory = options.out;
    robot.desk_socket = options.desk;
    robot.language = *language;
    return robot;
}

Status prepare(Rehearsal& rehearsal, const RehearsalOptions& options) {
    if (!options.record.empty()) rehearsal.record.open(options.record);
    if (!options.replay.empty()) {
        TRY(recording, app::read_recording(options.replay));
        rehearsal.replay.assign(recording.begin(), recording.end());
    }
    if (!options.walks_file.empty()) {
        TRY(robot, robot_options(options));
        rehearsal.robot = std::make_unique<app::Robot>(std::move(robot));
    }
    return {};
}

int fail(const Error& error) {
    std::fprintf(stderr, "kiosk24-rehearsal: %s\n", error.text().c_str());
    return 2;
}

int rehearse(const RehearsalOptions& options) {
    if (auto begun = app::begin_process("kiosk24-rehearsal"); !begun) return fail(begun.error());
    auto settings = app::read_settings(options.terminal);
    if (!settings) return fail(settings.error());
    if (settings->site == settings::Site::production)
        return fail(Error(Code::bad_setting, "a rehearsal refuses the settings of a production site"));
    Rehearsal rehearsal;
    if (auto prepared = prepare(rehearsal, options); !prepared) return fail(prepared.error());
    const auto window = app::window_options(options.terminal, settings->panel);
    auto kiosk = app::Kiosk::open(*std::move(settings), window);
    if (!kiosk) return fail(kiosk.error());
    if (!options.probe.empty()) {
        auto* terminal = kiosk->get();
        auto probe = app::ProbePort::open(options.probe, [terminal] { terminal->wake(); });
        if (!probe) return fail(probe.error());
        rehearsal.probe = *std::move(probe);
    }
    const int status = (*kiosk)->run(&rehearsal);
    rehearsal.probe.reset();
    const auto ledger = (*kiosk)->ledger();
    const Terminal terminal = (*kiosk)->settings().terminal;
    kiosk->reset();  // closes the ledger
    if (!rehearsal.robot) return status;
    const auto entries = journal::entries_of_last_run(ledger);
    const ui::Size size{static_cast<float>(window.width_px), static_cast<float>(window.height_px)};
    const auto problems =
        rehearsal.robot->finish(entries.value_or(std::vector<LedgerEntry>{}), terminal, size);
    for (const auto& problem : problems)
        std::fprintf(stderr, "robot: %s\n", problem.c_str());
    return problems.empty() ? status : 1;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App cli("Kiosk24 in rehearsal: on throw-away data, with a robot citizen", "kiosk24-rehearsal");
    RehearsalOptions options;
    cli.add_option("--settings", options.terminal.settings_file, "kiosk.toml")->required();
    cli.add_option("--set", options.terminal.overrides, "key=value over the settings file")->take_all();
    cli.add_flag("--window", options.terminal.is_framed, "an ordinary window instead of the whole panel");
    cli.add_flag("--headless", options.terminal.is_headless, "no display");
    cli.add_option("--probe", options.probe, "socket on which a test taps and types by widget id");
    cli.add_option("--record", options.record, "file that gets every intent");
    cli.add_option("--replay", options.replay, "file of intents to be done again");
    cli.add_option("--walks", options.walks_file, "walks file: be the robot citizen");
    cli.add_option("--walk", options.walk, "which walk; the first if not given");
    cli.add_option("--desk", options.desk, "the desk's socket");
    cli.add_option("--card", options.card, "card file or name, instead of the walk's");
    cli.add_option("--matter", options.matter, "for journey.json");
    cli.add_option("--language", options.language, "zh-Hans or en");
    cli.add_option("--out", options.out, "folder for screens/ and journey.json");
    CLI11_PARSE(cli, argc, argv);
    return rehearse(options);
}
