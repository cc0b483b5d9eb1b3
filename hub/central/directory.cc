#include "hub/central/directory.h"

#include "hub/pki/files.h"

namespace kiosk24::hub {
namespace {

namespace fs = std::filesystem;
using pki::Purpose;

pki::CertificateRequest server_request(const InitOptions& options) {
    pki::CertificateRequest request{.common_name = "localhost", .purpose = Purpose::server};
    if (!options.server_names.empty()) {
        request.common_name = options.server_names.front();
        request.server_names = options.server_names;
    }
    return request;
}

Status make_bad_ones(const InitOptions& options, const pki::Identity& authority) {
    const fs::path bad = options.directory / "bad";
    TRY_STATUS(pki::make_directory(bad));
    pki::CertificateRequest expired = server_request(options);
    expired.dates = pki::Dates::expired;
    TRY_STATUS(pki::make_if_missing(bad, "expired_server", expired, &authority));
    TRY(rogue, pki::issue({.common_name = "Rogue authority", .purpose = Purpose::authority}, nullptr));
    TRY_STATUS(pki::make_if_missing(bad, "rogue_server", server_request(options), &rogue));
    return pki::make_if_missing(bad, "rogue_terminal",
                                {.common_name = "LG-0001", .purpose = Purpose::terminal}, &rogue);
}

}  // namespace

Status make_hub_directory(const InitOptions& options) {
    TRY_STATUS(pki::make_directory(options.directory));
    TRY_STATUS(pki::make_if_missing(options.directory, "hub_ca",
                                    {.common_name = "Kiosk24 hub authority", .purpose = Purpose::authority},
                                    nullptr));
    TRY(authority, pki::read_identity(options.directory, "hub_ca"));
    TRY_STATUS(pki::make_if_missing(options.directory, "server", server_request(options), &authority));
    TRY_STATUS(pki::make_signer_if_missing(options.directory, "command_signer", kCommandKeyId));
    if (options.with_bad_ones) return make_bad_ones(options, authority);
    return {};
}

Status check_hub_directory(const fs::path& directory) {
    for (const char* name : {"hub_ca", "server"}) {
        if (!pki::is_there(directory, name))
            return Error(Code::not_found, directory.string() +
                                              " is no hub's directory: run 'kiosk24-hub init "
                                              "--dir " +
                                              directory.string() + "' first");
    }
    return {};
}

}  // namespace kiosk24::hub
