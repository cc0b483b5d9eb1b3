// A face camera's pictures and hints on their way to the screen, and its still to the flow.
#include "bench.h"

namespace kiosk24::device {
namespace {

constexpr DriverIndex kCamera = 0;
constexpr int kWidth = 6, kHeight = 8;

class Faces : public testing::Test {
  protected:
    void SetUp() override {
        bench.feed(input::Begin{});
        bench.greet(kCamera);
    }
    void capture() { bench.release(7, command::CaptureFace{"camera"}); }
    void frame(std::uint64_t id, DocumentBytes grey) {
        bench.feed(input::Received{
            kCamera, wire::encode(wire::FromDriver(wire::Frame{id, kWidth, kHeight, {}})).value(), 1,
            Wholeness::whole, std::move(grey)});
    }
    void still(DocumentBytes jpeg) {
        const wire::Done done{bench.last_call(kCamera).id, wire::give::Still{nullptr, 500}, 500};
        bench.feed(input::Received{kCamera, wire::encode(wire::FromDriver(done)).value(), 1, Wholeness::whole,
                                   std::move(jpeg)});
    }
    std::size_t shown() const {
        std::size_t count = 0;
        for (const auto* one : bench.all<output::Preview>())
            count += one->picture.grey != nullptr;
        return count;
    }
    bool is_preview_over() const {
        const auto all = bench.all<output::Preview>();
        return !all.empty() && all.back()->picture.grey == nullptr;
    }
    bool gave_back(std::uint64_t id) const {
        for (const auto& message : bench.sent(kCamera)) {
            const auto* release = std::get_if<wire::Release>(&message);
            if (release != nullptr && release->id == id) return true;
        }
        return false;
    }
    Bench bench{{{"camera", DeviceClass::face_camera, {"camera"}, Keep::always}}};
};

TEST_F(Faces, APictureIsShownAndGivenBack) {
    capture();
    frame(1, document(kWidth * kHeight));
    ASSERT_EQ(shown(), 1U);
    EXPECT_EQ(bench.all<output::Preview>()[0]->picture.width_px, kWidth);
    EXPECT_TRUE(gave_back(1));
}

TEST_F(Faces, AHintIsAnEvent) {
    capture();
    bench.say(kCamera, wire::Hinted{FaceHint::closer});
    ASSERT_EQ(bench.all<event::FaceHinted>().size(), 1U);
    EXPECT_EQ(bench.all<event::FaceHinted>()[0]->hint, FaceHint::closer);
}

TEST_F(Faces, TheStillArrivesAndThePreviewIsOver) {
    capture();
    frame(1, document(kWidth * kHeight));
    still(document(500));
    const auto* captured = bench.result<result::FaceCaptured>(7);
    ASSERT_NE(captured, nullptr);
    EXPECT_EQ(captured->still->reveal().size(), 500U);
    EXPECT_TRUE(is_preview_over());
}

TEST_F(Faces, AfterACancelNothingIsShownAnyMore) {
    capture();
    frame(1, document(kWidth * kHeight));
    bench.cancel(7);
    EXPECT_TRUE(is_preview_over());
    frame(2, document(kWidth * kHeight));
    bench.say(kCamera, wire::Hinted{FaceHint::closer});
    EXPECT_EQ(shown(), 1U);
    EXPECT_TRUE(bench.all<event::FaceHinted>().empty());
    EXPECT_FALSE(bench.was_killed(kCamera)) << "it cannot know of the cancel yet";
}

TEST_F(Faces, ADriverThatLooksUnaskedIsKilled) {
    frame(1, document(kWidth * kHeight));
    EXPECT_EQ(shown(), 0U);
    EXPECT_TRUE(bench.was_killed(kCamera));
}

TEST_F(Faces, APictureThatIsNotAsLargeAsItSaysIsMisbehaviour) {
    capture();
    frame(1, document(kWidth * kHeight - 1));
    EXPECT_EQ(shown(), 0U);
    ASSERT_NE(bench.failure(7), nullptr);
    EXPECT_EQ(bench.failure(7)->fault, Fault::camera_driver_failed);
}

TEST_F(Faces, ACodeArrivesAsItWasRead) {
    Bench codes{{{"scanner", DeviceClass::code_reader, {"scan"}, Keep::always}}};
    codes.feed(input::Begin{});
    codes.greet(0);
    codes.release(8, command::ScanCode{"scanner"});
    codes.done(0, wire::give::Code{PersonalText("eid:1"), "QRCode"});
    const auto* read = codes.result<result::CodeRead>(8);
    ASSERT_NE(read, nullptr);
    EXPECT_EQ(read->text.reveal(), "eid:1");
    EXPECT_EQ(read->symbology, "QRCode");
}

// --- a matcher

class Matcher : public testing::Test {
  protected:
    void SetUp() override {
        bench.feed(input::Begin{});
        bench.greet(0);
        bench.release(7, command::MatchFace{"matcher", {}, Personal<Bytes>(Bytes(1024, 1)), document(5'000)});
    }
    Bench bench{{{"matcher", DeviceClass::face_matcher, {"matcher"}, Keep::always}}};
};

TEST_F(Matcher, GetsThePhotoAndTheStillAndItsWordIsTheResult) {
    const auto call = bench.last_call(0);
    ASSERT_TRUE(std::holds_alternative<wire::ask::MatchFace>(call.ask));
    EXPECT_EQ(std::get<wire::ask::MatchFace>(call.ask).photo_bytes, 1024U);
    EXPECT_EQ(call.bulk_bytes, 6'024U);
    bench.done(0, wire::give::Matched{{FaceDecision::same, 912, "vendor-3"}});
    ASSERT_EQ(bench.all<Completed>().size(), 1U);
    const auto* matched = std::get_if<result::FaceMatched>(&bench.all<Completed>()[0]->result);
    ASSERT_NE(matched, nullptr);
    EXPECT_EQ(matched->match.score_permille, 912);
}

TEST_F(Matcher, ThatAnswersSomethingElseIsNotBelieved) {
    bench.done(0, wire::give::Verified{2});
    ASSERT_EQ(bench.all<Completed>().size(), 1U);
    EXPECT_TRUE(std::holds_alternative<result::Failed>(bench.all<Completed>()[0]->result));
}

}  // namespace
}  // namespace kiosk24::device
