// The checked-in list of what somebody may put into a code, a card or a field in order to break something
// (nasty_strings.json).
#pragma once

#include <string>
#include <vector>

namespace kiosk24::whole_test {

struct NastyString {
    std::string kind;  // what it is meant to break
    std::string text;  // UTF-8; may hold anything, NUL too
};
std::vector<NastyString> nasty_strings();

// The same for people: what is not printable as its code points.
std::string shown(const NastyString& nasty);

// Code points below U+0020 and U+007F to U+009F.
bool has_control_characters(const std::string& text);
// Its beginning, as many whole characters as fit into so many units of UTF-16.
std::string cut_to_units(const std::string& text, std::size_t most);

}  // namespace kiosk24::whole_test
