// A camera as the kernel shows it (Video4Linux2): MJPEG, 640x480, 30 pictures a second, mapped buffers. Fed
// with ioctls and the time; it waits for nothing and opens nothing. Not thread-safe.
#pragma once

#include <linux/videodev2.h>

#include <deque>
#include <span>

#include "kiosk/base/bytes.h"
#include "kiosk/base/clock.h"

namespace kiosk24::test_support {

inline constexpr std::size_t kMostBuffers = 8;
// More than a picture of this size ever has, and whole pages, as mapping wants it.
inline constexpr std::size_t kBuffer_bytes = 640 * 480;

class VideoDevice {
  public:
    // `memory`: what a program sees that maps the device, kMostBuffers times kBuffer_bytes.
    explicit VideoDevice(std::span<std::uint8_t> memory) : memory_(memory) {}

    // One ioctl; the answer is in `argument`. 0 or an errno.
    int answer(unsigned long request, void* argument);
    // The sensor's clock: at its beat a picture goes into the buffer that waits longest; without one it is
    // lost.
    void on_time(Moment now);
    Moment next_beat() const { return next_beat_; }
    // How many pictures wait to be taken: as long as there are some, the device polls as readable.
    std::size_t pictures() const { return done_.size(); }

    void show(Bytes jpeg) { jpeg_ = std::move(jpeg); }
    void set_frozen(bool is_frozen) { is_frozen_ = is_frozen; }
    void set_plugged(bool is_plugged);

  private:
    int answer_format(unsigned long request, void* argument) const;
    int answer_stream(unsigned long request, void* argument);
    int take(v4l2_buffer& buffer);
    void stop();

    std::span<std::uint8_t> memory_;
    Bytes jpeg_;
    bool is_plugged_ = true, is_frozen_ = false, is_streaming_ = false;
    std::uint32_t buffers_ = 0, sequence_ = 0;
    std::deque<std::uint32_t> queued_;  // empty ones, the program's turn is over
    std::deque<v4l2_buffer> done_;      // with a picture
    Moment next_beat_;
};

}  // namespace kiosk24::test_support
