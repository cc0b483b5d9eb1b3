#include "drivers/sam_serial/protocol.h"

#include <gtest/gtest.h>

#include "drivers/virtual/sam/sam_peer.h"

namespace kiosk24::drivers::sam_serial {
namespace {

using virtual_devices::sam_reply;

Bytes hex(std::string_view text) {
    return from_hex(text).value();
}

TEST(SamFrame, CommandsAreTheBytesOfTheVendorsManuals) {
    EXPECT_EQ(frame_of(Command::reset), hex("aaaaaa9669000310ffec"));
    EXPECT_EQ(frame_of(Command::status), hex("aaaaaa9669000311ffed"));
    EXPECT_EQ(frame_of(Command::sam_id), hex("aaaaaa9669000312ffee"));
    EXPECT_EQ(frame_of(Command::find), hex("aaaaaa96690003200122"));
    EXPECT_EQ(frame_of(Command::select), hex("aaaaaa96690003200221"));
    EXPECT_EQ(frame_of(Command::read), hex("aaaaaa96690003300132"));
}

TEST(SamFrame, RepliesOfTheVendorsManualsAreUnderstood) {
    FrameReader frames;
    frames.feed(
        hex("aaaaaa9669000400009094"
            "aaaaaa9669000800009f0000000097"
            "aaaaaa9669000c00009000000000000000009c"
            "aaaaaa9669000400008084"));
    const auto status = frames.next();
    ASSERT_TRUE(status);
    EXPECT_TRUE(fits(Command::status, *status));
    const auto found = frames.next();
    ASSERT_TRUE(found);
    EXPECT_EQ(found->status, Status3::card_found);
    EXPECT_TRUE(fits(Command::find, *found));
    EXPECT_FALSE(fits(Command::status, *found));
    const auto selected = frames.next();
    ASSERT_TRUE(selected);
    EXPECT_TRUE(fits(Command::select, *selected));
    const auto nothing = frames.next();
    ASSERT_TRUE(nothing);
    EXPECT_EQ(meaning_of(Command::find, nothing->status), Meaning::no_card);
    EXPECT_FALSE(frames.next());
    EXPECT_EQ(frames.dropped_frames(), 0);
}

TEST(SamFrame, AFrameThatComesByteByByteIsFoundWhenItIsWhole) {
    const auto frame = sam_reply(0x90, Bytes(8, 0xAA));
    FrameReader frames;
    for (std::size_t i = 0; i + 1 < frame.size(); ++i) {
        frames.feed(ByteView(frame).subspan(i, 1));
        ASSERT_FALSE(frames.next());
    }
    frames.feed(ByteView(frame).last(1));
    ASSERT_TRUE(frames.next());
}

TEST(SamFrame, BytesBeforeThePreambleAreThrownAway) {
    FrameReader frames;
    frames.feed(hex("00ffaaaaaaaa9669000400009094"));  // also one AA too many
    EXPECT_TRUE(frames.next());
    EXPECT_EQ(frames.dropped_frames(), 0);
}

TEST(SamFrame, ABadChecksumIsDroppedAndTheNextFrameIsFound) {
    auto bad = sam_reply(0x90, {});
    bad.back() ^= 1;
    FrameReader frames;
    frames.feed(bad);
    frames.feed(sam_reply(0x80, {}));
    const auto reply = frames.next();
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->status, Status3::find_failed);
    EXPECT_EQ(frames.dropped_frames(), 1);
}

TEST(SamFrame, AFrameCutShortIsDroppedAndTheOneInsideItsLengthIsFound) {
    const auto whole = sam_reply(0x90, Bytes(40, 0));
    FrameReader frames;
    frames.feed(ByteView(whole).first(20));
    frames.feed(sam_reply(0x9F, Bytes(4, 0)));
    frames.feed(sam_reply(0x80, Bytes(30, 0)));
    const auto reply = frames.next();
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->status, Status3::card_found);
    EXPECT_TRUE(frames.next());
}

TEST(SamFrame, AnInsertedZeroCostsOneFrameAtMost) {
    for (std::size_t at = 0; at < 15; ++at) {
        auto frame = sam_reply(0x9F, Bytes(4, 0));
        frame.insert(frame.begin() + static_cast<std::ptrdiff_t>(at), 0x00);
        FrameReader frames;
        frames.feed(frame);
        // What may follow is the repeated reply; a length that grew swallows at most that much.
        for (int i = 0; i < 200; ++i)
            frames.feed(sam_reply(0x9F, Bytes(4, 0)));
        const auto reply = frames.next();
        ASSERT_TRUE(reply) << at;
        EXPECT_EQ(reply->status, Status3::card_found) << at;
        EXPECT_LE(frames.dropped_frames(), 1) << at;
    }
}

TEST(SamFrame, ALengthOverTheCapOrTooShortIsNotWaitedFor) {
    FrameReader frames;
    frames.feed(hex("aaaaaa9669ffff000090"));
    frames.feed(hex("aaaaaa96690961000090"));  // 2401
    frames.feed(hex("aaaaaa9669000390"));
    frames.feed(sam_reply(0x90, {}));
    EXPECT_TRUE(frames.next());
    EXPECT_EQ(frames.dropped_frames(), 3);
}

TEST(SamFrame, EveryStatusHasAMeaningForEveryCommand) {
    EXPECT_EQ(meaning_of(Command::status, Status3::self_test_failed), Meaning::self_test);
    EXPECT_EQ(meaning_of(Command::find, Status3::not_authorised), Meaning::unauthorised);
    EXPECT_EQ(meaning_of(Command::read, Status3::card_rejects_sam), Meaning::refused);
    EXPECT_EQ(meaning_of(Command::read, Status3::sam_rejects_card), Meaning::refused);
    EXPECT_EQ(meaning_of(Command::read, Status3::read_failed), Meaning::unreadable);
    EXPECT_EQ(meaning_of(Command::select, Status3::select_failed), Meaning::unreadable);
    EXPECT_EQ(meaning_of(Command::read, Status3::checksum_error), Meaning::repeat);
    EXPECT_EQ(meaning_of(Command::read, static_cast<Status3>(0x77)), Meaning::unclassified);
    EXPECT_EQ(meaning_of(Command::read, Status3::bad_command), Meaning::unclassified);
}

TEST(SamFrame, TheSamsNumberIsWrittenAsOnItsLabel) {
    EXPECT_EQ(sam_id_text(hex("0500030083a234017b000000c8010000")), "05.03-20226691-0000000123-0000000456");
    EXPECT_EQ(sam_id_text(hex("05")), "");
}

TEST(SamFrame, AReadReplyWithOtherLengthsIsNotSplit) {
    Bytes contents(4 + 256 + 1024, 0);
    contents[0] = 0x01;
    contents[2] = 0x04;
    ASSERT_TRUE(split_read(contents));
    EXPECT_EQ(split_read(contents)->photo.size(), kPhoto_bytes);
    contents[1] = 0x01;
    EXPECT_FALSE(split_read(contents));
    contents[1] = 0x00;
    contents.pop_back();
    EXPECT_FALSE(split_read(contents));
    EXPECT_FALSE(split_read(hex("0100")));
}

}  // namespace
}  // namespace kiosk24::drivers::sam_serial
