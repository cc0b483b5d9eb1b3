// Font files as FreeType faces: mapped, not read; the fallbacks opened only when a character is missing in
// the first. Inside of the room. Main thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/result.h"

struct FT_FaceRec_;
struct FT_LibraryRec_;

namespace kiosk24::ui {

struct FontFiles;

// A read-only mapping of a whole file.
class MappedFile {
  public:
    static Result<MappedFile> open(const std::string& path);
    MappedFile(MappedFile&& other) noexcept;
    MappedFile& operator=(MappedFile&& other) = delete;
    ~MappedFile();
    const unsigned char* begin() const { return begin_; }
    std::size_t size() const { return size_; }

  private:
    MappedFile(const unsigned char* begin, std::size_t size) : begin_(begin), size_(size) {}
    const unsigned char* begin_;
    std::size_t size_;
};

enum class FaceKind : std::uint8_t { regular, bold, icons };

// A glyph as coverage, 8 bits a pixel.
struct Coverage {
    int width = 0, height = 0;
    int left = 0, top = 0;  // of the bitmap from the pen; top is above the baseline
    int advance = 0;
    std::vector<std::uint8_t> pixels;
};

class FontFaces {
  public:
    static Result<std::unique_ptr<FontFaces>> open(const FontFiles& files);
    ~FontFaces();
    FontFaces(const FontFaces&) = delete;
    FontFaces& operator=(const FontFaces&) = delete;

    // Nothing if no font has the code point.
    std::optional<Coverage> render(FaceKind kind, int px, std::uint32_t code_point);
    // Closes every face and FreeType itself and starts anew, so that no rendered shape stays in their memory.
    void forget();

  private:
    struct Opened {
        std::string path;
        int index = 0;
        std::optional<MappedFile> file = std::nullopt;
        FT_FaceRec_* face = nullptr;
        int px = 0;
        bool is_unusable = false;
    };
    FontFaces() = default;
    Status start();
    void stop();
    Status open_face(Opened& opened);
    // The first face of the kind's chain that has the code point, and its glyph's index.
    Opened* face_with(FaceKind kind, std::uint32_t code_point, unsigned& glyph);

    FT_LibraryRec_* library_ = nullptr;
    std::vector<Opened> faces_;  // regular, bold, icons, then the fallbacks
};

}  // namespace kiosk24::ui
