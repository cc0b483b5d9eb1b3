#include "kiosk/seal/pin_hash.h"

#include <openssl/core_names.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <vector>

#include "kiosk/base/bytes.h"
#include "kiosk/seal/digest.h"
#include "kiosk/seal/native.h"
#include "kiosk/seal/random.h"

namespace kiosk24::seal {
namespace {

struct PinHash {
    std::uint32_t log_n = 15, r = 8, p = 3;
    Bytes salt;
    Bytes derived;
};

constexpr std::size_t kSalt_bytes = 16, kDerived_bytes = 32;

std::string unpadded(ByteView bytes) {
    auto text = to_base64(bytes);
    text.erase(std::find(text.begin(), text.end(), '='), text.end());
    return text;
}

Result<Bytes> from_unpadded(std::string_view text) {
    std::string padded(text);
    while (padded.size() % 4 != 0)
        padded += '=';
    return from_base64(padded);
}

std::vector<std::string_view> split(std::string_view text, char at) {
    std::vector<std::string_view> parts;
    for (;;) {
        const auto end = text.find(at);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

// "ln=15" with that name, from 1 to `most`.
bool read_cost(std::string_view text, std::string_view name, std::uint32_t most, std::uint32_t& value) {
    if (!text.starts_with(name)) return false;
    text.remove_prefix(name.size());
    const auto* end = text.data() + text.size();
    return std::from_chars(text.data(), end, value).ptr == end && !text.empty() && value >= 1 &&
           value <= most;
}

Result<PinHash> parse(std::string_view text) {
    constexpr std::uint32_t kMostLogN = 17, kMostR = 8, kMostP = 8;  // 128 MiB, a second or two
    constexpr std::size_t kParts = 5;
    const Error wrong(Code::bad_input, "not the hash of a PIN: kiosk24 hash-pin makes one");
    const auto parts = split(text, '$');
    if (parts.size() != kParts || !parts[0].empty() || parts[1] != "scrypt") return wrong;
    const auto costs = split(parts[2], ',');
    PinHash hash;
    if (costs.size() != 3 || !read_cost(costs[0], "ln=", kMostLogN, hash.log_n) ||
        !read_cost(costs[1], "r=", kMostR, hash.r) || !read_cost(costs[2], "p=", kMostP, hash.p))
        return wrong;
    auto salt = from_unpadded(parts[3]);
    auto derived = from_unpadded(parts[4]);
    if (!salt || !derived || salt->size() != kSalt_bytes || derived->size() != kDerived_bytes) return wrong;
    hash.salt = std::move(*salt);
    hash.derived = std::move(*derived);
    return hash;
}

using Kdf = std::unique_ptr<EVP_KDF, Freeing<EVP_KDF_free>>;
using KdfContext = std::unique_ptr<EVP_KDF_CTX, Freeing<EVP_KDF_CTX_free>>;

Bytes derive(const PersonalText& pin, const PinHash& hash) {
    const Kdf kdf(EVP_KDF_fetch(nullptr, "SCRYPT", nullptr));
    const KdfContext context(kdf ? EVP_KDF_CTX_new(kdf.get()) : nullptr);
    if (!context) give_up("derive with scrypt");
    std::uint64_t n = std::uint64_t{1} << hash.log_n;
    std::uint32_t r = hash.r, p = hash.p;
    // The parameters are only read; OpenSSL's interface has no const.
    auto* digits = const_cast<char*>(pin.reveal().data());
    auto* salt = const_cast<std::uint8_t*>(hash.salt.data());
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_PASSWORD, digits, pin.reveal().size()),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, salt, hash.salt.size()),
        OSSL_PARAM_construct_uint64(OSSL_KDF_PARAM_SCRYPT_N, &n),
        OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_SCRYPT_R, &r),
        OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_SCRYPT_P, &p),
        OSSL_PARAM_construct_end()};
    Bytes derived(kDerived_bytes);
    if (EVP_KDF_derive(context.get(), derived.data(), derived.size(), parameters) != 1)
        give_up("derive with scrypt");
    return derived;
}

bool is_easily_guessed(std::string_view digits) {
    // 111111, 123456, 987654: every step the same, by 0, 1 or -1.
    const int step = digits[1] - digits[0];
    if (step < -1 || step > 1) return false;
    for (std::size_t i = 1; i < digits.size(); ++i) {
        if (digits[i] - digits[i - 1] != step) return false;
    }
    return true;
}

}  // namespace

Result<std::string> hash_pin(const PersonalText& pin) {
    const auto& digits = pin.reveal();
    const bool is_number =
        std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!is_number || digits.size() < kShortestPin || digits.size() > kLongestPin)
        return Error(Code::bad_argument, "a PIN has 6 to 12 digits");
    if (is_easily_guessed(digits))
        return Error(Code::bad_argument, "that PIN is the first that anybody tries");
    PinHash hash;
    hash.salt = random_bytes(kSalt_bytes);
    hash.derived = derive(pin, hash);
    return "$scrypt$ln=" + std::to_string(hash.log_n) + ",r=" + std::to_string(hash.r) +
           ",p=" + std::to_string(hash.p) + "$" + unpadded(hash.salt) + "$" + unpadded(hash.derived);
}

Status check_pin_hash(std::string_view hash) {
    TRY_STATUS(parse(hash));
    return {};
}

bool is_pin(const PersonalText& pin, std::string_view hash) {
    const auto parsed = parse(hash);
    if (!parsed) return false;
    return equal_in_constant_time(derive(pin, *parsed), parsed->derived);
}

}  // namespace kiosk24::seal
