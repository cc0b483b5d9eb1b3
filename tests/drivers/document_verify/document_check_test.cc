#include "drivers/document_verify/document_check.h"

#include <gtest/gtest.h>

#include "tests/drivers/document_verify/signed_pdf.h"

namespace kiosk24::drivers::document_verify {
namespace {

using test_support::PdfPlan;

const std::string kName = "欧阳𬱖𫖯";
const std::string kCase = "SZ2026112200017";

struct World {
    test_support::Signer authority = test_support::make_authority("district documents");
    test_support::Signer signer = test_support::make_signer(authority);
    TrustedSigners trusted = *TrustedSigners::from_pem(test_support::pem_of(authority));
};
World& world() {
    static World made;
    return made;
}

Result<int> checked(const Bytes& pdf, const std::string& name = kName,
                    const std::string& case_number = kCase) {
    return check_document(pdf, {PersonalText(name), case_number}, world().trusted);
}
Code code_of(const Result<int>& result) {
    return result ? Code::outcome_unknown : result.error().code();
}
Bytes signed_by_ours(const PdfPlan& plan) {
    return test_support::sign(test_support::draw(plan), world().signer);
}
Bytes good() {
    return signed_by_ours(test_support::certificate_of(kName, kCase));
}
PdfPlan plan_with(const std::string& catalogue_extra) {
    auto plan = test_support::certificate_of(kName, kCase);
    plan.catalogue_extra = catalogue_extra;
    return plan;
}

TEST(DocumentCheck, AGoodDocumentIsAcceptedWithItsPages) {
    const auto pages = checked(good());
    ASSERT_TRUE(pages) << pages.error().text();
    EXPECT_EQ(*pages, 2);
}

TEST(DocumentCheck, AnEnglishDocumentIsAccepted) {
    PdfPlan plan;
    plan.pages = {
        {{60, 700, "Case number:"}, {186, 700, kCase}, {60, 670, "Name:"}, {116, 670, "Li Xiaoming"}}};
    const auto pages = checked(signed_by_ours(plan), "Li Xiaoming");
    EXPECT_TRUE(pages) << pages.error().text();
}

TEST(DocumentCheck, AByteThatWasChangedIsSeenWhereverItIs) {
    const auto pdf = good();
    const auto text = as_text(pdf);
    for (const auto at : {text.find("BT /F"), text.find("/MediaBox"), text.rfind("%%EOF")}) {
        auto changed = pdf;
        changed[at + 1] ^= 1;
        const auto code = code_of(checked(changed));
        EXPECT_TRUE(code == Code::bad_signature || code == Code::bad_input) << at;
    }
    auto comment = pdf;
    comment[10] ^= 1;
    EXPECT_EQ(code_of(checked(comment)), Code::bad_signature);
}

TEST(DocumentCheck, AnUpdateAppendedAfterTheSignatureIsRefused) {
    EXPECT_EQ(code_of(checked(test_support::with_update(good()))), Code::bad_signature);
    auto line = good();
    line.push_back('\n');
    EXPECT_EQ(code_of(checked(line)), Code::bad_signature);
}

TEST(DocumentCheck, AByteRangeThatLeavesSomethingOutIsRefused) {
    const auto drawn = test_support::draw(test_support::certificate_of(kName, kCase));
    const std::vector<std::function<std::vector<long>(std::vector<long>)>> claims = {
        [](auto range) {
            return std::vector<long>{range[0], range[1], range[2], range[3] - 1};
        },
        [](auto range) {
            return std::vector<long>{1, range[1] - 1, range[2], range[3]};
        },
        [](auto range) {
            return std::vector<long>{range[0], range[1] - 10, range[2], range[3]};
        },
        [](auto range) {
            return std::vector<long>{range[0], range[1], range[2] + 10, range[3] - 10};
        }};
    for (const auto& claim : claims) {
        test_support::Signing how;
        how.claim = claim;
        EXPECT_EQ(code_of(checked(test_support::sign(drawn, world().signer, how))), Code::bad_signature);
    }
}

TEST(DocumentCheck, ASignerOfAnotherAuthorityIsRefused) {
    const auto other = test_support::make_authority("district documents");
    const auto pdf = test_support::sign(test_support::draw(test_support::certificate_of(kName, kCase)),
                                        test_support::make_signer(other));
    EXPECT_EQ(code_of(checked(pdf)), Code::bad_signature);
}

TEST(DocumentCheck, AnExpiredOrFutureSignerIsRefused) {
    for (const auto& dates : {test_support::SignerDates{-20, -1}, test_support::SignerDates{5, 50}}) {
        const auto signer = test_support::make_signer(world().authority, dates);
        const auto pdf =
            test_support::sign(test_support::draw(test_support::certificate_of(kName, kCase)), signer);
        EXPECT_EQ(code_of(checked(pdf)), Code::bad_signature);
    }
}

TEST(DocumentCheck, TheAuthorityItselfSignsNoDocuments) {
    const auto pdf =
        test_support::sign(test_support::draw(test_support::certificate_of(kName, kCase)), world().authority);
    EXPECT_EQ(code_of(checked(pdf)), Code::bad_signature);
}

TEST(DocumentCheck, AWeakDigestIsRefused) {
    test_support::Signing how;
    how.digest = EVP_sha1();
    const auto pdf = test_support::sign(test_support::draw(test_support::certificate_of(kName, kCase)),
                                        world().signer, how);
    EXPECT_EQ(code_of(checked(pdf)), Code::bad_signature);
}

TEST(DocumentCheck, AnUnsignedDocumentIsRefused) {
    auto text = test_support::draw(test_support::certificate_of(kName, kCase));
    const Bytes waiting(text.begin(), text.end());
    EXPECT_EQ(code_of(checked(waiting)), Code::bad_signature);
    const auto at = text.find("/ByteRange");
    text.replace(at, 10, "/ByteLange");
    EXPECT_EQ(code_of(checked(Bytes(text.begin(), text.end()))), Code::bad_signature);
}

TEST(DocumentCheck, ASignatureCopiedFromAnotherDocumentIsRefused) {
    const auto one = as_text(good());
    auto other = as_text(signed_by_ours(test_support::certificate_of("别人", kCase)));
    const auto from = one.find("/Contents <") + 11, to = other.find("/Contents <") + 11;
    other.replace(to, 8192, one.substr(from, 8192));
    EXPECT_EQ(code_of(checked(Bytes(other.begin(), other.end()), "别人")), Code::bad_signature);
}

TEST(DocumentCheck, AnotherNameOrNumberIsAMismatchThatNamesNobody) {
    const auto name = checked(good(), "欧阳𬱖");
    EXPECT_EQ(code_of(name), Code::document_mismatch);
    EXPECT_EQ(name.error().text().find("欧阳"), std::string::npos);
    EXPECT_EQ(code_of(checked(good(), kName, "SZ2026112200018")), Code::document_mismatch);
    EXPECT_EQ(code_of(checked(good(), kName, "")), Code::bad_argument);
}

TEST(DocumentCheck, ADocumentWithoutTheLabelsIsAMismatch) {
    PdfPlan plan;
    plan.pages = {{{60, 700, kName}, {60, 650, kCase}}};
    EXPECT_EQ(code_of(checked(signed_by_ours(plan))), Code::document_mismatch);
}

TEST(DocumentCheck, ASecondNameInTheDocumentIsAMismatch) {
    auto plan = test_support::certificate_of(kName, kCase);
    plan.pages[1].push_back({60, 600, "姓名："});
    plan.pages[1].push_back({96, 600, "别人"});
    EXPECT_EQ(code_of(checked(signed_by_ours(plan))), Code::document_mismatch);
}

TEST(DocumentCheck, OnlyA4UprightIsPrinted) {
    for (const auto& [width, height] :
         {std::pair(612.0, 792.0), std::pair(841.89, 595.276), std::pair(419.5, 595.3)}) {
        auto plan = test_support::certificate_of(kName, kCase);
        plan.width = width;
        plan.height = height;
        EXPECT_EQ(code_of(checked(signed_by_ours(plan))), Code::bad_input) << width;
    }
}

TEST(DocumentCheck, ADocumentThatActsIsRefused) {
    for (const char* act :
         {"/OpenAction <</S /JavaScript /JS (app.alert(1))>>", "/Names <</EmbeddedFiles <</Names []>>>>",
          "/AA <<>>", "/OpenAction <</S /Launch /F (x)>>", "/AcroFormX <</XFA []>>",
          "/Names <</JavaScript <</Names [(a) 100 0 R]>>>>"}) {
        EXPECT_EQ(code_of(checked(signed_by_ours(plan_with(act)))), Code::bad_input) << act;
    }
    auto hidden = test_support::certificate_of(kName, kCase);
    hidden.extra_objects = {"<</Deep [[<</S /JavaScript /JS (1)>>]]>>"};
    EXPECT_EQ(code_of(checked(signed_by_ours(hidden))), Code::bad_input);
}

TEST(DocumentCheck, GarbageAndEveryTruncationAreRefused) {
    EXPECT_EQ(code_of(checked({})), Code::bad_input);
    EXPECT_EQ(code_of(checked({'h', 'i'})), Code::bad_input);
    const std::string text = "%PDF-1.7\nnothing more";
    EXPECT_EQ(code_of(checked(Bytes(text.begin(), text.end()))), Code::bad_input);
    const auto pdf = good();
    for (std::size_t size = 0; size < pdf.size(); size += 97)
        EXPECT_FALSE(checked(Bytes(pdf.begin(), pdf.begin() + static_cast<long>(size)))) << size;
}

TEST(DocumentCheck, TooManyPagesAndTooLargeAFileAreRefused) {
    auto plan = test_support::certificate_of(kName, kCase);
    plan.pages.resize(51, plan.pages[1]);
    EXPECT_EQ(code_of(checked(signed_by_ours(plan))), Code::too_large);
    EXPECT_EQ(code_of(checked(Bytes(kLargestDocument_bytes + 1, ' '))), Code::too_large);
}

TEST(TrustedSigners, WhatIsNoAuthorityIsABadSetting) {
    EXPECT_FALSE(TrustedSigners::from_pem(""));
    EXPECT_FALSE(
        TrustedSigners::from_pem("-----BEGIN CERTIFICATE-----\nrubbish\n-----END CERTIFICATE-----\n"));
    EXPECT_FALSE(TrustedSigners::from_pem(test_support::pem_of(world().signer)));
    const auto two =
        test_support::pem_of(world().authority) + test_support::pem_of(test_support::make_authority("x"));
    EXPECT_TRUE(TrustedSigners::from_pem(two));
}

// A guide: its title and number stand there, and nothing of a person.
PdfPlan guide_of(const std::string& title, const std::string& number) {
    PdfPlan plan;
    plan.pages = {{{60, 700, "文件名称："}, {116, 700, title}, {60, 670, "文件编号："}, {116, 670, number}}};
    return plan;
}
Result<int> checked_for_all(const Bytes& pdf) {
    return check_document(pdf, {{}, {}, "办事指南", "ZN-SI01-1"}, world().trusted);
}

TEST(NobodysDocument, IsTakenWithItsTitleAndNumber) {
    EXPECT_TRUE(checked_for_all(signed_by_ours(guide_of("办事指南", "ZN-SI01-1"))));
}

TEST(NobodysDocument, AnotherGuideIsRefused) {
    EXPECT_EQ(code_of(checked_for_all(signed_by_ours(guide_of("办事指南", "ZN-SI01-2")))),
              Code::document_mismatch);
    EXPECT_EQ(code_of(checked_for_all(signed_by_ours(guide_of("别的指南", "ZN-SI01-1")))),
              Code::document_mismatch);
}

TEST(NobodysDocument, SomebodysPaperNeverPassesForIt) {
    EXPECT_EQ(code_of(checked_for_all(good())), Code::document_mismatch);
    auto both = guide_of("办事指南", "ZN-SI01-1");
    both.pages[0].push_back({60, 640, "姓名："});
    both.pages[0].push_back({116, 640, "张三"});
    EXPECT_EQ(code_of(checked_for_all(signed_by_ours(both))), Code::document_mismatch);
}

}  // namespace
}  // namespace kiosk24::drivers::document_verify
