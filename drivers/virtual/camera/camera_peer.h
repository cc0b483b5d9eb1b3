// What stands before the camera: a picture file that the camera's source reads again for every frame
// ("multifilesrc location=DIR/camera.png index=0 stop-index=0 loop=true caps=image/png,framerate=25/1 !
// pngdec"), drawn anew when somebody comes, moves or leaves.
#pragma once

#include <string>

#include "drivers/virtual/camera/drawn_face.h"
#include "drivers/virtual/peer.h"

namespace kiosk24::virtual_devices {

class CameraPeer : public Peer {
  public:
    // `directory` is made if it is missing: camera.png, and faces/NUMBER.png by `enrol`.
    explicit CameraPeer(std::string directory) : directory_(std::move(directory)) {}

    // An empty room.
    Status start();

    std::string_view name() const override { return "camera"; }
    std::vector<PeerCommand> commands() const override;
    Result<std::string> tell(std::string_view line) override;

  private:
    std::string picture() const { return directory_ + "/camera.png"; }
    Result<std::string> show(Scene scene, std::string words);
    Result<std::string> enrol(std::string_view arguments);

    std::string directory_;
    Scene scene_;
    bool is_plugged_ = true;
};

}  // namespace kiosk24::virtual_devices
