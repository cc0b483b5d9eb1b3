#include "drivers/virtual/receipt_printer/strip.h"

#include <png.h>

#include <algorithm>

namespace kiosk24::virtual_devices {
namespace {

constexpr std::size_t kRow_bytes = Strip::kWidth_dots / 8;

}  // namespace

void Strip::print_row(ByteView bits) {
    Bytes row(kRow_bytes, 0);
    std::copy_n(bits.begin(), std::min(bits.size(), row.size()), row.begin());
    rows_.push_back(std::move(row));
}

void Strip::feed(int rows) {
    rows_.resize(rows_.size() + static_cast<std::size_t>(std::max(rows, 0)), Bytes(kRow_bytes, 0));
}

bool Strip::is_blank() const {
    return std::all_of(rows_.begin(), rows_.end(), [](const Bytes& row) {
        return std::all_of(row.begin(), row.end(), [](std::uint8_t byte) { return byte == 0; });
    });
}

Status Strip::write_png(const std::string& path) const {
    constexpr std::uint8_t kWhite = 255, kBlack = 0;
    Bytes grey;
    grey.reserve(rows_.size() * kWidth_dots);
    for (const auto& row : rows_) {
        for (int dot = 0; dot < kWidth_dots; ++dot) {
            const bool is_black = (row[static_cast<std::size_t>(dot / 8)] >> (7 - dot % 8) & 1) != 0;
            grey.push_back(is_black ? kBlack : kWhite);
        }
    }
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = kWidth_dots;
    image.height = static_cast<png_uint_32>(rows_.size());
    image.format = PNG_FORMAT_GRAY;
    // Nobody may find half a picture: written beside it, then moved there.
    const auto fresh = path + ".new";
    const bool is_written =
        png_image_write_to_file(&image, fresh.c_str(), 0, grey.data(), kWidth_dots, nullptr) != 0;
    if (!is_written || std::rename(fresh.c_str(), path.c_str()) != 0)
        return Error(Code::device_failed, "writing " + path + ": " + image.message);
    return {};
}

}  // namespace kiosk24::virtual_devices
