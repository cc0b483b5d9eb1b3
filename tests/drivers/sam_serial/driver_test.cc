// The shipped driver process against a SAM on a pty.
#include <gtest/gtest.h>

#include <memory>

#include "drivers/virtual/sam/sam_peer.h"
#include "tests/support/line_driver.h"

namespace kiosk24 {
namespace {

using test_support::is_online;
using test_support::LineDriver;
using test_support::Patience;
using virtual_devices::SamPeer;

class SamDriver : public LineDriver {
  protected:
    SamDriver() : LineDriver("kiosk24-driver-sam-serial", DeviceClass::id_card_reader, {"poll_ms=100"}) {}
    void SetUp() override {
        ASSERT_NO_FATAL_FAILURE(plug_in(std::make_unique<SamPeer>(
            SamPeer::Options{tty(), std::string(KIOSK24_SOURCE_DIR) + "/drivers/virtual/cards"})));
    }
    std::uint64_t read_card(Patience within = Patience(20'000)) {
        return driver_->call(wire::ask::ReadCard{}, within);
    }
    // The name on the card that call `id` gave.
    std::string name_read(std::uint64_t id) {
        const auto answer = driver_->answer(id, Patience(20'000));
        if (!answer || !std::holds_alternative<wire::Done>(*answer)) return "no card: " + driver_->log();
        return std::get<wire::give::Card>(std::get<wire::Done>(*answer).give).card.name.reveal();
    }
    wire::Failed failure(std::uint64_t id) {
        const auto answer = driver_->answer(id, Patience(20'000));
        if (!answer || !std::holds_alternative<wire::Failed>(*answer)) {
            ADD_FAILURE() << "no failure: " << driver_->log();
            return {};
        }
        return std::get<wire::Failed>(*answer);
    }
    bool has_condition(Fault fault, Patience patience = Patience(10'000)) {
        return driver_->condition([fault](const Condition& now) { return now.fault == fault; }, patience)
            .has_value();
    }
};

TEST_F(SamDriver, SaysWhichSamItIs) {
    const auto hello = start().hello();
    ASSERT_TRUE(hello);
    EXPECT_EQ(hello->identity.serial, "05.03-20211379-0000000123-0000000456");
    EXPECT_TRUE(driver_->condition(is_online));
}

TEST_F(SamDriver, ACardThatLiesThereIsReadWhole) {
    start_online();
    tell("lay R1");
    const auto answer = driver_->answer(read_card());
    ASSERT_TRUE(answer && std::holds_alternative<wire::Done>(*answer)) << driver_->log();
    const auto& card = std::get<wire::give::Card>(std::get<wire::Done>(*answer).give).card;
    EXPECT_EQ(card.kind, CardKind::resident);
    EXPECT_EQ(card.number.reveal(), "11010519491231002X");
    EXPECT_EQ(card.address.reveal(), "广东省深圳市龙岗区测试路1号");
    EXPECT_TRUE(card.photo.reveal().empty()) << "nothing but zeros stands in its place";
}

TEST_F(SamDriver, ThePhotoComesAsItStandsOnTheCard) {
    start_online();
    tell("lay with_photo");
    const auto answer = driver_->answer(read_card());
    ASSERT_TRUE(answer && std::holds_alternative<wire::Done>(*answer)) << driver_->log();
    const auto photo = std::get<wire::give::Card>(std::get<wire::Done>(*answer).give).card.photo.reveal();
    ASSERT_EQ(photo.size(), 1024U);
    EXPECT_EQ(to_hex(ByteView(photo).first(3)), "ffd8ff");
}

TEST_F(SamDriver, ACardThatIsLaidLaterIsWaitedFor) {
    start_online();
    const auto id = read_card();
    ASSERT_TRUE(driver_->condition([](const auto& now) { return now.media == MediaState::not_present; }));
    tell("lay rare_name");
    EXPECT_EQ(name_read(id), "𬱖𫖯");
}

TEST_F(SamDriver, EveryKindOfCardComesThrough) {
    start_online();
    for (const auto& [card, name] :
         std::vector<std::pair<std::string, std::string>>{{"J1", "陈测试"},
                                                          {"foreigner_2017", "张测试"},
                                                          {"foreigner_2023", "高测试"},
                                                          {"private_use", "测\uE81E试"},
                                                          {"long_name", "买买提明·阿卜杜热依木·艾力江"},
                                                          {"child", "小测试"},
                                                          {"expired", "旧测试"}}) {
        tell("lay " + card);
        EXPECT_EQ(name_read(read_card()), name);
    }
}

TEST_F(SamDriver, ACardThatWasReadIsNotReadAgainUntilItIsLifted) {
    start_online();
    tell("lay R1");
    EXPECT_EQ(name_read(read_card()), "李测试");
    // Still there: the reader answers 80, which is no error; the driver cannot know whether it is gone.
    const auto id = read_card();
    EXPECT_TRUE(driver_->condition([](const auto& now) {
        return now.state == DeviceState::online && now.media == MediaState::unknown;
    }));
    EXPECT_EQ(driver_->waiting_answers(id), 0);
    tell("lift");
    tell("lay J1");
    EXPECT_EQ(name_read(id), "陈测试");
}

TEST_F(SamDriver, NoCardUntilTheDeadlineIsSaidSo) {
    start_online();
    EXPECT_EQ(failure(read_card(Patience(500))).code, Code::no_card);
}

TEST_F(SamDriver, ACancelEndsTheWait) {
    start_online();
    const auto id = read_card();
    ASSERT_TRUE(driver_->condition([](const auto& now) { return now.media == MediaState::not_present; }));
    driver_->cancel(id);
    EXPECT_EQ(failure(id).code, Code::cancelled);
}

TEST_F(SamDriver, ACancelInTheMiddleOfAReplyLeavesTheNextReadClean) {
    start_online();
    tell("lay R1");
    tell("fault drip");
    const auto id = read_card();
    ASSERT_TRUE(driver_->condition([](const auto& now) { return now.media == MediaState::present; }));
    driver_->cancel(id);
    EXPECT_EQ(failure(id).code, Code::cancelled);
    tell("well");
    tell("lay J1");
    EXPECT_EQ(name_read(read_card()), "陈测试");
}

TEST_F(SamDriver, ASingleHurtReplyIsAskedForAgain) {
    start_online();
    for (const auto* fault : {"checksum", "zero-inside", "length", "huge", "garbage", "mute"}) {
        tell("lay R1");
        tell(std::string("fault ") + fault + " 1");
        EXPECT_EQ(name_read(read_card()), "李测试") << fault;
        tell("lift");
    }
}

TEST_F(SamDriver, AZeroBeforeEveryReplyDoesNotMatter) {
    start_online();
    tell("fault zero-before");
    tell("lay R1");
    EXPECT_EQ(name_read(read_card()), "李测试");
}

TEST_F(SamDriver, AMuteReaderIsOfflineAndComesBack) {
    start_online();
    tell("fault mute");
    const auto failed = failure(read_card());
    EXPECT_EQ(failed.code, Code::device_offline);
    EXPECT_EQ(failed.fault, Fault::reader_offline);
    EXPECT_TRUE(has_condition(Fault::reader_offline));
    tell("well");
    EXPECT_TRUE(driver_->condition(is_online));
}

TEST_F(SamDriver, NoiseInsteadOfRepliesIsAGarbledReader) {
    start_online();
    tell("fault garbage");
    const auto failed = failure(read_card());
    EXPECT_EQ(failed.code, Code::device_failed);
    EXPECT_EQ(failed.fault, Fault::reader_garbled);
    EXPECT_TRUE(has_condition(Fault::reader_garbled));
    tell("well");
    EXPECT_TRUE(driver_->condition(is_online));
}

TEST_F(SamDriver, RepliesThatDripTooSlowlyDoNotHoldTheDriver) {
    start_online();
    tell("fault drip");
    tell("lay R1");
    const auto failed = failure(read_card());
    EXPECT_EQ(failed.code, Code::device_failed);
    EXPECT_EQ(failed.fault, Fault::reader_garbled);
    tell("well");
    EXPECT_TRUE(driver_->condition(is_online));
}

TEST_F(SamDriver, ABrokenOrUnlicensedReaderIsSaidSoInTheDictionarysWords) {
    start_online();
    tell("fault self-test");
    EXPECT_EQ(failure(read_card()).fault, Fault::reader_self_test);
    EXPECT_TRUE(has_condition(Fault::reader_self_test));
    tell("fault unauthorised");
    EXPECT_TRUE(has_condition(Fault::reader_not_authorised));
    EXPECT_EQ(failure(read_card()).fault, Fault::reader_not_authorised);
    tell("well");
    EXPECT_TRUE(driver_->condition(is_online));
}

TEST_F(SamDriver, CardsThatTheReaderRefusesAreRefused) {
    start_online();
    for (const auto* fault : {"rejects-sam", "rejected", "check-failed", "unknown-card"}) {
        tell("lay R1");
        tell(std::string("fault ") + fault);
        EXPECT_EQ(failure(read_card()).code, Code::card_refused) << fault;
        tell("well");
    }
}

TEST_F(SamDriver, CardsThatCannotBeReadAreToBeLaidAgain) {
    start_online();
    for (const auto* fault : {"read-fails", "select-fails", "block"}) {
        tell("lay R1");
        tell(std::string("fault ") + fault);
        EXPECT_EQ(failure(read_card()).code, Code::card_unreadable) << fault;
        tell("well");
        tell("lay R1");
        EXPECT_EQ(name_read(read_card()), "李测试") << fault;
    }
}

TEST_F(SamDriver, HalfACharacterInANameRefusesTheCard) {
    start_online();
    tell("lay R1");
    tell("fault half-character");
    const auto failed = failure(read_card());
    EXPECT_EQ(failed.code, Code::card_refused);
    EXPECT_NE(failed.detail.find("lone surrogate"), std::string::npos) << failed.detail;
}

TEST_F(SamDriver, AnUnpluggedReaderIsOfflineAndServesAgainWhenItReturns) {
    start_online();
    tell("unplug");
    EXPECT_TRUE(has_condition(Fault::reader_offline));
    EXPECT_EQ(failure(read_card()).code, Code::device_offline);
    tell("plug");
    EXPECT_TRUE(driver_->condition(is_online));
    tell("lay R1");
    EXPECT_EQ(name_read(read_card()), "李测试");
}

TEST_F(SamDriver, UnpluggingInTheMiddleOfACallEndsIt) {
    start_online();
    const auto id = read_card();
    ASSERT_TRUE(driver_->condition([](const auto& now) { return now.media == MediaState::not_present; }));
    tell("unplug");
    EXPECT_EQ(failure(id).code, Code::device_offline);
    EXPECT_TRUE(has_condition(Fault::reader_offline));
}

TEST_F(SamDriver, UnplugAndPlugLeakNoDescriptors) {
    start_online();
    const auto before = driver_->open_descriptors();
    for (int i = 0; i < 3; ++i) {
        tell("unplug");
        ASSERT_TRUE(has_condition(Fault::reader_offline));
        tell("plug");
        ASSERT_TRUE(driver_->condition(is_online));
    }
    EXPECT_EQ(driver_->open_descriptors(), before);
}

TEST_F(SamDriver, StartsWithoutAReaderAndFindsItLater) {
    tell("unplug");
    ASSERT_TRUE(start().hello(Patience(5000)));
    EXPECT_TRUE(has_condition(Fault::reader_offline));
    tell("plug");
    EXPECT_TRUE(driver_->condition(is_online));
}

TEST_F(SamDriver, TheLinesSpeedIsASetting) {
    tell("baud 9600");
    ASSERT_TRUE(start().hello());
    EXPECT_TRUE(has_condition(Fault::reader_garbled));
    start({"baud=9600"});
    ASSERT_TRUE(driver_->hello());
    EXPECT_TRUE(driver_->condition(is_online));
    tell("lay R1");
    EXPECT_EQ(name_read(read_card()), "李测试");
}

TEST_F(SamDriver, ASpeedThatNoLineHasEndsTheProcessWithALine) {
    start({"baud=12345"});
    EXPECT_EQ(driver_->wait_exit(), 2);
    EXPECT_NE(driver_->log().find("baud=12345 is no line speed"), std::string::npos) << driver_->log();
}

TEST_F(SamDriver, NothingOfTheCardStandsInTheLog) {
    start_online();
    tell("lay R1");
    EXPECT_EQ(name_read(read_card()), "李测试");
    tell("lay R1");
    tell("fault half-character");
    (void)failure(read_card());
    driver_->hang_up();
    ASSERT_EQ(driver_->wait_exit(), 0);
    for (const auto* personal : {"李测试", "11010519491231002", "测试路", "1949"})
        EXPECT_EQ(driver_->log().find(personal), std::string::npos) << personal;
}

}  // namespace
}  // namespace kiosk24
