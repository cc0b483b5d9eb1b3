// Strict reading of JSON from outside, for the .cc files of this room only (it shows nlohmann's types).
//
// A JsonDocument owns one parsed text and the first thing found wrong with it. Its nodes are read without
// checking each step: after the first failure every read gives an empty value, and finish() gives the error.
// Errors name the path and the kind of fault ("matters[0].steps[2].kind: unknown word"), never the value,
// because the value may be personal.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/bytes.h"
#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"

namespace kiosk24::wire {

using Json = nlohmann::json;

struct JsonFindings {
    Json root;
    std::optional<Error> first;
};

class JsonNode {
  public:
    JsonNode(const Json* value, std::string path, JsonFindings* findings)
        : value_(value), path_(std::move(path)), findings_(findings) {}

    // Is there such a member, and is it not null?
    bool has(std::string_view key) const;
    // The member; a missing one is a failure.
    JsonNode member(std::string_view key) const;
    // Fails unless this is an object all of whose members are named here: a closed format.
    void allow_only(std::initializer_list<std::string_view> keys) const;
    // Fails unless this is an object.
    void expect_object() const;
    std::size_t member_count() const;
    std::vector<std::string> keys(std::size_t most, std::size_t longest_key_bytes) const;
    // The elements of an array of `least` to `most`.
    std::vector<JsonNode> items(std::size_t most, std::size_t least = 0) const;

    bool is_object() const { return value_ != nullptr && value_->is_object(); }
    bool is_text() const { return value_ != nullptr && value_->is_string(); }

    // A string without control characters but tab and line feed, of at most `most` bytes.
    std::string text(std::size_t most) const;
    // The same, at least one byte.
    std::string filled_text(std::size_t most) const;
    // An identifier: one to `most` of A-Z a-z 0-9 . _ : -
    std::string word(std::size_t most) const;
    // An identifier or the empty string.
    std::string word_or_empty(std::size_t most) const;
    std::string hex(std::size_t digits) const;
    // Standard base64 of at most `most` bytes.
    Bytes base64(std::size_t most) const;
    std::int64_t integer(std::int64_t low, std::int64_t high) const;
    std::uint64_t counter() const;  // any unsigned 64-bit number
    int small(int low, int high) const { return static_cast<int>(integer(low, high)); }
    bool boolean() const;
    Date date() const;           // "YYYY-MM-DD", a day that exists
    Date date_or_empty() const;  // or "": {0,0,0}
    WallTime wall_time() const;  // milliseconds since 1970, up to the year 9999

    // One word of a closed set; `lookup` gives an optional of the enum.
    template <typename Lookup>
    auto one_of(Lookup lookup) const -> typename decltype(lookup(std::string_view{}))::value_type {
        const auto name = text(64);
        if (const auto found = lookup(std::string_view(name))) return *found;
        fail("unknown word");
        return {};
    }

    void fail(std::string_view what) const;
    const std::string& path() const { return path_; }

  private:
    const std::string* string_value(std::size_t most) const;

    const Json* value_;  // null after a failure
    std::string path_;
    JsonFindings* findings_;
};

class JsonDocument {
  public:
    static constexpr int kDeepest = 32;

    // too_large over `most_bytes`; bad_input if it is not UTF-8, not one JSON text, nested deeper than
    // kDeepest or with one key twice in an object.
    static Result<JsonDocument> parse(std::string_view bytes, std::size_t most_bytes);

    JsonNode root() const { return JsonNode(&findings_->root, {}, findings_.get()); }
    bool failed() const { return findings_->first.has_value(); }

    // The value that was read, or the first thing that was wrong.
    template <typename T>
    Result<T> finish(T value) const {
        if (findings_->first) return *findings_->first;
        return value;
    }

  private:
    explicit JsonDocument(Json root) : findings_(std::make_unique<JsonFindings>()) {
        findings_->root = std::move(root);
    }
    std::unique_ptr<JsonFindings> findings_;
};

// Compact JSON. bad_argument if a string in it is not UTF-8; too_large over `most_bytes`.
Result<std::string> write_json(const Json& value, std::size_t most_bytes);

}  // namespace kiosk24::wire
