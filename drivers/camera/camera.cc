#include "drivers/camera/camera.h"

#include <filesystem>

namespace kiosk24::drivers::camera {

Result<Camera> Camera::open(std::string_view source) {
    Camera camera;
    TRY(read, read_source(source));
    camera.source_ = std::move(read);
    TRY_STATUS(load_gstreamer());
    return camera;
}

Result<bool> Camera::is_well() {
    constexpr Milliseconds kTry{900};
    std::error_code ignored;
    const bool is_series = source_.path.find('%') != std::string::npos;
    if (!is_series && !std::filesystem::exists(source_.path, ignored))
        return Error(Code::device_offline, "not there");
    if (has_failed_) {
        auto pipeline = begin();
        if (!pipeline || !pipeline->next(Limits{}.within(kTry))) return false;
        if (!pipeline->next(Limits{}.within(kFrozen))) return false;
    }
    has_failed_ = false;
    return true;
}

}  // namespace kiosk24::drivers::camera
