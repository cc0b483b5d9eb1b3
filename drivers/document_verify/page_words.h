// The words of a PDF's pages with their places, by poppler. For processes that can be spared only.
#pragma once

#include <vector>

#include "drivers/document_verify/labels.h"
#include "kiosk/base/bytes.h"
#include "kiosk/base/result.h"

namespace kiosk24::drivers::document_verify {

// One list a page. bad_input if poppler can't open the document or a page; too_large over kMostWords.
Result<std::vector<std::vector<Word>>> words_of_pages(ByteView pdf);

inline constexpr std::size_t kMostWords = 100'000;

}  // namespace kiosk24::drivers::document_verify
