// The shipped driver as the terminal sees it.
#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>

#include "tests/drivers/document_verify/signed_pdf.h"
#include "tests/support/driver_process.h"

namespace kiosk24::drivers::document_verify {
namespace {

using test_support::DriverProcess;
using test_support::Patience;
constexpr Patience kLong{20'000};
const std::string kName = "欧阳𬱖𫖯";
const std::string kCase = "SZ2026112200017";

class DocumentVerifyDriver : public testing::Test {
  protected:
    void SetUp() override {
        ca_ = std::filesystem::temp_directory_path() /
              ("kiosk24-verify-" + std::to_string(::getpid()) + ".pem");
        std::ofstream(ca_) << test_support::pem_of(authority_);
    }
    void TearDown() override {
        driver_.reset();
        std::filesystem::remove(ca_);
    }
    void start(std::string ca = {}) {
        DriverProcess::Options options;
        options.device_class = DeviceClass::document_verify;
        options.shows_log = false;
        driver_ = std::make_unique<DriverProcess>(
            std::string(KIOSK24_BIN_DIR) + "/kiosk24-driver-document-verify",
            std::vector<std::string>{"--set", "ca=" + (ca.empty() ? ca_.string() : ca)}, options);
    }
    Bytes good() {
        return test_support::sign(test_support::draw(test_support::certificate_of(kName, kCase)), signer_);
    }
    std::uint64_t verify(const Bytes& pdf, Patience within = kLong, const std::string& name = kName) {
        return driver_->call(wire::ask::Verify{PersonalText(name), kCase}, within, ByteView(pdf));
    }
    // "2 pages", or the code of the failure.
    std::string answer(std::uint64_t call) {
        const auto message = driver_->answer(call, kLong);
        if (!message) return "no answer; " + driver_->log();
        if (const auto* done = std::get_if<wire::Done>(&*message))
            return std::to_string(std::get<wire::give::Verified>(done->give).pages) + " pages";
        const auto& failed = std::get<wire::Failed>(*message);
        fault_ = failed.fault;
        detail_ = failed.detail;
        return std::string(name_of(failed.code));
    }

    test_support::Signer authority_ = test_support::make_authority("district documents");
    test_support::Signer signer_ = test_support::make_signer(authority_);
    std::filesystem::path ca_;
    std::unique_ptr<DriverProcess> driver_;
    Fault fault_ = Fault::none;
    std::string detail_;
};

Bytes packed(const Bytes& bytes) {
    uLongf length = compressBound(bytes.size());
    Bytes result(length);
    compress2(result.data(), &length, bytes.data(), bytes.size(), 9);
    result.resize(length);
    return result;
}

// Contents of a page that unfold twice, to more than a reader gets through in its time, from a few kilobytes.
std::string bomb() {
    const auto once = packed(Bytes(64u << 20, ' '));
    Bytes many;
    for (int i = 0; i < 200; ++i)
        many.insert(many.end(), once.begin(), once.end());
    const auto twice = as_text(packed(many));
    return "<</Filter [/FlateDecode /FlateDecode] /Length " + std::to_string(twice.size()) + ">>\nstream\n" +
           twice + "\nendstream";
}

TEST_F(DocumentVerifyDriver, AcceptsOneDocumentAfterAnother) {
    start();
    ASSERT_TRUE(driver_->hello());
    EXPECT_TRUE(driver_->condition([](const Condition& condition) { return is_usable(condition); }));
    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(answer(verify(good())), "2 pages");
}

TEST_F(DocumentVerifyDriver, SaysWithFaultsWhatIsWrongAndNeverTheName) {
    start();
    EXPECT_EQ(answer(verify(good(), kLong, "别人")), "document_mismatch");
    EXPECT_EQ(fault_, Fault::verify_mismatch);
    EXPECT_EQ(detail_.find("欧阳"), std::string::npos);
    auto changed = good();
    changed[10] ^= 1;
    EXPECT_EQ(answer(verify(changed)), "bad_signature");
    EXPECT_EQ(fault_, Fault::verify_bad_signature);
    EXPECT_EQ(answer(verify({'x'})), "bad_input");
    EXPECT_EQ(fault_, Fault::verify_unreadable);
    const auto log = driver_->log();
    EXPECT_EQ(log.find("欧阳"), std::string::npos);
    EXPECT_EQ(log.find("别人"), std::string::npos);
}

TEST_F(DocumentVerifyDriver, ADocumentThatNeverEndsBreaksOnlyItsOwnCheck) {
    start();
    auto plan = test_support::certificate_of(kName, kCase);
    plan.extra_objects = {bomb()};
    for (int i = 0; i < 40; ++i)
        plan.more_contents += "100 0 R ";
    // Even a trusted signer may be wrong: nothing but the limits stops it.
    const auto pdf = test_support::sign(test_support::draw(plan), signer_);
    ASSERT_LT(pdf.size(), 1u << 20);
    EXPECT_EQ(answer(verify(pdf, Patience(1500))), "timed_out");
    EXPECT_EQ(answer(verify(good())), "2 pages");
}

TEST_F(DocumentVerifyDriver, ACancelledCheckEndsAndTheNextOneRuns) {
    start();
    const auto first = verify(good());
    driver_->cancel(first);
    const auto what = answer(first);
    EXPECT_TRUE(what == "cancelled" || what == "2 pages") << what;
    EXPECT_EQ(answer(verify(good())), "2 pages");
}

TEST_F(DocumentVerifyDriver, WithoutAnAuthorityItDoesNotStart) {
    for (const std::string ca : {"/nowhere.pem", "/dev/null"}) {
        start(ca);
        EXPECT_EQ(driver_->wait_exit(kLong), 2);
    }
}

TEST_F(DocumentVerifyDriver, EndsWithTheTerminal) {
    start();
    ASSERT_TRUE(driver_->hello());
    driver_->hang_up();
    EXPECT_EQ(driver_->wait_exit(kLong), 0);
}

}  // namespace
}  // namespace kiosk24::drivers::document_verify
