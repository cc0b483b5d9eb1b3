// The shipped camera drivers before a V4L2 device, as in a terminal.
#include <gtest/gtest.h>

#include <memory>

#include "tests/drivers/camera/v4l2/peer_process.h"
#include "tests/support/driver_process.h"

namespace kiosk24 {
namespace {

using test_support::DriverProcess;
using test_support::Patience;

bool is_online(const Condition& condition) {
    return condition.state == DeviceState::online && condition.fault == Fault::none;
}

class V4l2Camera : public ::testing::Test {
  protected:
    void start(const std::string& program, DeviceClass device_class) {
        ASSERT_FALSE(camera_.test_bed().empty());
        driver_ = std::make_unique<DriverProcess>(
            std::string(KIOSK24_BIN_DIR) + "/" + program,
            std::vector<std::string>{"--set",
                                     "source=v4l2src device=/dev/video0 ! "
                                     "image/jpeg,width=640,height=480,framerate=30/1 ! jpegdec"},
            DriverProcess::Options{device_class, camera_.environment(), false});
        ASSERT_TRUE(driver_->hello()) << driver_->log();
        ASSERT_TRUE(driver_->condition(is_online)) << driver_->log();
    }
    void start_for_faces() { start("kiosk24-driver-camera", DeviceClass::face_camera); }
    std::uint64_t capture() { return driver_->call(wire::ask::CaptureFace{}, Patience(20'000)); }
    // The camera is open and gives pictures.
    bool shows_a_picture() {
        const auto frame = driver_->wait_for(
            [](const wire::FromDriver& message) { return std::holds_alternative<wire::Frame>(message); });
        return frame.has_value();
    }
    template <typename Answer>
    Answer answer(std::uint64_t id) {
        const auto got = driver_->answer(id);
        if (got && std::holds_alternative<Answer>(*got)) return std::get<Answer>(*got);
        const auto* failed = got ? std::get_if<wire::Failed>(&*got) : nullptr;
        ADD_FAILURE() << "another answer: " << (failed ? failed->detail : "") << "\n" << driver_->log();
        return {};
    }
    bool reports(Fault fault) {
        return driver_->condition([&](const Condition& now) { return now.fault == fault; }).has_value();
    }

    test_support::V4l2PeerProcess camera_;  // outlives the driver
    std::unique_ptr<DriverProcess> driver_;
};

TEST_F(V4l2Camera, AGoodFaceIsTakenAsOneJpeg) {
    camera_.tell("face A");
    start_for_faces();
    const auto done = answer<wire::Done>(capture());
    EXPECT_TRUE(std::holds_alternative<wire::give::Still>(done.give));
    EXPECT_GT(done.bulk_bytes, 1'000U);
    EXPECT_LE(done.bulk_bytes, wire::kLargestJpeg_bytes);
    EXPECT_TRUE(driver_->malformed().empty());
}

TEST_F(V4l2Camera, ThatFreezesIsAFaultUntilPicturesComeAgain) {
    start_for_faces();
    const auto id = capture();
    ASSERT_TRUE(shows_a_picture());
    camera_.tell("freeze");
    const auto failed = answer<wire::Failed>(id);
    EXPECT_EQ(failed.code, Code::device_failed);
    EXPECT_EQ(failed.fault, Fault::camera_no_frames);
    EXPECT_TRUE(reports(Fault::camera_no_frames));
    camera_.tell("face B");
    camera_.tell("thaw");
    EXPECT_TRUE(driver_->condition(is_online));
    answer<wire::Done>(capture());
}

TEST_F(V4l2Camera, PulledOutWhileItLooksIsOfflineAndServesAgain) {
    start_for_faces();
    const auto id = capture();
    ASSERT_TRUE(shows_a_picture());
    camera_.tell("unplug");
    const auto failed = answer<wire::Failed>(id);
    EXPECT_EQ(failed.code, Code::device_offline);
    EXPECT_EQ(failed.fault, Fault::camera_offline);
    EXPECT_TRUE(reports(Fault::camera_offline));
    camera_.tell("face C");
    camera_.tell("plug");
    EXPECT_TRUE(driver_->condition(is_online));
    answer<wire::Done>(capture());
}

TEST_F(V4l2Camera, WhoseNodeOutlivesItIsOfflineInTheEnd) {
    start_for_faces();
    const auto id = capture();
    ASSERT_TRUE(shows_a_picture());
    camera_.tell("lose");
    EXPECT_EQ(answer<wire::Failed>(id).code, Code::device_failed);
    camera_.tell("unplug");
    EXPECT_TRUE(reports(Fault::camera_offline));
}

TEST_F(V4l2Camera, ACodeThatIsHeldUpIsRead) {
    start("kiosk24-driver-scan-camera", DeviceClass::code_reader);
    const auto id = driver_->call(wire::ask::ScanCode{}, Patience(20'000));
    camera_.tell("code 91440300MA5EXAMPLE");
    const auto done = answer<wire::Done>(id);
    ASSERT_TRUE(std::holds_alternative<wire::give::Code>(done.give));
    EXPECT_EQ(std::get<wire::give::Code>(done.give).text.reveal(), "91440300MA5EXAMPLE");
}

}  // namespace
}  // namespace kiosk24
