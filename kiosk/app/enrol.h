// `kiosk24 enrol`: the terminal makes a key that never leaves it, shows the hub a one-time code and gets its
// certificate. What is written: settings' hub.client_key_file and hub.client_certificate_file (0600), and the
// public key of the hub's command signer where that file is not there yet.
#pragma once

#include <string>

#include "kiosk/base/result.h"
#include "kiosk/settings/settings.h"

namespace kiosk24::app {

struct Enrolled {
    WallTime until;             // the certificate's end
    std::string signer_notice;  // what a person must still do about the command signer; empty: nothing
};

// bad_setting: no hub in the settings. server_refused: the hub does not take the code. unreachable,
// certificate_refused, unknown_reply, document_mismatch: nothing was changed, and the same code may be used
// again: key and request are kept beside the key file until the answer is there.
Result<Enrolled> enrol(const settings::Settings& settings, const std::string& code);

}  // namespace kiosk24::app
