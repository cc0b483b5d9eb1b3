#include "hub/fleet/enrolment.h"

namespace kiosk24::hub {
namespace {

constexpr std::string_view kLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kCodeLetters = kCodeEntropy_bytes * 8 / 5, kGroup = 4;

char capital_of(char c) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'O') return '0';
    if (c == 'I' || c == 'L') return '1';
    return c;
}

}  // namespace

std::string printed_code(ByteView random) {
    std::string code;
    unsigned held = 0, bits = 0;
    std::size_t letters = 0;
    for (const std::uint8_t byte : random) {
        held = (held << 8 | byte) & 0xfff;
        for (bits += 8; bits >= 5; bits -= 5) {
            if (letters > 0 && letters % kGroup == 0) code += '-';
            code += kLetters[held >> (bits - 5) & 31];
            ++letters;
        }
    }
    return code;
}

std::optional<std::string> plain_code(std::string_view typed) {
    std::string plain;
    for (const char c : typed) {
        if (c == '-') continue;
        const char capital = capital_of(c);
        if (kLetters.find(capital) == std::string_view::npos) return std::nullopt;
        plain += capital;
    }
    return plain.size() == kCodeLetters ? std::optional(plain) : std::nullopt;
}

CodeUse use_of(const std::optional<CodeRecord>& code, std::string_view terminal_id,
               std::string_view key_sha256, WallTime now) {
    if (!code || code->terminal_id != terminal_id || now >= code->expires) return CodeUse::refused;
    if (code->key_sha256.empty()) return CodeUse::issue;
    return code->key_sha256 == key_sha256 ? CodeUse::repeat : CodeUse::refused;
}

bool AttemptLimit::is_over(const std::string& address, Moment now) {
    forget_old(now);
    const auto found = refusals_.find(address);
    return found != refusals_.end() && found->second.size() >= kMost;
}

void AttemptLimit::refused(const std::string& address, Moment now) {
    forget_old(now);
    if (refusals_.size() >= kMostAddresses && !refusals_.contains(address)) return;
    auto& times = refusals_[address];
    if (times.size() < kMost) times.push_back(now);
}

void AttemptLimit::forget_old(Moment now) {
    for (auto one = refusals_.begin(); one != refusals_.end();) {
        auto& times = one->second;
        while (!times.empty() && now - times.front() >= kWithin)
            times.pop_front();
        one = times.empty() ? refusals_.erase(one) : std::next(one);
    }
}

}  // namespace kiosk24::hub
