// A face before the camera and its comparison with the person's reference picture. Nothing of the picture
// outlives the session: the ledger keeps the decision, the score and the name of the model that compared.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kiosk24 {

// What the camera would ask of the person, told at every change. Wire names are the same words.
enum class FaceHint {
    look_here,  // no face in the picture
    one_only,   // more than one
    closer,
    farther,
    to_middle,
    too_dark,
    too_bright,
    hold_still,  // blurred, or all is well and the picture is about to be taken
};
std::string_view name_of(FaceHint hint);
std::optional<FaceHint> face_hint_named(std::string_view name);

// What the comparison one to one says.
enum class FaceDecision { same, different };
std::string_view name_of(FaceDecision decision);
std::optional<FaceDecision> face_decision_named(std::string_view name);

struct FaceMatch {
    FaceDecision decision = FaceDecision::different;
    int score_permille = 0;  // 0 to 1000, larger is more alike; only comparable within one model
    std::string model;       // name and version of what compared, at most 64 printable characters
    bool operator==(const FaceMatch&) const = default;
};

// How the face step ended; the form carries its name in the field "face", where the matter's conditions ask.
enum class FaceStanding { none, same, different, without };
std::string_view name_of(FaceStanding standing);

}  // namespace kiosk24
