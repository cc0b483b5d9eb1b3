// Walks the triangles of draw data, two at a time where they are an upright rectangle of one colour. Inside
// of the room.
#pragma once

#include <imgui.h>

namespace kiosk24::ui {

// Are six indices an axis-parallel rectangle of one colour (indices 0,1,2,0,2,3)? Then its corners.
inline bool as_rectangle(const ImDrawIdx* index, const ImDrawVert* vertex, const ImDrawVert*& upper_left,
                         const ImDrawVert*& lower_right) {
    if (index[3] != index[0] || index[4] != index[2]) return false;
    const ImDrawVert &a = vertex[index[0]], &b = vertex[index[1]], &c = vertex[index[2]],
                     &d = vertex[index[5]];
    const bool is_upright =
        a.pos.y == b.pos.y && b.pos.x == c.pos.x && c.pos.y == d.pos.y && d.pos.x == a.pos.x;
    const bool is_plain = a.col == b.col && b.col == c.col && c.col == d.col;
    if (!is_upright || !is_plain || c.pos.x < a.pos.x || c.pos.y < a.pos.y) return false;
    upper_left = &a;
    lower_right = &c;
    return true;
}

// on_rectangle(command, upper_left, lower_right) or on_triangle(command, a, b, c) for every shape in drawing
// order.
template <typename OnRectangle, typename OnTriangle>
void for_each_shape(const ImDrawData& drawing, OnRectangle on_rectangle, OnTriangle on_triangle) {
    for (int n = 0; n < drawing.CmdListsCount; ++n) {
        const ImDrawList& list = *drawing.CmdLists[n];
        for (const ImDrawCmd& command : list.CmdBuffer) {
            if (command.UserCallback != nullptr) continue;
            const ImDrawIdx* index = list.IdxBuffer.Data + command.IdxOffset;
            const ImDrawVert* vertex = list.VtxBuffer.Data + command.VtxOffset;
            for (unsigned i = 0; i + 2 < command.ElemCount;) {
                const ImDrawVert *upper_left, *lower_right;
                if (i + 5 < command.ElemCount && as_rectangle(index + i, vertex, upper_left, lower_right)) {
                    on_rectangle(command, *upper_left, *lower_right);
                    i += 6;
                } else {
                    on_triangle(command, vertex[index[i]], vertex[index[i + 1]], vertex[index[i + 2]]);
                    i += 3;
                }
            }
        }
    }
}

}  // namespace kiosk24::ui
