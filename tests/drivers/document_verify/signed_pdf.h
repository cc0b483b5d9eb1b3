// PDFs for the tests, made byte by byte so that each can be wrong in one place, and signers for them.
#pragma once

#include <openssl/evp.h>
#include <openssl/x509.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/base/bytes.h"

namespace kiosk24::test_support {

// A key with its certificate.
struct Signer {
    std::shared_ptr<EVP_PKEY> key;
    std::shared_ptr<X509> certificate;
};
Signer make_authority(const std::string& name);
struct SignerDates {
    long from_days = -1, to_days = 365;  // from now
};
Signer make_signer(const Signer& authority, const SignerDates& dates = {});
std::string pem_of(const Signer& signer);

// A run of text on a page; points, y upwards from the lower edge.
struct Text {
    double x = 0, y = 0;
    std::string text;  // UTF-8
};
struct PdfPlan {
    std::vector<std::vector<Text>> pages;
    double width = 595.276, height = 841.89;
    std::string catalogue_extra;             // further entries of the catalogue: "/OpenAction ..."
    std::string more_contents;               // further contents of every page: "100 0 R"
    std::vector<std::string> extra_objects;  // bodies of further objects, numbered from kFirstExtraObject
};
inline constexpr int kFirstExtraObject = 100;

// The bytes of an unsigned PDF, with a signature dictionary of `room` hexadecimal digits waiting.
std::string draw(const PdfPlan& plan, int room_digits = 8192);

struct Signing {
    const EVP_MD* digest = nullptr;  // nullptr: SHA-256
    // The byte range to claim instead of the right one.
    std::function<std::vector<long>(std::vector<long>)> claim;
};
// `pdf` with its gap filled.
Bytes sign(std::string pdf, const Signer& signer, const Signing& how = {});
// A certificate page: name and case number after their Chinese labels, two pages.
PdfPlan certificate_of(const std::string& name, const std::string& case_number);
// Appends an incremental update that draws over the first page.
Bytes with_update(Bytes pdf);

}  // namespace kiosk24::test_support
