// A virtual ID card: what its file says, and the bytes a reader finds in it.
//
// The file is a JSON object of texts: kind (resident, hk_mo_tw_permit, foreigner_2017, foreigner_2023;
// default resident), name, english_name, sex (male, female, 男, 女 or the code 0, 1, 2, 9), nation (GB/T
// 3304, two digits), birth, valid_from (YYYY-MM-DD or YYYYMMDD), valid_to (the same, or 长期), address,
// id_number, issuer, permit_number, issue_count, country; photo, in base64, the bytes in the place of the
// card's photo (at most 1,024; without it they are all zero). Anything else in it is refused: a typo would
// otherwise go unseen.
#pragma once

#include <string>

#include "kiosk/base/bytes.h"
#include "kiosk/base/result.h"

namespace kiosk24::virtual_devices {

struct VirtualCard {
    std::string label;  // how people call it: the file's name
    std::string kind = "resident";
    std::string name, english_name, sex, nation, birth, address, id_number, issuer, valid_from, valid_to;
    std::string permit_number, issue_count, country;
    std::string photo;  // base64
};

// bad_input names the member that is wrong.
Result<VirtualCard> parse_card(std::string_view json);
// `card` is a file's path, or the name of a card in `directory` without ".json". not_found, bad_input.
Result<VirtualCard> load_card(const std::string& card, const std::string& directory);

// The 256-byte text block (GA/T 490). bad_input for text that does not fit its place or is not UTF-8.
Result<Bytes> text_block_of(const VirtualCard& card);

inline constexpr std::size_t kPhoto_bytes = 1024;
// The bytes in the place of the photo, zeros after them. bad_input: no base64, or too many.
Result<Bytes> photo_of(const VirtualCard& card);

// UTF-8 as UTF-16LE. bad_input if it is not UTF-8.
Result<Bytes> utf16le_of(std::string_view utf8);

}  // namespace kiosk24::virtual_devices
