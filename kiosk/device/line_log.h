// A driver's stdout and stderr as lines for the log: cut, cleaned and rationed, so that a driver gone wild
// neither fills the disk nor breaks the terminal that shows the log.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.h"

namespace kiosk24::device {

class LineLog {
  public:
    static constexpr std::size_t kLongestLine_bytes = 500;
    static constexpr int kLinesASecond = 20;
    static constexpr int kLinesAtOnce = 100;

    // The lines that `bytes` complete. A longer line is cut, the rest of it dropped; what is not printable
    // UTF-8 becomes '?'. Lines over the ration are counted, and the next one that passes is preceded by that
    // count.
    std::vector<std::string> feed(std::string_view bytes, Moment now);
    // The unfinished last line, when the output has ended.
    std::vector<std::string> finish(Moment now);

  private:
    void end_line(std::vector<std::string>& lines, Moment now);
    bool is_rationed(Moment now);

    std::string line_;
    Moment filled_at_;
    Milliseconds credit_{kLinesAtOnce * 1000 / kLinesASecond};  // a line costs 1000 / kLinesASecond
    int dropped_ = 0;
};

}  // namespace kiosk24::device
