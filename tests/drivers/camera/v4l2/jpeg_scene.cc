#include "tests/drivers/camera/v4l2/jpeg_scene.h"

#include <cairo.h>
#include <stdio.h>
#include <stdlib.h>
// jpeglib.h needs FILE and size_t.
#include <jpeglib.h>

#include <memory>

namespace kiosk24::test_support {

Result<Bytes> jpeg_of_png(const std::string& path) {
    const std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> picture(
        cairo_image_surface_create_from_png(path.c_str()), cairo_surface_destroy);
    if (cairo_surface_status(picture.get()) != CAIRO_STATUS_SUCCESS)
        return Error(Code::broken_storage, path + " cannot be read");
    jpeg_compress_struct jpeg{};
    jpeg_error_mgr error{};
    jpeg.err = jpeg_std_error(&error);  // ends the process, which here is right
    jpeg_create_compress(&jpeg);
    unsigned char* out = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&jpeg, &out, &size);
    jpeg.image_width = static_cast<JDIMENSION>(cairo_image_surface_get_width(picture.get()));
    jpeg.image_height = static_cast<JDIMENSION>(cairo_image_surface_get_height(picture.get()));
    jpeg.input_components = 4;
    jpeg.in_color_space = JCS_EXT_BGRX;  // as Cairo keeps its pixels
    jpeg_set_defaults(&jpeg);
    jpeg_start_compress(&jpeg, TRUE);
    auto* rows = cairo_image_surface_get_data(picture.get());
    const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(picture.get()));
    while (jpeg.next_scanline < jpeg.image_height) {
        JSAMPROW row = rows + jpeg.next_scanline * stride;
        jpeg_write_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_compress(&jpeg);
    Bytes bytes(out, out + size);
    ::free(out);
    jpeg_destroy_compress(&jpeg);
    return bytes;
}

}  // namespace kiosk24::test_support
