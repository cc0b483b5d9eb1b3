// What the sandbox platform holds, read over its control socket (facts) and from its file (documents).
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace kiosk24::whole_test {

struct Filing {
    std::string key, decision, case_number, document;
    int posts = 0, pages = 0;
};
struct CallBack {
    std::string key, telephone;
    int posts = 0;
};
struct Rated {
    std::string case_number;
    int stars = 0, posts = 0;
};
struct Book {
    std::vector<Filing> filings;
    std::vector<std::string> void_keys;
    std::vector<CallBack> call_backs;
    std::vector<Rated> ratings;
    std::size_t drafts = 0;  // kept for somebody
    bool is_read = false;
};
// From the answer to the control line `book`.
Book parse_book(const std::string& json);

// The bytes of every document, by id. The sandbox may be running.
std::map<std::string, std::string> documents_of(const std::filesystem::path& sandbox_directory);

// Is it one JSON value, and nothing else?
bool is_well_formed_json(const std::string& text);
// A member of an object on the top level, as text; empty if it is not there.
std::string json_member(const std::string& text, const std::string& name);

}  // namespace kiosk24::whole_test
