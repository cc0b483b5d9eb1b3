// The hub's directory, made by `init` and never overwritten. Keys are 0600, the directory 0700.
//
//   hub_ca.pem .key           issues the hub's and the terminals' certificates; terminals trust it
//   server.pem .key           the hub, for the names given to `init`
//   command_signer.pem .key   Ed25519, signs commands; `serve` does not read the private key
//   hub.db                    hub/store
//   bad/  (only with --with-bad-ones, for tests)
//     expired_server.pem .key   right issuer, ended yesterday
//     rogue_server.pem .key, rogue_terminal.pem .key   right names from an issuer nobody knows
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/base/result.h"

namespace kiosk24::hub {

inline constexpr std::string_view kCommandKeyId = "hub-command-1";
inline constexpr int kTerminalCertificate_days = 365;

struct InitOptions {
    std::filesystem::path directory;
    std::vector<std::string> server_names;  // empty: this machine only
    bool with_bad_ones = false;
};
Status make_hub_directory(const InitOptions& options);
// not_found with what to do, if `init` was not run.
Status check_hub_directory(const std::filesystem::path& directory);

}  // namespace kiosk24::hub
