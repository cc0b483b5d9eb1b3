// The sandbox speaks of HTTP in the words of hub/http.
#pragma once

#include "hub/http/exchange.h"
#include "kiosk/wire/platform_message.h"

namespace kiosk24::sandbox {

using http::Answer;
using http::Delivery;
using http::json_reply;
using http::problem_reply;
using http::Reply;
using http::Request;

}  // namespace kiosk24::sandbox
