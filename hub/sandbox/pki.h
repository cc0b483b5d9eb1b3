// The files of the sandbox's directory, made at the first start and never overwritten. Keys are 0600, the
// directory 0700. Everything here is for throw-away data only.
//
//   tls_ca.pem .key            issues server and terminals; terminals trust it and pin server.pem
//   server.pem .key            localhost, 127.0.0.1, ::1
//   terminal.pem .key          the first terminal; its CN is the terminal's id
//   terminal-<ID>.pem .key     further terminals
//   document_ca.pem .key       issues the document signer; terminals trust it for documents
//   document_signer.pem .key   signs the PDFs (RSA-3072)
//   catalogue_signer.pem .key  Ed25519, public key and private key; key id "sandbox-catalogue-1"
//   bad/  (asked for with --with-bad-ones, for tests)
//     expired_server.pem .key, expired_terminal.pem .key     right issuer, ended yesterday
//     rogue_terminal.pem .key                                a right name from an issuer nobody knows
//     rogue_document_ca.pem .key, rogue_document_signer.pem .key
//   sandbox.db                 the book
#pragma once

#include <filesystem>
#include <string>

#include "hub/pki/files.h"

namespace kiosk24::sandbox {

inline constexpr std::string_view kCatalogueKeyId = "sandbox-catalogue-1";

enum class BadOnes { leave_out, make };
// Makes whatever of the list above is missing. broken_storage if a file cannot be written.
Status make_missing_files(const std::filesystem::path& directory, const std::string& terminal_id,
                          BadOnes bad_ones);

using pki::Identity;
using pki::read_identity;
using pki::read_text;

}  // namespace kiosk24::sandbox
