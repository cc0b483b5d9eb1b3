// The terminal's plug, in a file that the test and the terminal's process both map: the test says at which
// commit of the ledger it is pulled, the library preloaded into the terminal (preloaded_plug.cc) pulls it.
// Nothing of it is in any program of ours.
#pragma once

#include <atomic>
#include <cstdint>

namespace kiosk24::power_cut_test {

// The environment's word for the file.
inline constexpr const char* kPlugVariable = "KIOSK24_PLUG";

enum class Cut : std::int32_t {
    before_writing,  // nothing of the commit is in the file
    after_syncing,   // all of it is, and nobody has been told
};

struct Plug {
    std::atomic<std::int32_t> commits_until_cut;  // 1: the next one; 0: never
    std::atomic<Cut> cut;
    std::atomic<std::int32_t> commits;  // made so far
};
static_assert(std::atomic<std::int32_t>::is_always_lock_free, "it is shared between processes");

}  // namespace kiosk24::power_cut_test
