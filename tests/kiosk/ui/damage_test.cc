// The picture kept up to date tile by tile is the picture drawn whole.
#include <fmt/format.h>

#include <random>

#include "gallery_pages.h"
#include "ui_fixture.h"

namespace kiosk24::ui {
namespace {

class TileDamage : public HeadlessWindow {};

// A screen of which every part depends on a random number.
struct RandomState {
    int page = 0, chosen = 0, pressed = 0, scrolled = 0;
    float share = 0;
    bool has_dialog = false;
};

RandomState random_state(std::mt19937& random) {
    const auto up_to = [&random](int most) {
        return static_cast<int>(random() % static_cast<unsigned>(most));
    };
    RandomState state;
    state.page = up_to(8) == 0 ? up_to(static_cast<int>(gallery::pages().size())) : -1;
    state.chosen = up_to(12);
    state.pressed = up_to(12);
    state.share = static_cast<float>(up_to(1000)) / 1000;
    state.has_dialog = up_to(10) == 0;
    return state;
}

void draw(Frame& frame, const RandomState& state) {
    if (state.page >= 0) return gallery::pages()[static_cast<std::size_t>(state.page)].draw(frame);
    frame.background();
    frame.header_bar({.title = "随机", .clock = std::to_string(state.chosen)});
    const auto places = frame.areas().content.grid(12, 3, 250, kGap);
    for (int i = 0; i < 12; ++i)
        frame.tile(fmt::format("t{}", i), places[static_cast<std::size_t>(i)],
                   {.title = fmt::format("事项{}", i * 7 % 10),
                    .subtitle = "𠮷野家",
                    .icon = Icon::home,
                    .tint = static_cast<Tint>((i + state.chosen) % kTints),
                    .mark = i == state.chosen ? Tile::Mark::chosen : Tile::Mark::none});
    frame.countdown("c", {400.5F, 700.25F, 260, 260}, static_cast<int>(state.share * 60000), 60000, "秒");
    frame.line({100, 1900 * state.share}, {980, 300}, {frame.colour(ColourRole::accent).with_alpha(0.4F), 9});
    const Point triangle[] = {{200 + 600 * state.share, 500}, {900, 900 + 300 * state.share}, {150, 1200}};
    frame.polygon(triangle, frame.colour(ColourRole::danger).with_alpha(0.3F));
    frame.progress("p", {48, 1480, 984, 80}, state.share, "进度");
    if (!state.has_dialog) return;
    const auto dialog = frame.dialog("d", {700, 500}, "对话");
    frame.button("d.ok", dialog.content().bottom_strip(96), {.words = "好"});
}

TEST_F(TileDamage, EqualsTheWholePictureOverHundredsOfRandomStates) {
    std::mt19937 random(7);
    for (int i = 0; i < 300; ++i) {
        const RandomState state = random_state(random);
        if (i % 50 == 49) window->set_text_size(i % 100 == 49 ? TextSize::large : TextSize::normal);
        now_ms += static_cast<int>(random() % 400);
        window->press({static_cast<float>(random() % 1080), static_cast<float>(random() % 1920)});
        show([&](Frame& frame) { draw(frame, state); });
        show([&](Frame& frame) { draw(frame, state); });
        const Picture by_tiles = window->picture();
        send_exposed();
        show([&](Frame& frame) { draw(frame, state); });
        ASSERT_EQ(by_tiles.rgb, window->picture().rgb) << "state " << i;
    }
}

TEST_F(TileDamage, ASmallChangeSendsFewTiles) {
    RandomState state;
    show([&](Frame& frame) { draw(frame, state); });
    const auto before = window->tiles_presented();
    state.chosen = 1;  // clock, two tiles and their tints: not the whole screen
    show([&](Frame& frame) { frame.background(); });
    const auto after_clear = window->tiles_presented();
    show([&](Frame& frame) {
        frame.background();
        frame.button("b", {100, 100, 200, 100}, {.words = "一"});
    });
    EXPECT_LT(window->tiles_presented() - after_clear, 40U);
    EXPECT_GT(after_clear, before);
}

TEST_F(TileDamage, AnIdleFramePresentsNothing) {
    show(gallery::draw_home);
    show(gallery::draw_home);
    const auto frames = window->frames_presented();
    for (int i = 0; i < 20; ++i)
        show(gallery::draw_home);
    EXPECT_EQ(window->frames_presented(), frames);
}

TEST_F(TileDamage, TheSameScreenTwiceIsTheSamePictureByteForByte) {
    show(gallery::draw_home);
    const Picture first = window->picture();
    open();
    show(gallery::draw_home);
    EXPECT_EQ(first.rgb, window->picture().rgb);
}

TEST_F(TileDamage, AnotherOrderOfFirstSightOfCharactersGivesTheSamePicture) {
    show(gallery::draw_home);
    const Picture first = window->picture();
    open();
    show(gallery::draw_characters);  // fills the atlas differently
    show(gallery::draw_home);
    EXPECT_EQ(first.rgb, window->picture().rgb);
}

}  // namespace
}  // namespace kiosk24::ui
