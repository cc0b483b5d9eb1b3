// Shapes that both directions of the contract with drivers share. For the .cc files of this room only.
#pragma once

#include "kiosk/wire/driver_message.h"
#include "kiosk/wire/json_shapes.h"

namespace kiosk24::wire {

inline constexpr int kMostPages = 500;
inline constexpr std::size_t kLongestName_bytes = 256;

template <typename... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};
template <typename... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

// Of a receipt's picture, in dots.
struct Extent {
    int width_px = 0, height_px = 0;
};
inline Extent read_extent(const JsonNode& node) {
    const Extent extent{node.member("width").small(8, kStripWidth_px),
                        node.member("height").small(1, kLongestStrip_px)};
    if (extent.width_px % 8 != 0) node.member("width").fail("not a multiple of 8");
    return extent;
}
inline std::size_t bytes_of(const Extent& extent) {
    return static_cast<std::size_t>(extent.width_px / 8) * static_cast<std::size_t>(extent.height_px);
}

// Fails unless exactly one of these members says what the message is.
inline void expect_one_of(const JsonNode& root, std::initializer_list<std::string_view> kinds) {
    root.expect_object();
    std::size_t found = 0;
    for (const auto kind : kinds)
        found += root.has(kind);
    if (found != 1) root.fail("not exactly one message");
}

}  // namespace kiosk24::wire
