// A driver on a serial line with the virtual device at the line's other end: a folder with the tty, the
// desk's thread and the driver's process. Base of the fixtures of such drivers' tests. Everything ends with
// the test.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "drivers/virtual/peer_loop.h"
#include "tests/support/driver_process.h"

namespace kiosk24::test_support {

inline bool is_online(const Condition& condition) {
    return condition.state == DeviceState::online;
}

class LineDriver : public ::testing::Test {
  protected:
    // `program` without its folder; `settings` ("name=value") stand before those of start().
    LineDriver(std::string program, DeviceClass device_class, std::vector<std::string> settings = {})
        : program_(std::move(program)), device_class_(device_class), settings_(std::move(settings)) {
        std::string pattern = std::filesystem::temp_directory_path() / "line-driver-XXXXXX";
        if (::mkdtemp(pattern.data()) != nullptr) directory_ = pattern;
    }
    ~LineDriver() override {
        driver_.reset();
        desk_.reset();
        std::filesystem::remove_all(directory_);
    }

    // In SetUp(): the device on tty().
    template <typename Device>
    void plug_in(std::unique_ptr<Device> device) {
        ASSERT_TRUE(device->start());
        std::vector<std::unique_ptr<virtual_devices::Peer>> peers;
        peers.push_back(std::move(device));
        desk_ = std::make_unique<virtual_devices::PeerThread>(std::move(peers));
    }
    std::string tty() const { return directory_ + "/tty"; }
    // What a hand at the device does; its answer.
    std::string tell(const std::string& line) {
        const auto answer = desk_->tell(line);
        EXPECT_TRUE(answer) << line << ": " << (answer ? "" : answer.error().text());
        return answer ? *answer : std::string();
    }
    DriverProcess& start(const std::vector<std::string>& settings = {}) {
        auto all = settings_;
        all.push_back("tty=" + tty());
        all.insert(all.end(), settings.begin(), settings.end());
        std::vector<std::string> arguments;
        for (const auto& setting : all) {
            arguments.emplace_back("--set");
            arguments.push_back(setting);
        }
        driver_ = std::make_unique<DriverProcess>(std::string(KIOSK24_BIN_DIR) + "/" + program_, arguments,
                                                  DriverProcess::Options{device_class_, {}, false});
        return *driver_;
    }
    void start_online(const std::vector<std::string>& settings = {}) {
        ASSERT_TRUE(start(settings).hello());
        ASSERT_TRUE(driver_->condition(is_online));
    }

    std::string directory_;
    std::unique_ptr<virtual_devices::PeerThread> desk_;
    std::unique_ptr<DriverProcess> driver_;

  private:
    std::string program_;
    DeviceClass device_class_;
    std::vector<std::string> settings_;
};

}  // namespace kiosk24::test_support
