// The camera's preview: the newest picture is on the glass, only its tiles are drawn again, and nothing of it
// stays when it is over.
#include "kiosk/base/grey_picture.h"
#include "ui_fixture.h"

namespace kiosk24::ui {
namespace {

constexpr int kX = 540, kY = 900;  // inside the preview, off its middle, where the empty frame has its icon

class Preview : public testing::Test {
  protected:
    void SetUp() override {
        WindowOptions options;
        options.surface = Surface::headless;
        options.preview = slot;
        auto opened = Window::open(options);
        ASSERT_TRUE(opened) << opened.error().text();
        window = std::move(*opened);
    }
    void put(int width, int height, std::uint8_t grey) {
        const auto size = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
        slot->put({width, height, std::make_shared<const Personal<Bytes>>(Bytes(size, grey))});
    }
    void draw() {
        window->frame([](Frame& frame) {
            frame.background();
            frame.camera_preview("preview", {240, 300, 600, 800}, "camera", frame.colour(ColourRole::accent));
            return Changed::nothing;
        });
    }
    int grey_at(int x, int y) const {
        const auto picture = window->picture();
        const auto at = (static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) +
                         static_cast<std::size_t>(x)) *
                        3;
        return picture.rgb[at];
    }
    PreviewSlot slot = std::make_shared<Newest<GreyPicture>>();
    std::unique_ptr<Window> window;
};

TEST_F(Preview, TheNewestPictureIsOnTheGlass) {
    draw();
    const int empty = grey_at(kX, kY);
    put(360, 480, 200);
    draw();
    EXPECT_NEAR(grey_at(kX, kY), 200, 2);
    put(360, 480, 90);
    put(360, 480, 120);
    draw();
    EXPECT_NEAR(grey_at(kX, kY), 120, 2);
    slot->put({});
    draw();
    EXPECT_EQ(grey_at(kX, kY), empty) << "nothing stays when it is over";
}

TEST_F(Preview, OnlyANewPictureIsDrawnAgainAndOnlyWhereItIs) {
    put(360, 480, 200);
    draw();
    draw();
    const auto frames = window->frames_presented(), tiles = window->tiles_presented();
    draw();
    EXPECT_EQ(window->frames_presented(), frames) << "the same picture costs nothing";
    put(360, 480, 201);
    draw();
    EXPECT_EQ(window->frames_presented(), frames + 1);
    EXPECT_LE(window->tiles_presented() - tiles, 11U * 14U) << "the rest of the screen is left alone";
}

TEST_F(Preview, IsAboutAPersonAndMaskedForHelpers) {
    put(360, 480, 200);
    draw();
    const auto masked = window->picture(Mask::personal);
    const auto at = (static_cast<std::size_t>(kY) * static_cast<std::size_t>(masked.width) + kX) * 3;
    EXPECT_EQ(masked.rgb[at], 0xB0);
}

TEST_F(Preview, GoodbyeLeavesNothingOfIt) {
    put(360, 480, 200);
    draw();
    slot->put({});
    window->forget();
    EXPECT_NE(grey_at(kX, kY), 200);
}

}  // namespace
}  // namespace kiosk24::ui
