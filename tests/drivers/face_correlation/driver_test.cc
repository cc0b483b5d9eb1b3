// The shipped matcher with the photo of a card and stills that the shipped camera took of drawn faces.
#include "drivers/virtual/sam/card.h"
#include "tests/drivers/camera/camera_bench.h"

namespace kiosk24 {
namespace {

class FaceCorrelationDriver : public CameraBench {
  protected:
    void SetUp() override {
        CameraBench::SetUp();
        start("kiosk24-driver-camera", DeviceClass::face_camera, "25/1");
        matcher_ = std::make_unique<test_support::DriverProcess>(
            std::string(KIOSK24_BIN_DIR) + "/kiosk24-driver-face-correlation", std::vector<std::string>{},
            test_support::DriverProcess::Options{DeviceClass::face_matcher, {}, false});
        ASSERT_TRUE(matcher_->condition(is_online)) << matcher_->log();
        const auto card = virtual_devices::load_card("with_photo", KIOSK24_CARDS_DIR);
        ASSERT_TRUE(card);
        photo_ = *virtual_devices::photo_of(*card);
    }
    Bytes still_of(const std::string& scene) {
        tell(scene);
        const auto answer =
            driver_->answer(driver_->call(wire::ask::CaptureFace{}, Patience(20'000)), Patience(20'000));
        const auto* done = answer ? std::get_if<wire::Done>(&*answer) : nullptr;
        const auto jpeg = done == nullptr ? nullptr : wire::bulk_of(done->give);
        if (jpeg == nullptr) {
            ADD_FAILURE() << "no still: " << driver_->log();
            return {};
        }
        return jpeg->reveal();
    }
    wire::FromDriver matched(const Bytes& photo, const Bytes& still) {
        Bytes both = photo;
        both.insert(both.end(), still.begin(), still.end());
        const auto id = matcher_->call(wire::ask::MatchFace{photo.size()}, Patience(10'000), both);
        const auto answer = matcher_->answer(id);
        if (!answer) ADD_FAILURE() << "no answer: " << matcher_->log();
        return answer.value_or(wire::FromDriver{});
    }
    FaceMatch match(const Bytes& photo, const Bytes& still) {
        const auto answer = matched(photo, still);
        const auto* done = std::get_if<wire::Done>(&answer);
        const auto* given = done == nullptr ? nullptr : std::get_if<wire::give::Matched>(&done->give);
        if (given == nullptr) ADD_FAILURE() << "no comparison: " << matcher_->log();
        return given == nullptr ? FaceMatch{} : given->match;
    }
    Code refusal(const Bytes& photo, const Bytes& still) {
        const auto answer = matched(photo, still);
        const auto* failed = std::get_if<wire::Failed>(&answer);
        return failed == nullptr ? Code::device_failed : failed->code;
    }

    std::unique_ptr<test_support::DriverProcess> matcher_;
    Bytes photo_;
};

TEST_F(FaceCorrelationDriver, TheCardsOwnerIsTheSameAndOthersAreNot) {
    const auto same = match(photo_, still_of("face A"));
    EXPECT_EQ(same.decision, FaceDecision::same) << same.score_permille;
    EXPECT_EQ(same.model, "kiosk24-correlation-1");
    for (const auto* other : {"face B", "face C"}) {
        const auto different = match(photo_, still_of(other));
        EXPECT_EQ(different.decision, FaceDecision::different) << other << ' ' << different.score_permille;
        EXPECT_LT(different.score_permille, same.score_permille);
    }
}

TEST_F(FaceCorrelationDriver, WhatIsNoPictureOrHasNoFaceIsRefusedAndTheNextCallIsAnswered) {
    const auto still = still_of("face A");
    EXPECT_EQ(refusal(Bytes(1024, 0), still), Code::bad_input);
    EXPECT_EQ(refusal(Bytes(1024, 0xA5), still), Code::bad_input);
    EXPECT_EQ(refusal(photo_, Bytes{'n', 'o'}), Code::bad_input);
    EXPECT_EQ(match(photo_, still).decision, FaceDecision::same);
}

}  // namespace
}  // namespace kiosk24
