#include "drivers/camera/face_finder.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <exception>
#include <opencv2/imgproc.hpp>
#include <opencv2/objdetect.hpp>

#include <jpeglib.h>

namespace kiosk24::drivers::camera {
namespace {

// Of the picture's portrait part (three wide, four high), what the face's width may be, and how far its
// middle may be off. The cascade's box is about as wide as a head.
constexpr double kSmallest = 0.40, kLargest = 0.88, kOffMiddle = 0.16;
constexpr double kBlack = 10, kDark = 50, kBright = 225;  // mean grey of the face, or of all
constexpr double kSharp = 35;                             // variance of the Laplacian in the face
constexpr int kSmallestFace_px = 80;

// OpenCV's matrix over our bytes; it does not write.
cv::Mat matrix_of(const Picture& picture) {
    return {picture.height, picture.width, CV_8UC1, const_cast<std::uint8_t*>(picture.grey.data())};
}

cv::Rect portrait_part(const Picture& picture) {
    const int width = std::min(picture.width, picture.height * 3 / 4);
    const int height = std::min(picture.height, width * 4 / 3);
    return {(picture.width - width) / 2, (picture.height - height) / 2, width, height};
}

FaceHint hint_for(const cv::Mat& grey, const cv::Rect& face, const cv::Rect& part) {
    const double light = cv::mean(grey(face))[0];
    if (light < kDark) return FaceHint::too_dark;
    if (light > kBright) return FaceHint::too_bright;
    const double size = static_cast<double>(face.width) / part.width;
    if (size < kSmallest) return FaceHint::closer;
    if (size > kLargest) return FaceHint::farther;
    const double off_x = face.x + face.width / 2.0 - (part.x + part.width / 2.0);
    const double off_y = face.y + face.height / 2.0 - (part.y + part.height / 2.0);
    if (std::abs(off_x) > kOffMiddle * part.width || std::abs(off_y) > kOffMiddle * part.height)
        return FaceHint::to_middle;
    return FaceHint::hold_still;
}

bool is_sharp(const cv::Mat& grey, const cv::Rect& face) {
    cv::Mat edges;
    cv::Laplacian(grey(face), edges, CV_16S);
    cv::Scalar mean, deviation;
    cv::meanStdDev(edges, mean, deviation);
    return deviation[0] * deviation[0] > kSharp;
}

}  // namespace

struct FaceFinder::Inside {
    cv::CascadeClassifier cascade;
};

FaceFinder::FaceFinder(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
FaceFinder::FaceFinder(FaceFinder&&) noexcept = default;
FaceFinder& FaceFinder::operator=(FaceFinder&&) noexcept = default;
FaceFinder::~FaceFinder() = default;

Result<FaceFinder> FaceFinder::open(const std::string& cascade) {
    cv::setNumThreads(1);  // the other core draws the screen
    auto inside = std::make_unique<Inside>();
    try {
        if (inside->cascade.load(cascade)) return FaceFinder(std::move(inside));
    } catch (const std::exception& error) {
        return Error(Code::bad_setting, "cascade: " + std::string(error.what()).substr(0, 200));
    }
    return Error(Code::bad_setting, "cascade: " + cascade + " cannot be read");
}

Seen FaceFinder::look(const Picture& picture) {
    const auto grey = matrix_of(picture);
    Seen seen;
    const double light = cv::mean(grey)[0];
    seen.is_black = light < kBlack;
    if (light < kDark / 2) {
        seen.hint = FaceHint::too_dark;
        return seen;
    }
    cv::Mat even;
    cv::equalizeHist(grey, even);
    std::vector<cv::Rect> faces;
    constexpr double kStep = 1.1;
    constexpr int kNeighbours = 4;
    inside_->cascade.detectMultiScale(even, faces, kStep, kNeighbours, 0,
                                      cv::Size(kSmallestFace_px, kSmallestFace_px));
    if (faces.empty()) return seen;
    if (faces.size() > 1) {
        seen.hint = FaceHint::one_only;
        return seen;
    }
    const auto& face = faces.front();
    seen.face = {face.x, face.y, face.width, face.height};
    seen.hint = hint_for(grey, face, portrait_part(picture));
    seen.is_good = seen.hint == FaceHint::hold_still && is_sharp(grey, face);
    return seen;
}

Picture mirrored_portrait(const Picture& picture) {
    constexpr int kHighest = 480;
    cv::Mat part = matrix_of(picture)(portrait_part(picture)), mirror;
    if (part.rows > kHighest)
        cv::resize(part, part, cv::Size(part.cols * kHighest / part.rows, kHighest), 0, 0, cv::INTER_AREA);
    cv::flip(part, mirror, 1);
    Picture shown{mirror.cols, mirror.rows, {}};
    shown.grey.assign(mirror.data, mirror.data + mirror.total());
    return shown;
}

namespace {

// libjpeg's default for an error is to end the process, and for an encoder the only one is "no memory".
Bytes encode_jpeg(const cv::Mat& grey, int quality) {
    jpeg_compress_struct jpeg{};
    jpeg_error_mgr error{};
    jpeg.err = jpeg_std_error(&error);
    jpeg_create_compress(&jpeg);
    unsigned char* out = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&jpeg, &out, &size);
    jpeg.image_width = static_cast<JDIMENSION>(grey.cols);
    jpeg.image_height = static_cast<JDIMENSION>(grey.rows);
    jpeg.input_components = 1;
    jpeg.in_color_space = JCS_GRAYSCALE;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, quality, TRUE);
    jpeg_start_compress(&jpeg, TRUE);
    while (jpeg.next_scanline < jpeg.image_height) {
        JSAMPROW row = const_cast<JSAMPROW>(grey.ptr(static_cast<int>(jpeg.next_scanline)));
        jpeg_write_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_compress(&jpeg);
    Bytes bytes(out, out + size);
    wipe(out, size);
    ::free(out);
    jpeg_destroy_compress(&jpeg);
    return bytes;
}

}  // namespace

Result<Bytes> jpeg_of(const Picture& picture, const Box& face, std::size_t most_bytes) {
    constexpr double kRoom = 0.25;
    const int room = static_cast<int>(face.width * kRoom);
    const auto part = cv::Rect(face.x - room, face.y - room, face.width + 2 * room, face.height + 2 * room) &
                      cv::Rect(0, 0, picture.width, picture.height);
    if (part.empty()) return Error(Code::bad_argument, "no face in the picture");
    const cv::Mat cut = matrix_of(picture)(part);
    for (const int quality : {92, 80, 60, 40}) {
        auto bytes = encode_jpeg(cut, quality);
        if (bytes.size() <= most_bytes) return bytes;
    }
    return Error(Code::too_large, "the still");
}

}  // namespace kiosk24::drivers::camera
