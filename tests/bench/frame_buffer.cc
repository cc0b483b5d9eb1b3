#include "tests/bench/frame_buffer.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace kiosk24::bench {
namespace {

// Places in the XWD header (X11/XWDFile.h), in 32-bit words.
enum Word { kHeaderSize = 0, kWidth = 4, kHeight = 5, kBitsPerPixel = 11, kBytesPerLine = 12, kColours = 19 };
constexpr std::size_t kHeaderBytes = 100;
constexpr std::size_t kColourBytes = 12;

std::size_t word(const unsigned char* file, Word place) {
    const unsigned char* at = file + 4 * static_cast<std::size_t>(place);
    return std::size_t{at[0]} << 24U | std::size_t{at[1]} << 16U | std::size_t{at[2]} << 8U | at[3];
}

[[noreturn]] void refuse(const std::string& path, const char* why) {
    std::fprintf(stderr, "pixel-probe: %s: %s\n", path.c_str(), why);
    std::exit(2);
}

bool looks_same(std::uint32_t one, std::uint32_t other) {
    constexpr int kTolerance = 4;  // of 255 in every channel: gradients are dithered in Chromium
    for (unsigned shift = 0; shift < 24; shift += 8) {
        const int difference =
            static_cast<int>(one >> shift & 255U) - static_cast<int>(other >> shift & 255U);
        if (std::abs(difference) > kTolerance) return false;
    }
    return true;
}

}  // namespace

FrameBuffer::FrameBuffer(const std::string& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat status {};
    if (fd < 0 || ::fstat(fd, &status) != 0) refuse(path, std::strerror(errno));
    size_ = static_cast<std::size_t>(status.st_size);
    if (size_ < kHeaderBytes) refuse(path, "too short for a picture");
    void* mapped = ::mmap(nullptr, size_, PROT_READ, MAP_SHARED, fd, 0);
    ::close(fd);
    if (mapped == MAP_FAILED) refuse(path, "cannot be mapped");
    file_ = static_cast<const unsigned char*>(mapped);
    width_ = static_cast<int>(word(file_, kWidth));
    height_ = static_cast<int>(word(file_, kHeight));
    bytes_per_line_ = word(file_, kBytesPerLine);
    const std::size_t begin = word(file_, kHeaderSize) + kColourBytes * word(file_, kColours);
    if (word(file_, kBitsPerPixel) != 32 ||
        begin + bytes_per_line_ * static_cast<std::size_t>(height_) > size_)
        refuse(path, "not a picture of 32 bits a pixel");
    pixels_ = file_ + begin;
}

FrameBuffer::~FrameBuffer() {
    ::munmap(const_cast<unsigned char*>(file_), size_);
}

void FrameBuffer::sample(const Box& box, int step, Sample& into) const {
    into.clear();
    const int right = std::min(box.right, width_), bottom = std::min(box.bottom, height_);
    for (int y = std::max(0, box.top); y < bottom; y += step) {
        const unsigned char* line = pixels_ + bytes_per_line_ * static_cast<std::size_t>(y);
        for (int x = std::max(0, box.left); x < right; x += step) {
            std::uint32_t pixel = 0;
            std::memcpy(&pixel, line + 4 * static_cast<std::size_t>(x), sizeof pixel);
            into.push_back(pixel & 0xFFFFFFU);
        }
    }
}

double progress(const Sample& before, const Sample& now, const Sample& last) {
    std::size_t changing = 0, arrived = 0;
    for (std::size_t i = 0; i < last.size(); ++i) {
        if (looks_same(before[i], last[i])) continue;
        ++changing;
        if (looks_same(now[i], last[i])) ++arrived;
    }
    return changing == 0 ? 1.0 : static_cast<double>(arrived) / static_cast<double>(changing);
}

}  // namespace kiosk24::bench
