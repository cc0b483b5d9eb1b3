#include "hub/pki/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include "kiosk/seal/envelope.h"

namespace kiosk24::pki {
namespace {

namespace fs = std::filesystem;

Status write_identity(const fs::path& directory, const std::string& name, const Identity& identity) {
    TRY(certificate, pem_of(*identity.certificate));
    TRY(key, pem_of(*identity.key));
    // The key first: a certificate without its key would never be made whole.
    TRY_STATUS(write_new(directory / (name + ".key"), key, 0600));
    return write_new(directory / (name + ".pem"), certificate, 0644);
}

}  // namespace

Status make_directory(const fs::path& directory) {
    std::error_code failed;
    fs::create_directories(directory, failed);
    if (!failed) fs::permissions(directory, fs::perms::owner_all, failed);
    if (failed) return Error(Code::broken_storage, directory.string() + ": " + failed.message());
    return {};
}

Status write_new(const fs::path& file, const std::string& text, unsigned mode) {
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

Result<std::string> read_text(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return Error(Code::not_found, file.string() + " cannot be read");
    std::ostringstream text;
    text << stream.rdbuf();
    return std::move(text).str();
}

bool is_there(const fs::path& directory, const std::string& name) {
    return fs::exists(directory / (name + ".pem")) && fs::exists(directory / (name + ".key"));
}

Result<Identity> read_identity(const fs::path& directory, const std::string& name) {
    TRY(certificate, read_text(directory / (name + ".pem")));
    TRY(key, read_text(directory / (name + ".key")));
    return identity_from_pem(certificate, key).with(name);
}

Status make_if_missing(const fs::path& directory, const std::string& name, const CertificateRequest& request,
                       const Identity* issuer) {
    if (is_there(directory, name)) return {};
    TRY(made, issue(request, issuer));
    return write_identity(directory, name, made);
}

Status make_signer_if_missing(const fs::path& directory, const std::string& name, std::string_view key_id) {
    if (is_there(directory, name)) return {};
    TRY(key, seal::SigningKey::generate(std::string(key_id), seal::SignatureAlgorithm::ed25519));
    TRY(private_pem, key.private_key_pem());
    TRY(public_pem, key.public_key_pem());
    TRY_STATUS(write_new(directory / (name + ".key"), private_pem, 0600));
    return write_new(directory / (name + ".pem"), public_pem, 0644);
}

}  // namespace kiosk24::pki
