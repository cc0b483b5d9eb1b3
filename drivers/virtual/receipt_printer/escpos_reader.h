// What a printer makes of the bytes on its line: ESC/POS commands one after the other, and the real-time
// requests among them, which it carries out on arrival wherever they stand. Pure.
#pragma once

#include <deque>
#include <optional>
#include <variant>

#include "kiosk/base/bytes.h"

namespace kiosk24::virtual_devices {

namespace escpos {
struct Begin {};
struct Raster {
    int row_bytes = 0;
    Bytes bits;
};
struct Cut {
    int feed_rows = 0;
};
struct SensorRequest {};  // GS r: answered in its turn
struct Unknown {
    std::uint8_t byte = 0;
};
using Order = std::variant<Begin, Raster, Cut, SensorRequest, Unknown>;

struct StatusRequest {
    int which = 1;
};
struct ThrowAway {};
using Urgent = std::variant<StatusRequest, ThrowAway>;
}  // namespace escpos

class EscposReader {
  public:
    // Takes bytes in; gives the urgent requests among them, which stay in the buffer as data if they stand
    // inside a command, as on a real printer.
    std::vector<escpos::Urgent> feed(ByteView bytes);
    // The next whole command of the buffer.
    std::optional<escpos::Order> next();
    void throw_away() { waiting_.clear(); }
    std::size_t waiting_bytes() const { return waiting_.size(); }

  private:
    Bytes take(std::size_t count);
    std::deque<std::uint8_t> waiting_;
    Bytes recent_;  // the beginning of what may become an urgent request
};

}  // namespace kiosk24::virtual_devices
