#include "kiosk/settings/table_reader.h"

#include <algorithm>

namespace kiosk24::settings {
namespace {

std::string shown(double number) {
    auto text = std::to_string(number);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
    return text;
}

std::filesystem::path resolved(const Node& node) {
    const std::filesystem::path path(node.text);
    if (path.is_absolute() || node.place.line == 0) return path.lexically_normal();
    return (std::filesystem::path(node.place.source).parent_path() / path).lexically_normal();
}

}  // namespace

TableReader::TableReader(const Node* node, std::string name, Place place, Problems& problems)
    : node_(node), name_(std::move(name)), place_(std::move(place)), problems_(&problems) {}

std::string TableReader::full_name(std::string_view key) const {
    return name_.empty() ? std::string(key) : name_ + "." + std::string(key);
}

const Entry* TableReader::take(std::string_view key) {
    if (std::find(known_.begin(), known_.end(), key) == known_.end()) known_.emplace_back(key);
    return node_ == nullptr ? nullptr : node_->find(key);
}

Place TableReader::place_of(std::string_view key) const {
    const auto* entry = node_ == nullptr ? nullptr : node_->find(key);
    return entry == nullptr ? place_ : entry->value.place;
}

void TableReader::problem(std::string_view key, std::string_view what) {
    problems_->add(place_of(key), full_name(key) + ": " + std::string(what));
}

const Node* TableReader::expect(std::string_view key, Presence presence, Node::Kind kind) {
    const auto* entry = take(key);
    if (entry == nullptr) {
        if (presence == Presence::required) problem(key, "missing, expected " + std::string(name_of(kind)));
        return nullptr;
    }
    const bool fits =
        entry->value.kind == kind || (kind == Node::Kind::number && entry->value.kind == Node::Kind::integer);
    if (fits) return &entry->value;
    problem(key,
            "is " + std::string(name_of(entry->value.kind)) + ", expected " + std::string(name_of(kind)));
    return nullptr;
}

void TableReader::text(std::string_view key, Presence presence, std::string& value) {
    const auto* node = expect(key, presence, Node::Kind::text);
    if (node == nullptr) return;
    if (node->text.empty() && presence == Presence::required) return problem(key, "must not be empty");
    value = node->text;
}

void TableReader::truth(std::string_view key, Presence presence, bool& value) {
    if (const auto* node = expect(key, presence, Node::Kind::boolean)) value = node->truth;
}

void TableReader::integer(std::string_view key, Presence presence, int lowest, int highest, int& value) {
    const auto* node = expect(key, presence, Node::Kind::integer);
    if (node == nullptr) return;
    if (node->integer < lowest || node->integer > highest)
        return problem(key, "is " + std::to_string(node->integer) + ", expected " + std::to_string(lowest) +
                                " to " + std::to_string(highest));
    value = static_cast<int>(node->integer);
}

void TableReader::number(std::string_view key, Presence presence, double lowest, double highest,
                         double& value) {
    const auto* node = expect(key, presence, Node::Kind::number);
    if (node == nullptr) return;
    if (!(node->number >= lowest && node->number <= highest))
        return problem(key,
                       "is " + shown(node->number) + ", expected " + shown(lowest) + " to " + shown(highest));
    value = node->number;
}

void TableReader::texts(std::string_view key, Presence presence, std::vector<std::string>& value) {
    const auto* node = expect(key, presence, Node::Kind::array);
    if (node == nullptr) return;
    std::vector<std::string> items;
    for (const auto& item : node->items) {
        if (item.kind != Node::Kind::text || item.text.empty()) {
            problems_->add(item.place, full_name(key) + ": every item must be a text that is not empty");
            return;
        }
        items.push_back(item.text);
    }
    if (items.empty() && presence == Presence::required) return problem(key, "must not be empty");
    value = std::move(items);
}

void TableReader::local_text(std::string_view key, Presence presence, LocalText& value) {
    const auto* node = expect(key, presence, Node::Kind::table);
    if (node == nullptr) return;
    LocalText words;
    for (const auto& entry : node->entries) {
        const auto language = language_tagged(entry.key);
        if (!language) {
            problems_->add(entry.place, full_name(key) + ": '" + entry.key +
                                            "' is not a language of this terminal, expected zh-Hans or en");
        } else if (entry.value.kind != Node::Kind::text || entry.value.text.empty()) {
            problems_->add(entry.value.place,
                           full_name(key) + "." + entry.key + ": expected a text that is not empty");
        } else {
            words.in[*language] = entry.value.text;
        }
    }
    if (!words.in.contains(Language::zh_hans)) problem(key, "the Chinese text (zh-Hans) is missing");
    value = std::move(words);
}

void TableReader::path(std::string_view key, Presence presence, std::filesystem::path& value) {
    const auto* node = expect(key, presence, Node::Kind::text);
    if (node == nullptr) return;
    if (node->text.empty() && presence == Presence::required) return problem(key, "must not be empty");
    value = node->text.empty() ? std::filesystem::path() : resolved(*node);
}

TableReader TableReader::table(std::string_view key, Presence presence) {
    const auto* node = expect(key, presence, Node::Kind::table);
    return TableReader(node, full_name(key), node == nullptr ? place_ : node->place, *problems_);
}

std::vector<TableReader> TableReader::tables(std::string_view key, Presence presence) {
    const auto* node = expect(key, presence, Node::Kind::array);
    std::vector<TableReader> readers;
    if (node == nullptr) return readers;
    for (const auto& item : node->items) {
        if (item.kind != Node::Kind::table) {
            problems_->add(item.place, full_name(key) + ": every item must be a table");
            continue;
        }
        readers.emplace_back(&item, full_name(key), item.place, *problems_);
    }
    return readers;
}

std::vector<const Entry*> TableReader::others() const {
    std::vector<const Entry*> entries;
    if (node_ == nullptr) return entries;
    for (const auto& entry : node_->entries) {
        if (std::find(known_.begin(), known_.end(), entry.key) == known_.end()) entries.push_back(&entry);
    }
    return entries;
}

void TableReader::refuse_others() {
    for (const auto* entry : others()) {
        std::string what = "unknown key '" + full_name(entry->key) + "'";
        const auto meant = closest(entry->key, known_);
        if (!meant.empty()) {
            what += ", did you mean '" + meant + "'?";
        } else {
            what += ", expected one of:";
            for (const auto& key : known_)
                what += " " + key;
        }
        problems_->add(entry->place, what);
    }
}

}  // namespace kiosk24::settings
