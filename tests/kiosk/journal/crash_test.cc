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
enum class Manner { after_the_commit, before_the_commit };  // when the child says what happened

struct Life {
    End end = End::power_cut;
    int writes = 0;           // until the power is cut
    unsigned long lines = 0;  // that it says until it is killed
    std::uint32_t seed = 0;
    test::Fate fate = test::Fate::any;
    Manner manner = Manner::after_the_commit;
    int cases = 100'000;
    int run = 0;
};

Life random_life(End end, int run, std::mt19937& random) {
    Life life;
    life.end = end;
    life.run = run;
    life.writes = 1 + static_cast<int>(random() % 400);
    life.lines = 1 + random() % 40;
    life.seed = static_cast<std::uint32_t>(random());
    return life;
}

void say(int pipe, const std::string& line) {
    const auto text = line + "\n";
    if (::write(pipe, text.data(), text.size()) != static_cast<ssize_t>(text.size())) ::_exit(3);
}

// Serves citizens until it is ended from outside, or all have been there; then the book is closed, which
// moves what the log holds into the database.
void serve_citizens(const Book& book, const std::string& vfs, const Life& life, int pipe) {
    const bool says_before = life.manner == Manner::before_the_commit;
    Keeper keeper({.ledger = book.options(vfs)});
    const auto started = all_of<event::Started>(keeper.start(now_at(1)));
    if (started.empty()) ::_exit(4);
    say(pipe, "boot " + std::to_string(started[0].boot));
    for (std::int64_t n = 1; n <= life.cases; ++n) {
        const auto case_id = "run" + std::to_string(life.run) + "case" + std::to_string(n);
        const auto command =
            submit((CommandId{started[0].boot} << 32) | static_cast<CommandId>(n), case_id, filed(case_id));
        if (says_before) say(pipe, "released " + case_id);
        if (keeper.handle(command, now_at(n)).release.empty()) ::_exit(5);
        if (!says_before) say(pipe, "released " + case_id);
        const auto completed =
            all_of<Completed>(keeper.handle(answer(command, result::Decided{approval()}), now_at(n)));
        if (completed.size() != 1 || completed[0].committed.size() != 1) ::_exit(6);
        say(pipe, "delivered " + case_id);
        Outputs outputs;
        keeper.do_idle_work(now_at(n), outputs);
    }
}

[[noreturn]] void keep_book(const Book& book, const std::string& vfs, const Life& life, int pipe) {
    serve_citizens(book, vfs, life, pipe);
    ::_exit(0);
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

[[noreturn]] void live(const Book& book, const Life& life, int pipe) {
    if (!prepare_sqlite()) ::_exit(8);
    if (life.end == End::killed) keep_book(book, "", life, pipe);
    test::install_power_cut_vfs();
    if (life.end == End::power_cut_with_weak_sync) test::weaken_synchronous();
    test::cut_power_after(life.writes, life.seed, life.fate);
    keep_book(book, test::kPowerCutVfs, life, pipe);
}

// One life of the child: true if its power was cut or it was killed, false if it came to its own end.
bool live_and_die(const Book& book, const Life& life, Said& said) {
    int ends[2];
    EXPECT_EQ(::pipe(ends), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        live(book, life, ends[1]);
    }
    ::close(ends[1]);
    std::string text;
    char buffer[4096];
    bool is_killed = false;
    for (ssize_t count; (count = ::read(ends[0], buffer, sizeof buffer)) > 0;) {
        text.append(buffer, static_cast<std::size_t>(count));
        const auto heard = static_cast<unsigned long>(std::count(text.begin(), text.end(), '\n'));
        if (life.end != End::killed || is_killed || heard < life.lines) continue;
        ::kill(child, SIGKILL);
        is_killed = true;
    }
    ::close(ends[0]);
    int status = 0;
    EXPECT_EQ(::waitpid(child, &status, 0), child);
    hear(text, said);
    if (life.end == End::killed) {
        EXPECT_TRUE(WIFSIGNALED(status)) << "exit code " << WEXITSTATUS(status);
        return true;
    }
    const int code = WEXITSTATUS(status);
    EXPECT_TRUE(code == test::kExitCode_power_cut || code == 0) << "exit code " << code;
    return code == test::kExitCode_power_cut;
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
        live_and_die(book, random_life(end, run, random), said);
        if (::testing::Test::HasFailure()) return {};
    }
    return compare(book, said);
}

// A book from its first byte with two cases in it, cut at each write, truncation and sync there is; then it
// is opened again.
Losses cut_at_each_write(Life life) {
    Losses all;
    life.cases = 2;
    for (life.writes = 1; !::testing::Test::HasFailure(); ++life.writes) {
        const Book book;
        Said said;
        life.seed = static_cast<std::uint32_t>(life.writes);
        if (!live_and_die(book, life, said)) break;
        SCOPED_TRACE("cut at write " + std::to_string(life.writes));
        const auto losses = compare(book, said);
        all.promises += losses.promises;
        all.lost += losses.lost;
    }
    printf("cut at each of %d writes: %d promises, %d lost\n", life.writes - 1, all.promises, all.lost);
    EXPECT_GT(life.writes, 60) << "there is more to write than that";
    return all;
}

class JournalCutAtEachWrite : public testing::TestWithParam<test::Fate> {};

TEST_P(JournalCutAtEachWrite, KeepsEveryPromise) {
    const auto losses = cut_at_each_write({.fate = GetParam()});
    EXPECT_GT(losses.promises, 50);
    EXPECT_EQ(losses.lost, 0);
}

std::string name_of_fate(const testing::TestParamInfo<test::Fate>& given) {
    constexpr const char* kNames[] = {"ByChance", "NothingStays", "SomeStays", "AllStays", "TheLastIsTorn"};
    return kNames[static_cast<int>(given.param)];
}

INSTANTIATE_TEST_SUITE_P(OfASmallStory, JournalCutAtEachWrite,
                         testing::Values(test::Fate::none, test::Fate::some, test::Fate::all,
                                         test::Fate::torn),
                         name_of_fate);

// Controls: with these mistakes the test above would fail.
TEST(JournalCutAtEachWriteControl, WithoutASyncAtEachCommitPromisesAreLost) {
    const auto losses = cut_at_each_write({.end = End::power_cut_with_weak_sync, .fate = test::Fate::none});
    EXPECT_GT(losses.promises, 50);
    EXPECT_GT(losses.lost, 0);
}

TEST(JournalCutAtEachWriteControl, ACommandReleasedBeforeItsCommitIsLost) {
    const auto losses = cut_at_each_write({.fate = test::Fate::none, .manner = Manner::before_the_commit});
    EXPECT_GT(losses.promises, 50);
    EXPECT_GT(losses.lost, 0);
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
        live_and_die(book, random_life(End::power_cut, run, random), said);
        ASSERT_FALSE(HasFailure());
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
