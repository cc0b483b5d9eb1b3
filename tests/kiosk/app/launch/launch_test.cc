// The real kiosk24-launch before a program that tries what it must not do.
#include <arpa/inet.h>
#include <fcntl.h>
#include <gmock/gmock.h>
#include <linux/landlock.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "kiosk/app/launch/sanitized.h"

namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

struct Ran {
    int status = -1;
    std::string out, err;
};

std::string drained(FILE* file) {
    std::string text;
    std::rewind(file);
    for (int c = std::fgetc(file); c != EOF; c = std::fgetc(file))
        text += static_cast<char>(c);
    std::fclose(file);
    return text;
}

Ran run(std::vector<std::string> argv) {
    FILE* out = std::tmpfile();
    FILE* err = std::tmpfile();
    std::vector<char*> raw;
    for (auto& argument : argv)
        raw.push_back(argument.data());
    raw.push_back(nullptr);
    const auto child = ::fork();
    if (child == 0) {
        ::dup2(::fileno(out), 1);
        ::dup2(::fileno(err), 2);
        ::execv(raw[0], raw.data());
        ::_exit(99);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status), drained(out), drained(err)};
}

const std::string kLaunch = KIOSK24_BIN_DIR "/kiosk24-launch";
const std::string kProbe = KIOSK24_BIN_DIR "/kiosk24-launch-probe";

Ran launched(std::vector<std::string> options, const std::vector<std::string>& action) {
    options.insert(options.begin(), kLaunch);
    options.insert(options.end(), {"--", kProbe});
    options.insert(options.end(), action.begin(), action.end());
    return run(std::move(options));
}

long landlock_abi() {
    return ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
}

class Folder {
  public:
    Folder() {
        std::string pattern = (fs::temp_directory_path() / "kiosk24-launch-XXXXXX").string();
        path_ = ::mkdtemp(pattern.data());
        std::ofstream(path_ / "file") << "content";
    }
    ~Folder() { fs::remove_all(path_); }
    std::string path() const { return path_.string(); }
    std::string file() const { return (path_ / "file").string(); }

  private:
    fs::path path_;
};

class Listener {
  public:
    Listener() {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        ::bind(fd_, reinterpret_cast<sockaddr*>(&address), size);
        ::listen(fd_, 4);
        ::getsockname(fd_, reinterpret_cast<sockaddr*>(&address), &size);
        port_ = std::to_string(ntohs(address.sin_port));
    }
    ~Listener() { ::close(fd_); }
    const std::string& port() const { return port_; }

  private:
    int fd_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    std::string port_;
};

TEST(Launch, ADriverStartsAndNothingIsMissingOnThisSystem) {
    if (landlock_abi() < 4) GTEST_SKIP() << "this kernel's Landlock knows no ports";
    const auto ran = launched({"--net", "ports"}, {"facts"});
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_THAT(ran.out, HasSubstr("nnp=1"));
    EXPECT_THAT(ran.out, HasSubstr("core=1"));
    EXPECT_THAT(ran.out, HasSubstr("unconfined=-"));
    EXPECT_EQ(ran.err, "");
}

TEST(Launch, OnlyTheNamedFilesCanBeRead) {
    if (landlock_abi() < 1) GTEST_SKIP() << "no Landlock";
    const Folder folder;
    EXPECT_EQ(launched({}, {"read", folder.file()}).out, "EACCES");
    EXPECT_EQ(launched({"--read", folder.path()}, {"read", folder.file()}).out, "yes");
    EXPECT_EQ(launched({"--read", folder.file()}, {"read", folder.file()}).out, "yes");
    EXPECT_EQ(launched({}, {"read", "/etc/passwd"}).out, "EACCES");
    EXPECT_EQ(launched({}, {"read", "/usr/bin/env"}).out, "yes");
}

TEST(Launch, OnlyTheNamedFoldersCanBeWritten) {
    if (landlock_abi() < 1) GTEST_SKIP() << "no Landlock";
    const Folder folder;
    EXPECT_EQ(launched({"--read", folder.path()}, {"write", folder.file()}).out, "EACCES");
    EXPECT_EQ(launched({"--read", folder.path()}, {"write", folder.path() + "/new"}).out, "EACCES");
    EXPECT_EQ(launched({"--write", folder.path()}, {"write", folder.path() + "/new"}).out, "yes");
    EXPECT_TRUE(fs::exists(folder.path() + "/new"));
}

TEST(Launch, APathThatIsNotThereIsSaidAndTheDriverStartsAllTheSame) {
    const auto ran = launched({"--read", "/nowhere/at/all"}, {"facts"});
    EXPECT_EQ(ran.status, 0);
    if (landlock_abi() >= 1) {
        EXPECT_THAT(ran.err, HasSubstr("cannot open up /nowhere/at/all"));
    }
    EXPECT_THAT(ran.err, Not(HasSubstr("unconfined")));
}

TEST(Launch, ADeviceBehindALinkCanBeOpenedAndSoCanTheOneThatReplacesIt) {
    const int first = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    const int second = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    ASSERT_TRUE(first >= 0 && second >= 0 && ::unlockpt(first) == 0 && ::unlockpt(second) == 0);
    const Folder folder;
    const std::string link = folder.path() + "/tty", replaced = ::ptsname(second);
    fs::create_symlink(::ptsname(first), link);
    EXPECT_EQ(launched({"--device", link}, {"read", link}).out, "yes");
    EXPECT_EQ(launched({"--device", link}, {"write", replaced}).out, "yes");
    if (landlock_abi() >= 1) {
        EXPECT_EQ(launched({}, {"read", link}).out, "EACCES");
    }
    ::close(first);
    ::close(second);
}

TEST(Launch, ADeviceThatIsNotPluggedInYetCanBeOpenedOnceItIs) {
    const int pty = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    ASSERT_TRUE(pty >= 0 && ::unlockpt(pty) == 0);
    EXPECT_EQ(launched({"--device", "/dev/serial/by-id/absent"}, {"read", ::ptsname(pty)}).out, "yes");
    ::close(pty);
}

TEST(Launch, WithoutANetworkThereAreOnlySocketsWithinTheMachine) {
    EXPECT_EQ(launched({}, {"socket", std::to_string(AF_INET)}).out, "EACCES");
    EXPECT_EQ(launched({}, {"socket", std::to_string(AF_INET6)}).out, "EACCES");
    EXPECT_EQ(launched({}, {"socket", std::to_string(AF_PACKET)}).out, "EACCES");
    EXPECT_EQ(launched({}, {"socket", std::to_string(AF_UNIX)}).out, "yes");
    EXPECT_EQ(launched({"--net", "any"}, {"socket", std::to_string(AF_INET)}).out, "yes");
}

TEST(Launch, WithPortsOnlyTheNamedOnesCanBeReached) {
    if (landlock_abi() < 4) GTEST_SKIP() << "this kernel's Landlock knows no ports";
    const Listener named, other;
    const std::vector<std::string> options{"--net", "ports", "--port", named.port()};
    EXPECT_EQ(launched(options, {"connect", named.port()}).out, "yes");
    EXPECT_EQ(launched(options, {"connect", other.port()}).out, "EACCES");
    EXPECT_EQ(launched(options, {"bind", "0"}).out, "EACCES");
    EXPECT_EQ(launched({"--net", "any"}, {"connect", other.port()}).out, "yes");
}

TEST(Launch, DangerousSystemCallsAreRefused) {
    for (const std::string action : {"unshare", "ring"})
        EXPECT_EQ(launched({"--net", "any"}, {action}).out, "EPERM") << action;
    if (!kiosk24::launch::kIsSanitized) {
        EXPECT_EQ(launched({}, {"trace"}).out, "EPERM");
    }
    EXPECT_EQ(launched({}, {"thread"}).out, "yes");
}

TEST(Launch, OtherProcessesCannotBeSignalled) {
    if (landlock_abi() < 6) GTEST_SKIP() << "this kernel's Landlock knows no signals";
    EXPECT_EQ(launched({}, {"signal", std::to_string(::getpid())}).out, "EPERM");
}

TEST(Launch, MemoryAndFilesAreLimited) {
    if (!kiosk24::launch::kIsSanitized) {
        EXPECT_EQ(launched({"--memory-mb", "64"}, {"allocate", "200"}).out, "ENOMEM");
        EXPECT_EQ(launched({"--memory-mb", "64"}, {"allocate", "10"}).out, "yes");
    }
    EXPECT_THAT(launched({"--files", "32"}, {"facts"}).out, HasSubstr("files=32"));
}

TEST(Launch, OnlyTheFirstFourDescriptorsAreInherited) {
    const int null = ::open("/dev/null", O_RDONLY);
    ASSERT_EQ(::dup2(null, 3), 3);
    ASSERT_EQ(::dup2(null, 77), 77);
    EXPECT_EQ(launched({}, {"descriptors"}).out, "0 1 2 3 ");
    ::close(77);
}

TEST(Launch, RootBecomesTheNamedAccount) {
    if (::geteuid() != 0) GTEST_SKIP() << "only root can change the account";
    const auto ran = launched({"--user", "nobody", "--read", KIOSK24_BIN_DIR}, {"facts"});
    if (ran.status == 127) GTEST_SKIP() << "the build folder is not open to other accounts";
    EXPECT_THAT(ran.out, HasSubstr("uid=65534 gid=65534"));
    EXPECT_THAT(ran.out, HasSubstr("unconfined=-"));
}

TEST(Launch, AnAccountThatDoesNotExistStartsNothing) {
    const auto ran = launched({"--user", "nobody-of-that-name"}, {"facts"});
    EXPECT_EQ(ran.status, 125);
    EXPECT_EQ(ran.out, "");
    EXPECT_THAT(ran.err, HasSubstr("no account nobody-of-that-name"));
}

TEST(Launch, WithoutRootAnotherAccountIsReportedAsUnconfined) {
    if (::geteuid() != 0) GTEST_SKIP() << "needs root to step down first";
    const auto ran = run({kLaunch, "--user", "nobody", "--", kLaunch, "--user", "1", "--", "/usr/bin/env"});
    if (ran.status == 127) GTEST_SKIP() << "the build folder is not open to other accounts";
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_THAT(ran.err, HasSubstr("launch: unconfined: user\n"));
    EXPECT_THAT(ran.out, HasSubstr("KIOSK24_UNCONFINED=user\n"));
}

TEST(Launch, AProgramThatCannotBeExecutedIsStatus127) {
    const auto ran = run({kLaunch, "--", "/nowhere/driver"});
    EXPECT_EQ(ran.status, 127);
    EXPECT_THAT(ran.err, HasSubstr("cannot execute /nowhere/driver"));
}

TEST(Launch, AWrongCommandLineIsStatus125AndNothingStarts) {
    const std::vector<std::vector<std::string>> wrong{
        {},
        {"--"},
        {"--net", "ports"},
        {"--net", "some", "--", "/bin/true"},
        {"--port", "70000", "--", "/bin/true"},
        {"--memory-mb", "lots", "--", "/bin/true"},
        {"--read", "", "--", "/bin/true"},
        {"--user", "", "--", "/bin/true"},
        {"--unknown", "1", "--", "/bin/true"},
        {"/bin/true"},
    };
    for (auto argv : wrong) {
        argv.insert(argv.begin(), kLaunch);
        const auto ran = run(argv);
        EXPECT_EQ(ran.status, 125) << argv.back();
        EXPECT_THAT(ran.err, HasSubstr("launch: "));
    }
}

}  // namespace
