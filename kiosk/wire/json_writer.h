// Writes JSON whose members stay in the order they were written, for files that people read (journey.json,
// driver reports). Nested with begin and end; commas, quotes and indentation are its own business.
//
//   JsonWriter journey;
//   journey.begin_object().field("matter", "SI01").begin_list("steps").value("home").end().end();
//   journey.text();
//
// Bytes that are not UTF-8 are written as U+FFFD. A value in an object without a name, or a name in a list,
// is a mistake of the caller and is written as the JSON that can still be read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk24::wire {

class JsonWriter {
  public:
    enum class Style { indented, compact };
    explicit JsonWriter(Style style = Style::indented) : style_(style) {}

    JsonWriter& begin_object(std::string_view name = {});
    JsonWriter& begin_list(std::string_view name = {});
    JsonWriter& end();

    JsonWriter& field(std::string_view name, std::string_view value);
    JsonWriter& field(std::string_view name, const char* value) {
        return field(name, std::string_view(value));
    }
    JsonWriter& field(std::string_view name, std::int64_t value);
    JsonWriter& field(std::string_view name, int value) {
        return field(name, static_cast<std::int64_t>(value));
    }
    JsonWriter& field(std::string_view name, double value);
    JsonWriter& field(std::string_view name, bool value);
    JsonWriter& value(std::string_view value);
    JsonWriter& value(std::int64_t value);

    // The whole text, ending in a line feed when indented. Whatever is still open is closed.
    std::string text();

  private:
    enum class Kind : char { object, list };
    void begin_element(std::string_view name);
    void new_line();
    void put_text(std::string_view text);

    Style style_;
    std::string out_;
    std::vector<Kind> open_;
    bool first_ = true;
};

}  // namespace kiosk24::wire
