// What goes into the hub link and what comes out of it.
#pragma once

#include <variant>
#include <vector>

#include "kiosk/model/event.h"
#include "kiosk/model/heartbeat.h"
#include "kiosk/net/effect.h"
#include "kiosk/net/http.h"

namespace kiosk24::net {

namespace input {
// What the terminal says of itself now. `sequence`, `at` and `clock_offset_ms` are the link's to fill in.
struct Report {
    Heartbeat beat;
    std::vector<CommandOutcome> outcomes;  // of the commands that were decided; those told stay told
};
}  // namespace input
using HubInput = std::variant<input::Begin, input::Report, HttpReply, HttpFailure, input::Wake, input::Stop>;

using HubOutput =
    std::variant<HttpRequest, output::Abandon, output::LogLine, event::HubChanged, event::HubCommandArrived>;
using HubOutputs = std::vector<HubOutput>;

}  // namespace kiosk24::net
