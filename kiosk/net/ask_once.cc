#include "kiosk/net/ask_once.h"

#include "kiosk/net/curl_library.h"
#include "kiosk/net/exchange.h"

namespace kiosk24::net {

Result<std::variant<HttpReply, HttpFailure>> ask_once(const Transport& transport, HttpRequest request) {
    TRY_STATUS(open_curl());
    TRY(exchange, Exchange::make(transport, nullptr, std::move(request)));
    return exchange->finish(curl().easy_perform(exchange->handle()));
}

}  // namespace kiosk24::net
