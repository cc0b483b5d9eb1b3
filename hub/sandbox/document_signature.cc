#include "hub/sandbox/document_signature.h"

#include <openssl/cms.h>
#include <podofo/podofo.h>

#include <array>

namespace kiosk24::sandbox {
namespace {

constexpr std::size_t kRoom_bytes = 8192;  // kept free for the signature

struct CmsEnd {
    void operator()(CMS_ContentInfo* cms) const { CMS_ContentInfo_free(cms); }
};
struct BioEnd {
    void operator()(BIO* bio) const { BIO_free(bio); }
};
using Bio = std::unique_ptr<BIO, BioEnd>;

Result<std::string> detached_cms(const std::string& signed_bytes, const DocumentSigner& signer) {
    Bio content(BIO_new_mem_buf(signed_bytes.data(), static_cast<int>(signed_bytes.size())));
    STACK_OF(X509)* others = sk_X509_new_null();
    sk_X509_push(others, signer.authority.get());
    constexpr unsigned int kFlags = CMS_DETACHED | CMS_BINARY | CMS_NOSMIMECAP;
    std::unique_ptr<CMS_ContentInfo, CmsEnd> cms(
        CMS_sign(nullptr, nullptr, others, nullptr, kFlags | CMS_PARTIAL));
    sk_X509_free(others);
    const bool made = cms &&
                      CMS_add1_signer(cms.get(), signer.signer.certificate.get(), signer.signer.key.get(),
                                      EVP_sha256(), kFlags) &&
                      CMS_final(cms.get(), content.get(), nullptr, kFlags) == 1;
    Bio out(BIO_new(BIO_s_mem()));
    if (!made || i2d_CMS_bio(out.get(), cms.get()) != 1) return pki::openssl_error("signing a document");
    char* from = nullptr;
    const long length = BIO_get_mem_data(out.get(), &from);
    return std::string(from, static_cast<std::size_t>(length));
}

// PoDoFo throws PdfError; sign_document catches it.
Result<Bytes> sign_by_podofo(const Bytes& pdf, const DocumentSigner& signer, const std::string& reason) {
    using namespace PoDoFo;
    PdfMemDocument document;
    document.LoadFromBuffer(reinterpret_cast<const char*>(pdf.data()), static_cast<long>(pdf.size()));
    PdfRefCountedBuffer buffer;
    PdfOutputDevice device(&buffer);
    PdfSignOutputDevice signing(&device);
    signing.SetSignatureSize(kRoom_bytes);
    document.GetAcroForm(ePdfCreateObject, ePdfAcroFormDefaultAppearance_None);
    PdfSignatureField field(document.GetPage(0), PdfRect(0, 0, 0, 0), &document);
    field.SetFieldName("issuer");
    field.SetSignatureReason(PdfString(reinterpret_cast<const pdf_utf8*>(reason.c_str())));
    field.SetSignatureDate(PdfDate());
    field.SetSignature(*signing.GetSignatureBeacon());
    // Viewers tell that signatures exist, and that changing the file breaks them (SigFlags 3).
    document.GetAcroForm()->GetObject()->GetDictionary().AddKey(PdfName("SigFlags"),
                                                                PdfVariant(pdf_int64{3}));
    document.Write(&signing);
    if (!signing.HasSignaturePosition()) return Error(Code::bad_input, "the PDF has no room for a signature");
    signing.AdjustByteRange();
    signing.Seek(0);
    std::string signed_bytes;
    std::array<char, 65536> part{};
    while (const std::size_t length = signing.ReadForSignature(part.data(), part.size())) {
        if (length == static_cast<std::size_t>(-1)) break;
        signed_bytes.append(part.data(), length);
    }
    TRY(cms, detached_cms(signed_bytes, signer));
    if (cms.size() > kRoom_bytes) return Error(Code::too_large, "the signature does not fit its room");
    signing.SetSignature(PdfData(cms.data(), cms.size()));
    signing.Flush();
    const char* from = buffer.GetBuffer();
    return Bytes(from, from + device.GetLength());
}

}  // namespace

Result<Bytes> sign_document(const Bytes& pdf, const DocumentSigner& signer, const std::string& reason) {
    PoDoFo::PdfError::EnableDebug(false);  // it would write to stderr, past the log
    PoDoFo::PdfError::EnableLogging(false);
    try {
        return sign_by_podofo(pdf, signer, reason).with("signing a document");
    } catch (const PoDoFo::PdfError& failed) {
        const char* name = PoDoFo::PdfError::ErrorName(failed.GetError());
        return Error(Code::bad_input, name ? name : "PoDoFo failed").with("signing a document");
    }
}

}  // namespace kiosk24::sandbox
