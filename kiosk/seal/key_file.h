// One key file and the directory around it. For the .cc files of this room only.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/seal/keys.h"

namespace kiosk24::seal {

// Makes the directory (0700) if it is missing; bad_setting if it is open to others or not ours.
Status check_key_directory(const std::filesystem::path& directory);
Result<std::vector<std::string>> key_ids_in(const std::filesystem::path& directory);  // sorted
std::filesystem::path key_path(const std::filesystem::path& directory, std::string_view id);

Result<SealingKey> read_key(const std::filesystem::path& directory, const std::string& id);
// Makes a random key and its file (0600), which is on the disk when this returns. Never replaces a file.
Result<SealingKey> make_key(const std::filesystem::path& directory, const std::string& id, Profile profile);
// Overwrites and removes. An SSD may keep an old copy of the block: the disk's own encryption is for that.
Status destroy_key(const std::filesystem::path& directory, std::string_view id);
// The same for what a power cut left of a destroy_key.
Status finish_destroying(const std::filesystem::path& directory);

}  // namespace kiosk24::seal
