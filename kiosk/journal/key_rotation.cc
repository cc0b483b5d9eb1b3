#include "kiosk/journal/key_rotation.h"

#include <memory>

#include "kiosk/journal/audit.h"
#include "kiosk/journal/ledger.h"
#include "kiosk/seal/keys.h"

namespace kiosk24::journal {

Result<KeyRotation> rotate_key(const std::filesystem::path& path, const std::filesystem::path& key_directory,
                               WallTime now) {
    TRY_STATUS(check_nobody_holds(path));
    TRY(existing, seal::KeyStore::open_existing(key_directory));
    TRY(keys, seal::KeyStore::open(key_directory, existing.current().profile));
    TRY(ledger, Ledger::open({.path = path.string(),
                              .vfs = {},
                              .keys = std::make_shared<const seal::KeyStore>(std::move(existing))},
                             now));
    TRY(in_use, ledger->keys_in_use());
    TRY_STATUS(keys.rotate());
    KeyRotation rotation{.sealing = keys.current().id, .destroyed = {}, .kept = {}};
    for (const auto& id : keys.earlier()) {
        if (in_use.contains(id)) {
            rotation.kept.push_back(id);
            continue;
        }
        TRY_STATUS(ledger->note("key " + id + " is destroyed: nothing was sealed with it any more", now));
        TRY_STATUS(keys.destroy(id));
        rotation.destroyed.push_back(id);
    }
    return rotation;
}

}  // namespace kiosk24::journal
