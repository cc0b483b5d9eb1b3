// Dates and times as people read them. Pure.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/base/clock.h"
#include "kiosk/model/language.h"

namespace kiosk24::text {

// "2026年11月22日", "22 November 2026". Empty for a date that does not exist.
std::string date_words(Date date, Language language);
// "2026年11月22日 星期日", "Sunday, 22 November 2026".
std::string date_words_with_weekday(Date date, Language language);
// "14:05", the same in both.
std::string time_words(TimeOfDay time);
// A validity date of a card: {0,0,0} is "长期", "long-term".
std::string valid_to_words(Date date, Language language);
// "2026-11-22" (ISO 8601, as the platform writes deadlines); {0,0,0} for anything else.
Date date_from_iso(std::string_view text);
std::string iso_of(Date date);

}  // namespace kiosk24::text
