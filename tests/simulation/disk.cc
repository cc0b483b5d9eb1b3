#include "tests/simulation/disk.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <new>

#include "tests/simulation/dice.h"

namespace kiosk24::simulation {
namespace {

constexpr std::int64_t kSector_bytes = 512;

std::map<std::string, Disk*>& disks() {
    static std::map<std::string, Disk*> all;
    return all;
}
Disk* disk_of(std::string_view path) {
    const auto slash = path.rfind('/');
    const auto found = disks().find(std::string(path.substr(0, slash == path.npos ? 0 : slash)));
    return found == disks().end() ? nullptr : found->second;
}

struct OpenFile {
    sqlite3_file base;
    Disk* disk;
    std::string path;
};
OpenFile& opened(sqlite3_file* file) {
    return *reinterpret_cast<OpenFile*>(file);
}
Disk::File& file_of(sqlite3_file* file) {
    return opened(file).disk->file(opened(file).path);
}

int close(sqlite3_file* file) {
    opened(file).path.~basic_string();
    return SQLITE_OK;
}

int read(sqlite3_file* file, void* bytes, int count, sqlite3_int64 from) {
    const auto& there = file_of(file).now;
    const auto size = static_cast<std::int64_t>(there.size());
    const auto readable = std::clamp<std::int64_t>(size - from, 0, count);
    if (readable > 0) std::memcpy(bytes, there.data() + from, static_cast<std::size_t>(readable));
    if (readable == count) return SQLITE_OK;
    std::memset(static_cast<char*>(bytes) + readable, 0, static_cast<std::size_t>(count - readable));
    return SQLITE_IOERR_SHORT_READ;
}

int write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 from) {
    auto& disk = *opened(file).disk;
    auto& it = file_of(file);
    const auto to = static_cast<std::size_t>(from + count);
    if (it.now.size() < to) it.now.resize(to);
    std::memcpy(it.now.data() + from, bytes, static_cast<std::size_t>(count));
    for (auto sector = from / kSector_bytes; sector * kSector_bytes < from + count; ++sector)
        it.dirty[sector] = true;
    disk.saw({static_cast<const std::uint8_t*>(bytes), static_cast<std::size_t>(count)});
    return disk.change();
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
    if (const int failure = opened(file).disk->change(); failure != SQLITE_OK) return failure;
    auto& it = file_of(file);
    it.now.resize(static_cast<std::size_t>(size));
    it.dirty[-1] = true;  // its length
    return SQLITE_OK;
}

int sync(sqlite3_file* file, int) {
    if (const int failure = opened(file).disk->change(); failure != SQLITE_OK) return failure;
    auto& it = file_of(file);
    it.synced.resize(it.now.size());
    if (it.dirty.contains(-1)) {
        it.synced = it.now;
    } else {
        for (const auto& [sector, is_dirty] : it.dirty) {
            const auto at = sector * kSector_bytes;
            const auto length =
                std::min<std::int64_t>(kSector_bytes, static_cast<std::int64_t>(it.now.size()) - at);
            if (length > 0)
                std::memcpy(it.synced.data() + at, it.now.data() + at, static_cast<std::size_t>(length));
        }
    }
    it.dirty.clear();
    return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
    *size = static_cast<sqlite3_int64>(file_of(file).now.size());
    return SQLITE_OK;
}

int no_lock(sqlite3_file*, int) {
    return SQLITE_OK;
}
int no_reserved_lock(sqlite3_file*, int* is_reserved) {
    *is_reserved = 0;
    return SQLITE_OK;
}
int no_control(sqlite3_file*, int, void*) {
    return SQLITE_NOTFOUND;
}
int sector_size(sqlite3_file*) {
    return static_cast<int>(kSector_bytes);
}
int no_characteristics(sqlite3_file*) {
    return 0;
}

// Version 1: no shared memory, so a database can only be in WAL mode with an exclusive lock.
constexpr sqlite3_io_methods kMethods = {1,
                                         close,
                                         read,
                                         write,
                                         truncate,
                                         sync,
                                         file_size,
                                         no_lock,
                                         no_lock,
                                         no_reserved_lock,
                                         no_control,
                                         sector_size,
                                         no_characteristics,
                                         nullptr,
                                         nullptr,
                                         nullptr,
                                         nullptr,
                                         nullptr,
                                         nullptr};

int open(sqlite3_vfs*, const char* path, sqlite3_file* file, int flags, int* flags_out) {
    auto& handle = opened(file);
    handle.base.pMethods = nullptr;
    handle.disk = path == nullptr ? nullptr : disk_of(path);
    if (handle.disk == nullptr) return SQLITE_CANTOPEN;
    const bool may_create = (flags & SQLITE_OPEN_CREATE) != 0;
    if (!may_create && !handle.disk->has(path)) return SQLITE_CANTOPEN;
    new (&handle.path) std::string(path);
    (void)handle.disk->file(path);
    handle.base.pMethods = &kMethods;
    if (flags_out != nullptr) *flags_out = flags;
    return SQLITE_OK;
}

int remove(sqlite3_vfs*, const char* path, int) {
    auto* disk = disk_of(path);
    if (disk == nullptr || !disk->has(path)) return SQLITE_IOERR_DELETE_NOENT;
    if (const int failure = disk->change(); failure != SQLITE_OK) return failure;
    disk->remove(path);
    return SQLITE_OK;
}

int access(sqlite3_vfs*, const char* path, int, int* is_there) {
    const auto* disk = disk_of(path);
    *is_there = disk != nullptr && disk->has(path) ? 1 : 0;
    return SQLITE_OK;
}

int full_path(sqlite3_vfs*, const char* path, int room, char* full) {
    if (static_cast<int>(std::strlen(path)) >= room) return SQLITE_CANTOPEN;
    std::strcpy(full, path);
    return SQLITE_OK;
}

int randomness(sqlite3_vfs*, int count, char* bytes) {
    std::memset(bytes, 0x24, static_cast<std::size_t>(count));
    return count;
}
int do_not_sleep(sqlite3_vfs*, int microseconds) {
    return microseconds;
}
int julian_day(sqlite3_vfs*, double* day) {
    *day = 2'461'000.5;
    return SQLITE_OK;
}
int no_error(sqlite3_vfs*, int, char*) {
    return 0;
}

}  // namespace

void install_disks() {
    static sqlite3_vfs vfs{};
    if (vfs.iVersion != 0) return;
    vfs.iVersion = 1;
    vfs.szOsFile = sizeof(OpenFile);
    vfs.mxPathname = 512;
    vfs.zName = kVfs;
    vfs.xOpen = open;
    vfs.xDelete = remove;
    vfs.xAccess = access;
    vfs.xFullPathname = full_path;
    vfs.xRandomness = randomness;
    vfs.xSleep = do_not_sleep;
    vfs.xCurrentTime = julian_day;
    vfs.xGetLastError = no_error;
    sqlite3_vfs_register(&vfs, 0);
}

Disk::Disk(std::string folder) : folder_(std::move(folder)) {
    disks()[folder_] = this;
}

Disk::~Disk() {
    disks().erase(folder_);
}

void Disk::cut_power_after(std::uint64_t changes, std::uint64_t seed) {
    cut_at_ = changes == 0 ? 0 : changes_ + changes;
    cut_seed_ = seed;
}

int Disk::change() {
    if (failure_ != SQLITE_OK) return failure_;
    ++changes_;
    if (cut_at_ != 0 && changes_ >= cut_at_ && !survivors_) cut_power(cut_seed_);
    return SQLITE_OK;
}

// None, some or all of the sectors that were not synced; a file cannot be longer than what was kept of it.
void Disk::cut_power(std::uint64_t seed) {
    if (survivors_) return;
    cut_at_ = 0;
    Dice dice{seed, 0xd15c};
    std::map<std::string, File> kept;
    const auto fate = dice.below(3);
    const auto share = fate == 0 ? 0 : fate == 2 ? 1000 : 50 + dice.below(900);
    for (const auto& [path, file] : files_) {
        File left;
        left.now = file.synced;
        const bool is_length_kept = file.dirty.contains(-1) && dice.permille(share);
        if (is_length_kept) left.now.resize(file.now.size());
        for (const auto& [sector, is_dirty] : file.dirty) {
            const auto at = sector * kSector_bytes;
            const auto length =
                std::min<std::int64_t>(kSector_bytes, static_cast<std::int64_t>(file.now.size()) - at);
            if (sector < 0 || length <= 0 || !dice.permille(share)) continue;
            const auto end = static_cast<std::size_t>(at + length);
            if (left.now.size() < end) left.now.resize(end);
            std::memcpy(left.now.data() + at, file.now.data() + at, static_cast<std::size_t>(length));
        }
        left.synced = left.now;
        kept[path] = std::move(left);
    }
    survivors_ = std::move(kept);
}

void Disk::come_back() {
    if (survivors_) files_ = *std::move(survivors_);
    survivors_.reset();
    cut_at_ = 0;
}

// In a file system that keeps its directory in order a removed file stays removed.
void Disk::remove(const std::string& path) {
    files_.erase(path);
}

}  // namespace kiosk24::simulation
