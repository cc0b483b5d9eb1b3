// What can be said against a screen from its tree alone.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "kiosk/ui/probe.h"

namespace kiosk24::ui {
namespace {

constexpr float kMinimumKey = 80, kMinimumKeyGap = 10;

std::string label_of(const Node& node) {
    if (!node.id.empty()) return node.id;
    return node.personal ? "***" : node.words;
}

void check_alone(const Node& node, const Tree& tree, const Theme& theme, std::vector<Finding>& findings) {
    const auto find = [&](Fault fault, std::string detail) {
        findings.push_back({fault, label_of(node), std::move(detail)});
    };
    // Ten keys stand side by side in any text size; a wrong one costs a stroke, not a step.
    const float least = node.role == Role::key ? kMinimumKey : theme.minimum_target();
    // Half a pixel for rectangles that came out of a division.
    if (node.is_target && (node.rect.w < least - 0.5F || node.rect.h < least - 0.5F))
        find(Fault::target_too_small, fmt::format("{} x {}, at least {}", node.rect.w, node.rect.h, least));
    if (node.is_target && node.words.empty()) find(Fault::no_words, "a voice cannot name this target");
    if (node.cut_off) find(Fault::text_cut_off, fmt::format("in {} x {}", node.rect.w, node.rect.h));
    // A disabled target's words need no contrast (WCAG 1.4.3), but what is said elsewhere does.
    const bool must_be_read = node.text_px > 0 && node.enabled && !node.words.empty();
    if (const float ratio = contrast(node.ink, node.paper);
        must_be_read && ratio < theme.minimum_contrast(node.text_px) - 0.05F)
        find(Fault::low_contrast, fmt::format("{:.1f}:1 at {} px, at least {}:1", ratio, node.text_px,
                                              theme.minimum_contrast(node.text_px)));
    // What is scrolled away in part is not wrong: only what no scrolling brings onto the screen.
    const Rect screen{0, 0, tree.size.w, tree.size.h};
    const bool is_in_view = node.visible == node.rect;
    const Rect shown = node.rect.shared_with(screen);
    const bool is_over_the_edge = std::abs(shown.w - node.rect.w) > 1 || std::abs(shown.h - node.rect.h) > 1;
    if (is_over_the_edge && (is_in_view || node.rect.x < -1 || node.rect.right() > screen.w + 1))
        find(Fault::outside_screen,
             fmt::format("{},{} {} x {}", node.rect.x, node.rect.y, node.rect.w, node.rect.h));
}

float distance(const Rect& a, const Rect& b) {
    const float dx = std::max({a.x - b.right(), b.x - a.right(), 0.0F});
    const float dy = std::max({a.y - b.bottom(), b.y - a.bottom(), 0.0F});
    return std::max(dx, dy);
}

void check_pair(const Node& one, const Node& other, std::vector<Finding>& findings) {
    if (!one.is_target || !other.is_target || one.layer != other.layer) return;
    if (one.visible.is_empty() || other.visible.is_empty()) return;
    const Rect shared = one.visible.shared_with(other.visible);
    if (!shared.is_empty()) {
        // A target on a tappable card is meant: the inner one is drawn later and wins.
        if (one.visible.contains(other.visible)) return;
        findings.push_back({Fault::targets_overlap, label_of(other), "with " + label_of(one)});
        return;
    }
    const float gap = distance(one.visible, other.visible);
    // Keys of a keyboard stand closer: they are large and a mistake costs one stroke.
    const bool are_keys = one.role == Role::key && other.role == Role::key;
    const float least = are_keys ? kMinimumKeyGap : kMinimumGap;
    if (gap < least - 0.5F)
        findings.push_back({Fault::targets_too_close, label_of(other),
                            fmt::format("{} px from {}, at least {}", gap, label_of(one), least)});
}

}  // namespace

std::string_view name_of(Fault fault) {
    switch (fault) {
        case Fault::target_too_small:
            return "target_too_small";
        case Fault::targets_too_close:
            return "targets_too_close";
        case Fault::targets_overlap:
            return "targets_overlap";
        case Fault::text_cut_off:
            return "text_cut_off";
        case Fault::outside_screen:
            return "outside_screen";
        case Fault::duplicate_id:
            return "duplicate_id";
        case Fault::low_contrast:
            return "low_contrast";
        case Fault::no_words:
            return "no_words";
    }
    return "?";
}

std::vector<Finding> lint(const Tree& tree, const Theme& theme) {
    std::vector<Finding> findings;
    std::unordered_map<std::string_view, int> seen;
    for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
        const Node& node = tree.nodes[i];
        if (!node.id.empty() && ++seen[node.id] == 2)
            findings.push_back({Fault::duplicate_id, node.id, "drawn twice"});
        check_alone(node, tree, theme, findings);
        for (std::size_t k = 0; k < i; ++k)
            check_pair(tree.nodes[k], node, findings);
    }
    return findings;
}

}  // namespace kiosk24::ui
