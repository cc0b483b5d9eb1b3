// What the outbox keeps until the platform has it: call-backs and ratings, each with its idempotency key.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "kiosk/model/command.h"

namespace kiosk24::journal {

using Outgoing = std::variant<CallBackRequest, Rating>;

// Of a command that is durable; nothing for the others.
std::optional<Outgoing> outgoing_of(const What& what);
What what_of(Outgoing outgoing);
const std::string& key_of(const Outgoing& outgoing);
// "call_back", "rating": how the outbox tells them apart.
std::string_view kind_of(const Outgoing& outgoing);

}  // namespace kiosk24::journal
