// The driver of <which devices, from which maker>. Which sequence of commands a call is. One thread: the
// SDK's worker.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "drivers/sdk/device.h"
#include "drivers/sdk/transport.h"

namespace kiosk24::drivers::template_maker {

// The base says the device class: IdCardReader, DocumentPrinter or DocumentVerifier (drivers/sdk/device.h).
class Driver : public IdCardReader {
  public:
    std::vector<SettingEntry> settings() const override;
    DeviceIdentity identity() const override;
    Status open(const Settings& settings) override;
    void watch() override;
    void forget() override;
    Answer<IdentityCard> read_card(const Limits& limits) override;

  private:
    // Opens the line if it is closed; reports what it finds.
    Answer<void> connect();
    std::string tty_;
    std::optional<SerialTransport> line_;
};

}  // namespace kiosk24::drivers::template_maker
