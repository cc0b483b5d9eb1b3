// Grey pictures from a source, newest first in, at most two waiting. GStreamer is used through this file
// only. One thread; GStreamer's own threads fill the queue.
#pragma once

#include <memory>

#include "drivers/camera/source.h"
#include "drivers/sdk/limits.h"
#include "kiosk/base/bytes.h"

namespace kiosk24::drivers::camera {

struct Picture {
    int width = 0, height = 0;
    Bytes grey;  // rows of `width` bytes from the top
};

// Once, before any Pipeline: loads the plugins that the allowed elements are in, and no others. unsupported
// names the one that is missing.
Status load_gstreamer();

class Pipeline {
  public:
    // device_offline: the device or file is not there; device_failed: it cannot be used.
    static Result<Pipeline> open(const Source& source);
    Pipeline(Pipeline&&) noexcept;
    Pipeline& operator=(Pipeline&&) noexcept;
    ~Pipeline();  // the camera is let go and its light goes out

    // The next picture, oldest of those that wait. timed_out, cancelled; device_offline, device_failed when
    // the source ended by itself. A clip begins again at its end.
    Result<Picture> next(const Limits& limits);

  private:
    struct Inside;
    explicit Pipeline(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

}  // namespace kiosk24::drivers::camera
