// The disk under one terminal's ledger, in memory, as an SQLite VFS that all disks share. Like a real one it
// keeps what was synced; what was only written is kept, lost or torn by the sector when the power goes. It
// can also be full or read-only. One connection a file (the ledger's locking mode is exclusive). Not
// modelled: lost directory entries. All disks are used from one thread.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "kiosk/base/bytes.h"

namespace kiosk24::simulation {

inline constexpr const char* kVfs = "simulated";
// Once a process, after journal::prepare_sqlite().
void install_disks();

class Disk {
  public:
    // `folder`: every path below it lies on this disk.
    explicit Disk(std::string folder);
    ~Disk();
    Disk(const Disk&) = delete;
    Disk& operator=(const Disk&) = delete;

    // The power goes at the `changes`-th write, truncation or sync from now, in its middle: the call goes on
    // for whoever makes it, but is_dead() says that nothing after that moment is real. `seed` decides what
    // stays.
    void cut_power_after(std::uint64_t changes, std::uint64_t seed);
    void cut_power(std::uint64_t seed);
    bool is_dead() const { return survivors_.has_value(); }
    // The power is back: what survived is what is there. Nobody may have a file open.
    void come_back();

    // Every write, truncation and sync fails with that SQLite result; SQLITE_OK: they work.
    void fail_with(int sqlite_result) { failure_ = sqlite_result; }
    // Sees all bytes that are written.
    void watch(std::function<void(ByteView)> watcher) { watcher_ = std::move(watcher); }
    std::uint64_t changes() const { return changes_; }

    struct File {
        Bytes now, synced;
        std::map<std::int64_t, bool> dirty;  // sectors written since the last sync
    };
    // For the VFS.
    File& file(const std::string& path) { return files_[path]; }
    bool has(const std::string& path) const { return files_.contains(path); }
    void remove(const std::string& path);
    int change();  // an SQLite result
    void saw(ByteView bytes) const {
        if (watcher_) watcher_(bytes);
    }

  private:
    std::string folder_;
    std::map<std::string, File> files_;
    std::optional<std::map<std::string, File>> survivors_;
    std::uint64_t changes_ = 0, cut_at_ = 0, cut_seed_ = 0;
    int failure_ = 0;
    std::function<void(ByteView)> watcher_;
};

}  // namespace kiosk24::simulation
