#include "kiosk/wire/driver_message.h"

#include "kiosk/wire/json_shapes.h"

namespace kiosk24::wire {
namespace {

constexpr int kMostPages = 500;
constexpr std::int64_t kLongestCall_ms = 24LL * 60 * 60 * 1000;
constexpr std::size_t kLongestDetail_bytes = 1000;
constexpr std::size_t kLongestName_bytes = 256;

template <typename... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};
template <typename... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

// A vendor's sentence is cut to what the receiver takes, at the start of a character.
std::string cut(std::string text) {
    if (text.size() <= kLongestDetail_bytes) return text;
    std::size_t end = kLongestDetail_bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) >> 6) == 2)
        --end;
    text.resize(end);
    return text;
}

std::string code_of(Fault fault) {
    return std::string(entry_of(fault).code);
}

struct FaultRead {
    Fault fault = Fault::none;
    std::string raw;  // set if the code was not in the class's dictionary
};
// A fault of another class is as unknown as one that nobody has heard of.
FaultRead read_fault(const JsonNode& node, DeviceClass device_class) {
    const auto code = node.word(80);
    if (code == "none" || code.empty()) return {};
    const auto fault = fault_coded(code, device_class);
    const auto& entry = entry_of(fault);
    if (entry.code == code && entry.device_class == name_of(device_class)) return {fault, {}};
    return {fault_coded(std::string(name_of(device_class)) + ".unclassified", device_class), code};
}

std::string detail_with(const FaultRead& read, std::string detail) {
    if (read.raw.empty()) return detail;
    return cut(detail.empty() ? read.raw : read.raw + ": " + detail);
}

// ---- asks

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

struct Extent {
    int width_px = 0, height_px = 0;
};
Extent read_extent(const JsonNode& node) {
    const Extent extent{node.member("width").small(8, kStripWidth_px),
                        node.member("height").small(1, kLongestStrip_px)};
    if (extent.width_px % 8 != 0) node.member("width").fail("not a multiple of 8");
    return extent;
}
std::size_t bytes_of(const Extent& extent) {
    return static_cast<std::size_t>(extent.width_px / 8) * static_cast<std::size_t>(extent.height_px);
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

// ---- gives

Json json_of(const Give& give) {
    return std::visit(
        Overloaded{
            [](const give::Nothing&) { return Json::object(); },
            [](const give::Card& card) {
                return Json{{"card", wire::json_of(card.card, Photo::with)}};
            },
            [](const give::Page& page) {
                return Json{{"outcome", name_of(page.outcome)}, {"fault", code_of(page.fault)}};
            },
            [](const give::Verified& verified) {
                return Json{{"pages", verified.pages}};
            },
            [](const give::Picture& drawn) {
                return Json{{"width", drawn.picture.width_px}, {"height", drawn.picture.height_px}};
            },
            [](const give::Code& code) {
                return Json{{"text", code.text.reveal()}, {"symbology", code.symbology}};
            },
            [](const give::Matched& matched) { return wire::json_of(matched.match); },
            [](const give::Still& still) {
                return Json{{"still_bytes", still.jpeg ? still.jpeg->reveal().size() : still.bytes}};
            },
        },
        give);
}

Give read_give(const JsonNode& node, DeviceClass device_class) {
    node.expect_object();
    if (node.has("card")) return give::Card{read_card(node.member("card"), Photo::with)};
    if (node.has("outcome")) {
        give::Page page;
        page.outcome = node.member("outcome").one_of(outcome_named);
        page.fault = read_fault(node.member("fault"), device_class).fault;
        return page;
    }
    if (node.has("pages")) return give::Verified{node.member("pages").small(1, kMostPages)};
    if (node.has("width")) {
        const auto extent = read_extent(node);
        return give::Picture{{extent.width_px, extent.height_px, {}}};
    }
    if (node.has("text"))
        return give::Code{PersonalText(node.member("text").filled_text(kLongestCode_bytes)),
                          text_or_empty(node, "symbology", kLongestName_bytes)};
    if (node.has("decision")) return give::Matched{read_face_match(node)};
    if (node.has("still_bytes"))
        return give::Still{
            nullptr,
            static_cast<std::size_t>(
                node.member("still_bytes").integer(1, static_cast<std::int64_t>(kLargestJpeg_bytes)))};
    return give::Nothing{};
}

// How much bulk belongs to it; nothing with most of them.
std::size_t bulk_bytes_wanted(const Give& give) {
    if (const auto* still = std::get_if<give::Still>(&give)) return still->bytes;
    const auto* picture = std::get_if<give::Picture>(&give);
    return picture ? bytes_of({picture->picture.width_px, picture->picture.height_px}) : 0;
}

Done read_done(const JsonNode& root, DeviceClass device_class) {
    Done done{root.member("id").counter(), read_give(root.member("done"), device_class), 0};
    const auto wanted = static_cast<std::int64_t>(bulk_bytes_wanted(done.give));
    if (wanted > 0 || root.has("bulk_bytes"))
        done.bulk_bytes = static_cast<std::size_t>(root.member("bulk_bytes").integer(wanted, wanted));
    return done;
}

// A code we do not know says only that the device failed; its name goes to the log.
Failed read_failed(const JsonNode& root, DeviceClass device_class) {
    const auto node = root.member("failed");
    Failed failed;
    failed.id = root.member("id").counter();
    const auto code = node.member("code").word(64);
    failed.code = code_named(code);
    if (name_of(failed.code) != code) failed.code = Code::device_failed;
    const auto fault = read_fault(node.member("fault"), device_class);
    failed.fault = fault.fault;
    failed.outcome = node.member("outcome").one_of(outcome_named);
    failed.detail = detail_with(fault, text_or_empty(node, "detail", kLongestDetail_bytes));
    if (name_of(failed.code) != code) failed.detail = cut("code " + code + ": " + failed.detail);
    return failed;
}

Hello read_hello(const JsonNode& node) {
    Hello hello;
    hello.protocol = node.member("protocol").small(1, 1000);
    hello.device_class = node.member("class").one_of(device_class_named);
    hello.identity.maker = text_or_empty(node, "maker", kLongestName_bytes);
    hello.identity.model = text_or_empty(node, "model", kLongestName_bytes);
    hello.identity.serial = text_or_empty(node, "serial", kLongestName_bytes);
    hello.identity.firmware = text_or_empty(node, "firmware", kLongestName_bytes);
    if (node.has("capabilities")) {
        for (const auto& capability : node.member("capabilities").items(64))
            hello.identity.capabilities.push_back(capability.word(64));
    }
    return hello;
}

ConditionChanged read_condition(const JsonNode& node, DeviceClass device_class) {
    Condition condition;
    condition.state = node.member("state").one_of(device_state_named);
    const auto fault = read_fault(node.member("fault"), device_class);
    condition.fault = fault.fault;
    if (node.has("paper")) condition.paper = node.member("paper").one_of(supply_state_named);
    if (node.has("toner")) condition.toner = node.member("toner").one_of(supply_state_named);
    if (node.has("media")) condition.media = node.member("media").one_of(media_state_named);
    condition.detail = detail_with(fault, text_or_empty(node, "detail", kLongestDetail_bytes));
    return {condition};
}

Frame read_frame(const JsonNode& root) {
    Frame frame;
    frame.id = root.member("frame").counter();
    frame.width_px = root.member("width").small(1, kLargestFrame_px);
    frame.height_px = root.member("height").small(1, kLargestFrame_px);
    const auto bytes = static_cast<std::int64_t>(frame.width_px) * frame.height_px;
    root.member("bulk_bytes").integer(bytes, bytes);
    return frame;
}

Json json_of(const Hello& hello) {
    return {{"protocol", hello.protocol},
            {"class", name_of(hello.device_class)},
            {"maker", hello.identity.maker},
            {"model", hello.identity.model},
            {"serial", hello.identity.serial},
            {"firmware", hello.identity.firmware},
            {"capabilities", hello.identity.capabilities}};
}

Json json_of(const Condition& condition) {
    return {{"state", name_of(condition.state)}, {"fault", code_of(condition.fault)},
            {"paper", name_of(condition.paper)}, {"toner", name_of(condition.toner)},
            {"media", name_of(condition.media)}, {"detail", cut(condition.detail)}};
}

Json json_of(const Failed& failed) {
    return {{"code", name_of(failed.code)},
            {"fault", code_of(failed.fault)},
            {"outcome", name_of(failed.outcome)},
            {"detail", cut(failed.detail)}};
}

// Fails unless exactly one of these members says what the message is.
void expect_one_of(const JsonNode& root, std::initializer_list<std::string_view> kinds) {
    root.expect_object();
    std::size_t found = 0;
    for (const auto kind : kinds)
        found += root.has(kind);
    if (found != 1) root.fail("not exactly one message");
}

}  // namespace

DocumentBytes bulk_of(const Give& give) {
    if (const auto* still = std::get_if<give::Still>(&give)) return still->jpeg;
    const auto* picture = std::get_if<give::Picture>(&give);
    return picture ? picture->picture.bits : nullptr;
}

DocumentBytes bulk_of(const FromDriver& message) {
    if (const auto* frame = std::get_if<Frame>(&message)) return frame->grey;
    const auto* done = std::get_if<Done>(&message);
    return done ? bulk_of(done->give) : nullptr;
}

std::size_t bulk_bytes_of(const FromDriver& message) {
    if (const auto* frame = std::get_if<Frame>(&message))
        return static_cast<std::size_t>(frame->width_px) * static_cast<std::size_t>(frame->height_px);
    const auto* done = std::get_if<Done>(&message);
    return done ? done->bulk_bytes : 0;
}

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

Result<std::string> encode(const FromDriver& message) {
    const auto json =
        std::visit(Overloaded{
                       [](const Hello& hello) {
                           return Json{{"hello", json_of(hello)}};
                       },
                       [](const Done& done) {
                           const auto bulk = bulk_of(done.give);
                           return Json{{"id", done.id},
                                       {"done", json_of(done.give)},
                                       {"bulk_bytes", bulk ? bulk->reveal().size() : done.bulk_bytes}};
                       },
                       [](const Failed& failed) {
                           return Json{{"id", failed.id}, {"failed", json_of(failed)}};
                       },
                       [](const ConditionChanged& changed) {
                           return Json{{"condition", json_of(changed.condition)}};
                       },
                       [](const Release& release) {
                           return Json{{"release", release.id}};
                       },
                       [](const Hinted& hinted) {
                           return Json{{"hint", name_of(hinted.hint)}};
                       },
                       [](const Frame& frame) {
                           return Json{{"frame", frame.id},
                                       {"width", frame.width_px},
                                       {"height", frame.height_px},
                                       {"bulk_bytes", frame.width_px * frame.height_px}};
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

Result<FromDriver> decode_from_driver(std::string_view bytes, DeviceClass device_class) {
    TRY(document, JsonDocument::parse(bytes, kLongestMessage_bytes));
    const auto root = document.root();
    expect_one_of(root, {"hello", "done", "failed", "condition", "release", "hint", "frame"});
    if (document.failed()) return document.finish(FromDriver{});
    if (root.has("hello")) return document.finish(FromDriver(read_hello(root.member("hello"))));
    if (root.has("done")) return document.finish(FromDriver(read_done(root, device_class)));
    if (root.has("failed")) return document.finish(FromDriver(read_failed(root, device_class)));
    if (root.has("condition"))
        return document.finish(FromDriver(read_condition(root.member("condition"), device_class)));
    if (root.has("hint"))
        return document.finish(FromDriver(Hinted{root.member("hint").one_of(face_hint_named)}));
    if (root.has("frame")) return document.finish(FromDriver(read_frame(root)));
    return document.finish(FromDriver(Release{root.member("release").counter()}));
}

}  // namespace kiosk24::wire
