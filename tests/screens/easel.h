// A window without a display and with a clock that stands still, on which one sample after another is drawn.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/model/intent.h"
#include "kiosk/model/texts.h"
#include "kiosk/ui/window.h"
#include "screens/shared/sample.h"

namespace kiosk24::screens::easel {

struct Variation {
    Language language = Language::zh_hans;
    TextSize size = TextSize::normal;
};
// Where nobody is here there is only Chinese at the normal size.
std::vector<Variation> variations_of(const Sample& sample);
Sample in(Sample sample, Variation variation);

// Every sample with its situation's name before it: "home.one_group".
struct Named {
    std::string name;
    Situation situation;
    Sample sample;
};
std::vector<Named> all_samples();

class Easel {
  public:
    // Opens the window; the process ends with a message if there are no fonts or no words.
    explicit Easel(ui::Orientation orientation);
    // Draws until it has settled; what the person wanted, if the finger was on something.
    std::optional<Intent> draw(const State& state);
    // The intent after a tap on that id; nothing if there is no such target.
    std::optional<Intent> tap(const State& state, const std::string& id);
    // The same picture at another time, for what moves.
    void set_time_ms(std::int64_t ms) { *now_ms_ = ms; }
    ui::Window& window() { return *window_; }

  private:
    std::shared_ptr<std::int64_t> now_ms_ = std::make_shared<std::int64_t>(1100);
    Texts texts_;
    std::unique_ptr<ui::Window> window_;
};

}  // namespace kiosk24::screens::easel
