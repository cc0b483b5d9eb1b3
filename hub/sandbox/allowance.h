// CV01, the old-age allowance (高龄津贴): what the population base says of a household, and the rule. Pure.
//
// The household follows from the card's number like every other story (people.h), by the tens digit of the
// sequence:
//   7  registered here, draws the allowance already
//   8  registered elsewhere
//   9  registered here, moved in lately and the entry is being checked: a person decides
//   any other: registered here
// Cards of Hong Kong, Macao, Taiwan and foreign residents have no household register.
#pragma once

#include "hub/sandbox/rules.h"

namespace kiosk24::sandbox {

struct Household {
    bool is_local = false;  // 本市户籍
    bool is_being_checked = false;
    LocalText place;  // the street and community, or where else
    Date since;       // {0,0,0} unless local
};
Household household_of(const Person& person, Date today);

// The allowance is drawn from 80 on; the amount a month rises at 90 and 100.
inline constexpr int kAllowanceFrom_years = 80;
int allowance_yuan(int age_years);
// When somebody turns that old; 29 February becomes 1 March.
Date birthday(Date birth, int age_years);

enum class AllowanceCase { first, change_account };
AllowanceCase allowance_case_named(std::string_view matter_case);  // anything unknown: first

bool draws_already(const Person& person, Date today);

struct AllowanceFacts {
    Household household;
    bool is_drawing = false;
    AllowanceCase kind = AllowanceCase::first;
};
Decision decide_allowance(const Person& person, const AllowanceFacts& facts, NamePrinting printing,
                          Date today);

}  // namespace kiosk24::sandbox
