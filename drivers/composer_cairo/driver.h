// Draws receipts and slips (class document_composer) in a process of its own. See README.md.
#pragma once

#include "drivers/composer_cairo/composer.h"
#include "drivers/sdk/device.h"

namespace kiosk24::drivers::composer_cairo {

class Driver final : public DocumentComposer {
  public:
    std::vector<SettingEntry> settings() const override { return {}; }
    // After forget() its fonts are opened again, long before the next receipt.
    Milliseconds watch_every() const override { return Milliseconds(5000); }
    DeviceIdentity identity() const override;
    Status open(const Settings& settings) override;
    void watch() override;
    void forget() override;
    Answer<StripPicture> compose(const PaperStrip& strip, const Limits& limits) override;

  private:
    // Draws a receipt that says nothing of anybody, so that the next one finds its fonts open.
    void warm_up();

    Composer composer_;
    bool is_cold_ = true;
};

}  // namespace kiosk24::drivers::composer_cairo
