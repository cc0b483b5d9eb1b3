// A disk for SQLite whose power can be cut, and that can refuse to write: a VFS between SQLite and the real
// files. Writes stay in this process's memory, in sectors of 512 bytes, until SQLite syncs the file; a cut
// keeps none, some, all or a torn part of what was not synced and ends the process at once, as a board does.
// What stays on the real disk is what a terminal would find. Unlike kill -9, it can tell a commit that was
// synced from one that was not.
//
// One connection a file (the ledger's locking mode is exclusive, so there is no shared index). Not modelled:
// lost directory entries, other programs' files, the file system's own recovery.
#pragma once

#include <cstdint>
#include <string>

namespace kiosk24::test {

inline constexpr const char* kPowerCutVfs = "power_cut";
inline constexpr int kExitCode_power_cut = 137;

// Registers the VFS; once a process, after journal::prepare_sqlite().
void install_power_cut_vfs();

// What of the unsynced is on the disk after a cut.
enum class Fate {
    any,   // one of the first three, by chance
    none,  // nothing
    some,  // each sector by chance
    all,
    torn,  // the sectors up to one, and of that one only its first bytes
};

// The `writes`-th write, truncation or sync from now cuts the power; `seed` decides what is left to chance.
void cut_power_after(int writes, std::uint32_t seed, Fate fate = Fate::any);

// From now on every write, truncation and sync fails with that SQLite result (SQLITE_FULL, SQLITE_READONLY,
// SQLITE_IOERR); SQLITE_OK: they work again.
void fail_writes_with(int sqlite_result);

// Makes every later connection run with synchronous=NORMAL, whatever it asks for: the control that shows that
// these tests can fail.
void weaken_synchronous();

}  // namespace kiosk24::test
