#include "easel.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "kiosk/settings/settings.h"
#include "screens/screens.h"

namespace kiosk24::screens::easel {
namespace {

[[noreturn]] void give_up(const Error& error) {
    std::fprintf(stderr, "%s\n", error.text().c_str());
    std::abort();
}

}  // namespace

std::vector<Variation> variations_of(const Sample& sample) {
    // Service mode has both languages and one size of text.
    if (sample.state.service)
        return {{Language::zh_hans, TextSize::normal}, {Language::en, TextSize::normal}};
    if (!sample.state.session) return {{}};
    return {{Language::zh_hans, TextSize::normal},
            {Language::zh_hans, TextSize::large},
            {Language::en, TextSize::normal},
            {Language::en, TextSize::large}};
}

Sample in(Sample sample, Variation variation) {
    if (sample.state.service) sample.state.service->language = variation.language;
    if (!sample.state.session) return sample;
    sample.state.session->language = variation.language;
    sample.state.session->text_size = variation.size;
    return sample;
}

std::vector<Named> all_samples() {
    std::vector<Named> all;
    const auto add = [&all](Situation situation) {
        for (const Sample& sample : samples_of(situation)) {
            std::string name = std::string(name_of(situation)) + "." + sample.name;
            std::replace(name.begin(), name.end(), ' ', '_');
            all.push_back({std::move(name), situation, sample});
        }
    };
#define SITUATION(name) add(Situation::name);
#include "kiosk/model/situations.def"
#undef SITUATION
    return all;
}

Easel::Easel(ui::Orientation orientation) {
    auto texts = settings::read_texts(KIOSK24_WORDS);
    if (!texts) give_up(texts.error());
    texts_ = std::move(*texts);
    ui::WindowOptions options;
    options.surface = ui::Surface::headless;
    options.width_px = orientation == ui::Orientation::portrait ? 1080 : 1920;
    options.height_px = orientation == ui::Orientation::portrait ? 1920 : 1080;
    options.clock = [now_ms = now_ms_] { return Moment{Milliseconds(*now_ms)}; };
    auto window = ui::Window::open(options);
    if (!window) give_up(window.error());
    window_ = std::move(*window);
}

std::optional<Intent> Easel::draw(const State& state) {
    const bool is_large = state.session && state.session->text_size == TextSize::large;
    const auto size = is_large ? ui::TextSize::large : ui::TextSize::normal;
    if (window_->text_size() != size) window_->set_text_size(size);
    std::optional<Intent> wanted;
    const auto paint = [&](ui::Frame& frame) {
        if (auto intent = screens::draw(state, texts_, frame)) wanted = std::move(intent);
        return ui::Changed::nothing;
    };
    // The second frame stands on what the first one measured, as on the glass.
    window_->frame(paint);
    window_->frame(paint);
    return wanted;
}

std::optional<Intent> Easel::tap(const State& state, const std::string& id) {
    draw(state);
    if (!window_->tap_widget(id)) return std::nullopt;
    auto intent = draw(state);
    // What was scrolled away is tapped a frame later.
    return intent ? intent : draw(state);
}

}  // namespace kiosk24::screens::easel
