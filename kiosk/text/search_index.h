// Finding a matter by what people type: Chinese, full pinyin, the initials of it, a mix of these, English
// words, or the matter's id.
//
// The workshop thread derives Matter::search_keys once for a new catalogue (ICU, some 30 ms); after that a
// search is a walk over these keys, without ICU, in well under a millisecond for a district's matters.
#pragma once

#include <string_view>
#include <vector>

#include "kiosk/model/matter.h"

namespace kiosk24::text {

// Fills search_keys of every matter from its names and search words. Not for the main thread.
void derive_search_keys(Catalogue& catalogue);

// The matters that fit, best first: an id, then names that begin so, then names that contain it, then the
// extra words; equally good ones by popularity. An empty query fits nothing. Points into `catalogue`.
std::vector<const Matter*> find_matters(const Catalogue& catalogue, std::string_view query);

}  // namespace kiosk24::text
