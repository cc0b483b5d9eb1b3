// One request by a program that does nothing else meanwhile (enrolment): no thread, no second attempt.
#pragma once

#include <variant>

#include "kiosk/base/result.h"
#include "kiosk/net/http.h"
#include "kiosk/net/transport.h"

namespace kiosk24::net {

// Waits for the end of the exchange, at most request.within. unsupported if libcurl cannot be opened. A
// transport without a client certificate shows none.
Result<std::variant<HttpReply, HttpFailure>> ask_once(const Transport& transport, HttpRequest request);

}  // namespace kiosk24::net
