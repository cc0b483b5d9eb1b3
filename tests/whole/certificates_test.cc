// Certificates that expire and are renewed while the terminal is running: it says that the network is away,
// and finds back by itself.
#include <gtest/gtest.h>

#include "tests/whole/district.h"

namespace kiosk24::whole_test {
namespace {

namespace fs = std::filesystem;

class ExpiringCertificate : public testing::Test {
  protected:
    void expect_offline() {
        EXPECT_TRUE(eventually([&] { return district_.probe().node("notice").has_value(); }));
        EXPECT_TRUE(district_.says("notice", "chrome.offline"));
        EXPECT_TRUE(eventually([&] {
            return district_.terminal_log().find("cannot be reached: platform.certificate") !=
                   std::string::npos;
        }));
        ASSERT_TRUE(district_.touch("matter.SI01", "matter"));
        EXPECT_TRUE(district_.sees("blocked"));
    }
    // As soon as the platform can be reached the page of the matter has its start.
    void expect_a_whole_visit() {
        ASSERT_TRUE(district_.touch("start", "consent"));
        ASSERT_TRUE(district_.touch("agree", "lay_card"));
        ASSERT_TRUE(district_.desk(std::string("reader lay ") + kFirstCitizen));
        ASSERT_TRUE(district_.is_at("review"));
        ASSERT_TRUE(district_.finish_visit());
        EXPECT_TRUE(district_.prints(1));
    }
    // The person has time.
    District district_{{.settings = {{"timers.idle_ms", "300000"}, {"timers.idle_large_ms", "300000"}},
                        .has_bad_keys = true}};
};

TEST_F(ExpiringCertificate, OfThePlatformRenewedIsTrustedAgainByItself) {
    district_.start_terminal();
    ASSERT_TRUE(district_.touch("wake", "home"));
    district_.restart_sandbox({"--server-identity", "bad/expired_server"});
    expect_offline();
    district_.restart_sandbox();
    expect_a_whole_visit();
}

TEST_F(ExpiringCertificate, OfTheTerminalRenewedOnItsDiskIsUsedWithoutARestart) {
    const auto own = district_.directory() / "own";
    fs::create_directory(own);
    const auto put = [&](const std::string& which) {
        for (const auto* ending : {".pem", ".key"}) {
            // As whoever renews it should: a whole file takes the place of the old one.
            const auto whole = own / (std::string("next") + ending);
            fs::copy_file(district_.directory() / "sandbox" / (which + ending), whole);
            fs::rename(whole, own / (std::string("terminal") + ending));
        }
    };
    put("terminal");
    district_.set("platform.client_certificate_file", (own / "terminal.pem").string());
    district_.set("platform.client_key_file", (own / "terminal.key").string());
    district_.start_terminal();
    ASSERT_TRUE(district_.touch("wake", "home"));
    put("bad/expired_terminal");
    district_.restart_sandbox();  // the connections that were open have ended
    expect_offline();
    put("terminal");
    expect_a_whole_visit();
}

}  // namespace
}  // namespace kiosk24::whole_test
