#include "kiosk/seal/keys.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "kiosk/seal/cipher.h"
#include "kiosk/seal/key_file.h"

namespace kiosk24::seal {
namespace {
constexpr std::string_view kIndexId = "index";
constexpr int kMostKeys = 9999;

// "0001" -> 1; 0 if it is not a sealing key's id.
int number_of(std::string_view id) {
    int number = 0;
    const auto [end, failure] = std::from_chars(id.data(), id.data() + id.size(), number);
    const bool whole = failure == std::errc() && end == id.data() + id.size();
    return whole && id.size() == 4 ? number : 0;
}
}  // namespace

std::size_t key_bytes_of(Profile profile) {
    return profile == Profile::sm ? kSmKey_bytes : kGcmKey_bytes;
}

Result<bool> KeyStore::read() {
    TRY(ids, key_ids_in(directory_));
    bool has_index = false;
    for (const auto& id : ids) {
        TRY(key, read_key(directory_, id));
        if (id == kIndexId) {
            index_ = std::move(key);
            has_index = true;
        } else if (number_of(id) > 0) {
            sealing_.push_back(std::move(key));
        } else {
            return Error(Code::bad_setting, key_path(directory_, id).string() + ": not a key's name");
        }
    }
    // A store that has sealed before but lost its index key would no longer find its own rows.
    if (!has_index && !sealing_.empty())
        return Error(Code::bad_setting, key_path(directory_, kIndexId).string() + ": lost");
    return has_index;
}

Result<KeyStore> KeyStore::open(const std::filesystem::path& directory, Profile profile) {
    TRY_STATUS(check_key_directory(directory));
    TRY_STATUS(finish_destroying(directory));
    KeyStore store(directory, profile);
    TRY(has_index, store.read());
    if (!has_index) {
        TRY(key, make_key(directory, std::string(kIndexId), profile));
        store.index_ = std::move(key);
    }
    if (store.sealing_.empty() || store.current().profile != profile) TRY_STATUS(store.rotate());
    return store;
}

Result<KeyStore> KeyStore::open_existing(const std::filesystem::path& directory) {
    std::error_code failure;
    const Error none(Code::not_found, "there are no keys in " + directory.string());
    if (!std::filesystem::is_directory(directory, failure)) return none;
    TRY_STATUS(check_key_directory(directory));
    KeyStore store(directory, Profile::international);
    TRY(has_index, store.read());
    if (!has_index || store.sealing_.empty()) return none;
    store.profile_ = store.current().profile;
    return store;
}

const SealingKey* KeyStore::find(std::string_view id) const {
    const auto found =
        std::find_if(sealing_.begin(), sealing_.end(), [&](auto& key) { return key.id == id; });
    return found == sealing_.end() ? nullptr : &*found;
}

Status KeyStore::rotate() {
    const int number = sealing_.empty() ? 1 : number_of(current().id) + 1;
    if (number > kMostKeys) return Error(Code::unsupported, "too many keys");
    TRY(key, make_key(directory_, fmt::format("{:04}", number), profile_));
    sealing_.push_back(std::move(key));
    return {};
}

std::vector<std::string> KeyStore::earlier() const {
    std::vector<std::string> ids;
    for (std::size_t i = 0; i + 1 < sealing_.size(); ++i)
        ids.push_back(sealing_[i].id);
    return ids;
}

Status KeyStore::destroy(std::string_view id) {
    const auto found =
        std::find_if(sealing_.begin(), sealing_.end(), [&](auto& key) { return key.id == id; });
    if (found == sealing_.end()) return Error(Code::not_found, "no such key");
    if (found == std::prev(sealing_.end())) return Error(Code::bad_argument, "the current key");
    TRY_STATUS(destroy_key(directory_, id));
    sealing_.erase(found);
    return {};
}

}  // namespace kiosk24::seal
