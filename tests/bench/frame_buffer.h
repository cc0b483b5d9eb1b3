// The picture of an Xvfb screen, read from the file that `Xvfb -fbdir` keeps: no request to the X server, so
// looking does not disturb what is looked at. The file is an XWD dump: a big-endian header, colours, pixels.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace kiosk24::bench {

struct Box {
    int left = 0, top = 0, right = 0, bottom = 0;  // px, right and bottom excluded
};

// Colours of a grid of points, row by row, 0xRRGGBB.
using Sample = std::vector<std::uint32_t>;

class FrameBuffer {
  public:
    // Ends the process with a message when the file is not a 32-bit XWD dump.
    explicit FrameBuffer(const std::string& path);
    ~FrameBuffer();
    FrameBuffer(const FrameBuffer&) = delete;
    FrameBuffer& operator=(const FrameBuffer&) = delete;

    Box whole() const { return {0, 0, width_, height_}; }
    // Every `step` px across and down in `box`, which is cut to the screen.
    void sample(const Box& box, int step, Sample& into) const;

  private:
    const unsigned char* file_ = nullptr;
    std::size_t size_ = 0;
    const unsigned char* pixels_ = nullptr;
    int width_ = 0, height_ = 0;
    std::size_t bytes_per_line_ = 0;
};

// Share (0 to 1) of the points in which `before` and `last` differ that have the colour of `last` in `now`.
// Points that are the same before and after say nothing about progress and do not count.
double progress(const Sample& before, const Sample& now, const Sample& last);

}  // namespace kiosk24::bench
