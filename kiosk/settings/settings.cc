#include "kiosk/settings/settings.h"

#include <algorithm>
#include <fstream>

#include "kiosk/settings/read_connection.h"
#include "kiosk/settings/read_device.h"
#include "kiosk/settings/table_reader.h"

namespace kiosk24::settings {
namespace {

using Presence = TableReader::Presence;

void read_timers(TableReader table, Site site, Timers& timers) {
    constexpr int kShortest_ms = 100, kLongest_ms = 600'000;
    // WCAG 2.2.1: at least 20 s to ask for more time. A rehearsal may be quicker.
    const int shortest_warning_ms = site == Site::production ? 20'000 : kShortest_ms;
    read_duration(table, "idle_ms", kShortest_ms, kLongest_ms, timers.idle);
    read_duration(table, "warning_ms", shortest_warning_ms, kLongest_ms, timers.warning);
    read_duration(table, "idle_large_ms", kShortest_ms, kLongest_ms, timers.idle_large);
    read_duration(table, "warning_large_ms", shortest_warning_ms, kLongest_ms, timers.warning_large);
    read_duration(table, "lay_card_ms", kShortest_ms, kLongest_ms, timers.lay_card);
    read_duration(table, "decision_wait_ms", kShortest_ms, 60'000, timers.decision_wait);
    read_duration(table, "form_settle_ms", 0, 10'000, timers.form_settle);
    read_duration(table, "take_paper_ms", kShortest_ms, kLongest_ms, timers.take_paper);
    read_duration(table, "goodbye_ms", 0, 60'000, timers.goodbye);
    read_duration(table, "rating_ms", 0, 60'000, timers.rating);
    read_duration(table, "outcome_settle_ms", 0, 10'000, timers.outcome_settle);
    read_duration(table, "draft_ms", 0, 7 * 24 * 3'600'000, timers.draft);
    if (timers.idle_large < timers.idle)
        table.problem("idle_large_ms", "is shorter than idle_ms, expected at least as long");
    if (timers.warning_large < timers.warning)
        table.problem("warning_large_ms", "is shorter than warning_ms, expected at least as long");
    table.refuse_others();
}

bool is_plain_id(std::string_view id) {
    constexpr std::size_t kLongest = 40;
    return !id.empty() && id.size() <= kLongest && std::all_of(id.begin(), id.end(), [](unsigned char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
               c == '_';
    });
}

void read_languages(TableReader& table, std::vector<Language>& languages) {
    std::vector<std::string> tags;
    table.texts("languages", Presence::optional, tags);
    if (tags.empty()) return;
    languages.clear();
    for (const auto& tag : tags) {
        const auto language = language_tagged(tag);
        if (!language)
            table.problem("languages", "'" + tag + "' is not a language, expected zh-Hans or en");
        else if (std::find(languages.begin(), languages.end(), *language) != languages.end())
            table.problem("languages", "'" + tag + "' stands twice");
        else
            languages.push_back(*language);
    }
    if (!languages.empty() && languages.front() != Language::zh_hans)
        table.problem("languages", "the first must be zh-Hans, in which the terminal greets");
}

void read_terminal(TableReader table, Terminal& terminal) {
    table.text("id", Presence::required, terminal.id);
    if (!terminal.id.empty() && !is_plain_id(terminal.id))
        table.problem("id", "expected 1 to 40 letters, digits, - and _, like LG-0001");
    table.text("type", Presence::required, terminal.type);
    if (!terminal.type.empty() && !is_plain_id(terminal.type))
        table.problem("type", "expected the name of a file in types/, without .toml");
    table.local_text("site", Presence::required, terminal.site);
    table.local_text("district", Presence::required, terminal.district);
    table.local_text("nearest", Presence::required, terminal.nearest);
    table.text("hotline", Presence::optional, terminal.hotline);
    const bool is_number = std::all_of(terminal.hotline.begin(), terminal.hotline.end(),
                                       [](unsigned char c) { return (c >= '0' && c <= '9') || c == '-'; });
    if (terminal.hotline.empty() || !is_number)
        table.problem("hotline", "expected a telephone number of digits and -, like 12345");
    read_languages(table, terminal.languages);
    table.refuse_others();
}

void read_platform(TableReader table, Site site, Platform& platform) {
    read_url(table, Presence::required, platform.url);
    table.path("ca_file", Presence::required, platform.ca_file);
    table.path("client_certificate_file", Presence::required, platform.client_certificate_file);
    table.path("client_key_file", Presence::required, platform.client_key_file);
    read_pins(table, platform.pins);
    if (site == Site::production && platform.pins.empty())
        table.problem("pins", "a terminal in production pins its platform's key, expected at least one");
    table.path("document_signers_file", Presence::required, platform.document_signers_file);
    read_signers(table, "catalogue_signer", platform.catalogue_signers);
    table.path("catalogue_cache_file", Presence::required, platform.catalogue_cache_file);
    read_duration(table, "catalogue_check_ms", 1'000, 86'400'000, platform.catalogue_check);
    table.refuse_others();
}

void read_journal(TableReader table, Journal& journal) {
    table.path("path", Presence::required, journal.path);
    table.path("key_directory", Presence::required, journal.key_directory);
    table.integer("retention_days", Presence::optional, 1, 3650, journal.retention_days);
    std::string profile = "international";
    table.text("profile", Presence::optional, profile);
    if (profile != "international" && profile != "sm")
        table.problem("profile", "'" + profile + "', expected international or sm");
    journal.profile = profile == "sm" ? Profile::sm : Profile::international;
    table.refuse_others();
}

void read_panel(TableReader table, Site site, Panel& panel) {
    table.integer("width_px", Presence::optional, 600, 7680, panel.width_px);
    table.integer("height_px", Presence::optional, 600, 7680, panel.height_px);
    table.number("diagonal_inch", Presence::optional, 7, 110, panel.diagonal_inch);
    std::string keys = "none";
    table.text("keys", Presence::optional, keys);
    if (keys != "none" && keys != "navigation" && keys != "all")
        table.problem("keys", "'" + keys + "', expected none, navigation or all");
    if (keys == "all" && site == Site::production)
        table.problem("keys", "nobody plugs in a keyboard in production, expected none or navigation");
    if (keys == "navigation") panel.keys = KeyUse::navigation;
    if (keys == "all") panel.keys = KeyUse::all;
    table.refuse_others();
}

struct Paths {
    std::filesystem::path programs, types;
};

Paths read_paths(TableReader table, const std::filesystem::path& folder, Settings& settings) {
    std::error_code failure;
    Paths paths{std::filesystem::read_symlink("/proc/self/exe", failure).parent_path(), folder / "types"};
    settings.assets_directory = (folder / "../assets").lexically_normal();
    table.path("programs", Presence::optional, paths.programs);
    table.path("types", Presence::optional, paths.types);
    table.path("assets", Presence::optional, settings.assets_directory);
    table.path("log_file", Presence::optional, settings.log_file);
    std::string launch = "kiosk24-launch";
    table.text("launch_program", Presence::optional, launch);
    settings.launch_program = program_path(launch, paths.programs, table.place_of("launch_program"));
    table.refuse_others();
    return paths;
}

bool contains(const std::vector<DeviceClass>& classes, DeviceClass device_class) {
    return std::find(classes.begin(), classes.end(), device_class) != classes.end();
}

// Every class of the type has a device, and every device's class is one of the type's or one it may have.
void compare_with_type(const Settings& settings, const Place& place, Problems& problems) {
    for (const auto device_class : settings.type.devices) {
        if (settings.terminal.slot_of(device_class) == nullptr)
            problems.add(place, "a terminal of type '" + settings.type.id + "' has a device of class '" +
                                    std::string(name_of(device_class)) + "', but no [[device]] is one");
    }
    for (const auto& device : settings.devices) {
        const auto device_class = device.slot.device_class;
        if (!contains(settings.type.devices, device_class) && !contains(settings.type.may_have, device_class))
            problems.add(place, "device '" + device.slot.id + "': a terminal of type '" + settings.type.id +
                                    "' has no '" + std::string(name_of(device_class)) + "'");
    }
}

void read_type(const Paths& paths, const Place& place, Settings& settings, Problems& problems) {
    if (!is_plain_id(settings.terminal.type)) return;
    auto type = read_terminal_type(paths.types / (settings.terminal.type + ".toml"));
    if (!type) {
        if (type.error().code() == Code::not_found)
            problems.add(place, "terminal.type: there is no type '" + settings.terminal.type +
                                    "': " + type.error().detail());
        else
            problems.add(type.error());
        return;
    }
    settings.type = std::move(*type);
    compare_with_type(settings, place, problems);
}

void read_service(TableReader table, Site site, Service& service, ServiceRules& rules) {
    constexpr int kShortestLock_ms = 1'000, kLongestLock_ms = 86'400'000;
    table.text("pin_hash", Presence::optional, service.pin_hash);
    if (site == Site::production && service.pin_hash == kSamplePinHash)
        table.problem("pin_hash", "is the demonstration's, expected one that `kiosk24 hash-pin` made");
    table.integer("free_tries", Presence::optional, 1, 10, rules.free_tries);
    read_duration(table, "first_lock_ms", kShortestLock_ms, kLongestLock_ms, rules.first_lock);
    read_duration(table, "longest_lock_ms", kShortestLock_ms, kLongestLock_ms, rules.longest_lock);
    read_duration(table, "idle_ms", 5'000, 1'800'000, rules.idle);
    if (rules.longest_lock < rules.first_lock)
        table.problem("longest_lock_ms", "is shorter than first_lock_ms, expected at least as long");
    table.refuse_others();
    rules.is_offered = !service.pin_hash.empty();
}

}  // namespace

const Device* Settings::device(std::string_view id) const {
    const auto found = std::find_if(devices.begin(), devices.end(),
                                    [&](const Device& device) { return device.slot.id == id; });
    return found == devices.end() ? nullptr : &*found;
}

Result<TerminalType> read_terminal_type(const std::filesystem::path& file) {
    TRY(root, read_toml(file));
    Problems problems;
    TableReader table(&root, "", {file.string(), 1, 1}, problems);
    TerminalType type;
    type.id = file.stem().string();
    table.local_text("name", Presence::required, type.name);
    table.local_text("about", Presence::required, type.about);
    const auto read_classes = [&](std::string_view key, Presence presence,
                                  std::vector<DeviceClass>& classes) {
        std::vector<std::string> names;
        table.texts(key, presence, names);
        for (const auto& name : names) {
            const auto device_class = device_class_named(name);
            if (!device_class)
                table.problem(key, "'" + name + "' is not a device class" + expected_classes());
            else if (contains(type.devices, *device_class) || contains(type.may_have, *device_class))
                table.problem(key, "'" + name + "' stands twice");
            else
                classes.push_back(*device_class);
        }
    };
    read_classes("devices", Presence::required, type.devices);
    read_classes("may_have", Presence::optional, type.may_have);
    table.refuse_others();
    TRY_STATUS(problems.status());
    return type;
}

Result<Settings> read_settings(const std::filesystem::path& file, const std::vector<std::string>& overrides) {
    TRY(root, read_toml(file));
    Problems problems;
    for (const auto& assignment : overrides) {
        if (auto status = apply_override(root, assignment); !status) problems.add(status.error());
    }
    TableReader table(&root, "", {file.string(), 1, 1}, problems);
    Settings settings;
    bool is_production = false;
    table.truth("production", Presence::required, is_production);
    settings.site = is_production ? Site::production : Site::rehearsal;
    const auto paths = read_paths(table.table("paths", Presence::optional), file.parent_path(), settings);
    auto terminal = table.table("terminal", Presence::required);
    const auto type_place = terminal.place_of("type");
    read_terminal(std::move(terminal), settings.terminal);
    read_timers(table.table("timers", Presence::optional), settings.site, settings.terminal.timers);
    read_panel(table.table("panel", Presence::optional), settings.site, settings.panel);
    read_platform(table.table("platform", Presence::required), settings.site, settings.platform);
    read_hub(table.table("hub", Presence::optional), settings.site, settings.hub);
    read_journal(table.table("journal", Presence::required), settings.journal);
    read_service(table.table("service", Presence::optional), settings.site, settings.service,
                 settings.terminal.service);
    for (auto& device_table : table.tables("device", Presence::required)) {
        auto device = read_device(device_table, paths.programs, settings.site);
        if (!device.slot.id.empty() && settings.device(device.slot.id) != nullptr)
            device_table.problem("id", "there is already a device '" + device.slot.id + "'");
        settings.terminal.devices.push_back(device.slot);
        settings.devices.push_back(std::move(device));
    }
    table.refuse_others();
    // Only a file that is otherwise right is compared with its type: a misspelt class is one mistake, not
    // two.
    if (problems.empty()) read_type(paths, type_place, settings, problems);
    TRY_STATUS(problems.status());
    return settings;
}

Status check_files(const Settings& settings) {
    Problems problems;
    const auto check = [&](const std::filesystem::path& file, std::string_view what) {
        std::error_code failure;
        if (!std::filesystem::is_regular_file(file, failure) || !std::ifstream(file).good())
            problems.add(Place{file.string()}, std::string(what) + " is not there or not readable");
    };
    check(settings.platform.ca_file, "platform.ca_file");
    check(settings.platform.client_certificate_file, "platform.client_certificate_file");
    check(settings.platform.client_key_file, "platform.client_key_file");
    check(settings.platform.document_signers_file, "platform.document_signers_file");
    for (const auto& signer : settings.platform.catalogue_signers)
        check(signer.public_key_file, "the key of catalogue signer '" + signer.id + "'");
    for (const auto& device : settings.devices)
        check(device.program, "the driver of '" + device.slot.id + "'");
    return problems.status();
}

}  // namespace kiosk24::settings
