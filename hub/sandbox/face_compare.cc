#include "hub/sandbox/face_compare.h"

#include <cairo.h>
#include <jpeglib.h>

#include <algorithm>
#include <cmath>
#include <csetjmp>
#include <cstring>
#include <fstream>
#include <iterator>
#include <memory>

namespace kiosk24::sandbox {
namespace {

constexpr int kLargestSide_px = 4'096;

// Grey of any size, before it is made small.
struct Grey {
    int width = 0, height = 0;
    Bytes pixels;
};

// libjpeg leaves by longjmp, so nothing that is destroyed lives in the function that calls it.
struct JpegError {
    jpeg_error_mgr manager;
    std::jmp_buf out;
};

bool read_jpeg(ByteView bytes, Grey& into) {
    jpeg_decompress_struct jpeg{};
    JpegError error{};
    jpeg.err = jpeg_std_error(&error.manager);
    error.manager.error_exit = [](j_common_ptr common) {
        std::longjmp(reinterpret_cast<JpegError*>(common->err)->out, 1);
    };
    error.manager.output_message = [](j_common_ptr) {};
    if (setjmp(error.out) != 0) {
        jpeg_destroy_decompress(&jpeg);
        return false;
    }
    jpeg_create_decompress(&jpeg);
    jpeg_mem_src(&jpeg, bytes.data(), bytes.size());
    jpeg_read_header(&jpeg, TRUE);
    jpeg.out_color_space = JCS_GRAYSCALE;
    if (jpeg.image_width > kLargestSide_px || jpeg.image_height > kLargestSide_px) std::longjmp(error.out, 1);
    jpeg_start_decompress(&jpeg);
    into.width = static_cast<int>(jpeg.output_width);
    into.height = static_cast<int>(jpeg.output_height);
    into.pixels.resize(static_cast<std::size_t>(into.width) * static_cast<std::size_t>(into.height));
    while (jpeg.output_scanline < jpeg.output_height) {
        JSAMPROW row = into.pixels.data() +
                       static_cast<std::size_t>(jpeg.output_scanline) * static_cast<std::size_t>(into.width);
        jpeg_read_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_decompress(&jpeg);
    jpeg_destroy_decompress(&jpeg);
    return true;
}

// The size stands in the first chunk (PNG, 11.2.1): a few bytes may claim gigabytes, which Cairo would ask
// for.
bool is_small_png(ByteView bytes) {
    constexpr std::size_t kWidth_at = 16, kHeight_at = 20;
    if (bytes.size() < kHeight_at + 4) return false;
    const auto number = [&](std::size_t at) {
        return std::uint32_t{bytes[at]} << 24 | std::uint32_t{bytes[at + 1]} << 16 |
               std::uint32_t{bytes[at + 2]} << 8 | std::uint32_t{bytes[at + 3]};
    };
    return number(kWidth_at) <= kLargestSide_px && number(kHeight_at) <= kLargestSide_px;
}

bool read_png(ByteView bytes, Grey& into) {
    if (!is_small_png(bytes)) return false;
    struct Source {
        ByteView left;
    } source{bytes};
    const auto read = [](void* from, unsigned char* to, unsigned int count) {
        auto& left = static_cast<Source*>(from)->left;
        if (left.size() < count) return CAIRO_STATUS_READ_ERROR;
        std::memcpy(to, left.data(), count);
        left = left.subspan(count);
        return CAIRO_STATUS_SUCCESS;
    };
    const std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> surface(
        cairo_image_surface_create_from_png_stream(read, &source), cairo_surface_destroy);
    const int width = cairo_image_surface_get_width(surface.get());
    const int height = cairo_image_surface_get_height(surface.get());
    const auto format = cairo_image_surface_get_format(surface.get());
    const bool is_good = cairo_surface_status(surface.get()) == CAIRO_STATUS_SUCCESS && width > 0 &&
                         width <= kLargestSide_px && height > 0 && height <= kLargestSide_px &&
                         (format == CAIRO_FORMAT_RGB24 || format == CAIRO_FORMAT_ARGB32);
    if (!is_good) return false;
    const auto* pixels = cairo_image_surface_get_data(surface.get());
    const int stride = cairo_image_surface_get_stride(surface.get());
    into = {width, height, {}};
    into.pixels.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            std::uint32_t pixel = 0;
            std::memcpy(&pixel, pixels + static_cast<std::ptrdiff_t>(y) * stride + x * 4, 4);
            const auto red = pixel >> 16 & 0xFF, green = pixel >> 8 & 0xFF, blue = pixel & 0xFF;
            into.pixels.push_back(static_cast<std::uint8_t>((red * 77 + green * 150 + blue * 29) >> 8));
        }
    }
    return true;
}

// Each pixel the mean of what it stands for.
SmallPicture made_small(const Grey& grey, int width, int height) {
    SmallPicture small{width, height, {}};
    for (int y = 0; y < height; ++y) {
        const int top = y * grey.height / height, bottom = std::max(top + 1, (y + 1) * grey.height / height);
        for (int x = 0; x < width; ++x) {
            const int left = x * grey.width / width, right = std::max(left + 1, (x + 1) * grey.width / width);
            unsigned sum = 0;
            for (int row = top; row < bottom; ++row)
                for (int column = left; column < right; ++column)
                    sum += grey.pixels[static_cast<std::size_t>(row * grey.width + column)];
            small.grey.push_back(static_cast<float>(sum) /
                                 static_cast<float>(255 * (bottom - top) * (right - left)));
        }
    }
    return small;
}

// The picture scaled so that it is `width` wide, by linear interpolation.
SmallPicture scaled(const SmallPicture& from, int width) {
    const int height = std::max(1, from.height * width / from.width);
    SmallPicture to{width, height, {}};
    for (int y = 0; y < height; ++y) {
        const float fy =
            (static_cast<float>(y) + 0.5F) * static_cast<float>(from.height) / static_cast<float>(height) -
            0.5F;
        const int y0 = std::clamp(static_cast<int>(fy), 0, from.height - 1);
        const int y1 = std::min(y0 + 1, from.height - 1);
        const float wy = std::clamp(fy - static_cast<float>(y0), 0.0F, 1.0F);
        for (int x = 0; x < width; ++x) {
            const float fx =
                (static_cast<float>(x) + 0.5F) * static_cast<float>(from.width) / static_cast<float>(width) -
                0.5F;
            const int x0 = std::clamp(static_cast<int>(fx), 0, from.width - 1);
            const int x1 = std::min(x0 + 1, from.width - 1);
            const float wx = std::clamp(fx - static_cast<float>(x0), 0.0F, 1.0F);
            const float above = from.at(x0, y0) * (1 - wx) + from.at(x1, y0) * wx;
            const float below = from.at(x0, y1) * (1 - wx) + from.at(x1, y1) * wx;
            to.grey.push_back(above * (1 - wy) + below * wy);
        }
    }
    return to;
}

// Pearson's correlation of the template with the part of `picture` whose corner is x, y.
float correlation(const SmallPicture& picture, int x, int y, const SmallPicture& part) {
    double a = 0, b = 0, aa = 0, bb = 0, ab = 0;
    for (int row = 0; row < part.height; ++row) {
        for (int column = 0; column < part.width; ++column) {
            const double p = static_cast<double>(picture.at(x + column, y + row));
            const double q = static_cast<double>(part.at(column, row));
            a += p, b += q, aa += p * p, bb += q * q, ab += p * q;
        }
    }
    const double n = static_cast<double>(part.width) * part.height;
    const double spread = (aa - a * a / n) * (bb - b * b / n);
    constexpr double kFlat = 1e-6;  // an even grey is like nothing
    return spread < kFlat ? 0.0F : static_cast<float>((ab - a * b / n) / std::sqrt(spread));
}

}  // namespace

Result<SmallPicture> decode_picture(ByteView bytes) {
    constexpr std::uint8_t kJpeg[] = {0xFF, 0xD8}, kPng[] = {0x89, 'P', 'N', 'G'};
    constexpr int kSmallest_px = 16;
    const auto begins = [&](ByteView with) {
        return bytes.size() > with.size() && std::equal(with.begin(), with.end(), bytes.begin());
    };
    Grey grey;
    const bool is_read = begins(kJpeg) ? read_jpeg(bytes, grey) : begins(kPng) && read_png(bytes, grey);
    if (!is_read) return Error(Code::bad_input, "no JPEG and no PNG of a usable size");
    if (std::min(grey.width, grey.height) < kSmallest_px) return Error(Code::bad_input, "too small");
    const int longest = std::max(grey.width, grey.height);
    const auto small = [&](int side) {
        return std::max(1, side * std::min(kLongestSide_px, longest) / longest);
    };
    return made_small(grey, small(grey.width), small(grey.height));
}

Result<SmallPicture> read_reference(const std::filesystem::path& folder, const std::string& number) {
    for (const char* ending : {".jpg", ".png"}) {
        std::ifstream file(folder / (number + ending), std::ios::binary);
        if (!file) continue;
        const Bytes bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
        return decode_picture(bytes);
    }
    return Error(Code::not_found, "no reference picture");
}

FaceMatch compare(const SmallPicture& reference, const SmallPicture& still) {
    constexpr int kSmallest = 24, kStep = 2;
    float best = 0;
    for (int width = kSmallest; width <= reference.width; width += kStep) {
        const auto part = scaled(still, width);
        if (part.height > reference.height) break;
        for (int y = 0; y + part.height <= reference.height; ++y)
            for (int x = 0; x + part.width <= reference.width; ++x)
                best = std::max(best, correlation(reference, x, y, part));
    }
    FaceMatch match;
    match.score_permille = std::clamp(static_cast<int>(best * 1000), 0, 1000);
    match.decision =
        match.score_permille >= kSameFrom_permille ? FaceDecision::same : FaceDecision::different;
    match.model = kFaceModel;
    return match;
}

}  // namespace kiosk24::sandbox
