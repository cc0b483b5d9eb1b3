// The shipped driver process against a scanner on a pty.
#include <gtest/gtest.h>

#include <memory>

#include "drivers/virtual/scanner/scanner_peer.h"
#include "tests/support/line_driver.h"

namespace kiosk24 {
namespace {

using test_support::is_online;
using test_support::LineDriver;
using test_support::Patience;
using virtual_devices::ScannerPeer;

class ScanDriver : public LineDriver {
  protected:
    ScanDriver() : LineDriver("kiosk24-driver-scan-serial", DeviceClass::code_reader) {}
    void SetUp() override { ASSERT_NO_FATAL_FAILURE(plug_in(std::make_unique<ScannerPeer>(tty()))); }
    std::uint64_t scan(Patience within = Patience(20'000)) {
        return driver_->call(wire::ask::ScanCode{}, within);
    }
    // Shows it until the call is answered: a code that comes before the call began does not count.
    std::optional<wire::FromDriver> shown(std::uint64_t id, const std::string& line) {
        for (int i = 0; i < 200; ++i) {
            tell(line);
            if (auto answer = driver_->answer(id, Patience(100))) return answer;
        }
        return std::nullopt;
    }
    wire::give::Code code(std::uint64_t id, const std::string& line) {
        const auto answer = shown(id, line);
        if (!answer || !std::holds_alternative<wire::Done>(*answer)) {
            ADD_FAILURE() << "no code: " << driver_->log();
            return {};
        }
        return std::get<wire::give::Code>(std::get<wire::Done>(*answer).give);
    }
    static wire::Failed failed(const std::optional<wire::FromDriver>& answer) {
        if (answer && std::holds_alternative<wire::Failed>(*answer)) return std::get<wire::Failed>(*answer);
        ADD_FAILURE() << "no failure";
        return {};
    }
};

TEST_F(ScanDriver, ACodeThatIsShownComesThrough) {
    start_online();
    EXPECT_EQ(code(scan(), "scan 电子身份码 EID-1").text.reveal(), "电子身份码 EID-1");
}

TEST_F(ScanDriver, WithIdentifiersItTellsWhatKindOfCodeItWas) {
    tell("aim on");
    start_online({"identifier=aim"});
    const auto seen = code(scan(), "scan 91440300MA5TEST00X");
    EXPECT_EQ(seen.text.reveal(), "91440300MA5TEST00X");
    EXPECT_EQ(seen.symbology, "QRCode");
}

TEST_F(ScanDriver, ACodeThatWasShownBeforeTheCallDoesNotCount) {
    start_online();
    tell("scan of the last person");
    EXPECT_EQ(failed(driver_->answer(scan(Patience(500)))).code, Code::timed_out);
    EXPECT_EQ(code(scan(), "scan of this one").text.reveal(), "of this one");
}

TEST_F(ScanDriver, HostileContentsAreRefusedAndNotRepeatedInTheLog) {
    start_online();
    EXPECT_EQ(failed(shown(scan(), "garble")).code, Code::bad_input);
    EXPECT_EQ(failed(shown(scan(), "endless")).code, Code::bad_input);
    EXPECT_EQ(code(scan(), "scan well again").text.reveal(), "well again");
    driver_->hang_up();
    ASSERT_EQ(driver_->wait_exit(), 0);
    for (const auto* contents : {"AAAA", "[2J", "well again"})
        EXPECT_EQ(driver_->log().find(contents), std::string::npos) << contents;
}

TEST_F(ScanDriver, ACancelEndsTheWait) {
    start_online();
    const auto id = scan();
    driver_->cancel(id);
    EXPECT_EQ(failed(driver_->answer(id)).code, Code::cancelled);
}

TEST_F(ScanDriver, AnUnpluggedScannerIsOfflineAndServesAgainWhenItReturns) {
    start_online();
    const auto id = scan();
    tell("unplug");
    EXPECT_EQ(failed(driver_->answer(id)).fault, Fault::scanner_offline);
    EXPECT_TRUE(driver_->condition([](const auto& now) { return now.fault == Fault::scanner_offline; }));
    tell("plug");
    ASSERT_TRUE(driver_->condition(is_online));
    EXPECT_EQ(code(scan(), "scan back").text.reveal(), "back");
}

TEST_F(ScanDriver, StartsWithoutAScannerAndFindsItLater) {
    tell("unplug");
    ASSERT_TRUE(start().hello(Patience(5000)));
    EXPECT_TRUE(driver_->condition([](const auto& now) { return now.fault == Fault::scanner_offline; }));
    tell("plug");
    EXPECT_TRUE(driver_->condition(is_online));
}

TEST_F(ScanDriver, ASettingThatItDoesNotKnowEndsTheProcessWithALine) {
    start({"identifier=some"});
    EXPECT_EQ(driver_->wait_exit(), 2);
    EXPECT_NE(driver_->log().find("neither aim nor none"), std::string::npos) << driver_->log();
}

}  // namespace
}  // namespace kiosk24
