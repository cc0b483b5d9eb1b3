// A face's picture, as a card or a camera's driver gives it: compared, or refused with a reason.
#include "drivers/face_correlation/driver.h"
#include "tests/fuzz/round_trip.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace kiosk24;
    static drivers::FaceCorrelation matcher;
    static const bool is_open = [] {
        const auto settings = drivers::Settings::parse({}, matcher.settings());
        return settings && matcher.open(*settings).has_value();
    }();
    if (!is_open) fuzz::broken("the matcher has its description of a face");
    const ByteView picture{data, size};
    const auto match = matcher.match_face(picture, picture, drivers::Limits());
    if (match && (match->score_permille < 0 || match->score_permille > 1000))
        fuzz::broken("a score is 0 to 1000");
    if (!match && match.error().error.code() != Code::bad_input) fuzz::broken("a refusal is bad_input");
    return 0;
}
