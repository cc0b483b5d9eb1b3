#include "drivers/face_correlation/driver.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <opencv2/objdetect.hpp>

namespace kiosk24::drivers {
namespace {

constexpr int kFace_px = 96;    // both faces are brought to this size
constexpr int kMargin_px = 16;  // the features without it are looked for in the other face

// A photo on a card is smaller than what the detector looks for.
cv::Mat enlarged(const cv::Mat& picture) {
    constexpr int kSmall_px = 240;
    const int shorter = std::min(picture.cols, picture.rows);
    if (shorter >= kSmall_px) return picture;
    cv::Mat large;
    const double by = static_cast<double>(kSmall_px) / shorter;
    cv::resize(picture, large, {}, by, by, cv::INTER_CUBIC);
    return large;
}

// The detector's boxes are not equally tight: the features may stand anywhere, a little larger or smaller.
double likeness(const cv::Mat& reference, const cv::Mat& taken) {
    constexpr int kSteps = 5;
    constexpr double kStep = 0.04;
    const cv::Rect middle(kMargin_px, kMargin_px, kFace_px - 2 * kMargin_px, kFace_px - 2 * kMargin_px);
    double best = 0;
    for (int step = -kSteps; step <= kSteps; ++step) {
        cv::Mat features, alike;
        const double by = 1 + step * kStep;
        cv::resize(reference(middle), features, {}, by, by, cv::INTER_LINEAR);
        cv::matchTemplate(taken, features, alike, cv::TM_CCOEFF_NORMED);
        double here = 0;
        cv::minMaxLoc(alike, nullptr, &here);
        best = std::max(best, here);
    }
    return best;
}

// OpenCV frees without wiping.
struct Wiped {
    cv::Mat& picture;
    ~Wiped() {
        if (!picture.empty()) picture.setTo(0);
    }
};

Failure refused(std::string detail) {
    return {Error(Code::bad_input, std::move(detail)), Fault::none, Outcome::not_done};
}

}  // namespace

struct FaceCorrelation::Inside {
    cv::CascadeClassifier cascade;

    Answer<cv::Mat> face_in(ByteView bytes, const std::string& which) {
        if (bytes.empty()) return refused("no " + which);
        const cv::Mat raw(1, static_cast<int>(bytes.size()), CV_8U, const_cast<std::uint8_t*>(bytes.data()));
        cv::Mat decoded = cv::imdecode(raw, cv::IMREAD_GRAYSCALE);
        const Wiped wiped_decoded{decoded};
        if (decoded.empty()) return refused("the " + which + " is no picture that can be read");
        cv::Mat picture = enlarged(decoded);
        const Wiped wiped_picture{picture};
        std::vector<cv::Rect> faces;
        cascade.detectMultiScale(picture, faces, 1.1, 3, 0, {picture.cols / 4, picture.cols / 4});
        if (faces.empty()) return refused("no face in the " + which);
        const auto largest = *std::max_element(
            faces.begin(), faces.end(), [](const auto& a, const auto& b) { return a.area() < b.area(); });
        cv::Mat face;
        cv::resize(picture(largest), face, {kFace_px, kFace_px}, 0, 0, cv::INTER_AREA);
        cv::GaussianBlur(face, face, {5, 5}, 0);  // a card's photo is no sharper
        return face;
    }
};

FaceCorrelation::FaceCorrelation() : inside_(std::make_unique<Inside>()) {}
FaceCorrelation::~FaceCorrelation() = default;

std::vector<SettingEntry> FaceCorrelation::settings() const {
    return {{"cascade", "/usr/share/opencv4/haarcascades/haarcascade_frontalface_default.xml",
             "OpenCV's description of a face"},
            {"same_from_permille", "960", "from this score on two faces are the same, 1 to 1000"}};
}

DeviceIdentity FaceCorrelation::identity() const {
    return {"Kiosk24", std::string(kCorrelationModel), {}, CV_VERSION, {}};
}

Status FaceCorrelation::open(const Settings& settings) {
    TRY(same_from, settings.number("same_from_permille", 1, 1000));
    same_from_permille_ = static_cast<int>(same_from);
    const auto cascade = settings.text("cascade");
    try {
        if (inside_->cascade.load(cascade)) return {};
    } catch (const cv::Exception& error) {
        return Error(Code::bad_setting, "cascade: " + std::string(error.what()).substr(0, 200));
    }
    return Error(Code::bad_setting, "cascade: " + cascade + " cannot be read");
}

Answer<FaceMatch> FaceCorrelation::match_face(ByteView photo, ByteView still, const Limits&) {
    TRY(reference, inside_->face_in(photo, "photo"));
    const Wiped wiped_reference{reference};
    TRY(taken, inside_->face_in(still, "still"));
    const Wiped wiped_taken{taken};
    const double best = likeness(reference, taken);
    FaceMatch match;
    match.score_permille = static_cast<int>(std::lround(std::clamp(best, 0.0, 1.0) * 1000));
    match.decision =
        match.score_permille >= same_from_permille_ ? FaceDecision::same : FaceDecision::different;
    match.model = kCorrelationModel;
    return match;
}

}  // namespace kiosk24::drivers
