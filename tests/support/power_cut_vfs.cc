#include "tests/support/power_cut_vfs.h"

#include <sqlite3.h>
#include <strings.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <vector>

namespace kiosk24::test {
namespace {

constexpr std::int64_t kSector_bytes = 512;
using Sector = std::array<std::uint8_t, kSector_bytes>;

// One file as the programs see it: what is on the disk, and what was written since the last sync.
struct Node {
    std::map<std::int64_t, Sector> unsynced;  // by sector number
    std::int64_t size = 0;
    bool is_truncated = false;
    sqlite3_file* real = nullptr;  // nullptr while nobody has it open
};

struct Disk {
    sqlite3_vfs* real = nullptr;
    sqlite3_vfs vfs{};
    std::map<std::string, Node> nodes;
    int writes_until_cut = 0;  // 0: never
    std::mt19937 random;
    Fate fate = Fate::any;
    int failure = SQLITE_OK;
    bool is_weak = false;
};
Disk& disk() {
    static Disk the_disk;
    return the_disk;
}

struct OpenFile {
    sqlite3_file base;
    Node* node;
    sqlite3_file* real;
};
OpenFile& opened(sqlite3_file* file) {
    return *reinterpret_cast<OpenFile*>(file);
}

// Writes what was not synced to the real file, each sector with that probability.
void persist(Node& node, double probability) {
    std::bernoulli_distribution is_kept(probability);
    auto& random = disk().random;
    if (node.real == nullptr) return;
    if (node.is_truncated && is_kept(random)) node.real->pMethods->xTruncate(node.real, node.size);
    for (const auto& [number, sector] : node.unsynced) {
        const auto at = number * kSector_bytes;
        const auto length = std::min(kSector_bytes, node.size - at);
        if (length > 0 && is_kept(random))
            node.real->pMethods->xWrite(node.real, sector.data(), static_cast<int>(length), at);
    }
}

// Writes the sectors in order up to one of them, and of that one the first bytes.
void tear(Node& node) {
    auto& random = disk().random;
    if (node.real == nullptr || node.unsynced.empty()) return;
    auto whole = random() % node.unsynced.size();
    for (const auto& [number, sector] : node.unsynced) {
        const bool is_torn = whole-- == 0;
        const auto at = number * kSector_bytes;
        const auto most =
            is_torn ? 1 + static_cast<std::int64_t>(random() % (kSector_bytes - 1)) : kSector_bytes;
        const auto length = std::min(most, node.size - at);
        if (length > 0) node.real->pMethods->xWrite(node.real, sector.data(), static_cast<int>(length), at);
        if (is_torn) return;
    }
}

[[noreturn]] void cut() {
    auto& random = disk().random;
    constexpr Fate kByChance[] = {Fate::none, Fate::some, Fate::all};
    const auto chosen = kByChance[random() % 3];
    const auto fate = disk().fate == Fate::any ? chosen : disk().fate;
    const double some = std::uniform_real_distribution<>(0.05, 0.95)(random);
    for (auto& [path, node] : disk().nodes) {
        if (fate == Fate::torn)
            tear(node);
        else
            persist(node, fate == Fate::none ? 0.0 : fate == Fate::some ? some : 1.0);
    }
    ::_exit(kExitCode_power_cut);
}

// Every change of the disk passes here.
int change() {
    if (disk().failure != SQLITE_OK) return disk().failure;
    if (disk().writes_until_cut > 0 && --disk().writes_until_cut == 0) cut();
    return SQLITE_OK;
}

int read(sqlite3_file* file, void* bytes, int count, sqlite3_int64 from) {
    auto& node = *opened(file).node;
    auto* real = opened(file).real;
    std::memset(bytes, 0, static_cast<std::size_t>(count));
    sqlite3_int64 on_disk = 0;
    real->pMethods->xFileSize(real, &on_disk);
    const auto readable =
        std::clamp<std::int64_t>(std::min<std::int64_t>(on_disk, node.size) - from, 0, count);
    if (readable > 0) {
        const int code = real->pMethods->xRead(real, bytes, static_cast<int>(readable), from);
        if (code != SQLITE_OK && code != SQLITE_IOERR_SHORT_READ) return code;
    }
    const auto to = from + count;
    for (auto found = node.unsynced.lower_bound(from / kSector_bytes);
         found != node.unsynced.end() && found->first * kSector_bytes < to; ++found) {
        const auto at = found->first * kSector_bytes;
        const auto first = std::max<std::int64_t>(from, at);
        const auto last = std::min<std::int64_t>(to, at + kSector_bytes);
        std::memcpy(static_cast<std::uint8_t*>(bytes) + (first - from), found->second.data() + (first - at),
                    static_cast<std::size_t>(last - first));
    }
    if (to <= node.size) return SQLITE_OK;
    const auto there = std::clamp<std::int64_t>(node.size - from, 0, count);
    std::memset(static_cast<std::uint8_t*>(bytes) + there, 0, static_cast<std::size_t>(count - there));
    return SQLITE_IOERR_SHORT_READ;
}

// The sector as the programs see it now, ready to be written into.
Sector& sector_for_writing(sqlite3_file* file, std::int64_t number) {
    auto& node = *opened(file).node;
    if (const auto found = node.unsynced.find(number); found != node.unsynced.end()) return found->second;
    Sector sector{};
    if (number * kSector_bytes < node.size)
        read(file, sector.data(), static_cast<int>(kSector_bytes), number * kSector_bytes);
    return node.unsynced.emplace(number, sector).first->second;
}

int write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 from) {
    if (const int failure = change(); failure != SQLITE_OK) return failure;
    const auto to = from + count;
    for (auto number = from / kSector_bytes; number * kSector_bytes < to; ++number) {
        const auto at = number * kSector_bytes;
        const auto first = std::max<std::int64_t>(from, at);
        const auto last = std::min<std::int64_t>(to, at + kSector_bytes);
        std::memcpy(sector_for_writing(file, number).data() + (first - at),
                    static_cast<const std::uint8_t*>(bytes) + (first - from),
                    static_cast<std::size_t>(last - first));
    }
    auto& node = *opened(file).node;
    node.size = std::max<std::int64_t>(node.size, to);
    return SQLITE_OK;
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
    if (const int failure = change(); failure != SQLITE_OK) return failure;
    auto& node = *opened(file).node;
    node.size = size;
    node.is_truncated = true;
    node.unsynced.erase(node.unsynced.lower_bound((size + kSector_bytes - 1) / kSector_bytes),
                        node.unsynced.end());
    return SQLITE_OK;
}

int sync(sqlite3_file* file, int) {
    if (const int failure = change(); failure != SQLITE_OK) return failure;
    auto& node = *opened(file).node;
    persist(node, 1.0);
    node.unsynced.clear();
    node.is_truncated = false;
    return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
    *size = opened(file).node->size;
    return SQLITE_OK;
}

int close(sqlite3_file* file) {
    auto* real = opened(file).real;
    opened(file).node->real = nullptr;
    const int code = real->pMethods->xClose(real);
    sqlite3_free(real);
    return code;
}

int lock(sqlite3_file* file, int level) {
    return opened(file).real->pMethods->xLock(opened(file).real, level);
}
int unlock(sqlite3_file* file, int level) {
    return opened(file).real->pMethods->xUnlock(opened(file).real, level);
}
int check_reserved_lock(sqlite3_file* file, int* is_reserved) {
    return opened(file).real->pMethods->xCheckReservedLock(opened(file).real, is_reserved);
}

int file_control(sqlite3_file* file, int operation, void* argument) {
    if (operation == SQLITE_FCNTL_SIZE_HINT || operation == SQLITE_FCNTL_CHUNK_SIZE) return SQLITE_OK;
    if (operation == SQLITE_FCNTL_PRAGMA && disk().is_weak) {
        auto** words = static_cast<char**>(argument);  // [1] is the pragma, [2] its value or nullptr
        const bool is_strengthened = strcasecmp(words[1], "synchronous") == 0 && words[2] != nullptr &&
                                     strcasecmp(words[2], "NORMAL") != 0;
        if (is_strengthened) return SQLITE_OK;
    }
    return opened(file).real->pMethods->xFileControl(opened(file).real, operation, argument);
}

int sector_size(sqlite3_file*) {
    return static_cast<int>(kSector_bytes);
}
int characteristics(sqlite3_file* file) {
    return opened(file).real->pMethods->xDeviceCharacteristics(opened(file).real);
}

// Version 1: no shared memory, so a database can only be in WAL mode with an exclusive lock.
constexpr sqlite3_io_methods kMethods = {1,
                                         close,
                                         read,
                                         write,
                                         truncate,
                                         sync,
                                         file_size,
                                         lock,
                                         unlock,
                                         check_reserved_lock,
                                         file_control,
                                         sector_size,
                                         characteristics,
                                         nullptr,
                                         nullptr,
                                         nullptr,
                                         nullptr,
                                         nullptr,
                                         nullptr};

int open(sqlite3_vfs*, const char* path, sqlite3_file* file, int flags, int* flags_out) {
    auto& handle = opened(file);
    handle.base.pMethods = nullptr;
    handle.real = static_cast<sqlite3_file*>(sqlite3_malloc(disk().real->szOsFile));
    std::memset(handle.real, 0, static_cast<std::size_t>(disk().real->szOsFile));
    const int code = disk().real->xOpen(disk().real, path, handle.real, flags, flags_out);
    if (code != SQLITE_OK) {
        sqlite3_free(handle.real);
        return code;
    }
    const std::string key = path != nullptr ? path : "";
    handle.node = &disk().nodes[key];
    handle.node->real = handle.real;
    // Nothing of it waits in memory: the real file, which may have been moved or replaced, says how long it
    // is.
    if (handle.node->unsynced.empty() && !handle.node->is_truncated) {
        sqlite3_int64 size = 0;
        handle.real->pMethods->xFileSize(handle.real, &size);
        handle.node->size = size;
    }
    handle.base.pMethods = &kMethods;
    return SQLITE_OK;
}

int remove(sqlite3_vfs*, const char* path, int is_directory_synced) {
    if (const int failure = change(); failure != SQLITE_OK) return failure;
    disk().nodes.erase(path);
    return disk().real->xDelete(disk().real, path, is_directory_synced);
}

int weaken(sqlite3* database, char**, const sqlite3_api_routines*) {
    return sqlite3_exec(database, "PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = NORMAL", nullptr,
                        nullptr, nullptr);
}

}  // namespace

void install_power_cut_vfs() {
    auto& it = disk();
    if (it.real != nullptr) return;
    it.real = sqlite3_vfs_find(nullptr);
    it.vfs = *it.real;
    it.vfs.zName = kPowerCutVfs;
    it.vfs.szOsFile = sizeof(OpenFile);
    it.vfs.xOpen = open;
    it.vfs.xDelete = remove;
    sqlite3_vfs_register(&it.vfs, 0);
}

void cut_power_after(int writes, std::uint32_t seed, Fate fate) {
    disk().random.seed(seed);
    disk().fate = fate;
    disk().writes_until_cut = writes;
}

void fail_writes_with(int sqlite_result) {
    disk().failure = sqlite_result;
}

void weaken_synchronous() {
    disk().is_weak = true;
    sqlite3_auto_extension(reinterpret_cast<void (*)()>(weaken));
}

}  // namespace kiosk24::test
