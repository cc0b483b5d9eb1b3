// Rare characters, missing characters, and nothing left after goodbye.
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <fstream>

#include "kiosk/ui/glyph_cache.h"
#include "kiosk/ui/text_layout.h"
#include "ui_fixture.h"

namespace kiosk24::ui {
namespace {

class Glyphs : public testing::Test {
  protected:
    Glyphs() {
        auto faces = FontFaces::open(FontFiles());
        if (!faces) throw std::runtime_error(faces.error().text());
        cache = std::make_unique<GlyphCache>(std::move(*faces));
    }
    std::vector<int> pixels_of(const Glyph& glyph) const {
        std::vector<int> pixels;
        for (int y = 0; y < glyph.at.h; ++y)
            for (int x = 0; x < glyph.at.w; ++x)
                pixels.push_back(cache->pixels()[(glyph.at.y + y) * kAtlasSide_px + glyph.at.x + x]);
        return pixels;
    }
    std::unique_ptr<GlyphCache> cache;
};

TEST_F(Glyphs, RareCharactersOfNamesHaveARealGlyphInBothWeights) {
    const auto code_points = code_points_of("䶮㑇㛃𠅤𠮷𡚸𦈡𫖯𫍽𬎆𬱖𬍛𮧵𬭎·");
    for (const FaceKind face : {FaceKind::regular, FaceKind::bold}) {
        for (const std::uint32_t c : code_points) {
            const Glyph& glyph = cache->glyph(face, 40, c);
            EXPECT_FALSE(glyph.is_missing) << std::hex << c;
            EXPECT_GT(glyph.advance, 0);
            const auto pixels = pixels_of(glyph);
            EXPECT_GT(*std::max_element(pixels.begin(), pixels.end()), 128) << std::hex << c;
        }
    }
}

TEST_F(Glyphs, ACharacterThatNoFontHasIsABoxWithItsOwnCodePoint) {
    const Glyph& one = cache->glyph(FaceKind::regular, 40, 0xF0000);
    const Glyph& other = cache->glyph(FaceKind::regular, 40, 0xF0001);
    EXPECT_TRUE(one.is_missing);
    EXPECT_EQ(one.advance, 40);
    EXPECT_GT(one.at.w, 30);
    EXPECT_NE(pixels_of(one), pixels_of(other));
    EXPECT_TRUE(cache->glyph(FaceKind::regular, 40, 0xE81E).is_missing);  // a private-use unit of old tables
    EXPECT_TRUE(cache->glyph(FaceKind::regular, 40, 0xFFFD).is_missing);  // a byte that is no text: never "?"
}

TEST_F(Glyphs, VariationSelectorsAndJoinersTakeNoRoom) {
    for (const std::uint32_t c : {0xFE00U, 0xE0100U, 0x200DU, 0xFEFFU, 0x7U})
        EXPECT_EQ(cache->glyph(FaceKind::regular, 32, c).advance, 0) << std::hex << c;
}

TEST_F(Glyphs, AFullAtlasIsEmptiedAndFilledAgain) {
    for (std::uint32_t c = 0x4E00; !cache->is_full() && c < 0x9000; ++c)
        cache->glyph(FaceKind::bold, 72, c);
    ASSERT_TRUE(cache->is_full());
    cache->clear();
    EXPECT_FALSE(cache->is_full());
    EXPECT_EQ(cache->size(), 0U);
    EXPECT_GT(cache->glyph(FaceKind::bold, 72, 0x9000).at.w, 0);
}

TEST_F(Glyphs, AfterForgettingOnlyTheFixedPatchesAreInTheAtlas) {
    for (const std::uint32_t c : code_points_of("王𠮷𬱖"))
        cache->glyph(FaceKind::regular, 40, c);
    cache->forget();
    EXPECT_EQ(cache->size(), 0U);
    const auto is_within = [](const AtlasRect& patch, int x, int y) {
        return x >= patch.x && x < patch.x + patch.w && y >= patch.y && y < patch.y + patch.h;
    };
    int strays = 0;
    for (int y = 0; y < kAtlasSide_px; ++y)
        for (int x = 0; x < kAtlasSide_px; ++x)
            if (!is_within(cache->white(), x, y) && !is_within(cache->shadow(), x, y))
                strays += cache->pixels()[y * kAtlasSide_px + x] != 0 ? 1 : 0;
    EXPECT_EQ(strays, 0);
    EXPECT_FALSE(cache->glyph(FaceKind::regular, 40, 0x20BB7).is_missing);  // and it works on
}

TEST_F(Glyphs, BytesThatAreNoTextBecomeReplacementCharactersOneByOne) {
    EXPECT_EQ(code_points_of("a\xC3(\xFF"), (std::vector<std::uint32_t>{'a', 0xFFFD, '(', 0xFFFD}));
    EXPECT_EQ(code_points_of("\xED\xA0\x80").size(), 3U);       // a lone surrogate
    EXPECT_EQ(code_points_of("\xF0\xA0\xAE").back(), 0xFFFDU);  // cut short
    EXPECT_EQ(code_points_of("𠮷"), (std::vector<std::uint32_t>{0x20BB7}));
    EXPECT_EQ(utf8_of(0x20BB7), "𠮷");
}

TEST_F(Glyphs, LinesBreakBetweenHanAndNeverBeforeClosingPunctuationOrInsideNumbers) {
    const LayoutRequest request{FaceKind::regular, 32, 32 * 6, 0};
    const auto begins = [&](std::string_view words) {
        std::vector<std::uint32_t> first;
        for (const TextLine& line : lay_out(*cache, words, request).lines)
            first.push_back(line.glyphs.front().code_point);
        return first;
    };
    EXPECT_EQ(begins("一二三四五六，七八").at(1), code_points_of("六")[0]);
    EXPECT_EQ(begins("一二三四五（六）七").at(1), code_points_of("（")[0]);
    EXPECT_EQ(begins("请致电一二12345").at(1), '1');
    EXPECT_TRUE(lay_out(*cache, "abcdefghijklmnopqrstuvwxyz", request).broke_a_word);
}

TEST_F(Glyphs, ALabelAndItsNumberStayOnOneLineWhereTheWordsSaySo) {
    const std::string label = "终\u2060端\u00a0LG-0001";
    const auto whole = lay_out(*cache, label, {.px = 32});
    const auto block = lay_out(*cache, "龙城街道政务服务 " + label, {.px = 32, .width = 340});
    ASSERT_EQ(block.lines.size(), 2U);
    EXPECT_EQ(block.lines[1].width, whole.width);
    EXPECT_EQ(whole.width, lay_out(*cache, "终端\u00a0LG-0001", {.px = 32}).width)
        << "a joiner takes no room";
}

TEST_F(Glyphs, WordsTooLongForTheirLinesEndWithDots) {
    const TextBlock block = lay_out(*cache, "一二三四五六七八九十", {FaceKind::regular, 32, 32 * 4, 1});
    EXPECT_TRUE(block.was_cut);
    EXPECT_EQ(block.lines.size(), 1U);
    EXPECT_EQ(block.lines[0].glyphs.back().code_point, 0x2026U);
    EXPECT_LE(block.lines[0].width, 32 * 4);
}

class Goodbye : public HeadlessWindow {};

struct MemoryRange {
    unsigned long begin = 0, end = 0;
};
std::vector<MemoryRange> writable_memory() {
    std::ifstream maps("/proc/self/maps");
    std::vector<MemoryRange> ranges;
    for (std::string line; std::getline(maps, line);) {
        MemoryRange range;
        char flags[5] = {};
        if (std::sscanf(line.c_str(), "%lx-%lx %4s", &range.begin, &range.end, flags) == 3 &&
            std::strncmp(flags, "rw", 2) == 0)
            ranges.push_back(range);
    }
    return ranges;
}

// How often the bytes occur in this process's own memory. Copied piece by piece into pages that are not in
// the list, so that no copy of ours is counted.
int occurrences_in_memory(const std::string& needle) {
    const int memory = ::open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
    int count = 0;
    for (const MemoryRange& range : writable_memory()) {
        const std::size_t size = range.end - range.begin;
        void* copy = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (copy == MAP_FAILED) continue;
        if (::pread(memory, copy, size, static_cast<off_t>(range.begin)) > 0) {
            const std::string_view bytes(static_cast<const char*>(copy), size);
            for (auto at = bytes.find(needle); at != bytes.npos; at = bytes.find(needle, at + 1))
                ++count;
        }
        ::munmap(copy, size);
    }
    ::close(memory);
    return count;
}

TEST_F(Goodbye, ForgetLeavesNoGlyphNoWordsAndNoPixelOfAName) {
#ifdef KIOSK24_NO_WIPING_NEW
    GTEST_SKIP() << "this build's new and delete wipe nothing";
#endif
    // Not a literal: the name must not be in the program's own data.
    std::string name;
    for (const std::uint32_t c : {0x5F20U, 0x20BB7U, 0x2CC56U})
        name += utf8_of(c);
    name += std::to_string(700000 + getpid()) + "-" + std::to_string(reinterpret_cast<std::uintptr_t>(&name));
    show([&](Frame& frame) {
        frame.background();
        frame.text("name", {48, 300, 900, 80}, name, {.font = FontRole::title, .privacy = Privacy::personal});
        frame.field("field", {48, 400, 900, 140}, {.label = "姓名", .value = name});
        frame.text_field("typed", {48, 600, 900, 140}, {.text = name});
        frame.qr_code("code", {48, 800, 400, 400}, name, "二维码");
    });
    window->type(name);
    ASSERT_GT(window->glyphs(), 0U);
    ASSERT_GT(occurrences_in_memory(name), 1);
    window->forget();
    EXPECT_EQ(window->glyphs(), 0U);
    EXPECT_TRUE(window->tree().nodes.empty());
    const Picture picture = window->picture();
    EXPECT_EQ(std::count(picture.rgb.begin(), picture.rgb.end(), picture.rgb[0]) +
                  std::count(picture.rgb.begin(), picture.rgb.end(), picture.rgb[1]) +
                  std::count(picture.rgb.begin(), picture.rgb.end(), picture.rgb[2]),
              static_cast<long>(picture.rgb.size()));
    EXPECT_EQ(occurrences_in_memory(name), 1);  // our own string
}

TEST_F(Goodbye, TheScreenAfterForgettingIsDrawnAnewAndTheSame) {
    const auto screen = [](Frame& frame) {
        frame.background();
        frame.header_bar({.title = "政务服务自助终端", .clock = "14:32"});
    };
    show(screen);
    const Picture before = window->picture();
    show([](Frame& frame) { frame.text({48, 300, 900, 80}, "王𠮷𬱖"); });
    window->forget();
    show(screen);
    EXPECT_EQ(before.rgb, window->picture().rgb);
}

TEST_F(Goodbye, TheMaskedPictureCoversWhatIsPersonal) {
    const auto screen = [](Frame& frame, std::string_view name) {
        frame.background();
        frame.text("name", {48, 300, 500, 80}, name, {.privacy = Privacy::personal});
        frame.text("label", {48, 400, 500, 80}, "姓名");
    };
    show([&](Frame& frame) { screen(frame, "张三"); });
    const Picture one = window->picture(Mask::personal), open_one = window->picture();
    show([&](Frame& frame) { screen(frame, "李四五"); });
    EXPECT_EQ(one.rgb, window->picture(Mask::personal).rgb);
    EXPECT_NE(open_one.rgb, window->picture().rgb);
    EXPECT_EQ(described(window->tree()).find("李四"), std::string::npos);
}

TEST(WindowWithoutFonts, SaysWhichFileIsMissing) {
    WindowOptions options;
    options.surface = Surface::headless;
    options.fonts.bold = "/nowhere/bold.ttc";
    const auto window = Window::open(options);
    ASSERT_FALSE(window);
    EXPECT_EQ(window.error().code(), Code::not_found);
    EXPECT_NE(window.error().text().find("/nowhere/bold.ttc"), std::string::npos);
}

TEST_F(Goodbye, AMissingFallbackFontLeavesBoxesNotAnError) {
    window.reset();
    WindowOptions options;
    options.surface = Surface::headless;
    options.fonts.fallbacks = {"/nowhere/rare.ttf"};
    auto opened = Window::open(options);
    ASSERT_TRUE(opened);
    window = std::move(*opened);
    show([](Frame& frame) { frame.text({0, 0, 900, 80}, "𮧵𰻝"); });
    EXPECT_GT(window->frames_presented(), 0U);
}

}  // namespace
}  // namespace kiosk24::ui
