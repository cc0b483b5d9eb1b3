#include "drivers/document_verify/structure.h"

#include <algorithm>
#include <cmath>
// clang 14 can't compile qpdf's JSON.hh as C++20 (a vector of a class that is not complete yet). Nothing here
// uses JSON, and QPDFObjectHandle.hh only names the class: a declaration in its place is enough.
#define JSON_HH
class JSON;
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <set>
#include <string>

namespace kiosk24::drivers::document_verify {
namespace {

constexpr double kPoint_mm = 25.4 / 72;
constexpr double kA4Width_mm = 210, kA4Height_mm = 297, kTolerance_mm = 3;
constexpr int kDeepest = 200;

Error refused(const std::string& why) {
    return Error(Code::bad_input, why);
}

// Keys and action types with which a PDF acts by itself or carries other files (ISO 32000-1, 12.6, 7.11.4).
const std::set<std::string> kActiveKeys = {"/JS",
                                           "/JavaScript",
                                           "/AA",
                                           "/EmbeddedFiles",
                                           "/EF",
                                           "/XFA",
                                           "/RichMediaContent",
                                           "/RichMediaSettings",
                                           "/Movie",
                                           "/Sound"};
const std::set<std::string> kActiveTypes = {"/JavaScript",     "/Launch",       "/SubmitForm", "/ImportData",
                                            "/GoToR",          "/GoToE",        "/Rendition",  "/Movie",
                                            "/Sound",          "/RichMedia",    "/Trans",      "/GoTo3DView",
                                            "/FileAttachment", "/EmbeddedFile", "/Screen"};

bool is_one_of(const std::set<std::string>& names, QPDFObjectHandle object) {
    return object.isName() && names.contains(object.getName());
}

class Walk {
  public:
    // Looks at an object and what it holds directly; referenced objects are walked on their own.
    Status look_at(QPDFObjectHandle object, int depth = 0) {
        if (depth > kDeepest) return refused("objects nested too deep");
        if (object.isStream()) return look_at(object.getDict(), depth + 1);
        if (object.isArray()) {
            for (int i = 0; i < object.getArrayNItems(); ++i)
                TRY_STATUS(look_inside(object.getArrayItem(i), depth));
            return {};
        }
        if (!object.isDictionary()) return {};
        TRY_STATUS(look_at_dictionary(object));
        for (const auto& key : object.getKeys())
            TRY_STATUS(look_inside(object.getKey(key), depth));
        return {};
    }
    std::vector<FoundSignature> signatures;

  private:
    Status look_inside(QPDFObjectHandle object, int depth) {
        return object.isIndirect() ? Status() : look_at(object, depth + 1);
    }

    Status look_at_dictionary(QPDFObjectHandle dictionary) {
        for (const auto& key : dictionary.getKeys())
            if (kActiveKeys.contains(key)) return refused("the document acts: " + key.substr(1));
        for (const char* key : {"/S", "/Type", "/Subtype"})
            if (is_one_of(kActiveTypes, dictionary.getKey(key)))
                return refused("the document acts: " + dictionary.getKey(key).getName().substr(1));
        if (dictionary.hasKey("/ByteRange")) return add_signature(dictionary);
        return {};
    }

    Status add_signature(QPDFObjectHandle dictionary) {
        auto kind = dictionary.getKey("/SubFilter"), range = dictionary.getKey("/ByteRange"),
             contents = dictionary.getKey("/Contents");
        if (!is_one_of({"/adbe.pkcs7.detached", "/ETSI.CAdES.detached"}, kind))
            return Error(Code::bad_signature, "a kind of signature that is not accepted");
        if (!range.isArray() || range.getArrayNItems() != 4 || !contents.isString())
            return Error(Code::bad_signature, "a signature without byte range or contents");
        FoundSignature found;
        for (int i = 0; i < 4; ++i) {
            auto number = range.getArrayItem(i);
            if (!number.isInteger()) return Error(Code::bad_signature, "a byte range that is not of numbers");
            found.byte_range[static_cast<std::size_t>(i)] = number.getIntValue();
        }
        const auto bytes = contents.getStringValue();
        found.contents.assign(bytes.begin(), bytes.end());
        signatures.push_back(std::move(found));
        return {};
    }
};

bool is_near(double points, double mm) {
    return std::abs(points * kPoint_mm - mm) <= kTolerance_mm;
}

Status check_box(QPDFObjectHandle box, bool is_turned) {
    if (!box.isRectangle()) return refused("a page without a size");
    const auto edges = box.getArrayAsRectangle();
    double width = std::abs(edges.urx - edges.llx), height = std::abs(edges.ury - edges.lly);
    if (is_turned) std::swap(width, height);
    if (!is_near(width, kA4Width_mm) || !is_near(height, kA4Height_mm)) return refused("a page is not A4");
    return {};
}

Status check_page(QPDFPageObjectHelper page) {
    auto unit = page.getAttribute("/UserUnit", false);
    if (!unit.isNull() && !(unit.isNumber() && unit.getNumericValue() == 1.0))
        return refused("a page is not A4");
    auto rotate = page.getAttribute("/Rotate", false);
    const auto turn = rotate.isInteger() ? rotate.getIntValue() : 0;
    if (turn % 90 != 0) return refused("a page is turned askew");
    const bool is_turned = turn % 180 != 0;
    TRY_STATUS(check_box(page.getAttribute("/MediaBox", false), is_turned));
    auto crop = page.getAttribute("/CropBox", false);
    return crop.isNull() ? Status() : check_box(crop, is_turned);
}

// A document whose form has no signature field is not signed, whatever objects lie about in it.
bool has_signed_field(QPDF& pdf) {
    auto form = pdf.getRoot().getKey("/AcroForm");
    if (!form.isDictionary()) return false;
    auto fields = form.getKey("/Fields");
    for (int i = 0; fields.isArray() && i < std::min(fields.getArrayNItems(), 1000); ++i) {
        auto field = fields.getArrayItem(i);
        if (!field.isDictionary()) continue;
        if (is_one_of({"/Sig"}, field.getKey("/FT")) && field.getKey("/V").isDictionary()) return true;
    }
    return false;
}

Result<Structure> read(ByteView bytes) {
    QPDF pdf;
    pdf.setSuppressWarnings(true);
    pdf.setAttemptRecovery(false);
    pdf.processMemoryFile("document", reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (pdf.isEncrypted()) return refused("the document is encrypted");
    if (pdf.getObjectCount() > kMostObjects) return Error(Code::too_large, "too many objects");

    Walk walk;
    for (auto& object : pdf.getAllObjects())
        TRY_STATUS(walk.look_at(object));
    TRY_STATUS(walk.look_at(pdf.getTrailer()));

    Structure structure;
    auto pages = QPDFPageDocumentHelper(pdf).getAllPages();
    if (pages.empty()) return refused("a document without pages");
    if (pages.size() > static_cast<std::size_t>(kMostPages)) return Error(Code::too_large, "too many pages");
    for (auto& page : pages)
        TRY_STATUS(check_page(page));
    structure.pages = static_cast<int>(pages.size());
    if (pdf.anyWarnings()) return refused("the document is damaged");
    if (walk.signatures.empty() || !has_signed_field(pdf))
        return Error(Code::bad_signature, "the document is not signed");
    structure.signatures = std::move(walk.signatures);
    return structure;
}

}  // namespace

Result<Structure> read_structure(ByteView pdf) {
    try {
        return read(pdf);
    } catch (const std::bad_alloc&) {
        return Error(Code::too_large, "the document needs too much memory");
    } catch (const std::exception&) {
        // What libqpdf says may quote the document.
        return refused("the document is not a readable PDF");
    }
}

}  // namespace kiosk24::drivers::document_verify
