#include "drivers/camera/face_finder.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "drivers/virtual/camera/drawn_face.h"

namespace kiosk24::drivers::camera {
namespace {

using virtual_devices::Look;
using virtual_devices::Scene;

constexpr const char* kCascade = "/usr/share/opencv4/haarcascades/haarcascade_frontalface_default.xml";

// The drawn scene as the driver's own pipeline delivers it.
class FaceFinderTest : public testing::Test {
  protected:
    static void SetUpTestSuite() { ASSERT_TRUE(load_gstreamer()); }
    void SetUp() override {
        std::string pattern = std::filesystem::temp_directory_path() / "face-XXXXXX";
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        directory_ = pattern;
    }
    void TearDown() override { std::filesystem::remove_all(directory_); }

    Picture picture_of(const Scene& scene) {
        const auto file = directory_ + "/scene.png";
        EXPECT_TRUE(write_scene(scene, file));
        const auto source =
            read_source("multifilesrc location=" + file + " index=0 caps=image/png,framerate=25/1 ! pngdec");
        EXPECT_TRUE(source) << source.error().text();
        auto pipeline = Pipeline::open(*source);
        EXPECT_TRUE(pipeline) << pipeline.error().text();
        auto picture = pipeline->next(Limits{}.within(Milliseconds(10'000)));
        EXPECT_TRUE(picture) << picture.error().text();
        return picture ? std::move(*picture) : Picture{};
    }
    Seen look(const Scene& scene) {
        auto finder = FaceFinder::open(kCascade);
        EXPECT_TRUE(finder);
        return finder->look(picture_of(scene));
    }

    std::string directory_;
};

TEST_F(FaceFinderTest, AFaceInTheMiddleIsGoodWhoeverItIs) {
    for (const auto who : {Look::a, Look::b, Look::c}) {
        const auto seen = look({{{.look = who}}, 1});
        EXPECT_EQ(seen.hint, FaceHint::hold_still);
        EXPECT_TRUE(seen.is_good);
        EXPECT_GT(seen.face.width, 150);
    }
}

TEST_F(FaceFinderTest, WhatIsWrongIsSaidInOneWord) {
    const std::pair<Scene, FaceHint> scenes[] = {
        {{}, FaceHint::look_here},
        {{{{.radius = 50}}, 1}, FaceHint::closer},
        {{{{.radius = 165}}, 1}, FaceHint::farther},
        {{{{.x = 430}}, 1}, FaceHint::to_middle},
        {{{{.x = 200, .radius = 80}, {.look = Look::b, .x = 440, .radius = 80}}, 1}, FaceHint::one_only},
        {{{{}}, 0.15}, FaceHint::too_dark},
        {{{}, 0}, FaceHint::too_dark}};
    for (const auto& [scene, hint] : scenes) {
        const auto seen = look(scene);
        EXPECT_EQ(name_of(seen.hint), name_of(hint));
        EXPECT_FALSE(seen.is_good);
    }
    EXPECT_TRUE(look({{}, 0}).is_black);
    EXPECT_FALSE(look({{{}}, 0.15}).is_black);
}

TEST_F(FaceFinderTest, ABlurredFaceIsNotTaken) {
    auto picture = picture_of({{{}}, 1});
    for (int pass = 0; pass < 60; ++pass) {
        for (std::size_t i = 1; i + 1 < picture.grey.size(); ++i)
            picture.grey[i] =
                static_cast<std::uint8_t>((picture.grey[i - 1] + picture.grey[i] + picture.grey[i + 1]) / 3);
    }
    auto finder = FaceFinder::open(kCascade);
    ASSERT_TRUE(finder);
    EXPECT_FALSE(finder->look(picture).is_good);
}

TEST_F(FaceFinderTest, TheStillIsTheFaceAndTheMirrorIsUpright) {
    const auto picture = picture_of({{{}}, 1});
    auto finder = FaceFinder::open(kCascade);
    const auto seen = finder->look(picture);
    const auto still = jpeg_of(picture, seen.face, 20'000);
    ASSERT_TRUE(still);
    EXPECT_LE(still->size(), 20'000U);
    EXPECT_EQ((*still)[0], 0xFF);
    EXPECT_EQ((*still)[1], 0xD8);
    EXPECT_EQ(jpeg_of(picture, seen.face, 100).error().code(), Code::too_large);
    const auto mirror = mirrored_portrait(picture);
    EXPECT_EQ(mirror.width * 4, mirror.height * 3);
    EXPECT_EQ(mirror.grey.size(), static_cast<std::size_t>(mirror.width * mirror.height));
}

TEST_F(FaceFinderTest, ACascadeThatIsNoneIsABadSetting) {
    EXPECT_EQ(FaceFinder::open("/etc/hostname").error().code(), Code::bad_setting);
}

}  // namespace
}  // namespace kiosk24::drivers::camera
