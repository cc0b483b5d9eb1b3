// The SDK's promises, kept by a real driver process.
#include "drivers/sdk/serve.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include "drivers/sdk/bulk.h"
#include "tests/support/driver_process.h"

namespace kiosk24 {
namespace {

using test_support::DriverProcess;
using test_support::Patience;
using Clock = std::chrono::steady_clock;

DriverProcess start(const std::string& does, DeviceClass device_class = DeviceClass::id_card_reader) {
    return DriverProcess(KIOSK24_PROBE_DRIVER, {"--set", "does=" + does}, {device_class, {}, false});
}

wire::Failed failed(const std::optional<wire::FromDriver>& answer) {
    if (!answer || !std::holds_alternative<wire::Failed>(*answer)) {
        ADD_FAILURE() << "no failed answer";
        return {};
    }
    return std::get<wire::Failed>(*answer);
}

bool is_done(const std::optional<wire::FromDriver>& answer) {
    return answer && std::holds_alternative<wire::Done>(*answer);
}

bool any(const Condition&) {
    return true;
}

TEST(Serve, HelloSaysWhatTheDeviceIsAfterItOpenedAndThenTheCondition) {
    auto driver = start("answer");
    const auto hello = driver.hello();
    ASSERT_TRUE(hello);
    EXPECT_EQ(hello->protocol, wire::kDriverProtocol);
    EXPECT_EQ(hello->device_class, DeviceClass::id_card_reader);
    EXPECT_EQ(hello->identity.serial, "opened");
    EXPECT_EQ(hello->identity.capabilities, std::vector<std::string>{"counter"});
    const auto condition = driver.condition(any);
    ASSERT_TRUE(condition);
    EXPECT_EQ(condition->state, DeviceState::online);
}

TEST(Serve, HelloComesWithinFiveSecondsThoughOpeningTakesLonger) {
    auto driver = start("slow_open");
    const auto hello = driver.hello(Patience(5000));
    ASSERT_TRUE(hello);
    EXPECT_EQ(hello->identity.serial, "");
    const auto condition = driver.condition(any);
    ASSERT_TRUE(condition);
    EXPECT_EQ(condition->state, DeviceState::starting);
    EXPECT_TRUE(driver.condition([](const auto& now) { return now.state == DeviceState::online; }));
}

TEST(Serve, AnAbsentDeviceIsAConditionAndSoIsItsReturn) {
    auto driver = start("returning");
    ASSERT_TRUE(driver.hello());
    EXPECT_TRUE(driver.condition([](const auto& now) { return now.fault == Fault::reader_offline; }));
    EXPECT_TRUE(driver.condition([](const auto& now) { return now.state == DeviceState::online; }));
}

TEST(Serve, ACallIsAnsweredWithItsCard) {
    auto driver = start("answer");
    const auto answer = driver.answer(driver.call(wire::ask::ReadCard{}, Patience(5000)));
    ASSERT_TRUE(is_done(answer));
    EXPECT_EQ(std::get<wire::give::Card>(std::get<wire::Done>(*answer).give).card.name.reveal(), "李测试");
}

TEST(Serve, AFailureKeepsItsCodeFaultAndOutcome) {
    auto driver = start("fail");
    const auto answer = failed(driver.answer(driver.call(wire::ask::ReadCard{}, Patience(5000))));
    EXPECT_EQ(answer.code, Code::card_refused);
    EXPECT_EQ(answer.fault, Fault::reader_garbled);
    EXPECT_EQ(answer.outcome, Outcome::unknown);
}

TEST(Serve, ACancelEndsACallAtOnce) {
    auto driver = start("wait");
    const auto id = driver.call(wire::ask::ReadCard{}, Patience(60'000));
    ASSERT_TRUE(driver.hello());
    driver.cancel(id);
    EXPECT_EQ(failed(driver.answer(id, Patience(1500))).code, Code::cancelled);
}

TEST(Serve, ACancelOfAWaitingCallEndsOnlyThatOne) {
    auto driver = start("wait");
    const auto first = driver.call(wire::ask::ReadCard{}, Patience(60'000));
    const auto second = driver.call(wire::ask::ReadCard{}, Patience(60'000));
    driver.cancel(second);
    EXPECT_EQ(failed(driver.answer(second)).code, Code::cancelled);
    EXPECT_EQ(driver.waiting_answers(first), 0);
    driver.cancel(first);
    EXPECT_EQ(failed(driver.answer(first)).code, Code::cancelled);
}

TEST(Serve, ADeadlineEndsACallThatListens) {
    auto driver = start("wait");
    ASSERT_TRUE(driver.hello());
    const auto started = Clock::now();
    EXPECT_EQ(failed(driver.answer(driver.call(wire::ask::ReadCard{}, Patience(300)))).code, Code::timed_out);
    EXPECT_GE(Clock::now() - started, Patience(298));
    EXPECT_LT(Clock::now() - started, Patience(2000));
}

TEST(Serve, ADeafDeviceIsAnsweredForAtItsDeadlineAndItsLateAnswerIsThrownAway) {
    auto driver = start("deaf");
    ASSERT_TRUE(driver.hello());
    const auto id = driver.call(wire::ask::ReadCard{}, Patience(200));
    EXPECT_EQ(failed(driver.answer(id, Patience(2200))).code, Code::timed_out);
    // The next call waits for the device, is answered, and nothing more came for the first.
    EXPECT_TRUE(is_done(driver.answer(driver.call(wire::ask::Forget{}, Patience(9000)))));
    EXPECT_EQ(driver.waiting_answers(id), 0);
    EXPECT_TRUE(driver.malformed().empty());
}

TEST(Serve, ADeafDeviceIsAnsweredForAfterACancel) {
    auto driver = start("deaf");
    ASSERT_TRUE(driver.hello());
    const auto id = driver.call(wire::ask::ReadCard{}, Patience(60'000));
    ASSERT_TRUE(driver.condition([](const auto& now) { return now.state == DeviceState::device_busy; }));
    driver.cancel(id);
    EXPECT_EQ(failed(driver.answer(id, Patience(2500))).code, Code::cancelled);
    EXPECT_TRUE(is_done(driver.answer(driver.call(wire::ask::Forget{}, Patience(9000)))));
    EXPECT_EQ(driver.waiting_answers(id), 0);
}

TEST(Serve, ACallThatNeverBeganIsNotDoneAtItsDeadline) {
    auto driver = start("deaf");
    driver.call(wire::ask::ReadCard{}, Patience(60'000));
    const auto waiting = failed(driver.answer(driver.call(wire::ask::ReadCard{}, Patience(200))));
    EXPECT_EQ(waiting.code, Code::timed_out);
    EXPECT_EQ(waiting.outcome, Outcome::not_done);
}

TEST(Serve, ARepeatedIdIsAnsweredOnce) {
    auto driver = start("answer");
    const wire::Call call{1, wire::ask::ReadCard{}, Milliseconds(5000), 0};
    driver.send(wire::ToDriver(call));
    driver.send(wire::ToDriver(call));
    driver.send(wire::ToDriver(wire::Call{2, wire::ask::ReadCard{}, Milliseconds(5000), 0}));
    EXPECT_TRUE(is_done(driver.answer(1)));
    EXPECT_TRUE(is_done(driver.answer(2)));
    EXPECT_EQ(driver.waiting_answers(1), 0);
}

TEST(Serve, MoreCallsThanWaitAreTurnedAway) {
    auto driver = start("wait");
    ASSERT_TRUE(driver.hello());
    std::vector<std::uint64_t> ids;
    for (int i = 0; i < 18; ++i)
        ids.push_back(driver.call(wire::ask::ReadCard{}, Patience(60'000)));
    EXPECT_EQ(failed(driver.answer(ids.back())).code, Code::device_busy);
    EXPECT_EQ(driver.waiting_answers(ids.front()), 0);
}

TEST(Serve, AFloodOfConditionsLosesNoAnswerAndEndsWithTheNewest) {
    auto driver = start("flood");
    const auto id = driver.call(wire::ask::ReadCard{}, Patience(30'000));
    EXPECT_TRUE(is_done(driver.answer(id, Patience(30'000))));
    std::optional<Condition> newest;
    while (auto condition = driver.condition(any, Patience(200)))
        newest = condition;
    ASSERT_TRUE(newest);
    EXPECT_EQ(newest->state, DeviceState::online);
    EXPECT_TRUE(driver.malformed().empty());
}

TEST(Serve, NonsenseFromTheTerminalIsDroppedAndTheNextCallIsAnswered) {
    auto driver = start("answer");
    driver.send_raw("{\"id\":");
    driver.send_raw("\xFF\xFE nonsense");
    driver.send_raw(std::string(200'000, 'x'));
    driver.send_raw(R"({"id": 5, "do": "dance", "with": {}, "within_ms": 10, "bulk_bytes": 0})");
    EXPECT_TRUE(is_done(driver.answer(driver.call(wire::ask::ReadCard{}, Patience(5000)))));
}

TEST(Serve, AVerbOfAnotherClassIsUnsupported) {
    auto driver = start("answer");
    EXPECT_EQ(failed(driver.answer(driver.call(wire::ask::Clear{}, Patience(5000)))).code, Code::unsupported);
}

TEST(Serve, ForgetReachesTheDevice) {
    auto driver = start("forgot");
    EXPECT_EQ(failed(driver.answer(driver.call(wire::ask::ReadCard{}, Patience(5000)))).code,
              Code::bad_argument);
    EXPECT_TRUE(is_done(driver.answer(driver.call(wire::ask::Forget{}, Patience(5000)))));
    EXPECT_TRUE(is_done(driver.answer(driver.call(wire::ask::ReadCard{}, Patience(5000)))));
}

TEST(Serve, AnExceptionOfTheLibraryIsAFailureAndTheProcessGoesOn) {
    auto driver = start("throw");
    EXPECT_EQ(failed(driver.answer(driver.call(wire::ask::ReadCard{}, Patience(5000)))).code,
              Code::device_failed);
    EXPECT_TRUE(is_done(driver.answer(driver.call(wire::ask::Forget{}, Patience(5000)))));
}

TEST(Serve, ACrashEndsTheProcessAndTheSocket) {
    auto driver = start("crash");
    EXPECT_FALSE(driver.answer(driver.call(wire::ask::ReadCard{}, Patience(5000))));
    EXPECT_EQ(driver.wait_exit(), 128 + SIGABRT);
}

TEST(Serve, TheProcessEndsWhenTheTerminalHangsUpAlsoInTheMiddleOfACall) {
    auto driver = start("wait");
    driver.call(wire::ask::ReadCard{}, Patience(60'000));
    ASSERT_TRUE(driver.hello());
    driver.hang_up();
    EXPECT_EQ(driver.wait_exit(Patience(2000)), 0);
}

TEST(Serve, AStuckDeviceCannotKeepTheProcessAliveAfterTheHangUp) {
    auto driver = start("stuck");
    driver.call(wire::ask::ReadCard{}, Patience(60'000));
    ASSERT_TRUE(driver.hello());
    driver.hang_up();
    EXPECT_EQ(driver.wait_exit(Patience(6500)), 0);
}

TEST(Serve, BadSettingsEndTheProcessWithALineThatNamesThem) {
    auto driver = start("refuse_settings");
    EXPECT_EQ(driver.wait_exit(), 2);
    EXPECT_NE(driver.log().find("bad_setting: does: never right"), std::string::npos) << driver.log();
    DriverProcess unknown(KIOSK24_PROBE_DRIVER, {"--set", "dose=answer"},
                          {DeviceClass::id_card_reader, {}, false});
    EXPECT_EQ(unknown.wait_exit(), 2);
    EXPECT_NE(unknown.log().find("'dose' is not a setting here"), std::string::npos) << unknown.log();
}

// --- bulk

const wire::ask::PrintPage kPage{1, 1, "job-1"};

TEST(ServeBulk, ALentPageReachesTheDeviceAndIsGivenBackBeforeTheAnswer) {
    auto driver = start("print", DeviceClass::document_printer);
    const auto id = driver.call(kPage, Patience(5000), as_bytes("%PDF-"));
    EXPECT_TRUE(driver.released(id));
    const auto answer = driver.answer(id);
    ASSERT_TRUE(is_done(answer));
    EXPECT_EQ(std::get<wire::give::Page>(std::get<wire::Done>(*answer).give).outcome, Outcome::done);
}

TEST(ServeBulk, PagesDoNotPileUpDescriptors) {
    auto driver = start("print", DeviceClass::document_printer);
    ASSERT_TRUE(driver.hello());
    const auto before = driver.open_descriptors();
    for (int i = 0; i < 200; ++i)
        ASSERT_TRUE(is_done(driver.answer(driver.call(kPage, Patience(5000), as_bytes("%PDF-")))));
    EXPECT_EQ(driver.open_descriptors(), before);
}

TEST(ServeBulk, AHangingPrinterIsAnsweredForAsUnknownAndThePageIsReleasedWhenItReallyEnded) {
    auto driver = start("print", DeviceClass::document_printer);
    ASSERT_TRUE(driver.hello());
    const auto id = driver.call(kPage, Patience(100), as_bytes("hang"));
    const auto answer = failed(driver.answer(id));
    EXPECT_EQ(answer.code, Code::timed_out);
    EXPECT_EQ(answer.outcome, Outcome::unknown);
    EXPECT_FALSE(driver.released(id, Patience(0)));
    EXPECT_TRUE(driver.released(id));
}

// Sends a page of 5 bytes as `memfd` and expects the call to be refused.
void expect_refused(int memfd, const char* what) {
    auto driver = start("print", DeviceClass::document_printer);
    const auto bytes = wire::encode(wire::ToDriver(wire::Call{1, kPage, Milliseconds(5000), 5}));
    ASSERT_TRUE(bytes);
    driver.send_raw(*bytes, memfd);
    EXPECT_EQ(failed(driver.answer(1)).code, Code::bad_input) << what;
}

TEST(ServeBulk, APageThatIsUnsealedShortLongAbsentOrNoMemfdIsRefused) {
    drivers::Descriptor unsealed(::memfd_create("page", MFD_ALLOW_SEALING));
    ASSERT_EQ(::write(unsealed.get(), "%PDF-", 5), 5);
    expect_refused(unsealed.get(), "unsealed");
    auto missing_write_seal = ::dup(unsealed.get());
    ASSERT_EQ(::fcntl(missing_write_seal, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW), 0);
    expect_refused(missing_write_seal, "no write seal");
    ::close(missing_write_seal);
    expect_refused(drivers::make_bulk(as_bytes("%PD"))->get(), "short");
    expect_refused(drivers::make_bulk(as_bytes("%PDF-1.7"))->get(), "long");
    expect_refused(-1, "absent");
    drivers::Descriptor pipe_end(::open("/dev/null", O_RDONLY));
    expect_refused(pipe_end.get(), "no memfd");
}

TEST(ServeBulk, AnAnnouncementOverTheLimitIsRefusedBeforeAnythingIsMapped) {
    auto driver = start("print", DeviceClass::document_printer);
    driver.send_raw(R"({"id": 1, "do": "print_page", "with": {"page": 1, "pages": 1, "job": "j"},)"
                    R"( "within_ms": 1000, "bulk_bytes": 99999999999})");
    // Refused as a message or as a bulk: either way the next page prints.
    const auto id = driver.call(kPage, Patience(5000), as_bytes("%PDF-"));
    EXPECT_TRUE(driver.hello());
    driver.send(wire::Call{90, kPage, Milliseconds(5000), 0}, as_bytes("%PDF-"));
    EXPECT_TRUE(is_done(driver.answer(90)));
    (void)id;
}

}  // namespace
}  // namespace kiosk24
