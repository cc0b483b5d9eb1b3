// The words of the terminal itself: assets/words/<language>.toml, read by settings into an immutable Texts.
#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "kiosk/model/language.h"

namespace kiosk24 {

class Texts {
  public:
    using Table = std::map<std::string, std::string, std::less<>>;
    Texts() = default;
    explicit Texts(std::map<Language, Table> tables) : tables_(std::move(tables)) {}

    // The words under `key` ("home.title"). A missing key gives the key itself between double angle brackets:
    // the tests refuse any screen that shows one.
    std::string get(Language language, std::string_view key) const;
    bool has(Language language, std::string_view key) const;
    // The same with every "{name}" replaced by its value.
    std::string fill(Language language, std::string_view key,
                     std::initializer_list<std::pair<std::string_view, std::string_view>> values) const;

  private:
    std::map<Language, Table> tables_;
};

}  // namespace kiosk24
