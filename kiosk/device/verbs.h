// Commands of the flow as calls to a driver, and a driver's answers as results for the flow.
#pragma once

#include <optional>
#include <string>

#include "kiosk/device/rules.h"
#include "kiosk/model/command.h"
#include "kiosk/wire/driver_message.h"

namespace kiosk24::device {

// What a command asks of one driver.
struct DriverAsk {
    std::string device;
    DeviceClass device_class;
    wire::Ask ask;
    DocumentBytes bulk;  // null: none
};
// nullopt for a command that is not carried out by one driver of this room. Takes the document out of `what`.
std::optional<DriverAsk> take_ask(What& what);

// Could paper have moved because of it? Then a call without an answer has an unknown outcome.
bool moves_paper(const wire::Ask& ask);
Outcome outcome_unanswered(const wire::Ask& ask);

// The flow's result of what a driver gave; nullopt if that is not the shape which the verb promises.
std::optional<CommandResult> result_of(const wire::Ask& ask, wire::Give give);

// The bulk that came beside a message, put where it belongs.
void set_bulk(wire::FromDriver& message, DocumentBytes bulk);

// A test read's result: what kind of thing it was and how long. What it says ends here.
CommandResult tested(CommandResult result);

bool needs_bulk(const wire::Ask& ask);

// Does it put something on paper? A device that does is cleared after every start, before it prints.
bool prints(const wire::Ask& ask);
bool is_cleared_first(DeviceClass device_class);

// The command's own time, or the default if it names none; at most a day, the longest that the wire takes.
Milliseconds within_of(const Command& command, const Rules& rules);

// The class's own "driver_failed".
Fault driver_failed(DeviceClass device_class);

result::Failed failed_with(Code code, std::string detail, Outcome outcome, Fault fault = Fault::none);

}  // namespace kiosk24::device
