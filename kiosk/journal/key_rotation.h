// A new key for what the ledger seals from now on, while no terminal runs.
//
// Old keys still open what they sealed, and are destroyed at a later rotation, once retention has erased the
// last of it. Nothing is sealed anew: what a stolen key opens does not become more, and within the retention
// it is gone. The terminal notes the new key in the audit chain when it first uses it; that a key is
// destroyed is noted before. A power cut leaves the old key or the new one in use, each whole; rotating once
// more completes what was left.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"

namespace kiosk24::journal {

struct KeyRotation {
    std::string sealing;                 // the new key's id
    std::vector<std::string> destroyed;  // ids of keys that nothing needed any more
    std::vector<std::string> kept;       // of those that still open something
};

// device_busy: a terminal has the ledger open. not_found: no ledger, no keys. Else what Ledger::open and
// KeyStore::open_existing refuse; nothing is changed then.
Result<KeyRotation> rotate_key(const std::filesystem::path& ledger,
                               const std::filesystem::path& key_directory, WallTime now);

}  // namespace kiosk24::journal
