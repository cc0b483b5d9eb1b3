// The 256 bytes that a card says about its holder (GA/T 490 and its 2017, 2018 and 2023 siblings): UTF-16LE,
// padded with spaces. Four layouts, told apart by the code unit at offset 248:
//
//   offset size  resident (' ' or 0)   HK/MO/TW permit ('J')  foreigner 2023 ('Y')
//      0    30   name                  name                   Chinese name
//     30     2   sex                   sex                    sex
//     32     4   nation GB/T 3304      reserved               reissue count
//     36    16   birth YYYYMMDD        birth                  birth
//     52    70   address               address                English name, characters 1 to 35
//    122    36   number                number                 number, first digit 9
//    158    30   issuer                issuer                 reserved
//    188    16   valid from            valid from             valid from
//    204    16   valid to or 长期      valid to               valid to
//    220         reserved              18: permit number      22: English name, characters 36 to 46
//    242     6                                                country GB/T 2659, digits
//    248     2   ' '                   'J'                    'Y'
//
//   foreigner 2017 ('I'): 0 English name 120 · 120 sex 2 · 122 number 30 (15 characters) · 152 country 6
//   (letters) · 158 Chinese name 30 · 188 valid from 16 · 204 valid to 16 · 220 birth 16 · 236 version 4 ·
//   240 accepting office 8 · 248 'I'
#pragma once

#include <string>

#include "kiosk/base/bytes.h"
#include "kiosk/base/result.h"
#include "kiosk/model/identity.h"

namespace kiosk24::drivers::sam_serial {

// The card without its photo. card_refused, saying which field and why but never what it holds, for: another
// size than 256, an unknown layout, half a surrogate pair or a control character inside a text, a date that
// is none, dates in the wrong order, a number with characters that no number has, no name. Check digits are
// the terminal's matter.
Result<IdentityCard> read_text_block(ByteView block);

// UTF-16LE as UTF-8 without the trailing spaces and NULs of the padding. Private-use and supplementary
// characters stay. card_refused: an odd number of bytes, a lone surrogate, a control character before the
// padding.
Result<std::string> utf8_of(ByteView utf16le);

}  // namespace kiosk24::drivers::sam_serial
