// Who may sign documents, and whether a signature is one of theirs (CMS, RFC 5652; the only user of OpenSSL
// in this driver).
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "kiosk/base/bytes.h"
#include "kiosk/base/result.h"

namespace kiosk24::drivers::document_verify {

class TrustedSigners {
  public:
    // One or more certificates of authorities in PEM. bad_setting: none, or one that can't be read.
    static Result<TrustedSigners> from_pem(std::string_view pem);
    ~TrustedSigners();
    TrustedSigners(TrustedSigners&&) noexcept;
    TrustedSigners& operator=(TrustedSigners&&) noexcept;

    // `cms`: DER, padded with zeros at will; detached, over `before` and `after` joined. bad_signature unless
    // every signer in it has a certificate for signing, valid now, issued by one of these authorities, and
    // signed with SHA-256 or better.
    Status verify(ByteView cms, ByteView before, ByteView after) const;

  private:
    struct Store;
    explicit TrustedSigners(std::unique_ptr<Store> store);
    std::unique_ptr<Store> store_;
};

}  // namespace kiosk24::drivers::document_verify
