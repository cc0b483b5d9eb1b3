#include "kiosk/device/process.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kiosk/device/sealed_memory.h"

namespace kiosk24::device {
namespace {

using testing::HasSubstr;

const std::string kBadDriver = KIOSK24_BIN_DIR "/kiosk24-bad-driver";

void wait_readable(int fd) {
    pollfd one{fd, POLLIN, 0};
    ASSERT_EQ(::poll(&one, 1, 20'000), 1);
}

TEST(DriverProcess, SixteenMessagesWaitForAFullSocketAndNotOneMore) {
    auto process = Process::start({kBadDriver, "id_card_reader", "does_not_read"}).value();
    Status sent;
    int count = 0;
    for (; sent && count < 10'000; ++count)
        sent = process.send(std::string(1'000, ' '), nullptr);
    ASSERT_FALSE(sent);
    EXPECT_EQ(sent.error().code(), Code::device_misbehaved);
    EXPECT_THAT(sent.error().detail(), HasSubstr("leaves 16 messages unread"));
    EXPECT_GT(count, 16);
}

TEST(DriverProcess, ItsEndIsToldOnceAndKillsWhatItStarted) {
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);  // orphans become ours: their end can be seen
    auto process = Process::start({kBadDriver, "id_card_reader", "leaves_a_child"}).value();
    wait_readable(process.socket());
    EXPECT_EQ(process.reap(), std::nullopt);
    process.hang_up();
    wait_readable(process.life());
    EXPECT_EQ(process.reap(), "exit status 0");
    EXPECT_EQ(process.reap(), std::nullopt);
    int status = 0;
    ASSERT_GT(::waitpid(-1, &status, 0), 0);
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    ::prctl(PR_SET_CHILD_SUBREAPER, 0);
}

TEST(DriverProcess, SendingAfterHangingUpIsAnErrorAndNotASignal) {
    auto process = Process::start({"/bin/true"}).value();
    wait_readable(process.life());
    EXPECT_FALSE(process.send("{}", nullptr));
    process.hang_up();
    EXPECT_FALSE(process.send("{}", nullptr));
}

TEST(SealedMemory, CannotBeChangedByAnybodyAnyMore) {
    const Bytes content{1, 2, 3, 4};
    const auto memory = make_sealed_memory(content).value();
    EXPECT_EQ(::ftruncate(memory.get(), 2), -1);
    EXPECT_EQ(::ftruncate(memory.get(), 9), -1);
    EXPECT_EQ(::pwrite(memory.get(), "x", 1, 0), -1);
    EXPECT_EQ(::fcntl(memory.get(), F_ADD_SEALS, F_SEAL_SEAL), -1);
    EXPECT_EQ(::mmap(nullptr, 4, PROT_READ | PROT_WRITE, MAP_SHARED, memory.get(), 0), MAP_FAILED);
    Bytes read(4);
    EXPECT_EQ(::pread(memory.get(), read.data(), read.size(), 0), 4);
    EXPECT_EQ(read, content);
}

}  // namespace
}  // namespace kiosk24::device
