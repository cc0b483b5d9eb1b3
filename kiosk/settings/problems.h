// The mistakes found in settings files, each with its place.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"

namespace kiosk24::settings {

struct Place {
    std::string source;  // the file, or "--set"
    std::uint32_t line = 0, column = 0;
    // "kiosk.toml:12:9"; without the numbers where there are none.
    std::string text() const;
};

class Problems {
  public:
    void add(const Place& place, std::string_view what);
    void add(const Error& error);
    bool empty() const { return lines_.empty(); }
    // bad_setting with one line a mistake (the first 20), or success.
    Status status() const;

  private:
    std::vector<std::string> lines_;
};

// The closest of `known` to what was typed, if it is close enough to be a slip; empty otherwise.
std::string closest(std::string_view typed, const std::vector<std::string>& known);

}  // namespace kiosk24::settings
