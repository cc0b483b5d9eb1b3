#include "hub/fleet/orders.h"

#include "kiosk/wire/hub_message.h"

namespace kiosk24::hub {

Result<HubCommand> new_command(std::string id, std::string terminal_id, Order what, WallTime now,
                               Milliseconds lasts) {
    if (!wire::is_terminal_id(terminal_id))
        return Error(Code::bad_argument, "'" + terminal_id + "' is no terminal's id");
    if (lasts.count() <= 0) return Error(Code::bad_argument, "a command that is over at once");
    if (const auto* closing = std::get_if<order::OutOfService>(&what)) {
        if (closing->notice.get(Language::zh_hans).empty())
            return Error(Code::bad_argument, "no notice in Chinese");
    }
    HubCommand command{
        std::move(id), std::move(terminal_id), now, {now.unix_ms + lasts.count()}, std::move(what)};
    // What the terminal would refuse is refused here, with the words of the contract.
    TRY(bytes, wire::encode(command));
    const auto read = wire::decode_hub_command(bytes);
    if (!read) return Error(Code::bad_argument, read.error().detail());
    return command;
}

}  // namespace kiosk24::hub
