// What could not be set. One line each on stderr, and one line "launch: unconfined: a,b" that the device room
// turns into the device's condition terminal.unconfined_driver.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kiosk24::launch {

class Report {
  public:
    // A protection that the driver runs without: user, capabilities, files, ports, net, syscalls, memory, ...
    void unconfined(std::string_view what, std::string_view why);
    // Worth a line, but it takes no protection away.
    static void note(std::string_view text);
    // Says what is missing, and passes it on in the environment as KIOSK24_UNCONFINED.
    void tell() const;

  private:
    std::vector<std::string> missing_;
};

// "doing: the words for errno"
std::string with_errno(std::string_view doing);

}  // namespace kiosk24::launch
