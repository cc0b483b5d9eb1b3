// The shipped driver of a camera for codes before a telephone that is held up.
#include "camera_bench.h"

namespace kiosk24 {
namespace {

class CodeCamera : public CameraBench {
  protected:
    void start_online() { start("kiosk24-driver-scan-camera", DeviceClass::code_reader, "25/1"); }
    std::uint64_t scan(Patience within = Patience(20'000)) {
        return driver_->call(wire::ask::ScanCode{}, within);
    }
    wire::give::Code code(std::uint64_t id) {
        const auto answer = driver_->answer(id);
        const auto* done = answer ? std::get_if<wire::Done>(&*answer) : nullptr;
        const auto* code = done == nullptr ? nullptr : std::get_if<wire::give::Code>(&done->give);
        if (code != nullptr) return *code;
        ADD_FAILURE() << "no code: " << driver_->log();
        return {};
    }
    wire::Failed failure(std::uint64_t id) {
        const auto answer = driver_->answer(id);
        if (answer && std::holds_alternative<wire::Failed>(*answer)) return std::get<wire::Failed>(*answer);
        ADD_FAILURE() << "no failure: " << driver_->log();
        return {};
    }
};

TEST_F(CodeCamera, ReadsACodeThatIsHeldUpWhileItLooks) {
    start_online();
    const auto id = scan();
    tell("code 91440300MA5EXAMPLE");
    const auto read = code(id);
    EXPECT_EQ(read.text.reveal(), "91440300MA5EXAMPLE");
    EXPECT_EQ(read.symbology, "QRCode");
}

TEST_F(CodeCamera, ReadsALongOneInChinese) {
    start_online();
    const std::string words = "办件查询：粤龙政 2026-000123，取件码 7K2-94M";
    tell("code " + words);
    EXPECT_EQ(code(scan()).text.reveal(), words);
}

TEST_F(CodeCamera, PassesNoControlCharactersOn) {
    start_online();
    tell("code first\x1b[2Jsecond");
    const auto failed = failure(scan());
    EXPECT_EQ(failed.code, Code::bad_input);
    EXPECT_EQ(driver_->log().find("second"), std::string::npos) << "what stood in it is nobody's business";
}

TEST_F(CodeCamera, AFaceIsNoCodeAndTheDeadlineEndsTheLook) {
    tell("face A");
    start_online();
    EXPECT_EQ(failure(scan(Patience(600))).code, Code::timed_out);
}

TEST_F(CodeCamera, PulledOutItIsOfflineAndServesAgain) {
    start_online();
    const auto id = scan();
    tell("unplug");
    EXPECT_EQ(failure(id).fault, Fault::scanner_offline);
    EXPECT_TRUE(driver_->condition([](const auto& now) { return now.fault == Fault::scanner_offline; }));
    tell("code K24");
    tell("plug");
    EXPECT_TRUE(driver_->condition(is_online));
    EXPECT_EQ(code(scan()).text.reveal(), "K24");
}

}  // namespace
}  // namespace kiosk24
