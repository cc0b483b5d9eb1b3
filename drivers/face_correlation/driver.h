// A stand-in for a vendor's matcher of faces, behind the contract that a vendor's driver fulfils: finds the
// face in both pictures (OpenCV) and tells how alike they are by normalised correlation. It tells drawn faces
// apart; it is no biometrics and no check of anybody's identity, and its model's name says so.
#pragma once

#include <memory>

#include "drivers/sdk/device.h"

namespace kiosk24::drivers {

inline constexpr std::string_view kCorrelationModel = "kiosk24-correlation-1";

class FaceCorrelation : public FaceMatcher {
  public:
    FaceCorrelation();
    ~FaceCorrelation() override;

    std::vector<SettingEntry> settings() const override;
    DeviceIdentity identity() const override;
    Status open(const Settings& settings) override;
    // There is nothing to watch.
    Milliseconds watch_every() const override { return std::chrono::hours(1); }
    Answer<FaceMatch> match_face(ByteView photo, ByteView still, const Limits& limits) override;

  private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
    int same_from_permille_ = 0;
};

}  // namespace kiosk24::drivers
