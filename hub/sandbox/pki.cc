#include "hub/sandbox/pki.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include "kiosk/seal/envelope.h"

namespace kiosk24::sandbox {
namespace {

namespace fs = std::filesystem;

// Complete or not there: written beside, synced, renamed.
Status write_new(const fs::path& file, const std::string& text, mode_t mode) {
    const std::string beside = file.string() + ".new";
    const int fd = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
    if (fd < 0) return Error(Code::broken_storage, beside + ": " + std::strerror(errno));
    const bool written = ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                         ::fchmod(fd, mode) == 0 && ::fsync(fd) == 0;
    ::close(fd);
    if (!written || ::rename(beside.c_str(), file.c_str()) != 0)
        return Error(Code::broken_storage, file.string() + ": " + std::strerror(errno));
    return {};
}

Status write_identity(const fs::path& directory, const std::string& name, const Identity& identity) {
    TRY(certificate, pem_of(*identity.certificate));
    TRY(key, pem_of(*identity.key));
    // The key first: a certificate without its key would never be made whole.
    TRY_STATUS(write_new(directory / (name + ".key"), key, 0600));
    return write_new(directory / (name + ".pem"), certificate, 0644);
}

bool is_there(const fs::path& directory, const std::string& name) {
    return fs::exists(directory / (name + ".pem")) && fs::exists(directory / (name + ".key"));
}

Status make_if_missing(const fs::path& directory, const std::string& name, const CertificateRequest& request,
                       const Identity* issuer) {
    if (is_there(directory, name)) return {};
    TRY(made, issue(request, issuer));
    return write_identity(directory, name, made);
}

Status make_terminal(const fs::path& directory, const std::string& terminal_id, const Identity& authority) {
    std::string name = "terminal";
    if (is_there(directory, name)) {
        TRY(first, read_identity(directory, name));
        if (common_name_of(*first.certificate) == terminal_id) return {};
        name += "-" + terminal_id;
    }
    return make_if_missing(directory, name, {.common_name = terminal_id, .purpose = Purpose::terminal},
                           &authority);
}

Status make_catalogue_signer(const fs::path& directory) {
    if (is_there(directory, "catalogue_signer")) return {};
    TRY(key, seal::SigningKey::generate(std::string(kCatalogueKeyId), seal::SignatureAlgorithm::ed25519));
    TRY(private_pem, key.private_key_pem());
    TRY(public_pem, key.public_key_pem());
    TRY_STATUS(write_new(directory / "catalogue_signer.key", private_pem, 0600));
    return write_new(directory / "catalogue_signer.pem", public_pem, 0644);
}

Status make_bad_ones(const fs::path& directory, const std::string& terminal_id, const Identity& authority) {
    const fs::path bad = directory / "bad";
    std::error_code failed;
    fs::create_directories(bad, failed);
    if (failed) return Error(Code::broken_storage, bad.string() + ": " + failed.message());
    TRY_STATUS(make_if_missing(
        bad, "expired_server",
        {.common_name = "localhost", .purpose = Purpose::server, .dates = Dates::expired}, &authority));
    TRY_STATUS(make_if_missing(
        bad, "expired_terminal",
        {.common_name = terminal_id, .purpose = Purpose::terminal, .dates = Dates::expired}, &authority));
    TRY(rogue, issue({.common_name = "Rogue authority", .purpose = Purpose::authority}, nullptr));
    TRY_STATUS(make_if_missing(bad, "rogue_terminal",
                               {.common_name = terminal_id, .purpose = Purpose::terminal}, &rogue));
    TRY_STATUS(make_if_missing(bad, "rogue_document_ca",
                               {.common_name = "Rogue document authority", .purpose = Purpose::authority},
                               nullptr));
    TRY(rogue_documents, read_identity(bad, "rogue_document_ca"));
    return make_if_missing(bad, "rogue_document_signer",
                           {.common_name = "示范区社会保险服务中心",
                            .purpose = Purpose::document_signer,
                            .key_kind = KeyKind::rsa_3072},
                           &rogue_documents);
}

}  // namespace

Result<std::string> read_text(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return Error(Code::not_found, file.string() + " cannot be read");
    std::ostringstream text;
    text << stream.rdbuf();
    return std::move(text).str();
}

Result<Identity> read_identity(const fs::path& directory, const std::string& name) {
    TRY(certificate, read_text(directory / (name + ".pem")));
    TRY(key, read_text(directory / (name + ".key")));
    return identity_from_pem(certificate, key).with(name);
}

Status make_missing_files(const fs::path& directory, const std::string& terminal_id, BadOnes bad_ones) {
    const auto is_allowed = [](unsigned char c) {
        return std::isalnum(c) || c == '-' || c == '_' || c == '.';
    };
    if (terminal_id.empty() || terminal_id.size() > 64 || terminal_id[0] == '.' ||
        !std::all_of(terminal_id.begin(), terminal_id.end(), is_allowed))
        return Error(Code::bad_setting, "a terminal's id is 1 to 64 letters, digits, '-', '_' and '.'");
    std::error_code failed;
    fs::create_directories(directory, failed);
    if (!failed) fs::permissions(directory, fs::perms::owner_all, failed);
    if (failed) return Error(Code::broken_storage, directory.string() + ": " + failed.message());
    TRY_STATUS(make_if_missing(
        directory, "tls_ca", {.common_name = "Kiosk24 sandbox TLS authority", .purpose = Purpose::authority},
        nullptr));
    TRY(authority, read_identity(directory, "tls_ca"));
    TRY_STATUS(make_if_missing(directory, "server", {.common_name = "localhost", .purpose = Purpose::server},
                               &authority));
    TRY_STATUS(make_terminal(directory, terminal_id, authority));
    TRY_STATUS(make_if_missing(
        directory, "document_ca",
        {.common_name = "Kiosk24 sandbox document authority", .purpose = Purpose::authority}, nullptr));
    TRY(documents, read_identity(directory, "document_ca"));
    TRY_STATUS(make_if_missing(directory, "document_signer",
                               {.common_name = "示范区社会保险服务中心",
                                .purpose = Purpose::document_signer,
                                .key_kind = KeyKind::rsa_3072},
                               &documents));
    TRY_STATUS(make_catalogue_signer(directory));
    if (bad_ones == BadOnes::make) return make_bad_ones(directory, terminal_id, authority);
    return {};
}

}  // namespace kiosk24::sandbox
