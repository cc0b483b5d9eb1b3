// What people did at a rehearsal, to be done again: one line an intent,
//     <milliseconds since the start> TAB <situation> TAB <intent> TAB <argument> [TAB <text>]
// Replaying waits for the situation of each line and then gives its intent. Throw-away data only: what was
// typed stands in the file as it is.
#pragma once

#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/model/intent.h"
#include "kiosk/model/state.h"

namespace kiosk24::app {

struct RecordedIntent {
    std::int64_t at_ms = 0;
    Situation situation = Situation::attract;
    Intent intent;
};

std::string line_of(const RecordedIntent& recorded);
Result<RecordedIntent> parse_recorded(std::string_view line);
// bad_input with the line's number.
Result<std::vector<RecordedIntent>> read_recording(const std::string& path);

}  // namespace kiosk24::app
