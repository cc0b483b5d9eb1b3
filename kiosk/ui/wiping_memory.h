// Memory that is wiped when it is given back, for the libraries of this room that ask for an allocator (Dear
// ImGui, FreeType): their blocks hold vertices and shapes of what a citizen read. Thread-safe.
#pragma once

#include <cstddef>

namespace kiosk24::ui {

void* wiping_allocate(std::size_t size);
void wiping_release(void* block);

}  // namespace kiosk24::ui
