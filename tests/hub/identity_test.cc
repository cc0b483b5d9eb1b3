// The e-ID's code and the comparison of faces, over the wire and by themselves.
#include <cairo.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "hub/sandbox/eid_codes.h"
#include "hub/sandbox/face_compare.h"
#include "tests/hub/client.h"

namespace kiosk24::sandbox_test {
namespace {

using sandbox::EidCodes;
using testing::HasSubstr;

Moment at(Milliseconds time) {
    return {time};
}

TEST(EidCodes, ACodeIsGoodOnce) {
    EidCodes codes;
    const auto code = codes.issue(card_of(kApproved), at(Milliseconds(0)));
    const auto holder = codes.take(code, at(Milliseconds(1)));
    ASSERT_TRUE(holder);
    EXPECT_EQ(holder->number.reveal(), kApproved);
    EXPECT_FALSE(codes.take(code, at(Milliseconds(2))));
}

TEST(EidCodes, ACodeIsGoodForAMinuteAndNotLonger) {
    EidCodes codes;
    const auto in_time = codes.issue(card_of(kApproved), at(Milliseconds(0)));
    EXPECT_TRUE(codes.take(in_time, at(EidCodes::kLife)));
    const auto late = codes.issue(card_of(kApproved), at(Milliseconds(0)));
    EXPECT_FALSE(codes.take(late, at(EidCodes::kLife + Milliseconds(1))));
}

TEST(EidCodes, NoTwoCodesAreAlikeAndNoneSaysWhose) {
    EidCodes codes;
    const auto one = codes.issue(card_of(kApproved), at(Milliseconds(0)));
    EXPECT_NE(one, codes.issue(card_of(kApproved), at(Milliseconds(0))));
    EXPECT_EQ(one.find(kApproved), std::string::npos);
}

// A drawn face: an oval with eyes and mouth; `wide` and `tall` make another face of it.
Bytes face_png(double wide, double tall, double noise = 0) {
    cairo_surface_t* surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 240, 320);
    cairo_t* pen = cairo_create(surface);
    const auto ellipse = [&](double x, double y, double w, double h, double grey) {
        cairo_save(pen);
        cairo_translate(pen, x, y);
        cairo_scale(pen, w, h);
        cairo_arc(pen, 0, 0, 1, 0, 6.2832);
        cairo_restore(pen);
        cairo_set_source_rgb(pen, grey, grey, grey);
        cairo_fill(pen);
    };
    cairo_set_source_rgb(pen, 0.3 + noise, 0.3, 0.3);
    cairo_paint(pen);
    ellipse(120, 160, 80 * wide, 110 * tall, 0.85);
    ellipse(120 - 34 * wide, 130 * tall, 13, 7, 0.1);
    ellipse(120 + 34 * wide, 130 * tall, 13, 7, 0.1);
    ellipse(120, 175 * tall, 8, 18, 0.6);
    ellipse(120, 215 * tall, 30 * wide, 9, 0.25 + noise);
    cairo_destroy(pen);
    Bytes png;
    cairo_surface_write_to_png_stream(
        surface,
        [](void* to, const unsigned char* data, unsigned int size) {
            static_cast<Bytes*>(to)->insert(static_cast<Bytes*>(to)->end(), data, data + size);
            return CAIRO_STATUS_SUCCESS;
        },
        &png);
    cairo_surface_destroy(surface);
    return png;
}

TEST(FaceCompare, APictureIsLikeItselfAndUnlikeAnother) {
    const auto one = sandbox::decode_picture(face_png(1, 1));
    const auto again = sandbox::decode_picture(face_png(1, 1, 0.05));
    ASSERT_TRUE(one && again);
    const auto same = sandbox::compare(*one, *again);
    EXPECT_EQ(same.decision, FaceDecision::same) << same.score_permille;
    EXPECT_EQ(same.model, "sandbox-correlation-1");
    sandbox::SmallPicture stripes{64, 64, {}};
    for (int i = 0; i < 64 * 64; ++i)
        stripes.grey.push_back(i / 64 % 8 < 4 ? 1.0F : 0.0F);
    const auto different = sandbox::compare(*one, stripes);
    EXPECT_EQ(different.decision, FaceDecision::different) << different.score_permille;
}

TEST(FaceCompare, WhatIsNoPictureIsRefused) {
    EXPECT_FALSE(sandbox::decode_picture({}));
    EXPECT_FALSE(sandbox::decode_picture(as_bytes("\xFF\xD8 but no JPEG")));
    EXPECT_FALSE(sandbox::decode_picture(as_bytes("\x89PNG but no more")));
    auto cut = face_png(1, 1);
    cut.resize(cut.size() / 2);
    EXPECT_FALSE(sandbox::decode_picture(cut));
}

class Identity : public testing::Test {
  protected:
    void SetUp() override {
        std::filesystem::create_directory(faces());
        ASSERT_TRUE(sandbox.start({"--faces", faces().string()}));
    }
    std::filesystem::path faces() const { return sandbox.directory() / "faces"; }
    std::string shown(const std::string& number) {
        return sandbox.control("eid " + *wire::encode_identity_request(card_of(number)));
    }
    Heard e_id(const std::string& code) {
        return client.post("/v1/identity/e-id", *wire::encode_eid_request(PersonalText(code)));
    }
    Heard face(const std::string& number, Bytes still) {
        return client.post("/v1/identity/face",
                           *wire::encode(wire::FaceQuestion{client.reference_of(number),
                                                            Personal<Bytes>(std::move(still))}));
    }
    SandboxProcess sandbox;
    Client client{sandbox};
};

TEST_F(Identity, ACodeOnATelephoneIsAsGoodAsTheCard) {
    const auto heard = e_id(shown(kApproved));
    ASSERT_EQ(heard.status, 200);
    const auto holder = wire::decode_eid_holder(heard.body);
    ASSERT_TRUE(holder);
    EXPECT_EQ(holder->person.reference, client.reference_of(kApproved));
    EXPECT_EQ(holder->holder.number.reveal(), kApproved);
}

TEST_F(Identity, AUsedCodeAndAnInventedOneHaveTheSameAnswer) {
    const auto code = shown(kApproved);
    ASSERT_EQ(e_id(code).status, 200);
    const auto used = e_id(code), invented = e_id("eid:invented");
    EXPECT_EQ(used.code(), "eid_refused");
    EXPECT_EQ(used.body, invented.body);
}

TEST_F(Identity, NobodyGetsACodeForANumberThatIsNone) {
    EXPECT_THAT(shown("110105194912310021"), HasSubstr("error"));
}

TEST_F(Identity, AFaceIsComparedWithThePersonsOwnPicture) {
    const auto own = face_png(1, 1);
    std::ofstream(faces() / (kApproved + ".png"), std::ios::binary)
        .write(reinterpret_cast<const char*>(own.data()), static_cast<std::streamsize>(own.size()));
    const auto heard = face(kApproved, face_png(1, 1, 0.05));
    ASSERT_EQ(heard.status, 200);
    EXPECT_EQ(wire::decode_face_match(heard.body)->decision, FaceDecision::same);
    EXPECT_EQ(face(kAnother, own).code(), "no_reference_picture");
    EXPECT_EQ(face(kApproved, Bytes(100, 7)).code(), "still_unusable");
}

}  // namespace
}  // namespace kiosk24::sandbox_test
