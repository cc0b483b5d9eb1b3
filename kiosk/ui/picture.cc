// Pictures as PNG files, by libpng.
#include <png.h>

#include <cstring>

#include "kiosk/ui/window.h"

namespace kiosk24::ui {

Status write_png(const Picture& picture, const std::string& path) {
    png_image image;
    std::memset(&image, 0, sizeof image);
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(picture.width);
    image.height = static_cast<png_uint_32>(picture.height);
    image.format = PNG_FORMAT_RGB;
    const bool is_written =
        png_image_write_to_file(&image, path.c_str(), 0, picture.rgb.data(), 0, nullptr) != 0;
    const std::string reason = image.message;
    png_image_free(&image);
    if (!is_written) return Error(Code::broken_storage, "writing " + path + ": " + reason);
    return {};
}

}  // namespace kiosk24::ui
