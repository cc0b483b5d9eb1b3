#include "kiosk/ui/font_faces.h"

#include <fcntl.h>
#include <ft2build.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include FT_FREETYPE_H
#include FT_MODULE_H
#include FT_OUTLINE_H

#include <algorithm>
#include <cstring>

#include "kiosk/base/log.h"
#include "kiosk/ui/window.h"
#include "kiosk/ui/wiping_memory.h"

namespace kiosk24::ui {
namespace {

constexpr std::size_t kFirstFallback = 3;

// FreeType's memory is wiped when it is given back: a glyph slot holds the shape of the last character of a
// name.
void* take(FT_Memory, long size) {
    return wiping_allocate(static_cast<std::size_t>(size));
}
void give_back(FT_Memory, void* block) {
    wiping_release(block);
}
void* resize(FT_Memory, long old_size, long new_size, void* block) {
    void* fresh = wiping_allocate(static_cast<std::size_t>(new_size));
    if (fresh == nullptr) return nullptr;
    if (block != nullptr) std::memcpy(fresh, block, static_cast<std::size_t>(std::min(old_size, new_size)));
    wiping_release(block);
    return fresh;
}
FT_MemoryRec_ wiping_memory{nullptr, take, give_back, resize};

std::optional<Coverage> coverage_of(FT_Face face) {
    const FT_GlyphSlot slot = face->glyph;
    const FT_Bitmap& bitmap = slot->bitmap;
    Coverage coverage;
    coverage.width = static_cast<int>(bitmap.width);
    coverage.height = static_cast<int>(bitmap.rows);
    coverage.left = slot->bitmap_left;
    coverage.top = slot->bitmap_top;
    coverage.advance = static_cast<int>((slot->advance.x + 32) >> 6);
    coverage.pixels.reserve(static_cast<std::size_t>(bitmap.width) * bitmap.rows);
    for (unsigned y = 0; y < bitmap.rows; ++y) {
        const unsigned char* row = bitmap.buffer + static_cast<std::ptrdiff_t>(y) * bitmap.pitch;
        coverage.pixels.insert(coverage.pixels.end(), row, row + bitmap.width);
    }
    return coverage;
}

}  // namespace

Result<MappedFile> MappedFile::open(const std::string& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat status {};
    if (descriptor < 0 || ::fstat(descriptor, &status) != 0 || status.st_size == 0) {
        if (descriptor >= 0) ::close(descriptor);
        return Error(Code::not_found, "font file " + path);
    }
    const auto size = static_cast<std::size_t>(status.st_size);
    void* begin = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
    ::close(descriptor);
    if (begin == MAP_FAILED) return Error(Code::not_found, "mapping font file " + path);
    return MappedFile(static_cast<const unsigned char*>(begin), size);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : begin_(std::exchange(other.begin_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile::~MappedFile() {
    if (begin_ != nullptr) ::munmap(const_cast<unsigned char*>(begin_), size_);
}

Result<std::unique_ptr<FontFaces>> FontFaces::open(const FontFiles& files) {
    std::unique_ptr<FontFaces> faces(new FontFaces);
    faces->faces_.push_back({.path = files.regular, .index = files.face_index});
    faces->faces_.push_back({.path = files.bold, .index = files.face_index});
    faces->faces_.push_back({.path = files.icons});
    for (const std::string& path : files.fallbacks)
        faces->faces_.push_back({.path = path});
    TRY_STATUS(faces->start());
    for (std::size_t i = 0; i < kFirstFallback; ++i)
        TRY_STATUS(faces->open_face(faces->faces_[i]));
    return faces;
}

FontFaces::~FontFaces() {
    stop();
}

Status FontFaces::start() {
    if (FT_New_Library(&wiping_memory, &library_) != 0)
        return Error(Code::unsupported, "FreeType does not start");
    FT_Add_Default_Modules(library_);
    return {};
}

void FontFaces::stop() {
    if (library_ != nullptr) FT_Done_Library(library_);  // closes the faces too
    library_ = nullptr;
    for (Opened& opened : faces_) {
        opened.face = nullptr;
        opened.px = 0;
    }
}

void FontFaces::forget() {
    stop();
    if (const auto started = start(); !started) log::error("ui", "{}", started.error().text());
}

Status FontFaces::open_face(Opened& opened) {
    if (opened.face != nullptr) return {};
    if (!opened.file) {
        auto file = MappedFile::open(opened.path);
        if (!file) return file.error();
        opened.file.emplace(std::move(*file));
    }
    const auto size = static_cast<FT_Long>(opened.file->size());
    if (library_ == nullptr ||
        FT_New_Memory_Face(library_, opened.file->begin(), size, opened.index, &opened.face) != 0) {
        opened.face = nullptr;
        return Error(Code::unsupported, "not a font that FreeType reads: " + opened.path);
    }
    return {};
}

FontFaces::Opened* FontFaces::face_with(FaceKind kind, std::uint32_t code_point, unsigned& glyph) {
    const auto try_face = [&](Opened& opened) {
        if (opened.is_unusable) return false;
        if (const auto ready = open_face(opened); !ready) {
            opened.is_unusable = true;  // said once; the rest of the chain still serves
            log::warn("ui", "{}", ready.error().text());
            return false;
        }
        glyph = FT_Get_Char_Index(opened.face, code_point);
        return glyph != 0;
    };
    Opened& first = faces_[static_cast<std::size_t>(kind)];
    if (try_face(first)) return &first;
    if (kind == FaceKind::icons) return nullptr;
    for (std::size_t i = kFirstFallback; i < faces_.size(); ++i)
        if (try_face(faces_[i])) return &faces_[i];
    return nullptr;
}

std::optional<Coverage> FontFaces::render(FaceKind kind, int px, std::uint32_t code_point) {
    unsigned glyph = 0;
    Opened* opened = face_with(kind, code_point, glyph);
    if (opened == nullptr) return std::nullopt;
    if (opened->px != px) {
        if (FT_Set_Pixel_Sizes(opened->face, 0, static_cast<FT_UInt>(px)) != 0) return std::nullopt;
        opened->px = px;
    }
    if (FT_Load_Glyph(opened->face, glyph, FT_LOAD_TARGET_LIGHT) != 0) return std::nullopt;
    const FT_GlyphSlot slot = opened->face->glyph;
    // The fallbacks have one weight: a rare character in a bold line is thickened to stand with its
    // neighbours.
    const bool is_fallback = opened >= &faces_[0] + kFirstFallback;
    if (is_fallback && slot->format == FT_GLYPH_FORMAT_OUTLINE)
        FT_Outline_Embolden(&slot->outline, (kind == FaceKind::bold ? px * 64 / 18 : px * 64 / 48));
    if (FT_Render_Glyph(slot, FT_RENDER_MODE_NORMAL) != 0) return std::nullopt;
    return coverage_of(opened->face);
}

}  // namespace kiosk24::ui
