// What the terminal asks of a driver.
#include "kiosk/wire/driver_shapes.h"

namespace kiosk24::wire {
namespace {

constexpr std::int64_t kLongestCall_ms = 24LL * 60 * 60 * 1000;

Json json_of(const PaperStrip& strip) {
    Json lines = Json::array();
    for (const auto& line : strip.lines)
        lines.push_back({{"kind", name_of(line.kind)}, {"label", line.label}, {"text", line.text.reveal()}});
    return {{"language", tag_of(strip.language)},
            {"large", strip.text_size == TextSize::large},
            {"lines", std::move(lines)}};
}

PaperStrip read_strip(const JsonNode& node) {
    constexpr std::size_t kMostLines = 100, kLongestLine_bytes = 4000;
    PaperStrip strip;
    strip.language = node.member("language").one_of(language_tagged);
    strip.text_size = node.member("large").boolean() ? TextSize::large : TextSize::normal;
    for (const auto& item : node.member("lines").items(kMostLines)) {
        StripLine line;
        line.kind = item.member("kind").one_of(strip_line_kind_named);
        line.label = text_or_empty(item, "label", kLongestName_bytes);
        line.text = PersonalText(text_or_empty(item, "text", kLongestLine_bytes));
        strip.lines.push_back(std::move(line));
    }
    return strip;
}

Json ask_with(const Ask& ask) {
    return std::visit(
        Overloaded{
            [](const ask::PrintPage& print) {
                return Json{{"page", print.page}, {"pages", print.pages}, {"job", print.job}};
            },
            [](const ask::Recall& recall) {
                return Json{{"job", recall.job}};
            },
            [](const ask::Verify& verify) {
                if (!verify.document_number.empty())
                    return Json{{"title", verify.title}, {"document_number", verify.document_number}};
                return Json{{"name", verify.name.reveal()}, {"case_number", verify.case_number}};
            },
            [](const ask::PrintReceipt& print) {
                return Json{{"width", print.width_px}, {"height", print.height_px}, {"job", print.job}};
            },
            [](const ask::Compose& compose) { return json_of(compose.strip); },
            [](const ask::MatchFace& match) {
                return Json{{"photo_bytes", match.photo_bytes}};
            },
            [](const auto&) { return Json::object(); },
        },
        ask);
}

constexpr std::string_view kVerbs[] = {"read_card", "print_page",   "recall",        "clear",
                                       "verify",    "forget",       "print_receipt", "compose",
                                       "scan_code", "capture_face", "match_face"};
static_assert(std::size(kVerbs) == std::variant_size_v<Ask>);

Ask read_ask(const JsonNode& node) {
    const auto verb = node.member("do").word(32);
    const auto with = node.member("with");
    with.expect_object();
    if (verb == "read_card") return ask::ReadCard{};
    if (verb == "clear") return ask::Clear{};
    if (verb == "forget") return ask::Forget{};
    if (verb == "recall") return ask::Recall{with.member("job").word(128)};
    if (verb == "verify") {
        ask::Verify verify;
        // One or the other: a document with both would be somebody's and everybody's.
        if (with.has("document_number")) {
            verify.title = with.member("title").filled_text(kLongestName_bytes);
            verify.document_number = with.member("document_number").word(64);
            if (with.has("name") || with.has("case_number")) with.fail("somebody's and nobody's");
            return verify;
        }
        verify.name = PersonalText(with.member("name").filled_text(kLongestName_bytes));
        verify.case_number = with.member("case_number").word(64);
        return verify;
    }
    if (verb == "print_page") {
        ask::PrintPage print;
        print.pages = with.member("pages").small(1, kMostPages);
        print.page = with.member("page").small(1, print.pages);
        print.job = with.member("job").word(128);
        return print;
    }
    if (verb == "scan_code") return ask::ScanCode{};
    if (verb == "capture_face") return ask::CaptureFace{};
    if (verb == "compose") return ask::Compose{read_strip(with)};
    if (verb == "match_face")
        return ask::MatchFace{static_cast<std::size_t>(
            with.member("photo_bytes").integer(1, static_cast<std::int64_t>(kLargestPhoto_bytes)))};
    if (verb == "print_receipt") {
        const auto extent = read_extent(with);
        return ask::PrintReceipt{extent.width_px, extent.height_px, with.member("job").word(128)};
    }
    node.member("do").fail("unknown word");
    return ask::Forget{};
}

Call read_call(const JsonNode& root) {
    Call call;
    call.id = root.member("id").counter();
    call.ask = read_ask(root);
    call.within = Milliseconds(root.member("within_ms").integer(0, kLongestCall_ms));
    if (root.has("bulk_bytes"))
        call.bulk_bytes = static_cast<std::size_t>(
            root.member("bulk_bytes").integer(0, static_cast<std::int64_t>(kLargestBulk_bytes)));
    if (const auto* print = std::get_if<ask::PrintReceipt>(&call.ask);
        print && bytes_of({print->width_px, print->height_px}) != call.bulk_bytes)
        root.fail("the picture is not as large as its width and height say");
    const auto* match = std::get_if<ask::MatchFace>(&call.ask);
    if (match &&
        (call.bulk_bytes <= match->photo_bytes || call.bulk_bytes > match->photo_bytes + kLargestJpeg_bytes))
        root.fail("no still after the photo, or one that is too large");
    return call;
}

}  // namespace

Result<std::string> encode(const ToDriver& message) {
    const auto json = std::visit(Overloaded{
                                     [](const Call& call) {
                                         return Json{{"id", call.id},
                                                     {"do", kVerbs[call.ask.index()]},
                                                     {"with", ask_with(call.ask)},
                                                     {"within_ms", call.within.count()},
                                                     {"bulk_bytes", call.bulk_bytes}};
                                     },
                                     [](const Cancel& cancel) {
                                         return Json{{"cancel", cancel.id}};
                                     },
                                     [](const Release& release) {
                                         return Json{{"release", release.id}};
                                     },
                                 },
                                 message);
    return write_json(json, kLongestMessage_bytes);
}

Result<ToDriver> decode_to_driver(std::string_view bytes) {
    TRY(document, JsonDocument::parse(bytes, kLongestMessage_bytes));
    const auto root = document.root();
    expect_one_of(root, {"do", "cancel", "release"});
    if (document.failed()) return document.finish(ToDriver{});
    if (root.has("release")) return document.finish(ToDriver(Release{root.member("release").counter()}));
    if (root.has("cancel")) return document.finish(ToDriver(Cancel{root.member("cancel").counter()}));
    return document.finish(ToDriver(read_call(root)));
}

}  // namespace kiosk24::wire
