// Something signed, as a value: the bytes, who signed them and how. kiosk/seal makes and verifies it,
// kiosk/wire writes it as JSON. Nobody reads `payload` but through seal::verified_payload().
#pragma once

#include <string>

#include "kiosk/base/bytes.h"

namespace kiosk24 {

struct Envelope {
    std::string algorithm;  // "Ed25519" or "SM2-SM3"
    std::string key_id;
    Bytes payload;
    Bytes signature;
    bool operator==(const Envelope&) const = default;
};

}  // namespace kiosk24
