#include "kiosk/settings/toml_tree.h"

#include <toml++/toml.h>
#include <algorithm>
#include <fstream>
#include <sstream>

namespace kiosk24::settings {
namespace {

Place place_of(const toml::source_region& region, const std::string& source) {
    return {source, region.begin.line, region.begin.column};
}

Node node_of(const toml::node& from, const std::string& source) {
    Node node;
    node.place = place_of(from.source(), source);
    if (const auto* text = from.as_string()) {
        node.kind = Node::Kind::text;
        node.text = text->get();
    } else if (const auto* integer = from.as_integer()) {
        node.kind = Node::Kind::integer;
        node.integer = integer->get();
        node.number = static_cast<double>(node.integer);
    } else if (const auto* number = from.as_floating_point()) {
        node.kind = Node::Kind::number;
        node.number = number->get();
    } else if (const auto* truth = from.as_boolean()) {
        node.kind = Node::Kind::boolean;
        node.truth = truth->get();
    } else if (const auto* array = from.as_array()) {
        node.kind = Node::Kind::array;
        for (const auto& item : *array)
            node.items.push_back(node_of(item, source));
    } else if (const auto* table = from.as_table()) {
        for (const auto& [key, value] : *table)
            node.entries.push_back(
                {std::string(key.str()), place_of(key.source(), source), node_of(value, source)});
        // toml++ sorts by key; people expect the order they wrote.
        std::stable_sort(node.entries.begin(), node.entries.end(), [](const Entry& a, const Entry& b) {
            return std::pair(a.place.line, a.place.column) < std::pair(b.place.line, b.place.column);
        });
    } else {
        node.kind = Node::Kind::other;
    }
    return node;
}

Place place_of_override() {
    return {"--set", 0, 0};
}

void move_to_command_line(Node& node, const Place& place) {
    node.place = place;
    for (auto& item : node.items)
        move_to_command_line(item, place);
    for (auto& entry : node.entries) {
        entry.place = place;
        move_to_command_line(entry.value, place);
    }
}

Node plain_text(std::string_view text) {
    Node node;
    node.kind = Node::Kind::text;
    node.text = text;
    return node;
}

// The value of an override: TOML, or the text as it stands (see settings.h).
Node value_of_override(std::string_view text, const Node* former) {
    const bool is_quoted = !text.empty() && (text.front() == '"' || text.front() == '\'');
    if (former != nullptr && former->kind == Node::Kind::text && !is_quoted) return plain_text(text);
    // A line break could smuggle in a second key; such a text is taken as it stands.
    if (text.find('\n') == std::string_view::npos) {
        auto parsed = parse_toml("value = " + std::string(text), "--set");
        if (parsed && parsed->entries.size() == 1) return std::move(parsed->entries.front().value);
    }
    return plain_text(text);
}

Node* table_with_id(Node& array, std::string_view id) {
    for (auto& item : array.items) {
        const auto* entry = item.find("id");
        if (entry != nullptr && entry->value.text == id) return &item;
    }
    return nullptr;
}

// Where the part of a dotted key leads; nullptr if something other than a table stands there.
Node* step_into(Node& node, std::string_view part) {
    if (node.kind == Node::Kind::array) return table_with_id(node, part);
    if (node.kind != Node::Kind::table) return nullptr;
    if (auto* entry = node.find(part)) return &entry->value;
    node.entries.push_back({std::string(part), place_of_override(), Node{}});
    node.entries.back().value.place = place_of_override();
    return &node.entries.back().value;
}

}  // namespace

const Entry* Node::find(std::string_view key) const {
    const auto found =
        std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.key == key; });
    return found == entries.end() ? nullptr : &*found;
}

Entry* Node::find(std::string_view key) {
    return const_cast<Entry*>(std::as_const(*this).find(key));
}

std::string_view name_of(Node::Kind kind) {
    switch (kind) {
        case Node::Kind::text:
            return "a text";
        case Node::Kind::integer:
            return "a whole number";
        case Node::Kind::number:
            return "a number with a fraction";
        case Node::Kind::boolean:
            return "true or false";
        case Node::Kind::array:
            return "a list";
        case Node::Kind::table:
            return "a table";
        case Node::Kind::other:
            return "a date or time";
    }
    return "something";
}

Result<Node> parse_toml(std::string_view text, const std::string& source) {
    try {
        return node_of(toml::parse(text), source);
    } catch (const toml::parse_error& error) {
        Problems problems;
        problems.add(place_of(error.source(), source), error.description());
        return problems.status().error();
    } catch (const std::exception& error) {
        return Error(Code::bad_setting, source + ": " + error.what());
    }
}

Result<Node> read_toml(const std::filesystem::path& file) {
    constexpr std::uintmax_t kLargest_bytes = 1u << 20;
    std::error_code failure;
    const auto size = std::filesystem::file_size(file, failure);
    if (failure) return Error(Code::not_found, file.string() + ": " + failure.message());
    if (size > kLargest_bytes) return Error(Code::too_large, file.string() + ": settings over 1 MiB");
    std::ifstream stream(file, std::ios::binary);
    std::stringstream bytes;
    bytes << stream.rdbuf();
    if (!stream) return Error(Code::not_found, file.string() + ": cannot be read");
    return parse_toml(bytes.str(), file.string());
}

Status apply_override(Node& root, std::string_view assignment) {
    const auto equals = assignment.find('=');
    if (equals == std::string_view::npos || equals == 0)
        return Error(Code::bad_setting, "--set " + std::string(assignment) +
                                            ": expected key=value, like platform.url=https://…");
    const auto key = assignment.substr(0, equals), value = assignment.substr(equals + 1);
    const Place place{"--set " + std::string(key), 0, 0};
    Node* node = &root;
    std::string_view rest = key;
    while (true) {
        const auto dot = rest.find('.');
        const auto part = rest.substr(0, dot);
        if (part.empty()) return Error(Code::bad_setting, place.text() + ": a part of the key is empty");
        if (dot == std::string_view::npos) break;
        node = step_into(*node, part);
        if (node == nullptr)
            return Error(Code::bad_setting, place.text() + ": there is no table '" + std::string(part) + "'");
        rest = rest.substr(dot + 1);
    }
    if (node->kind != Node::Kind::table)
        return Error(Code::bad_setting, place.text() + ": what holds '" + std::string(rest) + "' is " +
                                            std::string(name_of(node->kind)) + ", not a table");
    auto* entry = node->find(rest);
    Node replacement = value_of_override(value, entry != nullptr ? &entry->value : nullptr);
    move_to_command_line(replacement, place);
    if (entry != nullptr) {
        entry->place = place;
        entry->value = std::move(replacement);
    } else {
        node->entries.push_back({std::string(rest), place, std::move(replacement)});
    }
    return {};
}

}  // namespace kiosk24::settings
