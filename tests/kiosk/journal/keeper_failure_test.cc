// A disk that is full, read-only or failing: nothing is released that was not recorded, and everybody is
// told.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <fstream>

#include "kiosk/journal/sqlite.h"
#include "tests/kiosk/journal/book.h"
#include "tests/support/power_cut_vfs.h"

namespace kiosk24::journal {
namespace {

const CaseId kCase = "0123456789abcdef0123456789abcdef";

class KeeperOnABadDisk : public ::testing::Test {
  protected:
    KeeperOnABadDisk() {
        EXPECT_TRUE(prepare_sqlite());
        test::install_power_cut_vfs();
    }
    ~KeeperOnABadDisk() override { test::fail_writes_with(SQLITE_OK); }

    Book book_;
    Keeper keeper_{{.ledger = book_.options(test::kPowerCutVfs)}};
};

TEST_F(KeeperOnABadDisk, AFullDiskStopsTheCommandAndTellsTheFault) {
    keeper_.start(now_at(1));
    for (const auto& [result, code, fault] :
         {std::tuple{SQLITE_FULL, Code::out_of_space, Fault::journal_full},
          std::tuple{SQLITE_READONLY, Code::out_of_space, Fault::journal_full},
          std::tuple{SQLITE_IOERR_WRITE, Code::broken_storage, Fault::journal_failed}}) {
        test::fail_writes_with(result);
        auto outputs = keeper_.handle(submit(1, kCase, filed(kCase)), now_at(2));
        EXPECT_TRUE(outputs.release.empty());
        const auto told = all_of<event::JournalFailed>(outputs);
        ASSERT_EQ(told.size(), 1u);
        EXPECT_EQ(told[0].fault, fault);
        const auto completed = all_of<Completed>(outputs);
        ASSERT_EQ(completed.size(), 1u);
        EXPECT_EQ(failed(completed[0])->error.code(), code);
        EXPECT_EQ(failed(completed[0])->fault, fault);
        EXPECT_EQ(failed(completed[0])->outcome, Outcome::not_done);
        test::fail_writes_with(SQLITE_OK);
        outputs = keeper_.wake({keeper_.next_wake(), at(100)});
        ASSERT_EQ(all_of<event::JournalFailed>(outputs).size(), 1u);
        EXPECT_EQ(all_of<event::JournalFailed>(outputs)[0].fault, Fault::none);
        EXPECT_TRUE(keeper_.ledger()->entries_of_case(kCase)->empty());
    }
}

TEST_F(KeeperOnABadDisk, ItTriesAgainWithGrowingPausesAndTellsOnlyOnce) {
    keeper_.start(now_at(1));
    test::fail_writes_with(SQLITE_FULL);
    auto told = all_of<event::JournalFailed>(keeper_.handle(submit(1, kCase, filed(kCase)), now_at(10)));
    EXPECT_EQ(told.size(), 1u);
    std::vector<std::int64_t> pauses;
    auto last = now_at(10).moment;
    for (int attempt = 0; attempt < 4; ++attempt) {
        const auto next = keeper_.next_wake();
        pauses.push_back((next - last).count() / 1000);
        last = next;
        EXPECT_TRUE(keeper_.wake({next, at(100)}).deliver.empty());
    }
    EXPECT_EQ(pauses, (std::vector<std::int64_t>{1, 2, 4, 8}));
}

TEST_F(KeeperOnABadDisk, AnAnswerThatCannotBeRecordedIsUnknownAndSettledLater) {
    keeper_.start(now_at(1));
    const auto command = submit(1, kCase, filed(kCase));
    ASSERT_EQ(keeper_.handle(command, now_at(2)).release.size(), 1u);
    test::fail_writes_with(SQLITE_FULL);
    const auto completed =
        all_of<Completed>(keeper_.handle(answer(command, result::Decided{approval()}), now_at(3)));
    ASSERT_EQ(completed.size(), 1u);
    ASSERT_NE(failed(completed[0]), nullptr) << "no screen may say filed";
    EXPECT_EQ(failed(completed[0])->outcome, Outcome::unknown);
    EXPECT_TRUE(completed[0].committed.empty());
    test::fail_writes_with(SQLITE_OK);
    keeper_.wake({keeper_.next_wake(), at(100)});
    EXPECT_EQ(standing_of(*keeper_.ledger()->file_of(kCase)), Standing::unsettled);
    keeper_.close();
    EXPECT_TRUE(book_.open()->begin_boot(at(200))->interrupted.empty()) << "its Completed was delivered";
}

TEST_F(KeeperOnABadDisk, AnAnswerThatProvesNothingPassesAllTheSame) {
    keeper_.start(now_at(1));
    const auto command = submit(1, kCase, filed(kCase));
    keeper_.handle(command, now_at(2));
    test::fail_writes_with(SQLITE_FULL);
    const auto completed =
        all_of<Completed>(keeper_.handle(answer(command, failure(Code::unreachable)), now_at(3)));
    ASSERT_EQ(completed.size(), 1u);
    EXPECT_EQ(failed(completed[0])->error.code(), Code::unreachable);
}

TEST_F(KeeperOnABadDisk, WipingTheDriversNeedsNoJournal) {
    keeper_.start(now_at(1));
    test::fail_writes_with(SQLITE_FULL);
    keeper_.handle(submit(1, kCase, filed(kCase)), now_at(2));
    ASSERT_FALSE(keeper_.is_open());
    const Command forget{
        .id = 2, .case_id = {}, .within = {}, .record = {}, .what = command::ForgetPersonal{}};
    EXPECT_EQ(keeper_.handle(forget, now_at(3)).release.size(), 1u);
    const auto found = all_of<Completed>(keeper_.handle(find_cases(3), now_at(3)));
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(failed(found[0])->fault, Fault::journal_full);
}

TEST_F(KeeperOnABadDisk, AFullDiskAtTheStartIsToldAndTheRunBeginsWhenThereIsRoom) {
    test::fail_writes_with(SQLITE_FULL);
    const auto outputs = keeper_.start(now_at(1));
    EXPECT_TRUE(all_of<event::Started>(outputs).empty());
    ASSERT_EQ(all_of<event::JournalFailed>(outputs).size(), 1u);
    EXPECT_EQ(all_of<event::JournalFailed>(outputs)[0].fault, Fault::journal_full);
    test::fail_writes_with(SQLITE_OK);
    const auto later = keeper_.wake({keeper_.next_wake(), at(100)});
    ASSERT_EQ(all_of<event::Started>(later).size(), 1u);
    EXPECT_EQ(all_of<event::Started>(later)[0].boot, 1u);
    EXPECT_EQ(all_of<event::JournalFailed>(later)[0].fault, Fault::none);
}

TEST_F(KeeperOnABadDisk, ADamagedBookPutsTheTerminalOutOfServiceUntilAPersonDecides) {
    std::ofstream(book_.path()) << std::string(8192, 'x');
    auto outputs = keeper_.start(now_at(1));
    ASSERT_EQ(all_of<event::JournalFailed>(outputs).size(), 1u);
    EXPECT_EQ(all_of<event::JournalFailed>(outputs)[0].fault, Fault::journal_failed);
    for (int attempt = 0; attempt < 3; ++attempt)
        keeper_.wake({keeper_.next_wake(), at(100)});
    EXPECT_FALSE(keeper_.is_open());
    ASSERT_TRUE(Ledger::accept_loss(book_.path()));
    outputs = keeper_.wake({keeper_.next_wake(), at(200)});
    EXPECT_EQ(all_of<event::Started>(outputs).size(), 1u);
}

}  // namespace
}  // namespace kiosk24::journal
