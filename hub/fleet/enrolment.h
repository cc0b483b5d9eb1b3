// One-time codes by which a terminal becomes one of ours. A code is 16 letters and digits without I, L, O and
// U (80 random bits, Crockford's base 32), printed in fours; only its digest is kept. Pure.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "hub/fleet/records.h"
#include "kiosk/base/bytes.h"

namespace kiosk24::hub {

inline constexpr std::size_t kCodeEntropy_bytes = 10;
// "ABCD-EFGH-JKMN-PQRS" from kCodeEntropy_bytes random bytes.
std::string printed_code(ByteView random);
// What was typed, without hyphens, in capitals, O read as 0, I and L as 1; nothing if it is no code.
std::optional<std::string> plain_code(std::string_view typed);

// issue: a first use. repeat: the reply was lost, the certificate that was issued is the answer.
enum class CodeUse { issue, repeat, refused };
CodeUse use_of(const std::optional<CodeRecord>& code, std::string_view terminal_id,
               std::string_view key_sha256, WallTime now);

// At most `kMost` refusals from one address within a minute; who is over it is not even looked at.
class AttemptLimit {
  public:
    static constexpr std::size_t kMost = 10, kMostAddresses = 4096;
    static constexpr Milliseconds kWithin{60'000};
    bool is_over(const std::string& address, Moment now);
    void refused(const std::string& address, Moment now);

  private:
    void forget_old(Moment now);
    std::map<std::string, std::deque<Moment>> refusals_;
};

}  // namespace kiosk24::hub
