// The catalogue as a folder: `version` (a number), `groups.json` and one <matter>.json a matter, read,
// checked by wire, put together and signed.
#pragma once

#include <filesystem>
#include <string>

#include "kiosk/model/matter.h"
#include "kiosk/seal/envelope.h"

namespace kiosk24::sandbox {

// bad_setting naming the file and what is wrong in it.
Result<Catalogue> read_catalogue(const std::filesystem::path& folder);

struct SignedCatalogue {
    std::string envelope;  // JSON
    std::string etag;      // quoted, of the content
};
Result<SignedCatalogue> sign_catalogue(const Catalogue& catalogue, const seal::SigningKey& key);

}  // namespace kiosk24::sandbox
