#include "kiosk/ui/window_inside.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

#include "kiosk/base/log.h"

namespace kiosk24::ui {
namespace {

constexpr int kFramesAfterEvent = 3;
constexpr int kMostRebuilds = 4;  // a drawing that says "changed" each time must not hang the terminal
constexpr int kMostSteps = 256;   // events worked off in one frame

bool is_drawable(const SDL_Surface& surface) {
    return surface.format->BytesPerPixel == 4 && surface.format->Rmask == 0xFF0000 &&
           surface.format->Bmask == 0xFF;
}

// The kernel hands out a surface's memory page by page as it is first written, which takes as long as drawing
// into it: here all at once, beside other work. Where it does not know how, drawing does it as before.
void ask_for_pages(void* pixels, std::size_t size) {
    const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    const auto begin = reinterpret_cast<std::uintptr_t>(pixels) / page * page;
    const auto end = reinterpret_cast<std::uintptr_t>(pixels) + size;
    (void)::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_POPULATE_WRITE);
}

}  // namespace

Window::Inside::Inside(WindowOptions options, SDL_Window* window, std::unique_ptr<FontFaces> faces,
                       int width_px, int height_px)
    : stage(std::move(faces), width_px, height_px),
      options_(std::move(options)),
      window_(window),
      width_(width_px),
      height_(height_px),
      feed_(options_.keys, stage.painter().scale(), stage.size()),
      wake_event_(SDL_RegisterEvents(1)) {
    damage_.resize(width_, height_);
    stage.set_preview(options_.preview);
    last_input_ms = now_ms();
    if (const SDL_Surface* target = surface())
        pages_ = std::async(ask_for_pages, target->pixels,
                            static_cast<std::size_t>(target->pitch) * static_cast<std::size_t>(target->h));
}

Window::Inside::~Inside() {
    if (own_ != nullptr) SDL_FreeSurface(own_);
    SDL_DestroyWindow(window_);
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
}

std::int64_t Window::Inside::now_ms() const {
    return (options_.clock ? options_.clock() : monotonic_now()).since_boot.count();
}

SDL_Surface* Window::Inside::surface() {
    SDL_Surface* shown = SDL_GetWindowSurface(window_);
    if (shown == nullptr || is_drawable(*shown)) return shown;
    if (own_ == nullptr)
        own_ = SDL_CreateRGBSurfaceWithFormat(0, width_, height_, 32, SDL_PIXELFORMAT_RGB888);
    return own_;
}

void Window::Inside::take(const SDL_Event& event) {
    if (event.type == wake_event_) {
        is_wake_waiting_ = false;
        was_woken_ = true;
        return;
    }
    switch (feed_.take(event, stage.interaction(), now_ms())) {
        case InputFeed::Meaning::nothing:
            return;
        case InputFeed::Meaning::input:
            had_input_ = true;
            last_input_ms = now_ms();
            frames_due_ = kFramesAfterEvent;
            return;
        case InputFeed::Meaning::exposed:
            damage_.invalidate();
            frames_due_ = std::max(frames_due_, 1);
            return;
        case InputFeed::Meaning::quit:
            is_quit_ = true;
            return;
    }
}

void Window::Inside::take_waiting_events() {
    SDL_Event event;
    while (SDL_PollEvent(&event) != 0)
        take(event);
}

void Window::Inside::add_input(InputEvent event) {
    event.by = InputEvent::By::robot;
    stage.interaction().add(std::move(event));
    last_input_ms = now_ms();
    frames_due_ = kFramesAfterEvent;
    had_input_ = true;
}

Wake Window::Inside::sleep(std::chrono::milliseconds longest) {
    auto sleep_ms = std::max<std::int64_t>(0, longest.count());
    const bool waits_for_animation = animation_at_ms_ && *animation_at_ms_ - now_ms() <= sleep_ms;
    if (waits_for_animation) sleep_ms = std::max<std::int64_t>(0, *animation_at_ms_ - now_ms());
    SDL_Event event;
    if (sleep_ms > 0 &&
        SDL_WaitEventTimeout(&event, static_cast<int>(std::min<std::int64_t>(sleep_ms, 1 << 30))) != 0)
        take(event);
    take_waiting_events();
    return waits_for_animation ? Wake::animation : Wake::timeout;
}

Wake Window::Inside::wait(std::chrono::milliseconds longest) {
    take_waiting_events();
    const auto has_news = [this] { return was_woken_ || had_input_ || is_quit_ || frames_due_ > 0; };
    Wake otherwise = Wake::animation;
    // An event that means nothing to us (the pointer moved) does not end the sleep early for long.
    if (!has_news()) otherwise = sleep(longest);
    if (is_quit_) return Wake::quit;
    if (std::exchange(had_input_, false)) return Wake::input;
    if (std::exchange(was_woken_, false)) return Wake::message;
    return otherwise;
}

void Window::Inside::wake() {
    if (is_wake_waiting_.exchange(true)) return;
    SDL_Event event;
    SDL_zero(event);
    event.type = wake_event_;
    if (SDL_PushEvent(&event) != 1) is_wake_waiting_ = false;
}

Changed Window::Inside::build(const Draw& draw) {
    stage.begin(now_ms());
    ui::Frame frame(stage);
    const Changed changed = draw(frame);
    drawing_ = &stage.end();
    const auto within = stage.animation_within_ms();
    animation_at_ms_ = within ? std::optional(stage.now_ms() + *within) : std::nullopt;
    return changed;
}

// Builds until the drawing stands still.
void Window::Inside::settle(const Draw& draw) {
    for (int i = 0; i < kMostRebuilds; ++i) {
        const Changed changed = build(draw);
        // A full atlas is emptied by the next build, which then has room for what this screen needs.
        if (changed == Changed::nothing && !stage.glyphs().is_full()) return;
    }
}

void Window::Inside::frame(const Draw& draw) {
    take_waiting_events();
    Interaction& interaction = stage.interaction();
    for (int step = 0; step < kMostSteps; ++step) {
        interaction.advance(stage.shown(), now_ms());
        settle(draw);
        if (!interaction.has_waiting()) break;
    }
    present();
    frames_due_ = std::max(0, frames_due_ - 1);
}

void Window::Inside::present() {
    SDL_Surface* target = surface();
    if (target == nullptr || drawing_ == nullptr) {
        log::error("ui", "no surface to draw on: {}", SDL_GetError());
        return;
    }
    if (generation_ != stage.glyphs().generation())
        damage_.invalidate();  // the same places hold other shapes
    generation_ = stage.glyphs().generation();
    const auto parts = damage_.changed(*drawing_);
    if (parts.empty()) return;
    const PixelView pixels{static_cast<std::uint32_t*>(target->pixels), target->pitch / 4};
    std::vector<SDL_Rect> rects;
    for (PixelRect part : parts) {
        part.x1 = std::min(part.x1, target->w);
        part.y1 = std::min(part.y1, target->h);
        if (part.x0 >= part.x1 || part.y0 >= part.y1) continue;
        rasterise(*drawing_, {stage.glyphs().pixels(), kAtlasSide_px, kAtlasSide_px}, stage.preview_texture(),
                  pixels, part);
        rects.push_back({part.x0, part.y0, part.x1 - part.x0, part.y1 - part.y0});
        tiles_presented += static_cast<std::uint64_t>((part.x1 - part.x0 + kTile_px - 1) / kTile_px) *
                           static_cast<std::uint64_t>((part.y1 - part.y0 + kTile_px - 1) / kTile_px);
    }
    if (target == own_) SDL_BlitSurface(own_, nullptr, SDL_GetWindowSurface(window_), nullptr);
    SDL_UpdateWindowSurfaceRects(window_, rects.data(), static_cast<int>(rects.size()));
    ++frames_presented;
}

void Window::Inside::forget() {
    stage.forget();
    drawing_ = nullptr;
    animation_at_ms_.reset();
    SDL_FlushEvents(SDL_KEYDOWN, SDL_TEXTINPUT);
    const Colour paper = stage.theme().colour(ColourRole::background);
    if (SDL_Surface* target = surface()) {
        SDL_FillRect(target, nullptr, SDL_MapRGB(target->format, paper.r, paper.g, paper.b));
        if (target == own_) SDL_BlitSurface(own_, nullptr, SDL_GetWindowSurface(window_), nullptr);
        SDL_UpdateWindowSurface(window_);
    }
    damage_.invalidate();
    frames_due_ = kFramesAfterEvent;
}

Picture Window::Inside::picture(Mask mask) const {
    Picture picture{width_, height_, {}};
    SDL_Surface* source = own_ != nullptr ? own_ : SDL_GetWindowSurface(window_);
    picture.rgb.resize(static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_) * 3);
    if (source == nullptr) return picture;
    for (int y = 0; y < std::min(height_, source->h); ++y) {
        const auto* row = reinterpret_cast<const std::uint32_t*>(
            static_cast<const char*>(source->pixels) + static_cast<std::ptrdiff_t>(y) * source->pitch);
        std::uint8_t* out = &picture.rgb[static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) * 3];
        for (int x = 0; x < std::min(width_, source->w); ++x, out += 3) {
            out[0] = static_cast<std::uint8_t>(row[x] >> 16);
            out[1] = static_cast<std::uint8_t>(row[x] >> 8);
            out[2] = static_cast<std::uint8_t>(row[x]);
        }
    }
    if (mask == Mask::nothing) return picture;
    const float scale = stage.size().w > 0 ? static_cast<float>(width_) / stage.size().w : 1;
    for (const Node& node : stage.shown().nodes) {
        if (!node.personal) continue;
        const int x0 = std::clamp(static_cast<int>(node.visible.x * scale), 0, width_);
        const int x1 = std::clamp(static_cast<int>(node.visible.right() * scale + 1), x0, width_);
        const int y1 = std::clamp(static_cast<int>(node.visible.bottom() * scale + 1), 0, height_);
        for (int y = std::clamp(static_cast<int>(node.visible.y * scale), 0, height_); y < y1; ++y)
            std::memset(&picture.rgb[(static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) +
                                      static_cast<std::size_t>(x0)) *
                                     3],
                        0xB0, static_cast<std::size_t>(x1 - x0) * 3);
    }
    return picture;
}

}  // namespace kiosk24::ui
