// The desk as a process: told by its socket and by a second process of itself.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

#include "drivers/virtual/line_socket.h"

namespace kiosk24::virtual_devices {
namespace {

namespace fs = std::filesystem;
const std::string kDesk = std::string(KIOSK24_BIN_DIR) + "/kiosk24-desk";

class Desk : public ::testing::Test {
  protected:
    void SetUp() override {
        std::string pattern = fs::temp_directory_path() / "desk-XXXXXX";
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        directory_ = pattern;
    }
    void TearDown() override {
        if (pid_ > 0) {
            ::kill(pid_, SIGTERM);
            EXPECT_EQ(exit_status(pid_), 0);
        }
        EXPECT_FALSE(fs::exists(socket())) << "the desk takes its socket away";
        EXPECT_FALSE(fs::is_symlink(tty())) << "and its line";
        fs::remove_all(directory_);
    }
    std::string socket() const { return directory_ + "/desk.sock"; }
    std::string tty() const { return directory_ + "/tty"; }

    static pid_t start(std::vector<std::string> words) {
        words.insert(words.begin(), kDesk);
        std::vector<char*> pointers;
        for (auto& word : words)
            pointers.push_back(word.data());
        pointers.push_back(nullptr);
        const pid_t pid = ::fork();
        if (pid != 0) return pid;
        const int nothing = ::open("/dev/null", O_RDWR);
        for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
            ::dup2(nothing, fd);
        ::execv(pointers[0], pointers.data());
        ::_exit(127);
    }
    static int exit_status(pid_t pid) {
        int status = 0;
        ::waitpid(pid, &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
    // Exit status of a client that says `lines`.
    int tell(const std::vector<std::string>& lines) const {
        std::vector<std::string> words{"--socket", socket(), "tell"};
        words.insert(words.end(), lines.begin(), lines.end());
        return exit_status(start(words));
    }
    void start_with_reader() {
        pid_ = start({"--socket", socket(), "--reader-tty", tty(), "--cards",
                      std::string(KIOSK24_SOURCE_DIR) + "/drivers/virtual/cards"});
    }
    std::string ask(const std::string& line) const {
        return ask_line(socket(), line, AnswerEnds::when_closed, Milliseconds(5000)).value_or("nothing");
    }

    std::string directory_;
    pid_t pid_ = -1;
};

TEST_F(Desk, AClientWaitsForItTellsItAndGetsAnExitStatus) {
    start_with_reader();
    EXPECT_EQ(tell({"lay R1", "state"}), 0);
    EXPECT_EQ(ask("reader state"), "ok plugged; card R1; fault none");
    EXPECT_EQ(tell({"lay nobody"}), 1);
    EXPECT_EQ(tell({"dance"}), 1);
}

TEST_F(Desk, TheSocketAnswersOkOrError) {
    start_with_reader();
    ASSERT_EQ(tell({"state"}), 0);
    EXPECT_EQ(ask("lay J1"), "ok J1 lies on the reader");
    EXPECT_EQ(ask("lift"), "ok no card lies there");
    EXPECT_EQ(ask("unplug"), "ok the reader is unplugged");
    EXPECT_FALSE(fs::is_symlink(tty()));
    EXPECT_EQ(ask("plug"), "ok the reader is plugged in");
    EXPECT_TRUE(fs::is_symlink(tty()));
    EXPECT_EQ(ask("dance"), "error not_found: 'dance' is not a command here; 'help' lists them");
    EXPECT_EQ(ask("help").substr(0, 2), "ok");
    EXPECT_EQ(ask(std::string(10'000, 'x')), "");
    EXPECT_EQ(ask("quit"), "ok the desk ends");
    EXPECT_EQ(exit_status(pid_), 0);
    pid_ = -1;
}

TEST_F(Desk, ASecondDeskOnTheSameSocketIsRefusedAndTheFirstGoesOn) {
    start_with_reader();
    ASSERT_EQ(tell({"state"}), 0);
    EXPECT_EQ(exit_status(start({"--socket", socket()})), 1);
    EXPECT_EQ(tell({"state"}), 0);
}

TEST_F(Desk, ASocketFileLeftBehindIsReplaced) {
    start_with_reader();
    ASSERT_EQ(tell({"state"}), 0);
    ::kill(pid_, SIGKILL);
    EXPECT_EQ(exit_status(pid_), 128 + SIGKILL);
    ASSERT_TRUE(fs::exists(socket()));
    start_with_reader();
    EXPECT_EQ(tell({"lay R1"}), 0);
}

TEST_F(Desk, NoDeskAndWrongUsageHaveExitStatusesOfTheirOwn) {
    EXPECT_EQ(exit_status(start({"--socket", socket(), "--patience-ms", "0", "tell", "state"})), 3);
    EXPECT_EQ(exit_status(start({"--socket"})), 2);
    EXPECT_EQ(exit_status(start({"--sockt", socket()})), 2);
    EXPECT_EQ(exit_status(start({"--socket", socket(), "tell"})), 2);
    EXPECT_EQ(exit_status(start({"--help"})), 0);
}

TEST_F(Desk, ThePlatformsWordsReachTheSandboxesControlSocket) {
    const auto control = directory_ + "/control";
    LineServer sandbox;
    ASSERT_TRUE(sandbox.listen(control));
    pid_ = start({"--socket", socket(), "--sandbox-control", control});
    std::vector<std::string> heard;
    const pid_t client = start({"--socket", socket(), "tell", "platform lost reply"});
    while (heard.empty()) {
        auto wanted = sandbox.wanted();
        ASSERT_GT(::poll(wanted.data(), wanted.size(), 10'000), 0);
        sandbox.step([&](std::string_view line) {
            heard.emplace_back(line);
            return std::string("ok");
        });
    }
    EXPECT_EQ(heard, std::vector<std::string>{"drop-reply submit 1"});
    EXPECT_EQ(exit_status(client), 0);
}

}  // namespace
}  // namespace kiosk24::virtual_devices
