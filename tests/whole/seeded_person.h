// Somebody who does not exist, made for one run: every value differs from the last run's, so whatever of it
// is found anywhere can only have come from this person's visit.
#pragma once

#include <filesystem>
#include <string>

namespace kiosk24::whole_test {

struct SeededPerson {
    std::string name;         // three characters that no word of the terminal has
    std::string number;       // GB 11643, of somebody over 80 whose every application is approved
    std::string address;      // with a house number of this run
    std::string telephone;    // typed into a form
    std::string call_back;    // typed where a call is asked for
    std::string bank_card;    // typed, with its Luhn digit
    std::string credit_code;  // typed, with its check characters; in no register
    std::string case_number;  // typed, of no case
    std::string photo;        // bytes on the card: a JPEG of the virtual camera's face A, and 64 random bytes
    std::filesystem::path card;  // the file that the desk lays
};

// Writes the card into `directory`.
SeededPerson make_person(const std::filesystem::path& directory);

}  // namespace kiosk24::whole_test
