// A camera for faces: it looks only while a call is open, and lets the camera go when the call ends. One
// thread: the driver's worker.
#pragma once

#include <optional>
#include <string>

#include "drivers/camera/camera.h"
#include "drivers/camera/face_finder.h"
#include "drivers/sdk/device.h"

namespace kiosk24::drivers::camera {

class FaceDriver : public FaceCamera {
  public:
    std::vector<SettingEntry> settings() const override;
    DeviceIdentity identity() const override;
    Status open(const Settings& settings) override;
    void watch() override;
    Milliseconds watch_every() const override { return Milliseconds(2000); }
    Answer<DocumentBytes> capture_face(const Limits& limits) override;

  private:
    // What was seen goes to the person, and black pictures to the maintainer.
    void tell(const Seen& seen);
    Failure failure(const Error& error);
    void report_online();

    std::optional<Camera> camera_;
    std::optional<FaceFinder> finder_;
    std::optional<FaceHint> told_;
    int black_looks_ = 0;
};

}  // namespace kiosk24::drivers::camera
