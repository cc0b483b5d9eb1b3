#include "drivers/document_verify/page_words.h"

#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-global.h>
#include <poppler/cpp/poppler-page.h>

#include <memory>

namespace kiosk24::drivers::document_verify {
namespace {

Word word_of(const poppler::text_box& box) {
    const auto text = box.text().to_utf8();
    const auto place = box.bbox();
    return {std::string(text.begin(), text.end()), place.left(), place.top(), place.right(), place.bottom()};
}

Result<std::vector<std::vector<Word>>> read(ByteView pdf) {
    // What poppler complains of may quote the document: not into the log.
    poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
    const std::unique_ptr<poppler::document> document(poppler::document::load_from_raw_data(
        reinterpret_cast<const char*>(pdf.data()), static_cast<int>(pdf.size())));
    if (!document || document->is_locked()) return Error(Code::bad_input, "the text can't be read");
    std::vector<std::vector<Word>> pages;
    std::size_t count = 0;
    for (int i = 0; i < document->pages(); ++i) {
        const std::unique_ptr<poppler::page> page(document->create_page(i));
        if (!page) return Error(Code::bad_input, "a page's text can't be read");
        auto& words = pages.emplace_back();
        for (const auto& box : page->text_list())
            words.push_back(word_of(box));
        count += words.size();
        if (count > kMostWords) return Error(Code::too_large, "too much text");
    }
    return pages;
}

}  // namespace

Result<std::vector<std::vector<Word>>> words_of_pages(ByteView pdf) {
    try {
        return read(pdf);
    } catch (const std::exception&) {
        return Error(Code::bad_input, "the text can't be read");
    }
}

}  // namespace kiosk24::drivers::document_verify
