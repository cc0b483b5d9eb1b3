// A stand-in for a matcher of faces, honest about what it is: the largest normalised correlation between the
// still and any part of the person's reference picture, both as small grey pictures. It tells one drawn or
// photographed face from another; it is no biometrics, and the model's name says so.
#pragma once

#include <filesystem>
#include <string>

#include "kiosk/base/bytes.h"
#include "kiosk/base/result.h"
#include "kiosk/model/face.h"

namespace kiosk24::sandbox {

inline constexpr std::string_view kFaceModel = "sandbox-correlation-1";
inline constexpr int kSameFrom_permille = 930;

struct SmallPicture {
    int width = 0, height = 0;
    std::vector<float> grey;  // rows from the top, 0 to 1
    float at(int x, int y) const { return grey[static_cast<std::size_t>(y * width + x)]; }
};

// A JPEG or PNG, made small: at most kLongestSide_px. bad_input if it is neither, or smaller than that is
// worth.
inline constexpr int kLongestSide_px = 96;
Result<SmallPicture> decode_picture(ByteView bytes);
// `folder`/<number>.jpg or .png. not_found.
Result<SmallPicture> read_reference(const std::filesystem::path& folder, const std::string& number);
FaceMatch compare(const SmallPicture& reference, const SmallPicture& still);

}  // namespace kiosk24::sandbox
