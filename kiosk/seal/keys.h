// The terminal's secret keys as files: one directory (0700), one file a key (0600), made at the first use.
//   index.key      for keyed digests by which rows are found (an ID number's); never changes
//   0001.key ...   for sealing; the last one seals, the earlier ones still open what they sealed
// A file holds one line: "kiosk24-key 1 <profile> <hex>". Destroying a sealing key's file is how everything
// sealed with it is erased at once. Used from the thread that owns the store.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/bytes.h"
#include "kiosk/base/personal.h"
#include "kiosk/base/result.h"
#include "kiosk/seal/profile.h"

namespace kiosk24::seal {

struct SealingKey {
    std::string id;  // "0001", at most 16 characters; "index"
    Profile profile = Profile::international;
    Personal<Bytes> bytes;  // international: 32; sm: 16 for SM4, then 32 for the MAC
};
std::size_t key_bytes_of(Profile profile);

class KeyStore {
  public:
    // Reads every key, and makes what is missing. Refused with bad_setting: a directory or file that another
    // user owns or that group or others may read or write, a link, a damaged file. broken_storage: cannot be
    // read or written. New keys are of `profile`; old ones keep theirs.
    static Result<KeyStore> open(const std::filesystem::path& directory, Profile profile);
    // For reading what was sealed: makes nothing, refuses the same, and not_found where there are no keys.
    static Result<KeyStore> open_existing(const std::filesystem::path& directory);

    const SealingKey& current() const { return sealing_.back(); }
    const SealingKey& index() const { return index_; }
    // A sealing key by id; nullptr if there is none (any more).
    const SealingKey* find(std::string_view id) const;
    // The ids of the sealing keys before the current one, oldest first.
    std::vector<std::string> earlier() const;
    // Makes a new current key, which is on the disk when this returns.
    Status rotate();
    // Destroys an old key's file and forgets it; bad_argument for the current one, not_found.
    Status destroy(std::string_view id);

  private:
    KeyStore(std::filesystem::path directory, Profile profile)
        : directory_(std::move(directory)), profile_(profile) {}

    Result<bool> read();  // true: there is an index key

    std::filesystem::path directory_;
    Profile profile_;
    SealingKey index_;
    std::vector<SealingKey> sealing_;  // by id, never empty once open
};

}  // namespace kiosk24::seal
