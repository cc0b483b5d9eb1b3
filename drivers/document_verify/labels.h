// Finding what stands after a label on a page, and comparing names. Pure.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kiosk24::drivers::document_verify {

// A run of characters without white space, where it stands on its page (points, y downwards).
struct Word {
    std::string text;  // UTF-8
    double left = 0, top = 0, right = 0, bottom = 0;
};

// Every value that follows one of the labels with a colon (":" or "：") in the same line: up to the next gap
// wider than a character is high. A label counts only at the start of a line or after such a gap.
std::vector<std::string> values_after(std::span<const std::string_view> labels, std::vector<Word> words);

// As names are compared: outer white space gone, inner runs of it one space, none beside a character that is
// not ASCII, and every middle dot one and the same. Code points are not changed otherwise.
std::string folded(std::string_view text);

}  // namespace kiosk24::drivers::document_verify
