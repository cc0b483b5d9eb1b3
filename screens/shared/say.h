// The words of one language, for view_of. `say("home.title")`; `say.fill(...)` puts values in.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "kiosk/model/state.h"
#include "kiosk/model/texts.h"

namespace kiosk24::screens {

class Say {
  public:
    Say(const Texts& texts, Language language) : texts_(texts), language_(language) {}
    std::string operator()(std::string_view key) const { return texts_.get(language_, key); }
    const std::string& operator()(const LocalText& text) const { return text.get(language_); }
    std::string fill(std::string_view key,
                     std::initializer_list<std::pair<std::string_view, std::string_view>> values) const {
        return texts_.fill(language_, key, values);
    }
    bool has(std::string_view key) const { return texts_.has(language_, key); }
    Language language() const { return language_; }

  private:
    const Texts& texts_;
    Language language_;
};

// In the session's language; Chinese when nobody is here.
Say say_of(const State& state, const Texts& texts);

}  // namespace kiosk24::screens
