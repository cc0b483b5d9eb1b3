// Replies that several operations give. Inside of the platform.
#pragma once

#include "hub/sandbox/book.h"
#include "hub/sandbox/exchange.h"

namespace kiosk24::sandbox {

Reply broken(const Error& error);       // 500, and a line in the log
Reply bad_request(const Error& error);  // 400 or 413
Reply unknown_person();                 // 422
Reply key_void();                       // 410

// The decision as far as it is known at `now`.
Decision decision_at(const Submission& submission, WallTime now);
// `status`, or 202 while it is pending.
Reply decision_reply(int status, const Decision& decision);
std::string health_text(const std::string& terminal_id, std::int64_t catalogue_version);

}  // namespace kiosk24::sandbox
