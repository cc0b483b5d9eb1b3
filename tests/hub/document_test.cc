// The paper: what stands on it, that it is signed, and what a lying platform prints.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/hub/client.h"

namespace kiosk24::sandbox_test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

class Document : public testing::Test {
  protected:
    void SetUp() override { ASSERT_TRUE(sandbox.start()); }

    // Files, fetches, and leaves the document in paper.pdf.
    Decision print(Language language, const std::string& name = "李测试",
                   const std::string& matter_case = "current") {
        Application application =
            application_of(client.reference_of(kAnother, name), kAnother, "key-1", matter_case);
        application.language = language;
        const auto decision = wire::decode_decision(client.submit(application).body);
        EXPECT_TRUE(decision);
        if (!decision) return {};
        const Heard heard = client.get("/v1/documents/" + decision->document_id);
        EXPECT_EQ(heard.status, 200);
        EXPECT_EQ(heard.headers.at("content-type"), "application/pdf");
        pdf = heard.body;
        write("paper.pdf", pdf);
        return *decision;
    }
    fs::path at(const std::string& name) const { return sandbox.directory() / name; }
    void write(const std::string& name, const std::string& bytes) const {
        std::ofstream(at(name), std::ios::binary) << bytes;
    }
    std::string text() const { return run_program({"pdftotext", at("paper.pdf").string(), "-"}).output; }

    // openssl's word on the signature, the document's authority trusted.
    Ran verify(const std::string& document) const {
        const std::size_t range = document.find("/ByteRange"), open = document.find('[', range);
        std::size_t part[4] = {};
        if (std::sscanf(document.c_str() + open, "[ %zu %zu %zu %zu", &part[0], &part[1], &part[2],
                        &part[3]) != 4)
            return {};
        EXPECT_EQ(part[2] + part[3], document.size()) << "all of it is signed";
        write("signed", document.substr(part[0], part[1]) + document.substr(part[2], part[3]));
        std::string der;
        for (std::size_t i = part[1] + 1; i + 1 < part[2] && document[i] != '>'; i += 2)
            der += static_cast<char>(std::stoi(document.substr(i, 2), nullptr, 16));
        write("signature", der);
        return run_program({"openssl", "cms", "-verify", "-inform", "DER", "-binary", "-in",
                            at("signature").string(), "-content", at("signed").string(), "-CAfile",
                            at("document_ca.pem").string(), "-out", "/dev/null"});
    }

    SandboxProcess sandbox;
    Client client{sandbox};
    std::string pdf;
};

TEST_F(Document, SaysNameAndCaseNumberBehindTheirLabelsInChinese) {
    const Decision decision = print(Language::zh_hans);
    EXPECT_THAT(text(), HasSubstr("社会保险参保证明"));
    EXPECT_THAT(text(), HasSubstr("姓名： 李测试"));
    EXPECT_THAT(text(), HasSubstr("办件编号： " + decision.case_number));
    EXPECT_THAT(text(), HasSubstr("440399********0014"));
    EXPECT_THAT(text(), Not(HasSubstr(kAnother)));
    EXPECT_THAT(text(), HasSubstr("第1页，共1页"));
}

TEST_F(Document, SaysNameAndCaseNumberBehindTheirLabelsInEnglish) {
    const Decision decision = print(Language::en);
    EXPECT_THAT(text(), HasSubstr("Social Insurance Participation Certificate"));
    EXPECT_THAT(text(), HasSubstr("Name: 李测试"));
    EXPECT_THAT(text(), HasSubstr("Case number: " + decision.case_number));
}

TEST_F(Document, KeepsRareCharactersAsText) {
    print(Language::zh_hans, "𬱖𫖯");
    EXPECT_THAT(text(), HasSubstr("姓名： 𬱖𫖯"));
}

TEST_F(Document, ListsTwentyFourMonthsOnItsSecondPage) {
    print(Language::en, "李测试", "detail");
    const Ran second = run_program({"pdftotext", "-f", "2", "-layout", at("paper.pdf").string(), "-"});
    EXPECT_THAT(second.output, HasSubstr("Contributions of the last 24 months"));
    EXPECT_THAT(second.output, HasSubstr("Page 2 of 2"));
    std::size_t rows = 0;
    for (std::size_t i = 0; (i = second.output.find("by employer", i)) != std::string::npos; ++i)
        ++rows;
    EXPECT_EQ(rows, 24u);
}

// Cairo 1.16 loses this character's outline when it embeds Noto Sans CJK; see hub/sandbox/outline_font.h.
TEST_F(Document, ShowsEveryCharacterOfANameAsInk) {
    print(Language::zh_hans, "如如如如如如如如");
    const auto ink = [&](const std::string& width) {
        const Ran ran = run_program({"pdftoppm", "-gray", "-r", "72", "-x", "131", "-y", "208", "-W", width,
                                     "-H", "20", at("paper.pdf").string()});
        return std::count_if(
            ran.output.end() -
                std::min<std::ptrdiff_t>(ran.output.end() - ran.output.begin(), std::stoi(width) * 20),
            ran.output.end(), [](char c) { return static_cast<unsigned char>(c) < 128; });
    };
    EXPECT_GT(ink("84"), 100);
}

TEST_F(Document, IsSignedByTheIssuerAndAnyChangeShows) {
    print(Language::zh_hans);
    const Ran ran = run_program({"pdfsig", "-nocert", at("paper.pdf").string()});
    EXPECT_THAT(ran.output, HasSubstr("adbe.pkcs7.detached"));
    EXPECT_THAT(ran.output, HasSubstr("Signing Hash Algorithm: SHA-256"));
    EXPECT_THAT(ran.output, HasSubstr("Total document signed"));
    EXPECT_THAT(ran.output, HasSubstr("Signature is Valid"));
    EXPECT_EQ(verify(pdf).status, 0) << verify(pdf).output;
    pdf[pdf.size() / 3] ^= 1;
    EXPECT_NE(verify(pdf).status, 0);
}

TEST_F(Document, OfAnUnknownIdIsAProblem) {
    EXPECT_EQ(client.get("/v1/documents/00ff").code(), "unknown_document");
}

TEST_F(Document, ALiedNameIsSomebodyElsesAndStillSigned) {
    ASSERT_EQ(sandbox.control("lie document-name"), "ok");
    print(Language::zh_hans);
    EXPECT_THAT(text(), Not(HasSubstr("李测试")));
    EXPECT_EQ(verify(pdf).status, 0);
}

TEST_F(Document, ALiedNumberIsAnotherCases) {
    ASSERT_EQ(sandbox.control("lie document-number"), "ok");
    const Decision decision = print(Language::zh_hans);
    EXPECT_THAT(text(), Not(HasSubstr(decision.case_number)));
    EXPECT_THAT(text(), HasSubstr(decision.case_number.substr(0, 42)));
}

TEST_F(Document, ALiedSignatureIsOfAnAuthorityThatNobodyTrusts) {
    ASSERT_EQ(sandbox.control("lie document-signature"), "ok");
    print(Language::zh_hans);
    EXPECT_THAT(run_program({"pdfsig", "-nocert", at("paper.pdf").string()}).output,
                HasSubstr("Signature is Valid"));
    EXPECT_NE(verify(pdf).status, 0);
}

}  // namespace
}  // namespace kiosk24::sandbox_test
