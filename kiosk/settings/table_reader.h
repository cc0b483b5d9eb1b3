// Reads one table key by key, collecting every mistake; what was not asked for by the end is unknown.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/model/language.h"
#include "kiosk/settings/toml_tree.h"

namespace kiosk24::settings {

class TableReader {
  public:
    enum class Presence { required, optional };

    // `node` may be nullptr: an absent table, of which every key is absent.
    TableReader(const Node* node, std::string name, Place place, Problems& problems);

    // Each leaves `value` as it was where the key is absent or wrong.
    void text(std::string_view key, Presence presence, std::string& value);
    void truth(std::string_view key, Presence presence, bool& value);
    void integer(std::string_view key, Presence presence, int lowest, int highest, int& value);
    void number(std::string_view key, Presence presence, double lowest, double highest, double& value);
    void texts(std::string_view key, Presence presence, std::vector<std::string>& value);
    // { zh-Hans = "...", en = "..." }; Chinese is required, other languages must be known.
    void local_text(std::string_view key, Presence presence, LocalText& value);
    // A relative path of a file stands in its folder, one of the command line in the current one.
    void path(std::string_view key, Presence presence, std::filesystem::path& value);

    TableReader table(std::string_view key, Presence presence);
    std::vector<TableReader> tables(std::string_view key, Presence presence);

    // The entry under a key, of any kind; counts as asked for.
    const Entry* take(std::string_view key);
    // Where the value of a key stands, or the table if it is absent.
    Place place_of(std::string_view key) const;
    void problem(std::string_view key, std::string_view what);
    // Entries nobody asked for, in the file's order.
    std::vector<const Entry*> others() const;
    // Reports them as unknown keys, with the key that was probably meant.
    void refuse_others();
    const std::vector<std::string>& known() const { return known_; }

  private:
    const Node* expect(std::string_view key, Presence presence, Node::Kind kind);
    std::string full_name(std::string_view key) const;

    const Node* node_;
    std::string name_;
    Place place_;
    Problems* problems_;
    std::vector<std::string> known_;
};

}  // namespace kiosk24::settings
