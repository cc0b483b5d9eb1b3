// What the hub keeps: it is there when the file is opened again, and what was heard later is never undone.
#include "hub/store/store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "hub/fleet/orders.h"
#include "tests/support/beats.h"

namespace kiosk24::hub {
namespace {

using test::kBoot;
using test::kNextBoot;
using test::sample_beat;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr WallTime kNow{1'795'000'000'000};
constexpr std::int64_t kDay_ms = 86'400'000;

class HubStoreTest : public testing::Test {
  protected:
    HubStoreTest() {
        std::string pattern = (std::filesystem::temp_directory_path() / "kiosk24-store-XXXXXX").string();
        directory = ::mkdtemp(pattern.data());
        reopen();
        enrol("LG-0001", "certificate-1");
    }
    ~HubStoreTest() override {
        store.reset();
        std::error_code ignored;
        std::filesystem::remove_all(directory, ignored);
    }

    void reopen() {
        store.reset();
        auto opened = Store::open(directory / "hub.db");
        ASSERT_TRUE(opened.has_value()) << opened.error().text();
        store.emplace(std::move(*opened));
    }

    CodeRecord code_for(const std::string& terminal_id, const std::string& sha256) {
        CodeRecord code;
        code.code_sha256 = sha256;
        code.terminal_id = terminal_id;
        code.issued = kNow;
        code.expires = {kNow.unix_ms + kDay_ms};
        return code;
    }
    void enrol(const std::string& terminal_id, const std::string& certificate) {
        CodeRecord code = code_for(terminal_id, "code of " + certificate);
        ASSERT_TRUE(store->keep_code(code).has_value());
        code.spent = kNow;
        code.key_sha256 = "key";
        code.certificate_pem = "PEM";
        const auto enrolled = store->enrol(code, certificate);
        ASSERT_TRUE(enrolled.has_value()) << enrolled.error().text();
        ASSERT_TRUE(*enrolled);
    }

    TerminalRecord heard(const Heartbeat& beat, WallTime at = kNow) {
        TerminalRecord terminal;
        terminal.terminal_id = beat.terminal_id;
        terminal.certificate_sha256 = "certificate-1";
        terminal.enrolled = kNow;
        terminal.link = Link::up;
        terminal.link_since = kNow;
        terminal.last_seen = at;
        terminal.clock_offset_ms = 123;
        terminal.beat = beat;
        return terminal;
    }
    bool keeps(const Heartbeat& beat, WallTime at = kNow) {
        const auto kept = store->keep_beat(heard(beat, at));
        EXPECT_TRUE(kept.has_value()) << kept.error().text();
        return kept && *kept;
    }
    std::vector<TerminalRecord> terminals() {
        auto all = store->terminals();
        EXPECT_TRUE(all.has_value()) << all.error().text();
        return all ? *all : std::vector<TerminalRecord>();
    }
    std::size_t history_length() {
        const auto found = store->history("LG-0001", 1000);
        EXPECT_TRUE(found.has_value()) << found.error().text();
        return found ? found->size() : 0;
    }

    std::filesystem::path directory;
    std::optional<Store> store;
};

TEST_F(HubStoreTest, TheLastBeatIsThereWhenTheFileIsOpenedAgain) {
    ASSERT_TRUE(keeps(sample_beat(1)));
    ASSERT_TRUE(keeps(sample_beat(2)));
    reopen();
    EXPECT_THAT(terminals(), ElementsAre(heard(sample_beat(2))));
}

TEST_F(HubStoreTest, WhatWasHeardLaterIsNeverUndone) {
    ASSERT_TRUE(keeps(sample_beat(5)));
    EXPECT_FALSE(keeps(sample_beat(5)));
    EXPECT_FALSE(keeps(sample_beat(4)));
    ASSERT_TRUE(keeps(sample_beat(1, kNextBoot)));
    EXPECT_FALSE(keeps(sample_beat(6))) << "that boot was replaced";
    reopen();
    EXPECT_FALSE(keeps(sample_beat(7))) << "and stays so";
    ASSERT_THAT(terminals(), SizeIs(1));
    EXPECT_EQ(terminals()[0].beat, sample_beat(1, kNextBoot));
    EXPECT_THAT(terminals()[0].past_boots, ElementsAre(kBoot));
    EXPECT_EQ(history_length(), 2u) << "what was refused is no history";
}

TEST_F(HubStoreTest, ABeatOfNobodyIsNotKept) {
    EXPECT_FALSE(keeps(sample_beat(1, kBoot, "LG-0404")));
    EXPECT_THAT(terminals(), SizeIs(1));
}

TEST_F(HubStoreTest, BeatsOfABatchAreThereTogetherOrNotAtAll) {
    ASSERT_TRUE(store->begin_batch().has_value());
    ASSERT_TRUE(keeps(sample_beat(1)));
    ASSERT_TRUE(keeps(sample_beat(2)));
    reopen();  // the power failed before the sync
    EXPECT_EQ(terminals()[0].beat, std::nullopt);
    EXPECT_EQ(history_length(), 0u);
    ASSERT_TRUE(store->begin_batch().has_value());
    ASSERT_TRUE(keeps(sample_beat(1)));
    ASSERT_TRUE(keeps(sample_beat(2)));
    ASSERT_TRUE(store->commit_batch().has_value());
    reopen();
    EXPECT_EQ(terminals()[0].beat, sample_beat(2));
    EXPECT_EQ(history_length(), 2u);
}

TEST_F(HubStoreTest, HistoryIsKeptForAWeekNewestFirst) {
    for (int day = 0; day < 10; ++day)
        ASSERT_TRUE(keeps(sample_beat(static_cast<std::uint64_t>(day) + 1), {kNow.unix_ms + day * kDay_ms}));
    const auto found = store->history("LG-0001", 1000);
    ASSERT_TRUE(found.has_value());
    ASSERT_THAT(*found, SizeIs(kHistory_days));
    EXPECT_EQ(found->front().sequence, 10u);
    EXPECT_EQ(found->back().sequence, 4u);
    EXPECT_THAT(*store->history("LG-0001", 3), SizeIs(3));
    EXPECT_THAT(*store->history("LG-0002", 3), IsEmpty());
}

TEST_F(HubStoreTest, ALostLinkIsRemembered) {
    ASSERT_TRUE(keeps(sample_beat(1)));
    TerminalRecord lost = heard(sample_beat(1));
    lost.link = Link::lost;
    lost.link_since = {kNow.unix_ms + 105'000};
    ASSERT_TRUE(store->keep_link(lost).has_value());
    reopen();
    EXPECT_THAT(terminals(), ElementsAre(lost));
}

TEST_F(HubStoreTest, ACodeIsSpentOnce) {
    CodeRecord code = code_for("LG-0002", "sha");
    ASSERT_TRUE(store->keep_code(code).has_value());
    EXPECT_EQ(**store->code("sha"), code);
    code.spent = kNow;
    code.key_sha256 = "key";
    code.certificate_pem = "PEM";
    EXPECT_TRUE(*store->enrol(code, "certificate-2"));
    EXPECT_FALSE(*store->enrol(code, "certificate-3")) << "somebody was quicker";
    reopen();
    EXPECT_EQ(**store->code("sha"), code);
    EXPECT_TRUE(*store->is_enrolled("LG-0002"));
    ASSERT_THAT(terminals(), SizeIs(2));
    EXPECT_EQ(terminals()[1].certificate_sha256, "certificate-2");
    EXPECT_EQ(terminals()[1].link, Link::never);
}

TEST_F(HubStoreTest, ANewCodeVoidsTheOnesNobodyUsed) {
    ASSERT_TRUE(store->keep_code(code_for("LG-0002", "earlier")).has_value());
    ASSERT_TRUE(store->keep_code(code_for("LG-0003", "others")).has_value());
    ASSERT_TRUE(store->keep_code(code_for("LG-0002", "later")).has_value());
    EXPECT_FALSE(store->code("earlier")->has_value());
    EXPECT_TRUE(store->code("others")->has_value());
    EXPECT_TRUE(store->code("later")->has_value());
    EXPECT_TRUE(store->code("code of certificate-1")->has_value()) << "a spent one stays, for a lost reply";
}

TEST_F(HubStoreTest, EnrollingAnewKeepsTheLastBeat) {
    ASSERT_TRUE(keeps(sample_beat(3)));
    enrol("LG-0001", "certificate-9");
    EXPECT_EQ(terminals()[0].beat, sample_beat(3));
    EXPECT_EQ(terminals()[0].certificate_sha256, "certificate-9");
}

CommandRecord command_for(const std::string& terminal_id, char id, std::int64_t after_ms) {
    CommandRecord record;
    record.command = *new_command(std::string(32, id), terminal_id, order::InService{},
                                  {kNow.unix_ms + after_ms}, kCommandLasts);
    record.envelope = {"Ed25519", "k", {1, 2}, Bytes(64, 3)};
    return record;
}

TEST_F(HubStoreTest, ACommandWaitsUntilItsOutcomeOrItsEnd) {
    const CommandRecord first = command_for("LG-0001", 'b', 0), second = command_for("LG-0001", 'a', 5);
    ASSERT_TRUE(store->keep_command(first).has_value());
    ASSERT_TRUE(store->keep_command(second).has_value());
    ASSERT_TRUE(store->keep_command(command_for("LG-0002", 'c', 1)).has_value());
    reopen();
    const auto ids = [&](WallTime at) {
        std::vector<std::string> found;
        const auto pending = store->pending_commands("LG-0001", at);
        for (const auto& command : *pending)
            found.push_back(command.id);
        return found;
    };
    EXPECT_THAT(ids(kNow), ElementsAre(first.command.id, second.command.id)) << "in the order given";
    const CommandOutcome done{first.command.id, CommandRefusal::none, {7}};
    ASSERT_TRUE(store->keep_outcome("LG-0002", done, kNow).has_value());
    EXPECT_THAT(ids(kNow), SizeIs(2)) << "nobody reports for another";
    ASSERT_TRUE(store->keep_outcome("LG-0001", done, kNow).has_value());
    ASSERT_TRUE(
        store->keep_outcome("LG-0001", {first.command.id, CommandRefusal::expired, {8}}, kNow).has_value());
    EXPECT_THAT(ids(kNow), ElementsAre(second.command.id));
    EXPECT_THAT(ids(second.command.expires), IsEmpty());
    const auto all = store->commands("LG-0001");
    ASSERT_THAT(*all, SizeIs(2));
    EXPECT_EQ((*all)[1].outcome, done) << "the first word counts";
    EXPECT_EQ((*all)[0].outcome, std::nullopt);
    EXPECT_THAT(*store->commands({}), SizeIs(2)) << "the newest of each terminal";
}

TEST_F(HubStoreTest, AFileThatIsNoDatabaseIsSaidToBeBroken) {
    std::FILE* file = std::fopen((directory / "other.db").c_str(), "w");
    ASSERT_NE(file, nullptr);
    std::fputs(std::string(4096, 'x').c_str(), file);
    std::fclose(file);
    const auto opened = Store::open(directory / "other.db");
    ASSERT_FALSE(opened.has_value());
    EXPECT_EQ(opened.error().code(), Code::broken_storage);
}

}  // namespace
}  // namespace kiosk24::hub
