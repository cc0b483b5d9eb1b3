// A scanner that looks for codes by itself and writes each one, ended by CR, to a serial line. One thread:
// the driver's worker.
#pragma once

#include <optional>
#include <string>

#include "drivers/scan_serial/line.h"
#include "drivers/sdk/device.h"
#include "drivers/sdk/transport.h"

namespace kiosk24::drivers::scan_serial {

class Driver : public CodeReader {
  public:
    std::vector<SettingEntry> settings() const override;
    DeviceIdentity identity() const override;
    Status open(const Settings& settings) override;
    void watch() override;
    Milliseconds watch_every() const override { return Milliseconds(2000); }
    void forget() override;
    Answer<ScannedCode> scan_code(const Limits& limits) override;

  private:
    Answer<void> connect();
    // What the line says until `limits`; fed to lines_.
    Answer<void> listen(const Limits& limits);
    // device_offline if the line goes meanwhile.
    Answer<void> throw_away();
    Failure failure(const Error& error);
    void report_online();

    std::string tty_;
    int baud_ = 0;
    Identifier identifier_ = Identifier::none;
    std::optional<SerialTransport> line_;
    LineReader lines_;
};

}  // namespace kiosk24::drivers::scan_serial
