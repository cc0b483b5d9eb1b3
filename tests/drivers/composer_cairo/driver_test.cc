// The shipped composer process as the terminal sees it.
#include <gtest/gtest.h>

#include "receipts.h"
#include "tests/support/driver_process.h"

namespace kiosk24 {
namespace {

using test_support::DriverProcess;
using test_support::Patience;

class ComposerDriver : public ::testing::Test {
  protected:
    ComposerDriver()
        : driver_(std::string(KIOSK24_BIN_DIR) + "/kiosk24-driver-composer-cairo", {},
                  DriverProcess::Options{DeviceClass::document_composer, {}, false}) {}
    void SetUp() override {
        ASSERT_TRUE(driver_.hello());
        ASSERT_TRUE(driver_.condition([](const auto& now) { return now.state == DeviceState::online; }));
    }
    std::optional<wire::FromDriver> compose(const PaperStrip& strip) {
        return driver_.answer(driver_.call(wire::ask::Compose{strip}, Patience(5'000)));
    }
    static PaperStrip receipt() {
        return paper::receipt_strip(receipt_for(Verdict::approved, Language::zh_hans, TextSize::normal),
                                    words());
    }
    DriverProcess driver_;
};

TEST_F(ComposerDriver, GivesThePictureBesideItsAnswer) {
    const auto answer = compose(receipt());
    ASSERT_TRUE(answer && std::holds_alternative<wire::Done>(*answer)) << driver_.log();
    const auto& picture = std::get<wire::give::Picture>(std::get<wire::Done>(*answer).give).picture;
    EXPECT_TRUE(driver_.malformed().empty());
    ASSERT_TRUE(picture.bits);
    EXPECT_GT(black_dots(picture), 10'000);
}

TEST_F(ComposerDriver, WhatItCannotDrawIsItsFaultAndNothingElseOfItFails) {
    PaperStrip strip;
    strip.lines.push_back({StripLineKind::text, {}, PersonalText("\uE81E")});
    const auto refused = compose(strip);
    ASSERT_TRUE(refused && std::holds_alternative<wire::Failed>(*refused));
    EXPECT_EQ(std::get<wire::Failed>(*refused).fault, Fault::composer_failed);
    EXPECT_EQ(std::get<wire::Failed>(*refused).outcome, Outcome::not_done);
    const auto answer = compose(receipt());
    EXPECT_TRUE(answer && std::holds_alternative<wire::Done>(*answer));
    EXPECT_EQ(driver_.log().find("\uE81E"), std::string::npos) << "what it drew is nobody's business";
}

TEST_F(ComposerDriver, ForgetsAndGoesOn) {
    ASSERT_TRUE(compose(receipt()));
    const auto forgot = driver_.answer(driver_.call(wire::ask::Forget{}, Patience(5'000)));
    ASSERT_TRUE(forgot && std::holds_alternative<wire::Done>(*forgot));
    const auto answer = compose(receipt());
    EXPECT_TRUE(answer && std::holds_alternative<wire::Done>(*answer));
}

}  // namespace
}  // namespace kiosk24
