// Ready decisions for the rules of every matter: approved, refused with the rule in words, or to a person
// with a deadline. Pure.
#pragma once

#include <string>

#include "kiosk/base/clock.h"
#include "kiosk/model/application.h"

namespace kiosk24::sandbox {

LocalText both(std::string zh, std::string en);
Decision approved();
Decision refused(std::string code, LocalText reason);
// Five working days from today.
Decision to_a_person(std::string code, LocalText reason, Date today);
// No other character is put in place of one that cannot be printed.
Decision name_not_printable(Date today);

}  // namespace kiosk24::sandbox
