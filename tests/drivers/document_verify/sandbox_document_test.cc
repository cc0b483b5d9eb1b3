// The documents that the sandbox platform draws and signs.
#include <gtest/gtest.h>

#include "drivers/document_verify/document_check.h"
#include "hub/pki/certificates.h"
#include "hub/sandbox/certificate.h"
#include "hub/sandbox/document_signature.h"
#include "hub/sandbox/people.h"

namespace kiosk24::drivers::document_verify {
namespace {

pki::Identity issued(const char* name, pki::Purpose purpose, const pki::Identity* issuer) {
    pki::CertificateRequest request;
    request.common_name = name;
    request.purpose = purpose;
    auto identity = pki::issue(request, issuer);
    EXPECT_TRUE(identity) << identity.error().text();
    return std::move(*identity);
}

struct SandboxDocument {
    Bytes pdf;
    int pages = 0;
    std::string ca_pem;
};
SandboxDocument made(const std::string& name, Language language, sandbox::CertificateForm form) {
    IdentityCard card;
    card.name = PersonalText(name);
    card.number = PersonalText("11010519491231002X");
    card.birth = Personal<Date>(Date{1949, 12, 31});
    const auto person = sandbox::person_on(card);
    EXPECT_TRUE(person) << person.error().text();
    const auto record = sandbox::record_of(*person, Date{2026, 11, 22});
    const sandbox::CertificatePaper paper{
        form, {language, "SZ2026112200017", "https://localhost/v/1", Date{2026, 11, 22}}};
    const auto drawn = sandbox::draw_certificate(paper, *person, record);
    EXPECT_TRUE(drawn) << drawn.error().text();
    auto authority = issued("documents", pki::Purpose::authority, nullptr);
    sandbox::DocumentSigner signer;
    signer.signer = issued("signer", pki::Purpose::document_signer, &authority);
    const auto pem = pki::pem_of(*authority.certificate);
    signer.authority = std::move(authority.certificate);
    const auto pdf = sandbox::sign_document(drawn->pdf, signer, "test");
    EXPECT_TRUE(pdf) << pdf.error().text();
    return {*pdf, drawn->pages, *pem};
}

void expect_accepted(const std::string& name, Language language, sandbox::CertificateForm form) {
    const auto document = made(name, language, form);
    const auto signers = TrustedSigners::from_pem(document.ca_pem);
    ASSERT_TRUE(signers) << signers.error().text();
    const auto pages = check_document(document.pdf, {PersonalText(name), "SZ2026112200017"}, *signers);
    ASSERT_TRUE(pages) << pages.error().text();
    EXPECT_EQ(*pages, document.pages);
    EXPECT_FALSE(check_document(document.pdf, {PersonalText(name + "一"), "SZ2026112200017"}, *signers));
    EXPECT_FALSE(check_document(document.pdf, {PersonalText(name), "SZ2026112200018"}, *signers));
}

TEST(SandboxDocument, AreAcceptedInBothLanguagesAndForms) {
    for (const auto language : {Language::zh_hans, Language::en})
        for (const auto form : {sandbox::CertificateForm::current, sandbox::CertificateForm::detail})
            expect_accepted("李明华", language, form);
}

TEST(SandboxDocument, AreAcceptedWithRareCharactersAndMiddleDots) {
    expect_accepted("𬱖𫖯", Language::zh_hans, sandbox::CertificateForm::current);
    expect_accepted("欧阳𬱖𫖯", Language::en, sandbox::CertificateForm::current);
    expect_accepted("阿卜杜拉·买买提", Language::zh_hans, sandbox::CertificateForm::detail);
}

}  // namespace
}  // namespace kiosk24::drivers::document_verify
