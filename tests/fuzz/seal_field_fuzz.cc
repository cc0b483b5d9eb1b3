// A damaged or forged sealed field: it never opens, because nobody here knows the key.
#include <stdlib.h>

#include <filesystem>

#include "kiosk/seal/field_seal.h"
#include "tests/fuzz/round_trip.h"

namespace {

const kiosk24::seal::KeyStore& keys_of(kiosk24::seal::Profile profile) {
    std::string pattern = (std::filesystem::temp_directory_path() / "kiosk24-fuzz-XXXXXX").string();
    const std::filesystem::path directory = ::mkdtemp(pattern.data());
    auto opened = kiosk24::seal::KeyStore::open(directory / "keys", profile);
    std::filesystem::remove_all(directory);
    if (!opened) kiosk24::fuzz::broken("a fresh key store opens");
    static std::vector<kiosk24::seal::KeyStore> stores;
    stores.reserve(2);
    return stores.emplace_back(std::move(*opened));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kiosk24;
    static const auto& international = keys_of(seal::Profile::international);
    static const auto& sm = keys_of(seal::Profile::sm);
    for (const auto* keys : {&international, &sm}) {
        const auto opened = seal::open_field(*keys, {"t", "k", "c"}, {data, size});
        if (opened) fuzz::broken("a forged field does not open");
        if (opened.error().code() != Code::bad_signature) fuzz::broken("a forged field is bad_signature");
    }
    (void)seal::sealed_with({data, size});
    return 0;
}
