#include "drivers/document_verify/document_check.h"

#include <algorithm>
#include <array>

#include "drivers/document_verify/labels.h"
#include "drivers/document_verify/page_words.h"
#include "drivers/document_verify/structure.h"

namespace kiosk24::drivers::document_verify {
namespace {

using Labels = std::array<std::string_view, 2>;
constexpr Labels kNameLabels = {"姓名", "Name"};
constexpr Labels kCaseLabels = {"办件编号", "Case number"};
constexpr Labels kTitleLabels = {"文件名称", "Title"};
constexpr Labels kNumberLabels = {"文件编号", "Document number"};
constexpr std::size_t kMostSignatures = 8;

// The label must stand there, and wherever it stands the value must be the expected one.
Status check_value(const std::vector<std::vector<Word>>& pages, const Labels& labels,
                   const std::string& expected, const std::string& what) {
    const auto wanted = folded(expected);
    if (wanted.empty()) return Error(Code::bad_argument, "nothing to compare the " + what + " with");
    std::size_t found = 0;
    for (const auto& words : pages) {
        const auto values = values_after(labels, words);
        found += values.size();
        const bool differs = std::any_of(values.begin(), values.end(),
                                         [&](const auto& value) { return folded(value) != wanted; });
        if (differs) return Error(Code::document_mismatch, "another " + what + " stands in the document");
    }
    if (found == 0) return Error(Code::document_mismatch, "no " + what + " stands in the document");
    return {};
}

Status check_absent(const std::vector<std::vector<Word>>& pages, const Labels& labels,
                    const std::string& what) {
    for (const auto& words : pages) {
        if (!values_after(labels, words).empty())
            return Error(Code::document_mismatch, "a " + what + " stands in a document for everybody");
    }
    return {};
}

Status check_text(const std::vector<std::vector<Word>>& pages, const Expected& expected) {
    if (!expected.document_number.empty()) {
        TRY_STATUS(check_value(pages, kTitleLabels, expected.title, "title"));
        TRY_STATUS(check_value(pages, kNumberLabels, expected.document_number, "document number"));
        TRY_STATUS(check_absent(pages, kNameLabels, "name"));
        return check_absent(pages, kCaseLabels, "case number");
    }
    TRY_STATUS(check_value(pages, kNameLabels, expected.name.reveal(), "name"));
    return check_value(pages, kCaseLabels, expected.case_number, "case number");
}

}  // namespace

Status check_signatures(ByteView pdf, const Structure& structure, const TrustedSigners& signers) {
    if (structure.signatures.size() > kMostSignatures) return Error(Code::too_large, "too many signatures");
    bool is_covered = false;
    for (const auto& signature : structure.signatures) {
        TRY(bytes, signed_bytes_of(pdf, signature.byte_range));
        if (bytes.contents != signature.contents)
            return Error(Code::bad_signature, "the gap of the byte range is not this signature");
        TRY_STATUS(signers.verify(bytes.contents, bytes.before, bytes.after));
        is_covered = is_covered || bytes.coverage == Coverage::whole_file;
    }
    if (!is_covered) return Error(Code::bad_signature, "something was added after the signature");
    return {};
}

Result<int> check_document(ByteView pdf, const Expected& expected, const TrustedSigners& signers) {
    if (pdf.size() > kLargestDocument_bytes) return Error(Code::too_large, "the document is too large");
    if (!as_text(pdf.first(std::min<std::size_t>(pdf.size(), 5))).starts_with("%PDF-"))
        return Error(Code::bad_input, "the document is not a PDF");
    TRY(structure, read_structure(pdf));
    TRY_STATUS(check_signatures(pdf, structure, signers));
    TRY(pages, words_of_pages(pdf));
    if (pages.size() != static_cast<std::size_t>(structure.pages))
        return Error(Code::bad_input, "two readers count different pages");
    TRY_STATUS(check_text(pages, expected));
    return structure.pages;
}

}  // namespace kiosk24::drivers::document_verify
