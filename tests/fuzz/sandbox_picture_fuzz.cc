// A still as it reaches the platform: a small grey picture, or refused.
#include "hub/sandbox/face_compare.h"
#include "tests/fuzz/round_trip.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kiosk24;
    const auto picture = sandbox::decode_picture({data, size});
    if (!picture) {
        if (picture.error().code() != Code::bad_input) fuzz::broken("a refusal is bad_input");
        return 0;
    }
    if (picture->width < 1 || picture->height < 1 || picture->width > sandbox::kLongestSide_px ||
        picture->height > sandbox::kLongestSide_px)
        fuzz::broken("a picture is made small");
    if (picture->grey.size() !=
        static_cast<std::size_t>(picture->width) * static_cast<std::size_t>(picture->height))
        fuzz::broken("a picture has all its points");
    const auto match = sandbox::compare(*picture, *picture);
    if (match.score_permille < 0 || match.score_permille > 1000) fuzz::broken("a score is 0 to 1000");
    return 0;
}
