#include "tests/whole/traces.h"

#include <fcntl.h>
#include <ft2build.h>
#include <unistd.h>
#include FT_FREETYPE_H

#include <algorithm>
#include <cstring>
#include <fstream>
#include <sstream>

#include "tests/whole/process.h"

namespace kiosk24::whole_test {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t kPortion_bytes = 8u << 20;
// What the terminal and its composer write with: kiosk/ui/window.h, drivers/composer_cairo/page.cc.
constexpr const char* kFont = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc";
constexpr const char* kBoldFont = "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc";
constexpr int kSimplifiedChinese = 2;  // among the collection's faces

std::u32string code_points_of(std::string_view utf8) {
    std::u32string points;
    for (std::size_t i = 0; i < utf8.size();) {
        const auto first = static_cast<unsigned char>(utf8[i]);
        const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        char32_t point = length == 1 ? first : first & (0xFF >> (length + 1));
        for (std::size_t k = 1; k < length; ++k)
            point = point << 6 | (static_cast<unsigned char>(utf8[i + k]) & 0x3F);
        points += point;
        i += length;
    }
    return points;
}

std::vector<std::uint64_t> utf_16_of(const std::u32string& points) {
    std::vector<std::uint64_t> units;
    for (const auto point : points) {
        if (point < 0x10000) {
            units.push_back(point);
            continue;
        }
        units.push_back(0xD800 + ((point - 0x10000) >> 10));
        units.push_back(0xDC00 + ((point - 0x10000) & 0x3FF));
    }
    return units;
}

// One of the two fonts, open.
class Font {
  public:
    explicit Font(const char* path) {
        if (FT_Init_FreeType(&library_) != 0 || FT_New_Face(library_, path, kSimplifiedChinese, &face_) != 0)
            face_ = nullptr;
    }
    ~Font() {
        if (face_ != nullptr) FT_Done_Face(face_);
        if (library_ != nullptr) FT_Done_FreeType(library_);
    }
    Font(const Font&) = delete;
    Font& operator=(const Font&) = delete;

    unsigned glyph(char32_t point) const { return face_ != nullptr ? FT_Get_Char_Index(face_, point) : 0; }
    // The row of its picture that has the most shades; empty if the font lacks it.
    std::string row_of(char32_t point, unsigned px) const {
        std::string best;
        std::size_t most = 0;
        if (glyph(point) == 0 || FT_Set_Pixel_Sizes(face_, 0, px) != 0 ||
            FT_Load_Glyph(face_, glyph(point), FT_LOAD_TARGET_LIGHT | FT_LOAD_RENDER) != 0)
            return best;
        const auto& picture = face_->glyph->bitmap;
        for (unsigned y = 0; y < picture.rows; ++y) {
            std::string row(
                reinterpret_cast<const char*>(picture.buffer) + static_cast<int>(y) * picture.pitch,
                picture.width);
            // Memory is full of zeros: only what is between them tells anything.
            row.erase(0, row.find_first_not_of('\0'));
            row.erase(row.find_last_not_of('\0') + 1);
            const auto shades = std::set<char>(row.begin(), row.end()).size();
            if (shades <= most) continue;
            most = shades;
            best = row;
        }
        return best;
    }

  private:
    FT_Library library_ = nullptr;
    FT_Face face_ = nullptr;
};

// Empty if the font lacks a character.
std::vector<std::uint64_t> glyphs_of(const std::u32string& points) {
    const Font font(kFont);
    std::vector<std::uint64_t> glyphs;
    for (const auto point : points)
        glyphs.push_back(font.glyph(point));
    return std::count(glyphs.begin(), glyphs.end(), 0u) == 0 ? glyphs : std::vector<std::uint64_t>{};
}

std::vector<std::uint64_t> swapped(std::vector<std::uint64_t> values) {
    for (auto& value : values)
        value = (value & 0xFF) << 8 | value >> 8;
    return values;
}

struct Mapping {
    std::uint64_t from = 0, to = 0;
    std::string line;
};
std::vector<Mapping> writable_mappings_of(pid_t process) {
    std::ifstream maps("/proc/" + std::to_string(process) + "/maps");
    std::vector<Mapping> found;
    for (std::string line; std::getline(maps, line);) {
        Mapping mapping{.from = 0, .to = 0, .line = line};
        char kind[8] = {};
        if (std::sscanf(line.c_str(), "%lx-%lx %7s", &mapping.from, &mapping.to, kind) == 3 &&
            kind[0] == 'r' && kind[1] == 'w')
            found.push_back(mapping);
    }
    return found;
}

// kiosk/ui/glyph_cache.cc: code point, from bit 24 the size in pixels, from bit 40 the face; nothing above.
bool ends_as_a_cache_key(const char* at) {
    std::uint64_t key = 0;
    std::memcpy(&key, at, sizeof key);
    const auto size_px = key >> 24 & 0xFFFF;
    return key >> 42 == 0 && size_px >= 8 && size_px <= 512;
}

pid_t parent_of(pid_t process) {
    const auto stat = bytes_of("/proc/" + std::to_string(process) + "/stat");
    const auto after_name = stat.rfind(')');
    pid_t parent = 0;
    if (after_name != stat.npos) std::sscanf(stat.c_str() + after_name + 1, " %*c %d", &parent);
    return parent;
}

}  // namespace

std::string Trace::bytes() const {
    std::string all(values.empty() ? 0 : (values.size() - 1) * stride + width, '\0');
    for (std::size_t i = 0; i < values.size(); ++i)
        std::memcpy(&all[i * stride], &values[i], width);
    return all;
}

Trace trace_of_bytes(const std::string& what, std::string_view bytes) {
    Trace trace{.what = what, .values = {}, .width = 1, .stride = 1};
    for (const char byte : bytes)
        trace.values.push_back(static_cast<unsigned char>(byte));
    return trace;
}

std::vector<Trace> traces_of_text(const std::string& what, std::string_view utf8) {
    const auto points = code_points_of(utf8);
    return {trace_of_bytes(what + ", UTF-8", utf8),
            {.what = what + ", UTF-16LE", .values = utf_16_of(points), .width = 2, .stride = 2},
            {.what = what + ", UTF-32LE", .values = {points.begin(), points.end()}, .width = 4, .stride = 4}};
}

std::vector<Trace> traces_of_drawn(const std::string& what, std::string_view utf8) {
    const auto points = code_points_of(utf8);
    std::vector<Trace> traces{
        {.what = what + ", laid out", .values = {points.begin(), points.end()}, .width = 4, .stride = 16}};
    const auto glyphs = glyphs_of(points);
    if (glyphs.empty()) return traces;
    traces.push_back({.what = what + ", glyphs of 16 bits", .values = glyphs, .width = 2, .stride = 2});
    traces.push_back({.what = what + ", glyphs of 16 bits, big-endian",
                      .values = swapped(glyphs),
                      .width = 2,
                      .stride = 2});
    traces.push_back({.what = what + ", glyphs of 32 bits", .values = glyphs, .width = 4, .stride = 4});
    // hb_glyph_info_t and PangoGlyphInfo are 20 bytes, cairo_glyph_t is 24.
    traces.push_back({.what = what + ", glyphs in a line", .values = glyphs, .width = 4, .stride = 20});
    traces.push_back({.what = what + ", glyphs with places", .values = glyphs, .width = 8, .stride = 24});
    return traces;
}

std::vector<Trace> traces_of_kept_glyphs(const std::string& what, std::string_view utf8) {
    std::vector<Trace> traces;
    for (const auto point : code_points_of(utf8))
        traces.push_back({.what = what + ", a glyph kept",
                          .values = {point},
                          .width = 3,
                          .stride = 8,
                          .is_cache_key = true});
    return traces;
}

std::vector<Trace> traces_of_pictures(const std::string& what, std::string_view utf8) {
    constexpr unsigned kSmallest_px = 20, kLargest_px = 96;
    constexpr std::size_t kTelling_px = 14;
    std::vector<Trace> traces;
    for (const auto* path : {kFont, kBoldFont}) {
        const Font font(path);
        for (const auto point : code_points_of(utf8)) {
            for (unsigned px = kSmallest_px; px <= kLargest_px; ++px) {
                const auto row = font.row_of(point, px);
                if (row.size() >= kTelling_px)
                    traces.push_back(trace_of_bytes(what + ", the picture of a character", row));
            }
        }
    }
    return traces;
}

Search::Search(std::vector<Trace> traces) : traces_(std::move(traces)), beginning_with_(1u << 16) {
    for (std::size_t i = 0; i < traces_.size(); ++i) {
        const auto bytes = traces_[i].bytes();
        std::uint16_t first = 0;
        std::memcpy(&first, bytes.data(), sizeof first);
        beginning_with_[first].push_back(static_cast<std::uint16_t>(i));
        longest_ = std::max(longest_, bytes.size());
    }
}

bool Search::stands_at(const Trace& trace, std::string_view bytes, std::size_t at) const {
    if (at + (trace.values.size() - 1) * trace.stride + trace.width > bytes.size()) return false;
    if (trace.is_cache_key && (at % 8 != 0 || at + 8 > bytes.size() || !ends_as_a_cache_key(&bytes[at])))
        return false;
    for (std::size_t i = 0; i < trace.values.size(); ++i) {
        if (std::memcmp(bytes.data() + at + i * trace.stride, &trace.values[i], trace.width) != 0)
            return false;
    }
    return true;
}

std::vector<std::string> Search::in_bytes(std::string_view bytes, const std::string& where) const {
    std::vector<std::string> found;
    for (std::size_t at = 0; at + 1 < bytes.size(); ++at) {
        std::uint16_t first = 0;
        std::memcpy(&first, bytes.data() + at, sizeof first);
        for (const auto i : beginning_with_[first]) {
            if (!stands_at(traces_[i], bytes, at)) continue;
            std::ostringstream line;
            line << traces_[i].what << " | at +" << std::hex << at << " of " << where;
            found.push_back(line.str());
        }
    }
    return found;
}

std::vector<std::string> Search::in_memory_of(pid_t process) const {
    const auto self = "/proc/" + std::to_string(process);
    const auto name = name_of_process(process);
    const int memory = ::open((self + "/mem").c_str(), O_RDONLY | O_CLOEXEC);
    if (memory < 0) return {"unreadable | the memory of " + name};
    std::vector<std::string> found;
    std::string bytes;
    for (const auto& mapping : writable_mappings_of(process)) {
        // Portions overlap by the longest trace.
        for (auto from = mapping.from; from < mapping.to; from += kPortion_bytes) {
            bytes.resize(std::min<std::uint64_t>(kPortion_bytes + longest_, mapping.to - from));
            const auto got = ::pread(memory, bytes.data(), bytes.size(), static_cast<off_t>(from));
            if (got <= 0) break;
            bytes.resize(static_cast<std::size_t>(got));
            for (auto& line : in_bytes(bytes, name + " " + mapping.line))
                found.push_back(std::move(line));
        }
    }
    ::close(memory);
    std::error_code gone;
    for (const auto& file : fs::directory_iterator(self + "/fd", gone)) {
        const auto target = fs::read_symlink(file.path(), gone).string();
        const bool is_nameless = target.starts_with("/memfd:") || target.ends_with(" (deleted)");
        if (!is_nameless || !fs::is_regular_file(file.path(), gone)) continue;
        for (auto& line : in_bytes(bytes_of(file.path()), name + " " + target))
            found.push_back(std::move(line));
    }
    return found;
}

std::vector<std::string> Search::in_files_of(const fs::path& directory,
                                             const std::vector<std::string>& except, int* files) const {
    std::vector<std::string> found;
    std::error_code gone;
    for (const auto& entry : fs::recursive_directory_iterator(directory, gone)) {
        const auto below = entry.path().lexically_relative(directory).string();
        const bool is_excepted = std::any_of(
            except.begin(), except.end(), [&](const std::string& begin) { return below.starts_with(begin); });
        if (is_excepted || !entry.is_regular_file(gone)) continue;
        if (files != nullptr) ++*files;
        for (auto& line : in_bytes(bytes_of(entry.path()), below))
            found.push_back(std::move(line));
        for (auto& line : in_bytes(below, "the name of " + below))
            found.push_back(std::move(line));
    }
    return found;
}

std::set<std::string> Search::forms_in(const std::vector<std::string>& lines) {
    std::set<std::string> forms;
    for (const auto& line : lines)
        forms.insert(line.substr(0, line.find(" | ")));
    return forms;
}

std::vector<pid_t> family_of(pid_t process) {
    std::vector<pid_t> family{process};
    std::vector<std::pair<pid_t, pid_t>> all;  // process, parent
    std::error_code gone;
    for (const auto& entry : fs::directory_iterator("/proc", gone)) {
        const auto pid = std::atoi(entry.path().filename().c_str());
        if (pid > 0) all.emplace_back(pid, parent_of(pid));
    }
    for (std::size_t i = 0; i < family.size(); ++i) {
        for (const auto& [child, parent] : all)
            if (parent == family[i]) family.push_back(child);
    }
    return family;
}

std::string name_of_process(pid_t process) {
    std::error_code gone;
    return fs::read_symlink("/proc/" + std::to_string(process) + "/exe", gone).filename().string();
}

const char* no_look_into_memory() {
#ifdef KIOSK24_SANITIZED
    return "a sanitizer's shadow takes terabytes, and keeps what was freed";
#else
    return ::geteuid() == 0 ? nullptr : "only root may read another process's memory";
#endif
}

}  // namespace kiosk24::whole_test
