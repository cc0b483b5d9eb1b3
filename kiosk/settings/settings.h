// What a terminal is told before it starts: config/kiosk.toml and config/types/<terminal type>.toml, checked
// as a whole, plus the words of the screens. Files are read once, on the main thread, before others start.
//
// Every mistake (typo, unknown key, wrong type, value out of range, a device that the type does not have)
// is an Error bad_setting whose detail holds one line a mistake: "file:line:column: what, and what is
// expected". A file that is not there or not readable is not_found.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"
#include "kiosk/model/terminal.h"
#include "kiosk/model/texts.h"

namespace kiosk24::settings {

// One [[device]] table: a driver process.
struct Device {
    DeviceSlot slot;
    std::filesystem::path program;
    // What stands on its command line after the program: the table's `arguments`, then "--set", "key=value"
    // for every key of the table that is the driver's own (tty, printer_uri, ...), in the file's order. A
    // text that begins with ./ or ../ is a path relative to the settings file.
    std::vector<std::string> command_line;
    std::string user;  // the account it runs as; empty: the terminal's own (never in production)
    // Files and folders it may open (Landlock); everything else is closed to it.
    std::vector<std::string> may_read, may_write;
    bool operator==(const Device&) const = default;
};

// One [[platform.catalogue_signer]] or [[hub.command_signer]]: whose signature counts. Any one of them is
// enough; two while keys rotate.
struct Signer {
    std::string id;                         // the envelope's key id
    std::string algorithm;                  // "Ed25519" or "SM2-SM3"
    std::filesystem::path public_key_file;  // PEM
    bool operator==(const Signer&) const = default;
};

struct Platform {
    std::string url;                // "https://host[:port]", no path, no trailing slash
    std::filesystem::path ca_file;  // PEM: the only authorities the terminal trusts for this connection
    std::filesystem::path client_certificate_file, client_key_file;  // PEM
    std::vector<std::string> pins;  // "sha256//<base64>", of the server's public key; any one of them
    std::filesystem::path document_signers_file;  // PEM: authorities of the documents' signers
    std::vector<Signer> catalogue_signers;
    std::filesystem::path catalogue_cache_file;  // the last good catalogue, for a start without network
    Milliseconds catalogue_check{15 * 60'000};   // how often the catalogue is asked for
    bool operator==(const Platform&) const = default;
};

// The central hub: heartbeats and remote commands. A terminal serves just as well without one.
struct Hub {
    std::string url;                // like the platform's; empty: there is no hub
    std::filesystem::path ca_file;  // PEM: the only authorities trusted for this connection
    // Enrolment (`kiosk24 enrol`) makes both; until then the hub is out of reach.
    std::filesystem::path client_certificate_file, client_key_file;
    std::vector<std::string> pins;
    std::vector<Signer> command_signers;   // whose commands are obeyed
    Milliseconds heartbeat_every{30'000};  // until the hub asks for another pace
    bool is_used() const { return !url.empty(); }
    bool operator==(const Hub&) const = default;
};

// Algorithms of sealing and signing (kiosk/seal).
enum class Profile { international, sm };

struct Journal {
    std::filesystem::path path;           // the SQLite file
    std::filesystem::path key_directory;  // sealing keys, where there is no TPM
    int retention_days = 180;             // a closed case's personal fields are erased after that
    Profile profile = Profile::international;
    bool operator==(const Journal&) const = default;
};

// [service]: the maintainer's service mode. Its times and limits are in Terminal::service.
struct Service {
    std::string pin_hash;  // as `kiosk24 hash-pin` prints it; empty: there is no service mode
    bool operator==(const Service&) const = default;
};
// Of the PIN that the demonstration tells everybody: refused in production.
inline constexpr std::string_view kSamplePinHash =
    "$scrypt$ln=15,r=8,p=3$G6kWCL9i1IOiVY8nxBZSww$XgnNofyPLHzBL3n6XnOZBD7lUjPByYVCTKPH1xR+ff8";

// What the keys of a plugged-in keyboard may do: nothing; walk from button to button, as a tactile pad does
// (Tab, arrows, Enter); or type as well.
enum class KeyUse { none, navigation, all };

struct Panel {
    int width_px = 1080, height_px = 1920;
    double diagonal_inch = 21.5;
    KeyUse keys = KeyUse::none;
    bool operator==(const Panel&) const = default;
};

// config/types/<type>.toml
struct TerminalType {
    std::string id;
    LocalText name, about;
    std::vector<DeviceClass> devices;   // every terminal of the type has these classes,
    std::vector<DeviceClass> may_have;  // some have these too, and none another
    bool operator==(const TerminalType&) const = default;
};

enum class Site { rehearsal, production };

struct Settings {
    Site site = Site::rehearsal;  // production = true refuses whatever only a demonstration may do
    Terminal terminal;
    TerminalType type;
    std::vector<Device> devices;  // same order as terminal.devices
    Platform platform;
    Hub hub;
    Journal journal;
    Service service;
    Panel panel;
    std::filesystem::path assets_directory;           // fonts, icons, sounds, words
    std::filesystem::path launch_program;             // kiosk24-launch
    std::filesystem::path log_file;                   // empty: standard error only
    const Device* device(std::string_view id) const;  // nullptr if there is none
};

// `overrides` are "key=value" of the command line's --set, applied before anything is checked. The key is
// dotted ("platform.url", "timers.idle_ms"); a device is named by its id ("device.reader.tty"). The value is
// TOML; where the file has a text, or where it does not read as TOML, it is taken as it stands.
// Relative paths are relative to the settings file's folder, overrides to the current folder.
Result<Settings> read_settings(const std::filesystem::path& file,
                               const std::vector<std::string>& overrides = {});

// Are the files that the settings name (certificates, keys, drivers) there and readable? bad_setting with one
// line each. Kept apart, so that settings can be checked on another machine than the terminal. The hub's are
// not looked at: nobody is turned away because the centre cannot hear of it.
Status check_files(const Settings& settings);

// One terminal type file.
Result<TerminalType> read_terminal_type(const std::filesystem::path& file);

// assets/words/<language tag>.toml for every language of model/language.h. Nested tables are flattened with
// dots: [fault."document_printer.paper_out"] citizen = "..." is "fault.document_printer.paper_out.citizen".
// Refuses a language that lacks a key which another one has.
Result<Texts> read_texts(const std::filesystem::path& words_directory);

}  // namespace kiosk24::settings
