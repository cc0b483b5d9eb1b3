#include "drivers/camera/face_driver.h"

namespace kiosk24::drivers::camera {
namespace {

constexpr int kLookEvery = 3;    // pictures: eight looks a second are enough, and cost a tenth of a core
constexpr int kGoodLooks = 4;    // running, so that nobody is caught in passing
constexpr int kBlackLooks = 12;  // then it is not a hand before the lens

}  // namespace

std::vector<SettingEntry> FaceDriver::settings() const {
    return {{"source", "",
             "v4l2src device=/dev/video0 ! image/jpeg,width=640,height=480,framerate=30/1 ! jpegdec"},
            {"cascade", "/usr/share/opencv4/haarcascades/haarcascade_frontalface_default.xml",
             "OpenCV's description of a face"}};
}

DeviceIdentity FaceDriver::identity() const {
    return {"any", "camera", camera_ ? camera_->path() : "", "", {}};
}

Status FaceDriver::open(const Settings& settings) {
    TRY(finder, FaceFinder::open(settings.text("cascade")));
    TRY(camera, Camera::open(settings.text("source")));
    finder_ = std::move(finder);
    camera_ = std::move(camera);
    watch();
    return {};
}

void FaceDriver::watch() {
    const auto well = camera_->is_well();
    if (!well) return (void)failure(well.error());
    if (*well) report_online();
}

void FaceDriver::tell(const Seen& seen) {
    if (told_ != seen.hint) hint(seen.hint);
    told_ = seen.hint;
    black_looks_ = seen.is_black ? black_looks_ + 1 : 0;
    if (black_looks_ == kBlackLooks)
        report({.state = DeviceState::online, .fault = Fault::camera_too_dark, .detail = "black pictures"});
    if (black_looks_ == 0) report_online();
}

Answer<DocumentBytes> FaceDriver::capture_face(const Limits& limits) {
    auto pipeline = camera_->begin();
    if (!pipeline) return failure(pipeline.error());
    told_.reset();
    int good = 0;
    for (int number = 0;; ++number) {
        auto picture = pipeline->next(limits.within(number == 0 ? kFirstPicture : kFrozen));
        TRY_STATUS(limits.check());
        if (!picture) return failure(picture.error());
        auto shown = mirrored_portrait(*picture);
        show({0, shown.width, shown.height, std::make_shared<const Personal<Bytes>>(std::move(shown.grey))});
        if (number % kLookEvery == 0) {
            const auto seen = finder_->look(*picture);
            tell(seen);
            good = seen.is_good ? good + 1 : 0;
            if (good == kGoodLooks) {
                auto still = jpeg_of(*picture, seen.face, wire::kLargestJpeg_bytes);
                wipe_value(picture->grey);
                if (!still) return still.error();
                return std::make_shared<const Personal<Bytes>>(std::move(*still));
            }
        }
        wipe_value(picture->grey);
    }
}

Failure FaceDriver::failure(const Error& error) {
    camera_->set_failed();
    Condition condition{
        .state = DeviceState::hardware_error, .fault = Fault::camera_unclassified, .detail = {}};
    if (error.code() == Code::device_offline)
        condition = {.state = DeviceState::offline, .fault = Fault::camera_offline, .detail = {}};
    if (error.code() == Code::timed_out) condition.fault = Fault::camera_no_frames;
    condition.detail = error.code() == Code::timed_out ? "no picture for 500 ms" : error.text();
    report(condition);
    const bool is_offline = error.code() == Code::device_offline;
    return {Error(is_offline ? Code::device_offline : Code::device_failed, condition.detail),
            condition.fault};
}

void FaceDriver::report_online() {
    report({.state = DeviceState::online, .detail = {}});
}

}  // namespace kiosk24::drivers::camera
