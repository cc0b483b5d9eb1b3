// Kills and power cuts: a child keeps a book and says over a pipe what it released and what it delivered; it
// is killed, or the power under its disk is cut, at a random write. Whatever it said must be in the book.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <random>
#include <sstream>

#include "kiosk/journal/sqlite.h"
#include "tests/kiosk/journal/book.h"
#include "tests/support/power_cut_vfs.h"

namespace kiosk24::journal {
namespace {

enum class End { killed, power_cut, power_cut_with_weak_sync };

void say(int pipe, const std::string& line) {
    const auto text = line + "\n";
    if (::write(pipe, text.data(), text.size()) != static_cast<ssize_t>(text.size())) ::_exit(3);
}

// Serves citizens until it is ended from outside.
[[noreturn]] void keep_book(const Book& book, const std::string& vfs, int run, int pipe) {
    Keeper keeper({.ledger = book.options(vfs)});
    const auto started = all_of<event::Started>(keeper.start(now_at(1)));
    if (started.empty()) ::_exit(4);
    say(pipe, "boot " + std::to_string(started[0].boot));
    for (std::int64_t n = 1; n < 100'000; ++n) {
        const auto case_id = "run" + std::to_string(run) + "case" + std::to_string(n);
        const auto command =
            submit((CommandId{started[0].boot} << 32) | static_cast<CommandId>(n), case_id, filed(case_id));
        if (keeper.handle(command, now_at(n)).release.empty()) ::_exit(5);
        say(pipe, "released " + case_id);
        const auto completed =
            all_of<Completed>(keeper.handle(answer(command, result::Decided{approval()}), now_at(n)));
        if (completed.size() != 1 || completed[0].committed.size() != 1) ::_exit(6);
        say(pipe, "delivered " + case_id);
        Outputs outputs;
        keeper.do_idle_work(now_at(n), outputs);
    }
    ::_exit(7);
}

struct Said {
    std::vector<std::string> released, delivered;
    std::vector<int> boots;
};

void hear(const std::string& text, Said& said) {
    std::istringstream lines(text.substr(0, text.rfind('\n') + 1));
    for (std::string verb, value; lines >> verb >> value;) {
        if (verb == "boot") said.boots.push_back(std::stoi(value));
        if (verb == "released") said.released.push_back(value);
        if (verb == "delivered") said.delivered.push_back(value);
    }
}

// One life of the child. A kill comes as soon as it has said `lines` lines.
void live_and_die(const Book& book, End end, int run, std::mt19937& random, Said& said) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const int writes = 1 + static_cast<int>(random() % 400);
    const auto lines = 1 + random() % 40;
    const auto seed = static_cast<std::uint32_t>(random());
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        ::close(ends[0]);
        if (!prepare_sqlite()) ::_exit(8);
        if (end == End::killed) keep_book(book, "", run, ends[1]);
        test::install_power_cut_vfs();
        if (end == End::power_cut_with_weak_sync) test::weaken_synchronous();
        test::cut_power_after(writes, seed);
        keep_book(book, test::kPowerCutVfs, run, ends[1]);
    }
    ::close(ends[1]);
    std::string text;
    char buffer[4096];
    bool is_killed = false;
    for (ssize_t count; (count = ::read(ends[0], buffer, sizeof buffer)) > 0;) {
        text.append(buffer, static_cast<std::size_t>(count));
        const auto heard = static_cast<unsigned long>(std::count(text.begin(), text.end(), '\n'));
        if (end != End::killed || is_killed || heard < lines) continue;
        ::kill(child, SIGKILL);
        is_killed = true;
    }
    ::close(ends[0]);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    if (end == End::killed)
        ASSERT_TRUE(WIFSIGNALED(status)) << "exit code " << WEXITSTATUS(status);
    else
        ASSERT_EQ(WEXITSTATUS(status), test::kExitCode_power_cut);
    hear(text, said);
}

struct Losses {
    int promises = 0, lost = 0;
};

// What was said against what is in the book.
Losses compare(const Book& book, const Said& said) {
    Losses losses;
    auto ledger = book.open();
    const auto report = ledger->verify_chain();
    EXPECT_TRUE(report && !report->first_broken) << report->reason;
    for (const auto& case_id : said.released) {
        ++losses.promises;
        if (!ledger->file_of(case_id)->was_sent) ++losses.lost;
    }
    for (const auto& case_id : said.delivered) {
        ++losses.promises;
        if (ledger->file_of(case_id)->verdict != Verdict::approved) ++losses.lost;
    }
    for (std::size_t n = 1; n < said.boots.size(); ++n)
        if (said.boots[n] <= said.boots[n - 1]) ++losses.lost;
    return losses;
}

Losses survive(End end, int lives, std::uint32_t seed) {
    const Book book;
    std::mt19937 random(seed);
    Said said;
    for (int run = 0; run < lives; ++run) {
        live_and_die(book, end, run, random, said);
        if (::testing::Test::HasFatalFailure()) return {};
    }
    return compare(book, said);
}

TEST(JournalAfterAKill, KeepsEveryPromise) {
    const auto losses = survive(End::killed, 30, 1);
    EXPECT_GT(losses.promises, 100);
    EXPECT_EQ(losses.lost, 0);
}

TEST(JournalAfterAPowerCut, KeepsEveryPromise) {
    const auto losses = survive(End::power_cut, 60, 2);
    EXPECT_GT(losses.promises, 100);
    EXPECT_EQ(losses.lost, 0);
}

// The control: were the ledger to run with synchronous=NORMAL, the test above would fail.
TEST(JournalAfterAPowerCut, WouldLosePromisesWithoutASyncAtEachCommit) {
    const auto losses = survive(End::power_cut_with_weak_sync, 20, 3);
    EXPECT_GT(losses.promises, 100);
    EXPECT_GT(losses.lost, 0);
}

TEST(JournalAfterAPowerCut, TheCasesOfTheCutRunAreHandedToTheNext) {
    const Book book;
    std::mt19937 random(4);
    Said said;
    for (int run = 0; said.released.empty(); ++run) {
        live_and_die(book, End::power_cut, run, random, said);
        ASSERT_FALSE(HasFatalFailure());
    }
    Keeper keeper({.ledger = book.options()});
    const auto outputs = keeper.start(now_at(1));
    const auto started = all_of<event::Started>(outputs);
    ASSERT_EQ(started.size(), 1u);
    EXPECT_GE(started[0].open_cases.size(), said.released.size());
    for (const auto& completed : all_of<Completed>(outputs)) {
        EXPECT_EQ(failed(completed)->error.code(), Code::outcome_unknown);
        EXPECT_EQ(completed.id >> 32, static_cast<CommandId>(said.boots.back()));
    }
}

}  // namespace
}  // namespace kiosk24::journal
