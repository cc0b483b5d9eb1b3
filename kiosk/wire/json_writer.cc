#include "kiosk/wire/json_writer.h"

#include <fmt/format.h>

#include <cmath>

#include "kiosk/base/bytes.h"

namespace kiosk24::wire {
namespace {

constexpr std::size_t kIndent = 2;

// The length of the well-formed character at the start of `text`; 0 if there is none.
std::size_t character_length(std::string_view text) {
    for (std::size_t length = 1; length <= 4 && length <= text.size(); ++length) {
        if (is_utf8(text.substr(0, length))) return length;
    }
    return 0;
}

}  // namespace

void JsonWriter::put_text(std::string_view text) {
    out_ += '"';
    while (!text.empty()) {
        const auto length = character_length(text);
        const auto byte = static_cast<unsigned char>(text.front());
        if (length == 0)
            out_ += "\uFFFD";
        else if (byte == '"' || byte == '\\')
            out_.append({'\\', text.front()});
        else if (byte == '\n')
            out_ += "\\n";
        else if (byte < 0x20)
            out_ += fmt::format("\\u{:04x}", byte);
        else
            out_ += text.substr(0, length);
        text.remove_prefix(length == 0 ? 1 : length);
    }
    out_ += '"';
}

void JsonWriter::new_line() {
    if (style_ == Style::compact || out_.empty()) return;
    out_ += '\n';
    out_.append(open_.size() * kIndent, ' ');
}

void JsonWriter::begin_element(std::string_view name) {
    if (!first_) out_ += ',';
    first_ = false;
    new_line();
    if (open_.empty() || open_.back() == Kind::list) return;
    put_text(name.empty() ? "unnamed" : name);
    out_ += style_ == Style::compact ? ":" : ": ";
}

JsonWriter& JsonWriter::begin_object(std::string_view name) {
    begin_element(name);
    out_ += '{';
    open_.push_back(Kind::object);
    first_ = true;
    return *this;
}

JsonWriter& JsonWriter::begin_list(std::string_view name) {
    begin_element(name);
    out_ += '[';
    open_.push_back(Kind::list);
    first_ = true;
    return *this;
}

JsonWriter& JsonWriter::end() {
    if (open_.empty()) return *this;
    const char closing = open_.back() == Kind::object ? '}' : ']';
    open_.pop_back();
    if (!first_) new_line();
    out_ += closing;
    first_ = false;
    return *this;
}

JsonWriter& JsonWriter::field(std::string_view name, std::string_view text) {
    begin_element(name);
    put_text(text);
    return *this;
}

JsonWriter& JsonWriter::field(std::string_view name, std::int64_t number) {
    begin_element(name);
    out_ += std::to_string(number);
    return *this;
}

JsonWriter& JsonWriter::field(std::string_view name, double number) {
    begin_element(name);
    out_ += std::isfinite(number) ? fmt::format("{}", number) : "null";
    return *this;
}

JsonWriter& JsonWriter::field(std::string_view name, bool truth) {
    begin_element(name);
    out_ += truth ? "true" : "false";
    return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
    return field({}, text);
}

JsonWriter& JsonWriter::value(std::int64_t number) {
    return field({}, number);
}

std::string JsonWriter::text() {
    while (!open_.empty())
        end();
    if (style_ == Style::compact) return out_;
    return out_ + '\n';
}

}  // namespace kiosk24::wire
