// A TOML file as a tree that remembers where each key and value stands. Only toml_tree.cc knows toml++.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/settings/problems.h"

namespace kiosk24::settings {

struct Entry;
struct Node {
    enum class Kind { text, integer, number, boolean, array, table, other };
    Kind kind = Kind::table;
    Place place;
    std::string text;
    std::int64_t integer = 0;
    double number = 0;  // of an integer too
    bool truth = false;
    std::vector<Node> items;     // array
    std::vector<Entry> entries;  // table, in the file's order

    const Entry* find(std::string_view key) const;
    Entry* find(std::string_view key);
};
struct Entry {
    std::string key;
    Place place;  // of the key
    Node value;
};

// "a text", "a number" ...: for messages.
std::string_view name_of(Node::Kind kind);

// not_found if the file is not readable; too_large over 1 MiB; bad_setting with the place if it is not TOML.
Result<Node> read_toml(const std::filesystem::path& file);
// The same from memory; `source` is what places say.
Result<Node> parse_toml(std::string_view text, const std::string& source);

// Puts "key=value" of the command line into the tree (see settings.h). A key's parts that are not there yet
// become tables; a part that names the id of a table in an array of tables ("device.reader") goes there.
Status apply_override(Node& root, std::string_view assignment);

}  // namespace kiosk24::settings
