// Is there one face in the picture, and is the picture good enough to be compared? OpenCV is used through
// this file only. One thread.
#pragma once

#include <memory>
#include <string>

#include "drivers/camera/pipeline.h"
#include "kiosk/model/application.h"
#include "kiosk/model/face.h"

namespace kiosk24::drivers::camera {

struct Box {
    int x = 0, y = 0, width = 0, height = 0;
};
struct Seen {
    FaceHint hint = FaceHint::look_here;
    bool is_good = false;  // one face, in the middle, large, sharp and well lit; the hint is hold_still
    bool is_black = false;
    Box face;  // where there is one
};

class FaceFinder {
  public:
    // `cascade`: OpenCV's haarcascade_frontalface_default.xml. bad_setting if it cannot be read.
    static Result<FaceFinder> open(const std::string& cascade);
    FaceFinder(FaceFinder&&) noexcept;
    FaceFinder& operator=(FaceFinder&&) noexcept;
    ~FaceFinder();

    Seen look(const Picture& picture);

  private:
    struct Inside;
    explicit FaceFinder(std::unique_ptr<Inside> inside);
    std::unique_ptr<Inside> inside_;
};

// The middle of the picture as a mirror shows it: three wide and four high, at most 480 high.
Picture mirrored_portrait(const Picture& picture);
// The face with some room around it, as a JPEG of at most `most_bytes`. too_large if it cannot be.
Result<Bytes> jpeg_of(const Picture& picture, const Box& face, std::size_t most_bytes);

}  // namespace kiosk24::drivers::camera
