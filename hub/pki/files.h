// Keys and certificates as files of a directory: NAME.pem and NAME.key (0600). Made at the first start, never
// overwritten, each complete or not there. Errors: broken_storage, not_found.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "hub/pki/certificates.h"

namespace kiosk24::pki {

// The directory itself, 0700.
Status make_directory(const std::filesystem::path& directory);
// Written beside, synced, renamed.
Status write_new(const std::filesystem::path& file, const std::string& text, unsigned mode);
Result<std::string> read_text(const std::filesystem::path& file);

bool is_there(const std::filesystem::path& directory, const std::string& name);
Result<Identity> read_identity(const std::filesystem::path& directory, const std::string& name);
Status make_if_missing(const std::filesystem::path& directory, const std::string& name,
                       const CertificateRequest& request, const Identity* issuer);
// An Ed25519 key for envelopes, public and private.
Status make_signer_if_missing(const std::filesystem::path& directory, const std::string& name,
                              std::string_view key_id);

}  // namespace kiosk24::pki
