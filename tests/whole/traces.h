// What a person could leave behind, in every form in which programs keep words: and a search for it in files
// and in the memory of processes. To look into another process's memory one must be root.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk24::whole_test {

// One form of one value: little-endian numbers of `width` bytes, `stride` bytes apart.
struct Trace {
    std::string what;  // "name, UTF-16LE"
    std::vector<std::uint64_t> values;
    std::size_t width = 1, stride = 1;
    bool is_cache_key = false;  // the beginning of a key of the terminal's glyph cache

    // As it would lie in memory, zeros between.
    std::string bytes() const;
};

// Bytes as they are.
Trace trace_of_bytes(const std::string& what, std::string_view bytes);
// UTF-8, UTF-16LE and UTF-32LE.
std::vector<Trace> traces_of_text(const std::string& what, std::string_view utf8);
// As words are drawn: code points 16 bytes apart (a line that the terminal laid out), and as those draw who
// use the font's own numbers: glyph ids of 16 bits (either order) and of 32, in HarfBuzz's, Pango's and
// Cairo's arrays.
std::vector<Trace> traces_of_drawn(const std::string& what, std::string_view utf8);
// Each character in the terminal's glyph cache, whose keys hold code point, size and face. Only for
// characters that nothing but this value has.
std::vector<Trace> traces_of_kept_glyphs(const std::string& what, std::string_view utf8);

// A row of pixels of each character, in every size of the screens, as the atlas and FreeType keep them.
std::vector<Trace> traces_of_pictures(const std::string& what, std::string_view utf8);

// Finds all of them in one walk.
class Search {
  public:
    explicit Search(std::vector<Trace> traces);

    // What was found, one line a trace and place. The readable and writable mappings of the process, and
    // files without a name that it holds (memfds).
    std::vector<std::string> in_memory_of(pid_t process) const;
    // Every file below, but for those whose path below `directory` begins with one of `except`.
    std::vector<std::string> in_files_of(const std::filesystem::path& directory,
                                         const std::vector<std::string>& except, int* files = nullptr) const;
    std::vector<std::string> in_bytes(std::string_view bytes, const std::string& where) const;

    const std::vector<Trace>& traces() const { return traces_; }
    // Of lines that a search returned: the `what` of each.
    static std::set<std::string> forms_in(const std::vector<std::string>& lines);

  private:
    bool stands_at(const Trace& trace, std::string_view bytes, std::size_t at) const;

    std::vector<Trace> traces_;
    std::vector<std::vector<std::uint16_t>> beginning_with_;  // by the first two bytes
    std::size_t longest_ = 0;
};

// Of this process: itself, and everything it started. First the process itself.
std::vector<pid_t> family_of(pid_t process);
std::string name_of_process(pid_t process);

// Why no memory can be looked into; null if it can.
const char* no_look_into_memory();

}  // namespace kiosk24::whole_test
