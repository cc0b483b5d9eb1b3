// The A4 printer of class document_printer over IPP Everywhere (PWG 5100.14), straight to the printer: a
// spooler in between would say "completed" when it has merely passed the bytes on.
#pragma once

#include <memory>
#include <set>
#include <string>

#include "drivers/sdk/device.h"

namespace kiosk24::drivers::ipp {

class Printer;
class PagePrinter;
struct PrinterAbilities;
struct PrinterFacts;

class IppPrinter final : public DocumentPrinter {
  public:
    IppPrinter();
    ~IppPrinter() override;

    std::vector<SettingEntry> settings() const override;
    DeviceIdentity identity() const override;
    Status open(const Settings& settings) override;
    void watch() override;
    Milliseconds watch_every() const override { return watch_every_; }

    Answer<PageOutcome> print_page(const PageJob& job, ByteView pdf, const Limits& limits) override;
    Answer<PageOutcome> recall(const std::string& job, const Limits& limits) override;
    Answer<void> clear(const Limits& limits) override;

  private:
    // Reports what a look at the printer means and answers the fault that stands.
    Fault told(const Result<PrinterFacts>& facts);
    Status learn_abilities(const Limits& limits);

    std::unique_ptr<Printer> printer_;
    std::unique_ptr<PagePrinter> pages_;
    std::unique_ptr<PrinterAbilities> abilities_;  // null until the printer answered for the first time
    std::set<std::string> logged_reasons_;         // unknown ones, each logged once
    Milliseconds watch_every_{1000};
};

}  // namespace kiosk24::drivers::ipp
