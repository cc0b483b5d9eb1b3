#include "drivers/camera/driver.h"

#include <filesystem>

namespace kiosk24::drivers::camera {
namespace {

constexpr Milliseconds kFirstPicture{3'000};  // a camera wakes up slowly
constexpr Milliseconds kFrozen{500};
constexpr int kLookEvery = 3;    // pictures: eight looks a second are enough, and cost a tenth of a core
constexpr int kGoodLooks = 4;    // running, so that nobody is caught in passing
constexpr int kBlackLooks = 12;  // then it is not a hand before the lens

}  // namespace

std::vector<SettingEntry> Driver::settings() const {
    return {{"source", "",
             "v4l2src device=/dev/video0 ! image/jpeg,width=640,height=480,framerate=30/1 ! jpegdec"},
            {"cascade", "/usr/share/opencv4/haarcascades/haarcascade_frontalface_default.xml",
             "OpenCV's description of a face"}};
}

DeviceIdentity Driver::identity() const {
    return {"any", "camera", source_.path, "", {}};
}

Status Driver::open(const Settings& settings) {
    TRY(source, read_source(settings.text("source")));
    TRY(finder, FaceFinder::open(settings.text("cascade")));
    TRY_STATUS(load_gstreamer());
    source_ = std::move(source);
    finder_ = std::move(finder);
    watch();
    return {};
}

bool Driver::is_there() const {
    std::error_code ignored;
    return source_.path.find('%') != std::string::npos || std::filesystem::exists(source_.path, ignored);
}

// Nobody is looked at without being asked: only a camera that failed is tried, for one picture.
void Driver::watch() {
    constexpr Milliseconds kTry{900};
    if (!is_there()) {
        (void)failure(Error(Code::device_offline, "not there"));
        return;
    }
    if (is_broken_) {
        auto pipeline = Pipeline::open(source_);
        if (!pipeline || !pipeline->next(Limits{}.within(kTry))) return;
        if (!pipeline->next(Limits{}.within(kFrozen))) return;
    }
    report_online();
}

void Driver::tell(const Seen& seen) {
    if (told_ != seen.hint) hint(seen.hint);
    told_ = seen.hint;
    black_looks_ = seen.is_black ? black_looks_ + 1 : 0;
    if (black_looks_ == kBlackLooks)
        report({.state = DeviceState::online, .fault = Fault::camera_too_dark, .detail = "black pictures"});
    if (black_looks_ == 0) report_online();
}

Answer<DocumentBytes> Driver::capture_face(const Limits& limits) {
    auto pipeline = Pipeline::open(source_);
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

Failure Driver::failure(const Error& error) {
    is_broken_ = true;
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

void Driver::report_online() {
    is_broken_ = false;
    report({.state = DeviceState::online, .detail = {}});
}

}  // namespace kiosk24::drivers::camera
