#include "hub/sandbox/pki.h"

#include <algorithm>

namespace kiosk24::sandbox {
namespace {

namespace fs = std::filesystem;
using pki::Dates;
using pki::issue;
using pki::KeyKind;
using pki::Purpose;

Status make_throw_away(const fs::path& directory, const std::string& name, pki::CertificateRequest request,
                       const Identity* issuer) {
    request.organisation = "Kiosk24 sandbox, throw-away keys";
    return pki::make_if_missing(directory, name, request, issuer);
}

Status make_terminal(const fs::path& directory, const std::string& terminal_id, const Identity& authority) {
    std::string name = "terminal";
    if (pki::is_there(directory, name)) {
        TRY(first, read_identity(directory, name));
        if (pki::common_name_of(*first.certificate) == terminal_id) return {};
        name += "-" + terminal_id;
    }
    return make_throw_away(directory, name, {.common_name = terminal_id, .purpose = Purpose::terminal},
                           &authority);
}

Status make_bad_ones(const fs::path& directory, const std::string& terminal_id, const Identity& authority) {
    const fs::path bad = directory / "bad";
    std::error_code failed;
    fs::create_directories(bad, failed);
    if (failed) return Error(Code::broken_storage, bad.string() + ": " + failed.message());
    TRY_STATUS(make_throw_away(
        bad, "expired_server",
        {.common_name = "localhost", .purpose = Purpose::server, .dates = Dates::expired}, &authority));
    TRY_STATUS(make_throw_away(
        bad, "expired_terminal",
        {.common_name = terminal_id, .purpose = Purpose::terminal, .dates = Dates::expired}, &authority));
    TRY(rogue, issue({.common_name = "Rogue authority", .purpose = Purpose::authority}, nullptr));
    TRY_STATUS(make_throw_away(bad, "rogue_terminal",
                               {.common_name = terminal_id, .purpose = Purpose::terminal}, &rogue));
    TRY_STATUS(make_throw_away(bad, "rogue_document_ca",
                               {.common_name = "Rogue document authority", .purpose = Purpose::authority},
                               nullptr));
    TRY(rogue_documents, read_identity(bad, "rogue_document_ca"));
    return make_throw_away(bad, "rogue_document_signer",
                           {.common_name = "示范区社会保险服务中心",
                            .purpose = Purpose::document_signer,
                            .key_kind = KeyKind::rsa_3072},
                           &rogue_documents);
}

}  // namespace

Status make_missing_files(const fs::path& directory, const std::string& terminal_id, BadOnes bad_ones) {
    const auto is_allowed = [](unsigned char c) {
        return std::isalnum(c) || c == '-' || c == '_' || c == '.';
    };
    if (terminal_id.empty() || terminal_id.size() > 64 || terminal_id[0] == '.' ||
        !std::all_of(terminal_id.begin(), terminal_id.end(), is_allowed))
        return Error(Code::bad_setting, "a terminal's id is 1 to 64 letters, digits, '-', '_' and '.'");
    TRY_STATUS(pki::make_directory(directory));
    TRY_STATUS(make_throw_away(
        directory, "tls_ca", {.common_name = "Kiosk24 sandbox TLS authority", .purpose = Purpose::authority},
        nullptr));
    TRY(authority, read_identity(directory, "tls_ca"));
    TRY_STATUS(make_throw_away(directory, "server", {.common_name = "localhost", .purpose = Purpose::server},
                               &authority));
    TRY_STATUS(make_terminal(directory, terminal_id, authority));
    TRY_STATUS(make_throw_away(
        directory, "document_ca",
        {.common_name = "Kiosk24 sandbox document authority", .purpose = Purpose::authority}, nullptr));
    TRY(documents, read_identity(directory, "document_ca"));
    TRY_STATUS(make_throw_away(directory, "document_signer",
                               {.common_name = "示范区社会保险服务中心",
                                .purpose = Purpose::document_signer,
                                .key_kind = KeyKind::rsa_3072},
                               &documents));
    TRY_STATUS(pki::make_signer_if_missing(directory, "catalogue_signer", kCatalogueKeyId));
    if (bad_ones == BadOnes::make) return make_bad_ones(directory, terminal_id, authority);
    return {};
}

}  // namespace kiosk24::sandbox
