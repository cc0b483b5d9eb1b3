// Who stands at the terminal: what an ID card says (GB/T 2260 areas, GB/T 3304 nations, GB 11643 numbers),
// and who the platform says that is. All of it is personal and dies with the session.
#pragma once

#include <string>

#include "kiosk/base/bytes.h"
#include "kiosk/base/clock.h"
#include "kiosk/base/personal.h"

namespace kiosk24 {

// The four layouts of the card's text block (GA/T 490; domain: type unit at offset 248).
enum class CardKind { resident, hk_mo_tw_permit, foreigner_2017, foreigner_2023 };
std::string_view name_of(CardKind kind);

enum class Sex { unknown, male, female, not_stated };

// One card as read. Texts are UTF-8, trimmed of the block's trailing spaces, otherwise untouched: private-use
// and supplementary characters stay as they are.
struct IdentityCard {
    CardKind kind = CardKind::resident;
    PersonalText name;          // Chinese name; for foreigners it may be empty
    PersonalText english_name;  // foreigners only
    Sex sex = Sex::unknown;
    std::string nation_code;   // GB/T 3304, two digits; residents only
    std::string country_code;  // GB/T 2659; foreigners only
    Personal<Date> birth;
    PersonalText address;
    PersonalText number;  // 18 (or 15, foreigner 2017) characters, upper case
    PersonalText issuer;
    Personal<Date> valid_from;
    Personal<Date> valid_to;     // {0,0,0} = long-term (长期)
    PersonalText permit_number;  // HK/MO/TW travel permit
    Personal<Bytes> photo;       // 1024-byte WLT, undecoded; may be empty
    bool operator==(const IdentityCard&) const = default;
};

// The platform's word on a card: an opaque reference that later requests carry instead of the number.
struct ConfirmedPerson {
    PersonalText reference;
    PersonalText display_name;  // as the population base writes it
    bool operator==(const ConfirmedPerson&) const = default;
};

}  // namespace kiosk24
