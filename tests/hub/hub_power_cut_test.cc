// The power under the hub's disk is cut at a random write. Whatever a terminal was answered must be there
// afterwards, and a batch is there as a whole or not at all.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <random>

#include "hub/store/store.h"
#include "tests/support/beats.h"
#include "tests/support/power_cut_vfs.h"

namespace kiosk24::hub {
namespace {

constexpr std::uint64_t kInBatch = 5;
constexpr WallTime kNow{1'795'000'000'000};
enum class Disk { good, forgets_to_sync };

TerminalRecord heard(std::uint64_t sequence) {
    TerminalRecord terminal;
    terminal.terminal_id = "LG-0001";
    terminal.link = Link::up;
    terminal.link_since = terminal.last_seen = {kNow.unix_ms + static_cast<std::int64_t>(sequence)};
    terminal.beat = test::sample_beat(sequence);
    return terminal;
}

void must(bool holds) {
    if (!holds) ::_exit(3);
}

void enrol(Store& store) {
    CodeRecord code;
    code.code_sha256 = "sha";
    code.terminal_id = "LG-0001";
    must(store.keep_code(code).has_value());
    code.spent = kNow;
    code.key_sha256 = "key";
    const auto enrolled = store.enrol(code, "certificate");
    must(enrolled.has_value() && *enrolled);
}

// Answers batch after batch until the power fails; says the last sequence of each that was committed.
[[noreturn]] void serve(const std::filesystem::path& file, Disk disk, int writes, std::uint32_t seed,
                        int pipe) {
    test::install_power_cut_vfs();
    if (disk == Disk::forgets_to_sync) test::weaken_synchronous();
    test::cut_power_after(writes, seed);
    auto store = Store::open(file, {.vfs = test::kPowerCutVfs, .sharing = sqlite::Sharing::alone});
    must(store.has_value());
    const auto known = store->terminals();
    must(known.has_value());
    if (known->empty()) enrol(*store);
    std::uint64_t sequence = known->empty() || !known->front().beat ? 0 : known->front().beat->sequence;
    for (;;) {
        must(store->begin_batch().has_value());
        for (std::uint64_t i = 0; i < kInBatch; ++i) {
            const auto kept = store->keep_beat(heard(++sequence));
            must(kept.has_value() && *kept);
        }
        must(store->commit_batch().has_value());
        must(::write(pipe, &sequence, sizeof sequence) == sizeof sequence);
    }
}

struct Losses {
    std::uint64_t answered = 0;
    int lost = 0, torn = 0;
};

void live_and_die(const std::filesystem::path& file, Disk disk, std::mt19937& random, Losses& losses) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const int writes = 1 + static_cast<int>(random() % 120);
    const auto seed = static_cast<std::uint32_t>(random());
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        ::close(ends[0]);
        serve(file, disk, writes, seed, ends[1]);
    }
    ::close(ends[1]);
    std::uint64_t last = 0, said = 0;
    while (::read(ends[0], &said, sizeof said) == sizeof said) {
        last = said;
        losses.answered += kInBatch;
    }
    ::close(ends[0]);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_EQ(WEXITSTATUS(status), test::kExitCode_power_cut);

    auto store = Store::open(file);
    ASSERT_TRUE(store.has_value()) << store.error().text();
    const auto terminals = store->terminals();
    ASSERT_TRUE(terminals.has_value()) << terminals.error().text();
    const bool is_heard = !terminals->empty() && terminals->front().beat;
    const std::uint64_t kept = is_heard ? terminals->front().beat->sequence : 0;
    const auto history = store->history("LG-0001", 1'000'000);
    ASSERT_TRUE(history.has_value()) << history.error().text();
    if (kept < last) ++losses.lost;
    if (kept % kInBatch != 0 || history->size() != kept) ++losses.torn;
}

Losses survive(Disk disk, int lives, std::uint32_t seed) {
    std::string pattern = (std::filesystem::temp_directory_path() / "kiosk24-cut-XXXXXX").string();
    const std::filesystem::path directory = ::mkdtemp(pattern.data());
    std::mt19937 random(seed);
    Losses losses;
    for (int life = 0; life < lives && !testing::Test::HasFatalFailure(); ++life)
        live_and_die(directory / "hub.db", disk, random, losses);
    std::error_code ignored;
    std::filesystem::remove_all(directory, ignored);
    return losses;
}

TEST(HubStoreAfterAPowerCut, HasEverythingThatWasAnswered) {
    const Losses losses = survive(Disk::good, 20, 1);
    EXPECT_GT(losses.answered, 100u);
    EXPECT_EQ(losses.lost, 0);
    EXPECT_EQ(losses.torn, 0);
}

// The control: were the store to run with synchronous=NORMAL, the test above would fail.
TEST(HubStoreAfterAPowerCut, WouldLoseAnswersWithoutASyncAtEachBatch) {
    const Losses losses = survive(Disk::forgets_to_sync, 12, 2);
    EXPECT_GT(losses.answered, 50u);
    EXPECT_GT(losses.lost, 0);
}

}  // namespace
}  // namespace kiosk24::hub
