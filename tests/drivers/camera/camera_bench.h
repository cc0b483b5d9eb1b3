// A shipped camera driver before a drawn scene, by the same pipeline as a camera's.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>

#include "drivers/virtual/camera/camera_peer.h"
#include "drivers/virtual/peer_loop.h"
#include "tests/support/driver_process.h"

namespace kiosk24 {

class CameraBench : public ::testing::Test {
  protected:
    using Patience = test_support::Patience;

    void SetUp() override {
        std::string pattern = std::filesystem::temp_directory_path() / "camera-XXXXXX";
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        directory_ = pattern;
        auto camera = std::make_unique<virtual_devices::CameraPeer>(directory_);
        ASSERT_TRUE(camera->start());
        std::vector<std::unique_ptr<virtual_devices::Peer>> peers;
        peers.push_back(std::move(camera));
        desk_ = std::make_unique<virtual_devices::PeerThread>(std::move(peers));
    }
    void TearDown() override {
        driver_.reset();
        desk_.reset();
        std::filesystem::remove_all(directory_);
    }

    static bool is_online(const Condition& condition) {
        return condition.state == DeviceState::online && condition.fault == Fault::none;
    }
    void tell(const std::string& line) {
        const auto answer = desk_->tell(line);
        ASSERT_TRUE(answer) << answer.error().text();
    }
    void start(const std::string& program, DeviceClass device_class, const std::string& framerate) {
        const auto source =
            "multifilesrc location=" + directory_ +
            "/camera.png index=0 stop-index=0 loop=true caps=image/png,framerate=" + framerate + " ! pngdec";
        driver_ = std::make_unique<test_support::DriverProcess>(
            std::string(KIOSK24_BIN_DIR) + "/" + program,
            std::vector<std::string>{"--set", "source=" + source},
            test_support::DriverProcess::Options{device_class, {}, false});
        ASSERT_TRUE(driver_->hello()) << driver_->log();
        ASSERT_TRUE(driver_->condition(is_online)) << driver_->log();
    }

    std::string directory_;
    std::unique_ptr<virtual_devices::PeerThread> desk_;
    std::unique_ptr<test_support::DriverProcess> driver_;
};

}  // namespace kiosk24
