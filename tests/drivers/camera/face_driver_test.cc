// The shipped driver of a camera for faces before drawn ones.
#include "camera_bench.h"

namespace kiosk24 {
namespace {

class CameraDriver : public CameraBench {
  protected:
    void start_online(const std::string& framerate = "25/1") {
        start("kiosk24-driver-camera", DeviceClass::face_camera, framerate);
    }
    std::uint64_t capture(Patience within = Patience(20'000)) {
        return driver_->call(wire::ask::CaptureFace{}, within);
    }
    // Waits for the hint as the terminal would, giving every picture back.
    bool hears(FaceHint hint) {
        const auto found = driver_->wait_for([&](const wire::FromDriver& message) {
            give_back(message);
            const auto* hinted = std::get_if<wire::Hinted>(&message);
            return hinted != nullptr && hinted->hint == hint;
        });
        return found.has_value();
    }
    // The next picture, not given back.
    std::optional<wire::Frame> frame(Patience patience = Patience(10'000)) {
        auto found = driver_->wait_for(
            [](const wire::FromDriver& message) { return std::holds_alternative<wire::Frame>(message); },
            patience);
        if (!found) return std::nullopt;
        return std::get<wire::Frame>(*found);
    }
    std::optional<wire::FromDriver> answer(std::uint64_t id) {
        return driver_->wait_for([&](const wire::FromDriver& message) {
            give_back(message);
            const auto* done = std::get_if<wire::Done>(&message);
            const auto* failed = std::get_if<wire::Failed>(&message);
            return (done != nullptr && done->id == id) || (failed != nullptr && failed->id == id);
        });
    }
    wire::Failed failure(std::uint64_t id) {
        const auto got = answer(id);
        if (got && std::holds_alternative<wire::Failed>(*got)) return std::get<wire::Failed>(*got);
        ADD_FAILURE() << "no failure: " << driver_->log();
        return {};
    }

  private:
    void give_back(const wire::FromDriver& message) {
        const auto* shown = std::get_if<wire::Frame>(&message);
        if (shown != nullptr && shown->id > given_back_) {
            given_back_ = shown->id;
            driver_->send(wire::Release{shown->id});
        }
    }
    std::uint64_t given_back_ = 0;
};

TEST_F(CameraDriver, AGoodFaceIsTakenByItselfAsOneJpeg) {
    tell("face A");
    start_online();
    const auto got = answer(capture());
    ASSERT_TRUE(got && std::holds_alternative<wire::Done>(*got)) << driver_->log();
    const auto& done = std::get<wire::Done>(*got);
    ASSERT_TRUE(std::holds_alternative<wire::give::Still>(done.give));
    EXPECT_GT(done.bulk_bytes, 1'000U);
    EXPECT_LE(done.bulk_bytes, wire::kLargestJpeg_bytes);
    EXPECT_TRUE(driver_->malformed().empty());
}

TEST_F(CameraDriver, ItSaysWhatItWouldAskForUntilAllIsWell) {
    start_online();
    const auto id = capture();
    EXPECT_TRUE(hears(FaceHint::look_here));
    tell("far");
    EXPECT_TRUE(hears(FaceHint::closer));
    tell("aside");
    EXPECT_TRUE(hears(FaceHint::to_middle));
    tell("face B");
    EXPECT_TRUE(hears(FaceHint::hold_still));
    const auto got = answer(id);
    EXPECT_TRUE(got && std::holds_alternative<wire::Done>(*got));
}

TEST_F(CameraDriver, AtMostTwoPicturesAreOnLoan) {
    start_online();
    const auto id = capture();
    const auto first = frame(), second = frame();
    ASSERT_TRUE(first && second);
    EXPECT_EQ(first->width_px * 4, first->height_px * 3);
    EXPECT_FALSE(frame(Patience(300))) << "a third while two are out";
    driver_->send(wire::Release{first->id});
    const auto third = frame();
    ASSERT_TRUE(third);
    EXPECT_GT(third->id, second->id);
    driver_->cancel(id);
    EXPECT_EQ(failure(id).code, Code::cancelled);
}

TEST_F(CameraDriver, ItLooksOnlyWhileItIsAsked) {
    tell("face A");
    start_online();
    EXPECT_FALSE(frame(Patience(300)));
    const auto id = capture();
    EXPECT_TRUE(frame());
    driver_->cancel(id);
    EXPECT_EQ(failure(id).code, Code::cancelled);
    while (frame(Patience(0))) {
    }
    EXPECT_FALSE(frame(Patience(300)));
}

TEST_F(CameraDriver, NobodyBeforeItEndsWithTheDeadline) {
    start_online();
    EXPECT_EQ(failure(capture(Patience(600))).code, Code::timed_out);
}

TEST_F(CameraDriver, ACameraThatIsPulledOutIsOfflineAndServesAgain) {
    start_online();
    const auto id = capture();
    ASSERT_TRUE(frame());
    tell("unplug");
    EXPECT_EQ(failure(id).fault, Fault::camera_offline);
    EXPECT_TRUE(driver_->condition([](const auto& now) { return now.fault == Fault::camera_offline; }));
    tell("plug");
    EXPECT_TRUE(driver_->condition(is_online));
    tell("face C");
    const auto got = answer(capture());
    EXPECT_TRUE(got && std::holds_alternative<wire::Done>(*got));
}

TEST_F(CameraDriver, AFrozenCameraIsToldFromASlowOne) {
    start_online("1/1");
    const auto failed = failure(capture());
    EXPECT_EQ(failed.code, Code::device_failed);
    EXPECT_EQ(failed.fault, Fault::camera_no_frames);
    EXPECT_TRUE(driver_->condition([](const auto& now) { return now.fault == Fault::camera_no_frames; }));
}

TEST_F(CameraDriver, BlackPicturesAreAFaultForTheMaintainerAndTheCameraGoesOn) {
    tell("black");
    start_online();
    const auto id = capture();
    EXPECT_TRUE(hears(FaceHint::too_dark));
    const auto black = driver_->wait_for([&](const wire::FromDriver& message) {
        if (const auto* shown = std::get_if<wire::Frame>(&message)) driver_->send(wire::Release{shown->id});
        const auto* changed = std::get_if<wire::ConditionChanged>(&message);
        return changed != nullptr && changed->condition.fault == Fault::camera_too_dark;
    });
    EXPECT_TRUE(black);
    tell("face A");
    const auto got = answer(id);
    EXPECT_TRUE(got && std::holds_alternative<wire::Done>(*got)) << driver_->log();
    EXPECT_TRUE(driver_->condition(is_online));
}

TEST_F(CameraDriver, ASourceThatIsNotAllowedEndsTheProcessWithALine) {
    driver_ = std::make_unique<test_support::DriverProcess>(
        std::string(KIOSK24_BIN_DIR) + "/kiosk24-driver-camera",
        std::vector<std::string>{"--set", "source=videotestsrc ! filesink location=/tmp/x"},
        test_support::DriverProcess::Options{DeviceClass::face_camera, {}, false});
    EXPECT_EQ(driver_->wait_exit(), 2);
    EXPECT_NE(driver_->log().find("not allowed"), std::string::npos) << driver_->log();
}

}  // namespace
}  // namespace kiosk24
