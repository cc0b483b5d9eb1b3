// kiosk24-audit: whether a terminal's ledger is still what the terminal wrote. Exit status 0: it holds; 1: it
// does not, and the first broken place is named; 2: it could not be told. And a new sealing key for it.
#include <CLI/CLI.hpp>

#include <cstdio>

#include "kiosk/base/log.h"
#include "kiosk/journal/audit.h"
#include "kiosk/journal/key_rotation.h"
#include "kiosk/seal/keys.h"
#include "kiosk/settings/settings.h"

namespace {

using namespace kiosk24;

constexpr int kHolds = 0, kBroken = 1, kUnknown = 2;

struct Words {
    std::string settings_file, ledger, key_directory;
    std::vector<std::string> overrides, heads;
};

int say(const Error& error) {
    std::fprintf(stderr, "kiosk24-audit: %s\n", error.detail().c_str());
    return kUnknown;
}

// Where the ledger and its keys are: as said, else as the settings say.
Status complete(Words& words) {
    if (words.settings_file.empty()) {
        if (words.ledger.empty())
            return Error(Code::bad_argument, "--settings FILE or --ledger FILE is needed");
        return {};
    }
    TRY(settings, settings::read_settings(words.settings_file, words.overrides));
    if (words.ledger.empty()) words.ledger = settings.journal.path.string();
    if (words.key_directory.empty()) words.key_directory = settings.journal.key_directory.string();
    return {};
}

int tell(const Words& words, const journal::AuditReport& report) {
    const auto& chain = report.chain;
    if (chain.first_broken) {
        const bool is_erasure = chain.reason.starts_with("erasure: ");
        std::printf("BROKEN: %s %lld: %s\n", is_erasure ? "erasure record" : "entry",
                    static_cast<long long>(*chain.first_broken),
                    chain.reason.substr(is_erasure ? 9 : 0).c_str());
        std::printf("%lld entries before it hold\n", static_cast<long long>(chain.entries));
        return kBroken;
    }
    for (const auto& head : report.not_found)
        std::printf(
            "BROKEN: the book never stood at %s, which was told outside: entries were cut off after that,"
            " or written anew\n",
            head.c_str());
    if (!report.not_found.empty()) return kBroken;
    std::printf("holds: %lld entries, %lld records of the audit chain%s\n",
                static_cast<long long>(chain.entries), static_cast<long long>(chain.records),
                words.key_directory.empty() ? " (whose the cases are was not checked: no keys)" : "");
    if (words.heads.empty())
        std::printf("no head was given: that nothing was cut off at the end is not proved\n");
    else
        std::printf("stood at every head given (%zu): nothing was cut off after them\n", words.heads.size());
    std::printf("head %s\n", report.head.c_str());
    return kHolds;
}

int verify(Words words) {
    if (auto completed = complete(words); !completed) return say(completed.error());
    journal::AuditRequest request{.ledger = words.ledger, .keys = nullptr, .heads = words.heads};
    if (!words.key_directory.empty()) {
        auto keys = seal::KeyStore::open_existing(words.key_directory);
        if (!keys) return say(keys.error());
        request.keys = std::make_shared<const seal::KeyStore>(*std::move(keys));
    }
    const auto report = journal::audit(request);
    if (report) return tell(words, *report);
    if (report.error().code() != Code::bad_input) return say(report.error());
    std::printf("BROKEN: %s\n", report.error().detail().c_str());
    return kBroken;
}

std::string list_of(const std::vector<std::string>& ids) {
    std::string list;
    for (const auto& id : ids)
        list += (list.empty() ? "" : ", ") + id;
    return list.empty() ? "none" : list;
}

int rotate_key(Words words) {
    if (auto completed = complete(words); !completed) return say(completed.error());
    if (words.key_directory.empty())
        return say(Error(Code::bad_argument, "--settings FILE or --keys DIR is needed"));
    const auto rotation = journal::rotate_key(words.ledger, words.key_directory, wall_now());
    if (!rotation) return say(rotation.error());
    std::printf("key %s seals from the next start of the terminal on\n", rotation->sealing.c_str());
    std::printf("still needed to open what they sealed: %s; destroyed: %s\n", list_of(rotation->kept).c_str(),
                list_of(rotation->destroyed).c_str());
    return kHolds;
}

void add_places(CLI::App& command, Words& words) {
    command.add_option("--settings", words.settings_file, "kiosk.toml of this terminal");
    command.add_option("--set", words.overrides, "key=value over the settings file")->take_all();
    command.add_option("--ledger", words.ledger, "the ledger's file, instead of the settings' journal.path");
    command.add_option("--keys", words.key_directory, "instead of the settings' journal.key_directory");
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App cli("Checks the case ledger of a terminal", "kiosk24-audit");
    cli.require_subcommand(1);
    Words words;
    auto* verifying = cli.add_subcommand("verify", "prove that nobody changed, cut or reordered the ledger");
    add_places(*verifying, words);
    verifying
        ->add_option("--head", words.heads,
                     "audit_head of a heartbeat (HEX or ENTRIES:HEX); may be given for each one known")
        ->take_all();
    auto* rotating =
        cli.add_subcommand("rotate-key", "seal with a new key from now on, and destroy what nothing needs");
    add_places(*rotating, words);
    try {
        cli.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return cli.exit(error) == 0 ? kHolds : kUnknown;
    }
    log::open({.level = log::Level::warn, .program = "kiosk24-audit", .file = {}});
    return rotating->parsed() ? rotate_key(std::move(words)) : verify(std::move(words));
}
