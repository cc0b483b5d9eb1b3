// Where the platform is and by what it is recognised.
#pragma once

#include <string>
#include <vector>

#include "kiosk/base/clock.h"

namespace kiosk24::net {

struct Transport {
    std::string url;      // "https://host[:port]"
    std::string ca_file;  // PEM; the only authorities trusted, the system's are not
    // PEM; empty: none is shown (enrolment)
    std::string client_certificate_file, client_key_file;
    std::vector<std::string> pins;  // "sha256//<base64>" of the server's public key; empty: not pinned
    Milliseconds connect_within{5'000};
    // Bytes that nobody acknowledges for so long end the connection: a link that died silently must not cost
    // a citizen the whole deadline (TCP_USER_TIMEOUT).
    Milliseconds silence{5'000};
};

}  // namespace kiosk24::net
