// Checks a document of the platform before it is printed (class document_verify): signed by one we trust, for
// this person, for this case. See README.md.
#pragma once

#include "drivers/document_verify/checker.h"
#include "drivers/sdk/device.h"

namespace kiosk24::drivers::document_verify {

class DocumentCheckDevice final : public DocumentVerifier {
  public:
    explicit DocumentCheckDevice(Checker checker) : checker_(std::move(checker)) {}

    std::vector<SettingEntry> settings() const override;
    // Nothing changes but its file of authorities.
    Milliseconds watch_every() const override { return Milliseconds(5000); }
    DeviceIdentity identity() const override;
    Status open(const Settings& settings) override;
    void watch() override;
    Answer<int> verify(ByteView pdf, const wire::ask::Verify& expected, const Limits& limits) override;

  private:
    Checker checker_;
};

}  // namespace kiosk24::drivers::document_verify
