#include "tests/drivers/document_verify/signed_pdf.h"

#include <openssl/cms.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <map>
#include <stdexcept>

namespace kiosk24::test_support {
namespace {

void add_extension(X509* certificate, int kind, const char* value) {
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, kind, value);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

Signer make_certificate(const std::string& name, const Signer* issuer, const SignerDates& dates) {
    static long serial = 1000;
    Signer made;
    made.key.reset(EVP_EC_gen("P-256"), EVP_PKEY_free);
    made.certificate.reset(X509_new(), X509_free);
    auto* certificate = made.certificate.get();
    X509_set_version(certificate, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), ++serial);
    X509_gmtime_adj(X509_getm_notBefore(certificate), dates.from_days * 86400);
    X509_gmtime_adj(X509_getm_notAfter(certificate), dates.to_days * 86400);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
    X509_set_issuer_name(certificate,
                         X509_get_subject_name(issuer ? issuer->certificate.get() : certificate));
    X509_set_pubkey(certificate, made.key.get());
    add_extension(certificate, NID_basic_constraints, issuer ? "critical,CA:FALSE" : "critical,CA:TRUE");
    add_extension(certificate, NID_key_usage,
                  issuer ? "critical,digitalSignature,nonRepudiation" : "critical,keyCertSign");
    X509_sign(certificate, issuer ? issuer->key.get() : made.key.get(), EVP_sha256());
    return made;
}

std::vector<char32_t> characters_of(const std::string& text) {
    std::vector<char32_t> characters;
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const int more = lead < 0x80 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
        char32_t character = more == 0 ? lead : lead & (0x3F >> more);
        for (int k = 1; k <= more; ++k)
            character = character << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3F);
        characters.push_back(character);
        i += static_cast<std::size_t>(more) + 1;
    }
    return characters;
}

template <typename... Args>
std::string format(const char* pattern, Args... args) {
    char buffer[512];
    std::snprintf(buffer, sizeof buffer, pattern, args...);
    return buffer;
}

// One font for everything: glyph numbers in order of use, told back by a ToUnicode map.
class Font {
  public:
    std::string encoded(const std::string& text) {
        std::string hex = "<";
        for (const auto character : characters_of(text)) {
            const auto glyph = glyphs_.emplace(character, static_cast<int>(glyphs_.size()) + 1).first->second;
            hex += format("%04X", glyph);
        }
        return hex + ">";
    }
    std::string to_unicode() const {
        std::string map =
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def\n"
            "1 begincodespacerange <0000> <FFFF> endcodespacerange\n";
        for (const auto& [character, glyph] : glyphs_) {
            const auto code = static_cast<unsigned>(character);
            const auto high = 0xD800 + ((code - 0x10000) >> 10), low = 0xDC00 + (code & 0x3FF);
            const auto utf16 = code < 0x10000 ? format("%04X", code) : format("%04X%04X", high, low);
            map += format("1 beginbfchar <%04X> <%s> endbfchar\n", glyph, utf16.c_str());
        }
        return map + "endcmap CMapName currentdict /CMap defineresource pop end end\n";
    }

  private:
    std::map<char32_t, int> glyphs_;
};

class Writer {
  public:
    void object(int number, const std::string& body) {
        offsets_[number] = bytes_.size();
        bytes_ += std::to_string(number) + " 0 obj\n" + body + "\nendobj\n";
    }
    void stream(int number, const std::string& entries, const std::string& contents) {
        object(number, "<<" + entries + " /Length " + std::to_string(contents.size()) + ">>\nstream\n" +
                           contents + "\nendstream");
    }
    std::string finish() {
        const auto table = bytes_.size();
        bytes_ += "xref\n0 1\n0000000000 65535 f \n";
        for (const auto& [number, offset] : offsets_)
            bytes_ += format("%d 1\n%010zu 00000 n \n", number, offset);
        const int size = offsets_.rbegin()->first + 1;
        bytes_ += format("trailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n", size, table);
        return bytes_;
    }

  private:
    std::string bytes_ = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
    std::map<int, std::size_t> offsets_;
};

const std::string kRoomForRange = "[0 0000000000 0000000000 0000000000]";

}  // namespace

Signer make_authority(const std::string& name) {
    return make_certificate(name, nullptr, {-10, 3650});
}
Signer make_signer(const Signer& authority, const SignerDates& dates) {
    return make_certificate("document signer", &authority, dates);
}

std::string pem_of(const Signer& signer) {
    BIO* out = BIO_new(BIO_s_mem());
    PEM_write_bio_X509(out, signer.certificate.get());
    char* from = nullptr;
    const long length = BIO_get_mem_data(out, &from);
    std::string pem(from, static_cast<std::size_t>(length));
    BIO_free(out);
    return pem;
}

std::string draw(const PdfPlan& plan, int room_digits) {
    Writer writer;
    Font font;
    std::string kids;
    int next = 20;
    for (const auto& page : plan.pages) {
        std::string contents;
        for (const auto& text : page)
            contents += format("BT /F 10 Tf 1 0 0 1 %.2f %.2f Tm ", text.x, text.y) +
                        font.encoded(text.text) + " Tj ET\n";
        writer.stream(next, "", contents);
        writer.object(next + 1,
                      format("<</Type /Page /Parent 2 0 R /MediaBox [0 0 %.3f %.3f] /Contents [%d 0 R %s] "
                             "/Resources <</Font <</F 3 0 R>>>>>>",
                             plan.width, plan.height, next, plan.more_contents.c_str()));
        kids += format("%d 0 R ", next + 1);
        next += 2;
    }
    writer.object(1, "<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [7 0 R] /SigFlags 3>> " +
                         plan.catalogue_extra + ">>");
    writer.object(2, format("<</Type /Pages /Count %zu /Kids [", plan.pages.size()) + kids + "]>>");
    writer.object(3,
                  "<</Type /Font /Subtype /Type0 /BaseFont /Test /Encoding /Identity-H /ToUnicode 5 0 R "
                  "/DescendantFonts [4 0 R]>>");
    writer.object(4,
                  "<</Type /Font /Subtype /CIDFontType2 /BaseFont /Test /DW 1000 /CIDSystemInfo <</Registry "
                  "(Adobe) /Ordering (Identity) /Supplement 0>> /FontDescriptor 6 0 R>>");
    writer.stream(5, "", font.to_unicode());
    writer.object(6,
                  "<</Type /FontDescriptor /FontName /Test /Flags 4 /FontBBox [0 -200 1000 900] /Ascent 900 "
                  "/Descent -200 /CapHeight 700 /ItalicAngle 0 /StemV 80>>");
    writer.object(7,
                  "<</FT /Sig /T (issuer) /V 8 0 R /Type /Annot /Subtype /Widget /Rect [0 0 0 0] /F 132>>");
    writer.object(8, "<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /ByteRange " +
                         kRoomForRange + " /Contents <" +
                         std::string(static_cast<std::size_t>(room_digits), '0') + ">>>");
    int extra = kFirstExtraObject;
    for (const auto& body : plan.extra_objects)
        writer.object(extra++, body);
    return writer.finish();
}

Bytes sign(std::string pdf, const Signer& signer, const Signing& how) {
    const auto gap = pdf.find("/Contents <0") + 10;
    const auto gap_end = pdf.find('>', gap) + 1;
    std::vector<long> range = {0, static_cast<long>(gap), static_cast<long>(gap_end),
                               static_cast<long>(pdf.size() - gap_end)};
    if (how.claim) range = how.claim(range);
    auto text = format("[%ld %ld %ld %ld", range[0], range[1], range[2], range[3]);
    text.resize(kRoomForRange.size() - 1, ' ');
    pdf.replace(pdf.find(kRoomForRange), kRoomForRange.size(), text + "]");

    const auto part = [&](long from, long length) {
        return pdf.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(length));
    };
    const auto covered = part(range[0], range[1]) + part(range[2], range[3]);
    BIO* content = BIO_new_mem_buf(covered.data(), static_cast<int>(covered.size()));
    constexpr unsigned kFlags = CMS_DETACHED | CMS_BINARY | CMS_NOSMIMECAP;
    CMS_ContentInfo* cms = CMS_sign(nullptr, nullptr, nullptr, nullptr, kFlags | CMS_PARTIAL);
    CMS_add1_signer(cms, signer.certificate.get(), signer.key.get(), how.digest ? how.digest : EVP_sha256(),
                    kFlags);
    if (CMS_final(cms, content, nullptr, kFlags) != 1) throw std::runtime_error("the test can't sign");
    BIO_free(content);
    unsigned char* der = nullptr;
    const int length = i2d_CMS_ContentInfo(cms, &der);
    const auto hex = to_hex({der, static_cast<std::size_t>(length)});
    OPENSSL_free(der);
    CMS_ContentInfo_free(cms);
    pdf.replace(gap + 1, hex.size(), hex);
    return Bytes(pdf.begin(), pdf.end());
}

PdfPlan certificate_of(const std::string& name, const std::string& case_number) {
    PdfPlan plan;
    plan.pages = {{{200, 760, "社会保险参保证明"},
                   {60, 700, "办件编号："},
                   {116, 700, case_number},
                   {80, 670, "姓名："},
                   {116, 670, name},
                   {60, 640, "证件号码："},
                   {116, 640, "440***********001X"},
                   {360, 640, "性别："},
                   {396, 640, "女"}},
                  {{60, 760, name}, {60, 700, "缴费明细"}}};
    return plan;
}

Bytes with_update(Bytes pdf) {
    std::string text(pdf.begin(), pdf.end());
    const auto previous = text.substr(text.rfind("startxref") + 10);
    const auto offset = text.size();
    text += "20 0 obj\n<</Length 0>>\nstream\n\nendstream\nendobj\n";
    const auto table = text.size();
    const auto size = std::atoi(text.substr(text.rfind("/Size ") + 6).c_str());
    text += format(
        "xref\n20 1\n%010zu 00000 n \ntrailer\n<</Size %d /Root 1 0 R /Prev "
        "%ld>>\nstartxref\n%zu\n%%%%EOF\n",
        offset, size, std::atol(previous.c_str()), table);
    return Bytes(text.begin(), text.end());
}

}  // namespace kiosk24::test_support
