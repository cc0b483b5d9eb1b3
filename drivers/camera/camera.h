// A camera between calls and at the beginning of one: there or not, well or not. Nobody is looked at without
// being asked: between calls only a camera that failed is tried, for one picture. One thread: the driver's
// worker.
#pragma once

#include <string_view>

#include "drivers/camera/pipeline.h"

namespace kiosk24::drivers::camera {

inline constexpr Milliseconds kFirstPicture{3'000};  // a camera wakes up slowly
inline constexpr Milliseconds kFrozen{500};

class Camera {
  public:
    // A setting `source`, see source.h. bad_setting; unsupported: a GStreamer plugin is missing.
    static Result<Camera> open(std::string_view source);

    // For watch(). False: it failed when it was last used, and still does. device_offline: not there.
    Result<bool> is_well();
    // Opens it for a call; the Pipeline's end lets it go. device_offline, device_failed.
    Result<Pipeline> begin() const { return Pipeline::open(source_); }
    void set_failed() { has_failed_ = true; }

    const std::string& path() const { return source_.path; }

  private:
    Source source_;
    bool has_failed_ = false;
};

}  // namespace kiosk24::drivers::camera
