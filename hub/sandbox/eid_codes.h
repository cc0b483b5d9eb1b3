// The sandbox's electronic identity codes: opaque, random, good for 60 s and once. They are issued on the
// control socket, as a telephone's application would ask for them, and live in memory only. One thread.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "kiosk/base/clock.h"
#include "kiosk/model/identity.h"

namespace kiosk24::sandbox {

class EidCodes {
  public:
    static constexpr Milliseconds kLife{60'000};

    // A new code that stands for the holder of that card.
    std::string issue(IdentityCard holder, Moment now);
    // Whom it stands for, and the code is used up. Nothing for a code that was used, is too old, or never
    // was.
    std::optional<IdentityCard> take(const std::string& code, Moment now);

  private:
    struct Issued {
        IdentityCard holder;
        Moment good_until;
    };
    std::map<std::string, Issued> issued_;
};

}  // namespace kiosk24::sandbox
