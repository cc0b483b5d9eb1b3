// SQLite's allocator: malloc whose free wipes. Nothing that SQLite gives back keeps a row's bytes.
#include <malloc.h>
#include <sqlite3.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "kiosk/base/personal.h"
#include "kiosk/journal/sqlite.h"

namespace kiosk24::journal {
namespace {

void* take(int size) {
    return std::malloc(static_cast<std::size_t>(size));
}

void give_back(void* memory) {
    if (memory == nullptr) return;
    wipe(memory, malloc_usable_size(memory));
    std::free(memory);
}

// realloc may leave the old block behind with its content: move by hand.
void* take_again(void* memory, int size) {
    void* larger = take(size);
    if (larger == nullptr) return nullptr;
    std::memcpy(larger, memory, std::min(malloc_usable_size(memory), static_cast<std::size_t>(size)));
    give_back(memory);
    return larger;
}

int size_of(void* memory) {
    return static_cast<int>(malloc_usable_size(memory));
}

int rounded_up(int size) {
    return (size + 7) & ~7;
}

int begin(void*) {
    return SQLITE_OK;
}

void end(void*) {}

constexpr sqlite3_mem_methods kWipingMemory = {take,       give_back, take_again, size_of,
                                               rounded_up, begin,     end,        nullptr};

Status configure() {
    if (const int code = sqlite3_config(SQLITE_CONFIG_MALLOC, &kWipingMemory); code != SQLITE_OK)
        return Error(Code::bad_argument,
                     "SQLite was in use before the journal could make it wipe its memory");
    return {};
}

}  // namespace

Status prepare_sqlite() {
    static const Status first = configure();
    return first;
}

}  // namespace kiosk24::journal
