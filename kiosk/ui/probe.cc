#include "kiosk/ui/probe.h"

#include <fmt/format.h>

#include <algorithm>

namespace kiosk24::ui {

std::string_view name_of(Role role) {
    switch (role) {
        case Role::text:
            return "text";
        case Role::button:
            return "button";
        case Role::tile:
            return "tile";
        case Role::row:
            return "row";
        case Role::chip:
            return "chip";
        case Role::key:
            return "key";
        case Role::field:
            return "field";
        case Role::text_field:
            return "text_field";
        case Role::icon:
            return "icon";
        case Role::image:
            return "image";
        case Role::code:
            return "code";
        case Role::stepper:
            return "stepper";
        case Role::progress:
            return "progress";
        case Role::spinner:
            return "spinner";
        case Role::countdown:
            return "countdown";
        case Role::banner:
            return "banner";
        case Role::scroll_area:
            return "scroll_area";
        case Role::dialog:
            return "dialog";
        case Role::header:
            return "header";
        case Role::target:
            return "target";
    }
    return "?";
}

const Node* Tree::find(std::string_view id) const {
    if (id.empty()) return nullptr;
    const auto found =
        std::find_if(nodes.begin(), nodes.end(), [id](const Node& node) { return node.id == id; });
    return found == nodes.end() ? nullptr : &*found;
}

const Node* Tree::find_words(std::string_view words) const {
    const auto found =
        std::find_if(nodes.begin(), nodes.end(), [words](const Node& node) { return node.words == words; });
    return found == nodes.end() ? nullptr : &*found;
}

std::string described(const Tree& tree) {
    std::string text;
    for (const Node& node : tree.nodes) {
        text += fmt::format("{} [{}] {},{} {}x{} layer {}{}{}{}{}{} \"{}\"\n", name_of(node.role), node.id,
                            node.rect.x, node.rect.y, node.rect.w, node.rect.h, node.layer,
                            node.is_target ? " target" : "", node.enabled ? "" : " disabled",
                            node.focused ? " focused" : "", node.cut_off ? " cut-off" : "",
                            node.visible.is_empty() ? " hidden" : "", node.personal ? "***" : node.words);
    }
    return text;
}

}  // namespace kiosk24::ui
