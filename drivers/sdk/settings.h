// A driver's settings: `--set key=value` on its command line, repeated. The terminal writes them there from
// config/kiosk.toml.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"

namespace kiosk24::drivers {

// One setting that a driver understands; --help prints them.
struct SettingEntry {
    std::string key;
    std::string fallback;  // empty: must be given
    std::string about;     // one line, with the unit
};

class Settings {
  public:
    Settings() = default;
    // `argv` without the program's name. bad_setting, naming the argument, for an argument that is not
    // `--set key=value`, an unknown key, a key given twice, or a key without fallback that is missing.
    static Result<Settings> parse(const std::vector<std::string>& arguments,
                                  const std::vector<SettingEntry>& accepted);

    // The value or the entry's fallback; empty for a key that is not accepted.
    const std::string& text(std::string_view key) const;
    // bad_setting if it is not a whole number from `least` to `most`.
    Result<int> number(std::string_view key, int least, int most) const;

  private:
    std::map<std::string, std::string, std::less<>> values_;
};

}  // namespace kiosk24::drivers
