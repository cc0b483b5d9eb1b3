// Widgets under hard use: codes that a phone reads, absurd places and words, and pictures as files.
#define ZX_USE_UTF8 1  // ZXing 1.4: text() is UTF-8
#include <ReadBarcode.h>
#include <fmt/format.h>

#include <filesystem>
#include <limits>

#include "gallery_pages.h"
#include "ui_fixture.h"

namespace kiosk24::ui {
namespace {

class Widgets : public HeadlessWindow {};

std::string code_read_from(const Picture& picture) {
    const ZXing::ImageView view(picture.rgb.data(), picture.width, picture.height, ZXing::ImageFormat::RGB);
    return ZXing::ReadBarcode(view).text();
}

TEST_F(Widgets, ACodeOnTheScreenIsReadByAReader) {
    const std::string content = "https://example.gov.cn/c/SZ20240520-0187?k=7fQ2-一件事";
    show([&](Frame& frame) {
        frame.background();
        frame.qr_code("code", {240, 400, 600, 600}, content, "扫码查看进度");
    });
    EXPECT_EQ(code_read_from(window->picture()), content);
    EXPECT_EQ(window->tree().find("code")->words, "扫码查看进度");
}

TEST_F(Widgets, AContentTooLongForACodeDrawsNothing) {
    show([&](Frame& frame) {
        frame.background();
        frame.qr_code("code", {240, 400, 600, 600}, std::string(5000, 'x'), "太长");
    });
    EXPECT_EQ(code_read_from(window->picture()), "");
}

void draw_everything(Frame& frame, Rect area, std::string_view words) {
    frame.text("text", area, words, {.font = FontRole::title, .align = Align::centre});
    frame.button("button", area, {.words = words, .icon = Icon::home});
    frame.button("busy", area, {.words = words, .availability = Availability::busy});
    frame.tile("tile", area, {.title = words, .subtitle = words, .icon = Icon::home, .note = words});
    frame.tile("beside", area,
               {.title = words, .icon = Icon::home, .shape = TileShape::beside, .note = words});
    frame.row("row", area, {.title = words, .subtitle = words, .icon = Icon::home, .trailing = words});
    frame.chip("chip", area, {.words = words, .icon = Icon::home});
    frame.field("field", area, {.label = words, .value = words, .source = words, .error = words});
    frame.text_field("typed", area,
                     {.label = words, .text = words, .composition = words, .caret = 1, .error = words});
    frame.keyboard("letters", area, {.done_words = words, .clear_words = words, .space_words = words});
    frame.keyboard("digits", area, {.layout = KeyboardLayout::digits, .done_words = words});
    frame.stepper("stepper", area, {.steps = {words, words, words}, .current = 9});
    frame.progress("progress", area, 7, words);
    frame.spinner("spinner", area, words);
    frame.countdown("countdown", area, -5, 0, words);
    frame.banner("banner", area, {.words = words, .more = words});
    frame.badge("badge", {area.x, area.y}, words);
    frame.qr_code("code", area, words, words);
    for (const auto what : {Illustration::card_on_reader, Illustration::paper_from_slot,
                            Illustration::face_before_camera, Illustration::phone_before_scanner})
        frame.illustration(fmt::format("i{}", static_cast<int>(what)), area, what, words);
    auto list = frame.scroll_area("list", area, words, words);
    list.used(area.h * 3);
}

TEST_F(Widgets, AbsurdPlacesAndWordsDoNotCrash) {
    const std::string endless(2500, 'w');
    const Rect places[] = {{},
                           {100, 100, 0, 50},
                           {100, 100, -40, -40},
                           {-500, -500, 200, 100},
                           {9000, 9000, 100, 100},
                           {100, 100, 3, 3},
                           {0, 0, 1080, 1920},
                           {0, 0, 1e6F, 1e6F}};
    for (const Rect& place : places) {
        for (const std::string_view words :
             {std::string_view(), std::string_view("一"), std::string_view(endless)}) {
            show([&](Frame& frame) { draw_everything(frame, place, words); });
            window->tap({200, 200});
            show([&](Frame& frame) {
                draw_everything(frame, place, words);
                const auto dialog = frame.dialog("dialog", {place.w, place.h}, words);
                draw_everything(frame, dialog.content(), words);
            });
        }
    }
}

TEST_F(Widgets, WordsWithoutEndAreCutAndFound) {
    show([](Frame& frame) {
        frame.background();
        frame.text("t", {48, 300, 900, 900}, std::string(60000, 'w'));
    });
    ASSERT_EQ(window->findings().size(), 1U);
    EXPECT_EQ(window->findings()[0].fault, Fault::text_cut_off);
}

TEST_F(Widgets, OnePopTooManyDoesNotCrash) {
    show([](Frame& frame) {
        frame.pop_clip();
        frame.background();
        frame.pop_clip();
    });
}

TEST_F(Widgets, AFullAtlasIsMadeRoomInAndTheScreenStaysWhole) {
    const auto crowd = [](Frame& frame, std::uint32_t first) {
        frame.background();
        for (int line = 0; line < 24; ++line) {
            std::string words;
            for (std::uint32_t i = 0; i < 14; ++i) {
                const std::uint32_t c = first + static_cast<std::uint32_t>(line) * 14 + i;
                words += static_cast<char>(0xE0U | c >> 12);
                words += static_cast<char>(0x80U | (c >> 6 & 0x3FU));
                words += static_cast<char>(0x80U | (c & 0x3FU));
            }
            frame.text({20, 20 + 78.0F * static_cast<float>(line), 1040, 78}, words,
                       {.font = FontRole::display});
        }
    };
    for (std::uint32_t first = 0x4E00; first < 0x6000; first += 336)
        show([&](Frame& frame) { crowd(frame, first); });
    const Picture crowded = window->picture();
    open();
    std::uint32_t last = 0x4E00;
    while (last + 336 < 0x6000)
        last += 336;
    show([&](Frame& frame) { crowd(frame, last); });
    EXPECT_EQ(crowded.rgb, window->picture().rgb);
}

TEST_F(Widgets, APictureIsWrittenAsPng) {
    show(gallery::draw_home);
    const auto path = std::filesystem::temp_directory_path() /
                      fmt::format("kiosk24-ui-{}.png", ::testing::UnitTest::GetInstance()->random_seed());
    ASSERT_TRUE(window->write_png(path));
    EXPECT_GT(std::filesystem::file_size(path), 10000U);
    std::filesystem::remove(path);
    EXPECT_EQ(window->write_png("/nowhere/x.png").error().code(), Code::broken_storage);
}

TEST_F(Widgets, AWindowOfHalfTheSizeIsTheSameScreenScaled) {
    open(540, 960);
    EXPECT_EQ(window->size(), (Size{1080, 1920}));
    int taps = 0;
    const auto screen = [&](Frame& frame) {
        frame.background();
        if (frame.button("b", {600, 1000, 300, 100}, {.words = "好"})) ++taps;
    };
    show(screen);
    EXPECT_EQ(window->picture().width, 540);
    send_mouse(375, 525, true);
    send_mouse(375, 525, false);
    show(screen);
    EXPECT_EQ(taps, 1);
}

}  // namespace
}  // namespace kiosk24::ui
