#include "drivers/virtual/camera/camera_peer.h"

#include <algorithm>
#include <filesystem>
#include <optional>

namespace kiosk24::virtual_devices {
namespace {

std::optional<Look> look_named(std::string_view name) {
    if (name == "A") return Look::a;
    if (name == "B") return Look::b;
    if (name == "C") return Look::c;
    return std::nullopt;
}

// One person in the middle, at a good distance.
Scene good(Look look) {
    return {{{.look = look}}, 1, {}};
}

struct NamedScene {
    std::string_view name, about;
    Scene scene;
};
const std::vector<NamedScene>& scenes() {
    static const std::vector<NamedScene> all{
        {"nobody", "an empty room", {}},
        {"far", "A stands too far away", {{{.radius = 50}}, 1}},
        {"near", "A stands too near", {{{.radius = 165}}, 1}},
        {"aside", "A stands beside the middle", {{{.x = 430}}, 1}},
        {"two",
         "A and B stand before it",
         {{{.x = 200, .radius = 80}, {.look = Look::b, .x = 440, .radius = 80}}, 1}},
        {"dim", "A stands in the dark", {{{}}, 0.15}},
        {"black", "something hangs before the lens", {{}, 0}},
    };
    return all;
}

}  // namespace

Status CameraPeer::start() {
    std::error_code failed;
    std::filesystem::create_directories(directory_ + "/faces", failed);
    if (failed) return Error(Code::broken_storage, directory_ + ": " + failed.message());
    return write_scene(scene_, picture());
}

std::vector<PeerCommand> CameraPeer::commands() const {
    std::vector<PeerCommand> commands{
        {"face A|B|C", "one of three people looks into it", {"face A", "face B"}},
        {"camera code TEXT", "a telephone with a QR code of that text is held before it", {}},
        {"enrol NUMBER A|B|C", "that person's reference picture, for the platform", {}}};
    for (const auto& scene : scenes())
        commands.push_back(
            {"camera " + std::string(scene.name), std::string(scene.about), {std::string(scene.name)}});
    commands.push_back({"camera unplug", "pull the camera's cable", {"unplug"}});
    commands.push_back({"camera plug", "put the camera's cable back", {"plug"}});
    commands.push_back({"camera state", "whether it is plugged in, and how many stand before it", {}});
    return commands;
}

Result<std::string> CameraPeer::tell(std::string_view line) {
    constexpr std::string_view kFace = "face ", kEnrol = "enrol ", kCode = "code ";
    if (line.starts_with(kFace)) {
        const auto look = look_named(line.substr(kFace.size()));
        if (!look) return Error(Code::bad_argument, "face A, B or C");
        return show(good(*look), "somebody looks into the camera");
    }
    if (line.starts_with(kCode))
        return show({{}, 1, std::string(line.substr(kCode.size()))}, "a telephone with that code is held up");
    if (line.starts_with(kEnrol)) return enrol(line.substr(kEnrol.size()));
    for (const auto& scene : scenes())
        if (scene.name == line) return show(scene.scene, std::string(scene.about));
    if (line == "unplug") {
        std::error_code ignored;
        std::filesystem::remove(picture(), ignored);
        is_plugged_ = false;
        return std::string("the camera is unplugged");
    }
    if (line == "plug") {
        is_plugged_ = true;
        return show(scene_, "the camera is plugged in");
    }
    if (line == "state")
        return std::string(is_plugged_ ? "plugged in, " : "unplugged, ") +
               std::to_string(scene_.people.size()) + " before it";
    return Error(Code::not_found, "the camera knows no \"" + std::string(line) + "\"");
}

Result<std::string> CameraPeer::show(Scene scene, std::string words) {
    scene_ = std::move(scene);
    if (is_plugged_) TRY_STATUS(write_scene(scene_, picture()));
    return words;
}

Result<std::string> CameraPeer::enrol(std::string_view arguments) {
    const auto space = arguments.find(' ');
    const auto number = arguments.substr(0, space);
    const auto look =
        space == std::string_view::npos ? std::nullopt : look_named(arguments.substr(space + 1));
    const bool is_number = !number.empty() && std::all_of(number.begin(), number.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
    });
    if (!look || !is_number) return Error(Code::bad_argument, "enrol NUMBER A, B or C");
    TRY_STATUS(write_scene(good(*look), directory_ + "/faces/" + std::string(number) + ".png"));
    return "the platform has a picture of " + std::string(number);
}

}  // namespace kiosk24::virtual_devices
