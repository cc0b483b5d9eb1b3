// A camera as a code reader: it looks only while a call is open, so it can be the camera that also takes
// faces. One thread: the driver's worker.
#pragma once

#include <optional>

#include "drivers/camera/camera.h"
#include "drivers/sdk/device.h"

namespace kiosk24::drivers::camera {

class CodeDriver : public CodeReader {
  public:
    std::vector<SettingEntry> settings() const override;
    DeviceIdentity identity() const override;
    Status open(const Settings& settings) override;
    void watch() override;
    Milliseconds watch_every() const override { return Milliseconds(2000); }
    Answer<ScannedCode> scan_code(const Limits& limits) override;

  private:
    Failure failure(const Error& error);

    std::optional<Camera> camera_;
};

}  // namespace kiosk24::drivers::camera
