// What a line scanner says: the contents of one code, ended by CR, LF or both, and nothing else. In front of
// it there may be the three characters of an AIM symbology identifier (ISO/IEC 15424: "]Q1" is a QR code).
// What the contents may be: drivers/sdk/code_text.h. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/bytes.h"
#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"
#include "kiosk/wire/driver_message.h"

namespace kiosk24::drivers::scan_serial {

enum class Identifier { none, aim };

// The code in a line without its end. bad_input, too_large; the text names the reason and nothing of the
// contents.
Result<wire::give::Code> code_in(std::string_view line, Identifier identifier);

// Bytes into lines. A scanner sends a code in one breath, so bytes that a pause cut off belong to no code.
class LineReader {
  public:
    static constexpr Milliseconds kPause{300};

    void feed(ByteView bytes, Moment now);
    // The next whole line, without its end; empty lines are passed over. A line that is too long comes out
    // cut to one byte more than a code may have, so that it is seen to be too long.
    std::optional<std::string> next();
    // Forgets what arrived. The rest of a line that is still arriving does not become one.
    void skip(Moment now);
    void clear();

  private:
    void end_line();
    std::string line_;
    std::vector<std::string> lines_;
    Moment last_;
    bool is_skipping_ = false;
};

}  // namespace kiosk24::drivers::scan_serial
