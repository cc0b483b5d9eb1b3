// Where an IPP printer is: an ipp: or ipps: URI (RFC 3510, RFC 7472).
#pragma once

#include <string>

#include "kiosk/base/result.h"

namespace kiosk24::drivers::ipp {

enum class Encryption { if_offered, always };

struct Address {
    std::string uri;       // as given: what printer-uri carries
    std::string host;      // a name or an address
    std::string resource;  // "/ipp/print"
    int port = 631;
    Encryption encryption = Encryption::if_offered;  // always for ipps
};

// bad_setting for another scheme, a user in the URI, or no host: a print spooler reached by another protocol
// could not tell what became of a page.
Result<Address> address_of(const std::string& uri);

}  // namespace kiosk24::drivers::ipp
