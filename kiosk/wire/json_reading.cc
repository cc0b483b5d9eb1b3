#include "kiosk/wire/json_reading.h"

#include <algorithm>
#include <limits>
#include <set>

namespace kiosk24::wire {
namespace {

// What nlohmann's parser does not refuse by itself: depth and repeated keys.
class Watch {
  public:
    bool operator()(int depth, Json::parse_event_t event, Json& parsed) {
        using Event = Json::parse_event_t;
        if (event == Event::object_start || event == Event::array_start) {
            // Discarding what is too deep also keeps the parser from building it.
            if (depth >= JsonDocument::kDeepest) {
                too_deep_ = true;
                return false;
            }
        }
        if (event == Event::object_start) keys_.emplace_back();
        if (event == Event::key && !keys_.empty() && !keys_.back().insert(parsed.get<std::string>()).second)
            repeated_ = true;
        if (event == Event::object_end && !keys_.empty()) keys_.pop_back();
        return true;
    }
    bool too_deep() const { return too_deep_; }
    bool repeated() const { return repeated_; }

  private:
    std::vector<std::set<std::string>> keys_;
    bool too_deep_ = false, repeated_ = false;
};

bool has_control_character(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](unsigned char c) { return (c < 0x20 && c != '\t' && c != '\n') || c == 0x7F; });
}

bool is_word_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == ':' || c == '-';
}

// A key as part of a path in an error: keys come from outside too.
std::string shown(std::string_view key) {
    if (key.size() <= 40 && std::all_of(key.begin(), key.end(), is_word_character)) return std::string(key);
    return "?";
}

std::optional<Date> date_in(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto number = [&](std::size_t from, std::size_t length) {
        int value = 0;
        for (const char c : text.substr(from, length)) {
            if (c < '0' || c > '9') return -1;
            value = value * 10 + (c - '0');
        }
        return value;
    };
    const Date date{number(0, 4), number(5, 2), number(8, 2)};
    return is_valid(date) ? std::optional(date) : std::nullopt;
}

}  // namespace

void JsonNode::fail(std::string_view what) const {
    if (findings_->first) return;
    findings_->first =
        Error(Code::bad_input, (path_.empty() ? "the message" : path_) + ": " + std::string(what));
}

bool JsonNode::has(std::string_view key) const {
    if (!is_object()) return false;
    const auto found = value_->find(std::string(key));
    return found != value_->end() && !found->is_null();
}

JsonNode JsonNode::member(std::string_view key) const {
    const std::string path = path_.empty() ? shown(key) : path_ + "." + shown(key);
    if (value_ == nullptr) return JsonNode(nullptr, path, findings_);
    if (!value_->is_object()) {
        fail("not an object");
        return JsonNode(nullptr, path, findings_);
    }
    const auto found = value_->find(std::string(key));
    if (found == value_->end()) {
        JsonNode missing(nullptr, path, findings_);
        missing.fail("missing");
        return missing;
    }
    return JsonNode(&*found, path, findings_);
}

void JsonNode::expect_object() const {
    if (value_ != nullptr && !value_->is_object()) fail("not an object");
}

std::size_t JsonNode::member_count() const {
    return is_object() ? value_->size() : 0;
}

void JsonNode::allow_only(std::initializer_list<std::string_view> names) const {
    expect_object();
    if (!is_object()) return;
    for (const auto& [key, ignored] : value_->items()) {
        if (std::find(names.begin(), names.end(), key) == names.end()) {
            JsonNode(nullptr, path_.empty() ? shown(key) : path_ + "." + shown(key), findings_)
                .fail("unknown field");
        }
    }
}

std::vector<std::string> JsonNode::keys(std::size_t most, std::size_t longest_key_bytes) const {
    expect_object();
    std::vector<std::string> found;
    if (!is_object()) return found;
    if (value_->size() > most) {
        fail("too many members");
        return found;
    }
    for (const auto& [key, ignored] : value_->items()) {
        if (key.empty() || key.size() > longest_key_bytes || has_control_character(key)) {
            fail("a key that cannot be");
            return {};
        }
        found.push_back(key);
    }
    return found;
}

std::vector<JsonNode> JsonNode::items(std::size_t most, std::size_t least) const {
    std::vector<JsonNode> nodes;
    if (value_ == nullptr) return nodes;
    if (!value_->is_array()) {
        fail("not a list");
    } else if (value_->size() > most) {
        fail("too many elements");
    } else if (value_->size() < least) {
        fail("too few elements");
    } else {
        nodes.reserve(value_->size());
        for (std::size_t i = 0; i < value_->size(); ++i)
            nodes.emplace_back(&(*value_)[i], path_ + "[" + std::to_string(i) + "]", findings_);
    }
    return nodes;
}

const std::string* JsonNode::string_value(std::size_t most) const {
    if (value_ == nullptr) return nullptr;
    const auto* found = value_->get_ptr<const std::string*>();
    if (found == nullptr) {
        fail("not a text");
    } else if (found->size() > most) {
        fail("too long");
        return nullptr;
    }
    return found;
}

std::string JsonNode::text(std::size_t most) const {
    const auto* found = string_value(most);
    if (found == nullptr) return {};
    if (has_control_character(*found)) {
        fail("a control character");
        return {};
    }
    return *found;
}

std::string JsonNode::filled_text(std::size_t most) const {
    auto found = text(most);
    if (found.empty()) fail("empty");
    return found;
}

std::string JsonNode::word_or_empty(std::size_t most) const {
    const auto* found = string_value(most);
    if (found == nullptr) return {};
    if (!std::all_of(found->begin(), found->end(), is_word_character)) {
        fail("not an identifier");
        return {};
    }
    return *found;
}

std::string JsonNode::word(std::size_t most) const {
    auto found = word_or_empty(most);
    if (found.empty()) fail("empty");
    return found;
}

std::string JsonNode::hex(std::size_t digits) const {
    const auto* found = string_value(digits);
    if (found == nullptr) return {};
    const bool all_hex = std::all_of(found->begin(), found->end(),
                                     [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
    if (found->size() == digits && all_hex) return *found;
    fail("not the hex digits expected");
    return {};
}

Bytes JsonNode::base64(std::size_t most) const {
    const auto* found = string_value((most + 2) / 3 * 4);
    if (found == nullptr) return {};
    auto bytes = from_base64(*found);
    if (!bytes) {
        fail("not base64");
        return {};
    }
    if (bytes->size() > most) fail("too long");
    return std::move(*bytes);
}

std::int64_t JsonNode::integer(std::int64_t low, std::int64_t high) const {
    if (value_ == nullptr) return low;
    if (!value_->is_number_integer()) {
        fail("not a whole number");
        return low;
    }
    constexpr auto kMost = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    const bool fits = !value_->is_number_unsigned() || value_->get<std::uint64_t>() <= kMost;
    if (fits) {
        const auto number = value_->get<std::int64_t>();
        if (number >= low && number <= high) return number;
    }
    fail("out of range");
    return low;
}

std::uint64_t JsonNode::counter() const {
    if (value_ == nullptr) return 0;
    if (value_->is_number_unsigned()) return value_->get<std::uint64_t>();
    fail("not an unsigned whole number");
    return 0;
}

bool JsonNode::boolean() const {
    if (value_ == nullptr) return false;
    if (value_->is_boolean()) return value_->get<bool>();
    fail("neither true nor false");
    return false;
}

Date JsonNode::date() const {
    const auto* found = string_value(10);
    if (found == nullptr) return {};
    if (const auto date = date_in(*found)) return *date;
    fail("not a date");
    return {};
}

Date JsonNode::date_or_empty() const {
    const auto* found = string_value(10);
    return found == nullptr || found->empty() ? Date{} : date();
}

WallTime JsonNode::wall_time() const {
    constexpr std::int64_t kEndOf9999_ms = 253'402'300'799'999;
    return {integer(0, kEndOf9999_ms)};
}

Result<JsonDocument> JsonDocument::parse(std::string_view bytes, std::size_t most_bytes) {
    if (bytes.size() > most_bytes) return Error(Code::too_large, "the message");
    if (!is_utf8(bytes)) return Error(Code::bad_input, "the message: not UTF-8");
    Watch watch;
    auto root = Json::parse(
        bytes,
        [&watch](int depth, Json::parse_event_t event, Json& parsed) { return watch(depth, event, parsed); },
        false);
    if (watch.too_deep()) return Error(Code::bad_input, "the message: nested too deeply");
    if (watch.repeated()) return Error(Code::bad_input, "the message: a key stands twice");
    if (root.is_discarded()) return Error(Code::bad_input, "the message: not JSON");
    return JsonDocument(std::move(root));
}

Result<std::string> write_json(const Json& value, std::size_t most_bytes) {
    try {
        auto text = value.dump();
        if (text.size() > most_bytes) return Error(Code::too_large, "the message");
        return text;
    } catch (const Json::exception&) {
        return Error(Code::bad_argument, "a text that is not UTF-8");
    }
}

}  // namespace kiosk24::wire
