// Signs a PDF: a detached CMS signature (adbe.pkcs7.detached, SHA-256) in a signature field without a
// picture, over everything but itself (ISO 32000 12.8). PoDoFo places it, OpenSSL makes it. The signer's
// certificate and its issuer's travel in it.
#pragma once

#include "hub/pki/certificates.h"

namespace kiosk24::sandbox {

struct DocumentSigner {
    pki::Identity signer;
    pki::CertificateHandle authority;
};
// bad_input if `pdf` is none.
Result<Bytes> sign_document(const Bytes& pdf, const DocumentSigner& signer, const std::string& reason);

}  // namespace kiosk24::sandbox
