// What the outbox keeps until the platform has it: call-backs, ratings, applications taken without a network,
// drafts and their erasure, each with its idempotency key.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "kiosk/model/command.h"

namespace kiosk24::journal {

using Outgoing = std::variant<CallBackRequest, Rating, Application, Draft, DraftErasure>;

// Of a command that is durable; nothing for the others, nor for a draft of nobody whom the platform knows.
std::optional<Outgoing> outgoing_of(const What& what);
What what_of(Outgoing outgoing);
const std::string& key_of(const Outgoing& outgoing);
// "call_back", "rating", "application", "draft", "draft_erasure": how the outbox tells them apart.
std::string_view kind_of(const Outgoing& outgoing);
inline constexpr std::string_view kApplicationKind = "application";

}  // namespace kiosk24::journal
