#include "drivers/camera/code_driver.h"

#include "drivers/camera/code_finder.h"
#include "kiosk/base/log.h"

namespace kiosk24::drivers::camera {

std::vector<SettingEntry> CodeDriver::settings() const {
    return {{"source", "",
             "v4l2src device=/dev/video0 ! image/jpeg,width=1280,height=720,framerate=30/1 ! jpegdec"}};
}

DeviceIdentity CodeDriver::identity() const {
    return {"any", "camera for codes", camera_ ? camera_->path() : "", "", {"symbology"}};
}

Status CodeDriver::open(const Settings& settings) {
    TRY(camera, Camera::open(settings.text("source")));
    camera_ = std::move(camera);
    watch();
    return {};
}

void CodeDriver::watch() {
    const auto well = camera_->is_well();
    if (!well) return (void)failure(well.error());
    if (*well) report({.state = DeviceState::online, .detail = {}});
}

Answer<ScannedCode> CodeDriver::scan_code(const Limits& limits) {
    constexpr int kLookEvery = 2;  // pictures: fifteen looks a second
    auto pipeline = camera_->begin();
    if (!pipeline) return failure(pipeline.error());
    for (int number = 0;; ++number) {
        auto picture = pipeline->next(limits.within(number == 0 ? kFirstPicture : kFrozen));
        TRY_STATUS(limits.check());
        if (!picture) return failure(picture.error());
        if (number == 0) report({.state = DeviceState::online, .detail = {}});
        if (number % kLookEvery != 0) continue;
        auto found = find_code(*picture);
        wipe_value(picture->grey);
        if (!found) {
            log::warn("scan_camera", "a code is not passed on: {}", found.error().text());
            return Error(Code::bad_input, found.error().text());
        }
        if (*found) return std::move(**found);
    }
}

Failure CodeDriver::failure(const Error& error) {
    camera_->set_failed();
    if (error.code() == Code::device_offline) {
        report({.state = DeviceState::offline, .fault = Fault::scanner_offline, .detail = error.text()});
        return {Error(Code::device_offline, error.detail()), Fault::scanner_offline};
    }
    const std::string why = error.code() == Code::timed_out ? "no picture for 500 ms" : error.text();
    report({.state = DeviceState::hardware_error, .fault = Fault::scanner_unclassified, .detail = why});
    return {Error(Code::device_failed, why), Fault::scanner_unclassified};
}

}  // namespace kiosk24::drivers::camera
