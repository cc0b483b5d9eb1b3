// A camera for faces: it looks only while a call is open, and lets the camera go when the call ends. One
// thread: the driver's worker.
#pragma once

#include <optional>
#include <string>

#include "drivers/camera/face_finder.h"
#include "drivers/camera/pipeline.h"
#include "drivers/sdk/device.h"

namespace kiosk24::drivers::camera {

class Driver : public FaceCamera {
  public:
    std::vector<SettingEntry> settings() const override;
    DeviceIdentity identity() const override;
    Status open(const Settings& settings) override;
    void watch() override;
    Milliseconds watch_every() const override { return Milliseconds(2000); }
    Answer<DocumentBytes> capture_face(const Limits& limits) override;

  private:
    bool is_there() const;
    // What was seen goes to the person, and black pictures to the maintainer.
    void tell(const Seen& seen);
    Failure failure(const Error& error);
    void report_online();

    Source source_;
    std::optional<FaceFinder> finder_;
    std::optional<FaceHint> told_;
    bool is_broken_ = false;  // it failed when it was last used: watch() looks whether it is well again
    int black_looks_ = 0;
};

}  // namespace kiosk24::drivers::camera
