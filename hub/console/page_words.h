// The console page's own words, in both languages. Pure.
#pragma once

#include <string>

#include "hub/fleet/records.h"

namespace kiosk24::hub {

// One phrase in the language of the page.
class PageWords {
  public:
    explicit PageWords(Language language) : language_(language) {}
    Language language() const { return language_; }
    std::string_view say(std::string_view zh, std::string_view en) const {
        return language_ == Language::zh_hans ? zh : en;
    }

    std::string_view of(ServiceState state) const;
    std::string_view of(NoticeReason reason) const;
    std::string_view of(Link link) const;
    std::string_view of(DeviceClass device_class) const;
    std::string_view of(CommandRefusal refusal) const;
    // What is wrong with a device in two or three words; empty if nothing is.
    std::string trouble_of(const DeviceReport& device) const;
    // "12 s", "3 min", "2 h", "5 d"
    std::string ago(Milliseconds time) const;

  private:
    std::string_view of(DeviceState state) const;
    Language language_;
};

enum class Tone { good, warn, bad, quiet };
Tone tone_of(const DeviceReport& device);
Tone tone_of(Fault fault);

}  // namespace kiosk24::hub
