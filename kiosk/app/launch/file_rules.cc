#include "kiosk/app/launch/file_rules.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <filesystem>
#include <system_error>

namespace kiosk24::launch {
namespace {

namespace fs = std::filesystem;

// Debian 12's <linux/landlock.h> ends at ABI 2; the running kernel may know more.
constexpr std::uint64_t kTruncate = 1u << 14;         // ABI 3
constexpr std::uint64_t kIoctlDevice = 1u << 15;      // ABI 5
constexpr std::uint64_t kBindTcp = 1u << 0;           // ABI 4
constexpr std::uint64_t kConnectTcp = 1u << 1;        // ABI 4
constexpr std::uint64_t kScopeAbstract = 1u << 0;     // ABI 6
constexpr std::uint64_t kScopeSignals = 1u << 1;      // ABI 6
constexpr int kRulePort = 2;                          // LANDLOCK_RULE_NET_PORT
constexpr std::uint64_t kAllOfAbi1 = (1u << 13) - 1;  // execute … make_sym

struct Attributes {
    std::uint64_t files = 0, net = 0, scoped = 0;
};
struct PortRule {
    std::uint64_t allowed = 0, port = 0;
};

constexpr std::uint64_t kRead =
    LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_EXECUTE;
constexpr std::uint64_t kNodes = LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_BLOCK;
constexpr std::uint64_t kWrite = (kAllOfAbi1 & ~kNodes) | LANDLOCK_ACCESS_FS_REFER | kTruncate;
constexpr std::uint64_t kDevice = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR |
                                  LANDLOCK_ACCESS_FS_WRITE_FILE | kIoctlDevice | kTruncate;
// What makes sense for something that is not a folder.
constexpr std::uint64_t kOfFiles = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE |
                                   LANDLOCK_ACCESS_FS_WRITE_FILE | kTruncate | kIoctlDevice;

// What nearly every program reads, none of it secret. /etc/passwd is not among it.
constexpr const char* kReadByAll[] = {"/usr",
                                      "/lib",
                                      "/lib64",
                                      "/bin",
                                      "/sbin",
                                      "/etc/ssl/certs",
                                      "/etc/fonts",
                                      "/etc/ssl/openssl.cnf",
                                      "/etc/hosts",
                                      "/etc/host.conf",
                                      "/etc/resolv.conf",
                                      "/etc/nsswitch.conf",
                                      "/etc/services",
                                      "/etc/protocols",
                                      "/etc/gai.conf",
                                      "/etc/ld.so.cache",
                                      "/etc/localtime",
                                      "/proc/self",
                                      "/proc/cpuinfo",
                                      "/proc/meminfo",
                                      "/sys/devices/system/cpu",
                                      "/var/cache/fontconfig"};
constexpr const char* kDevicesOfAll[] = {"/dev/null", "/dev/zero", "/dev/full", "/dev/random",
                                         "/dev/urandom"};

long landlock_abi() {
    return ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
}

Attributes attributes_for(long abi, Net net) {
    Attributes all;
    all.files = kAllOfAbi1;
    if (abi >= 2) all.files |= LANDLOCK_ACCESS_FS_REFER;
    if (abi >= 3) all.files |= kTruncate;
    if (abi >= 5) all.files |= kIoctlDevice;
    if (abi >= 4 && net != Net::any) all.net = kBindTcp | kConnectTcp;
    if (abi >= 6) all.scoped = kScopeAbstract | kScopeSignals;
    return all;
}

std::size_t size_for(long abi) {
    if (abi >= 6) return sizeof(Attributes);
    return (abi >= 4 ? 2 : 1) * sizeof(std::uint64_t);
}

// False with errno if the path cannot be opened or the kernel refuses.
bool allow(int ruleset, const std::string& path, std::uint64_t access, const Attributes& handled) {
    const int fd = ::open(path.c_str(), O_PATH | O_CLOEXEC);
    if (fd < 0) return false;
    struct stat about {};
    landlock_path_beneath_attr rule{};
    rule.allowed_access = access & handled.files;
    if (::fstat(fd, &about) == 0 && !S_ISDIR(about.st_mode)) rule.allowed_access &= kOfFiles;
    rule.parent_fd = fd;
    const bool is_added =
        ::syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
    const int reason = errno;
    ::close(fd);
    errno = reason;
    return is_added;
}

void allow_each(int ruleset, const std::vector<std::string>& paths, std::uint64_t access,
                const Attributes& handled) {
    for (const auto& path : paths) {
        if (!allow(ruleset, path, access, handled)) Report::note(with_errno("cannot open up " + path));
    }
}

// A rule clings to the file it was made for, but a device that is unplugged comes back as another one. So the
// folder that holds the device is opened up, and the account's rights decide on its neighbours.
std::string folder_of_device(const std::string& path) {
    std::error_code ignored;
    if (fs::is_directory(path, ignored)) return path;
    fs::path real = path;
    for (int links = 0; links < 8 && fs::is_symlink(real, ignored); ++links) {
        const auto target = fs::read_symlink(real, ignored);
        real = target.is_absolute() ? target : real.parent_path() / target;
    }
    // Not plugged in yet: where beneath /dev it will appear is not known, a link there points anywhere.
    const bool is_absent = !fs::exists(real, ignored);
    if (is_absent && path.starts_with("/dev/")) return "/dev";
    return real.parent_path().string();
}

void allow_program(int ruleset, const std::string& program, const Attributes& handled) {
    if (program.find('/') == std::string::npos) return;  // found in PATH, so beneath /usr
    std::error_code error;
    const auto real = fs::canonical(program, error);
    if (!error) allow(ruleset, real.string(), kRead, handled);
}

}  // namespace

FileRules FileRules::prepare(const Request& request, Report& report) {
    FileRules rules;
    const long abi = landlock_abi();
    if (abi < 4 && request.net == Net::ports)
        report.unconfined("ports", "Landlock has none before Linux 6.7");
    if (abi < 1) {
        report.unconfined("files", "this kernel has no Landlock");
        return rules;
    }
    const auto handled = attributes_for(abi, request.net);
    rules.ruleset_ = static_cast<int>(::syscall(SYS_landlock_create_ruleset, &handled, size_for(abi), 0));
    if (rules.ruleset_ < 0) {
        report.unconfined("files", with_errno("Landlock"));
        return rules;
    }
    const int ruleset = rules.ruleset_;
    for (const auto* path : kReadByAll)
        allow(ruleset, path, kRead, handled);
    for (const auto* path : kDevicesOfAll)
        allow(ruleset, path, kDevice, handled);
    allow_program(ruleset, request.command.front(), handled);
    allow_each(ruleset, request.read, kRead, handled);
    allow_each(ruleset, request.write, kWrite, handled);
    for (const auto& device : request.devices)
        allow_each(ruleset, {folder_of_device(device)}, kDevice, handled);
    if (handled.net != 0) {
        for (const auto port : request.ports) {
            const PortRule rule{kConnectTcp, port};
            if (::syscall(SYS_landlock_add_rule, ruleset, kRulePort, &rule, 0) != 0)
                Report::note(with_errno("cannot open up port " + std::to_string(port)));
        }
    }
    return rules;
}

void FileRules::enforce(Report& report) const {
    if (ruleset_ < 0) return;
    if (::syscall(SYS_landlock_restrict_self, ruleset_, 0) != 0)
        report.unconfined("files", with_errno("Landlock"));
    ::close(ruleset_);
}

}  // namespace kiosk24::launch
