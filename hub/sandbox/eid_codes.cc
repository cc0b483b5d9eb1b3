#include "hub/sandbox/eid_codes.h"

#include <array>

#include "kiosk/base/bytes.h"
#include "kiosk/seal/random.h"

namespace kiosk24::sandbox {

std::string EidCodes::issue(IdentityCard holder, Moment now) {
    std::array<std::uint8_t, 24> random{};
    seal::fill_random(random);
    const auto code = "eid:" + to_base64(random);
    std::erase_if(issued_, [&](const auto& one) { return one.second.good_until < now; });
    issued_[code] = {std::move(holder), now + kLife};
    return code;
}

std::optional<IdentityCard> EidCodes::take(const std::string& code, Moment now) {
    const auto found = issued_.find(code);
    if (found == issued_.end()) return std::nullopt;
    const auto issued = std::move(found->second);
    issued_.erase(found);
    if (now > issued.good_until) return std::nullopt;
    return issued.holder;
}

}  // namespace kiosk24::sandbox
